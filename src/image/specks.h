// Dust and salt-and-pepper noise, taken off without touching the dots of letters.
#pragma once

#include "image/image.h"

namespace atagande::image {

/// Takes away, in grey pictures, spots far too small for print, spots as small as dots that stand alone, and spots
/// darker than any ink or lighter than any paper. `quality` is that of the picture. Gives the number of spots.
int remove_grey_specks(GreyImage& image, const Quality& quality);

/// 1-bit pictures: drops components under 2×2 pixels, and small ones that stand alone. Gives their number.
int remove_bilevel_specks(GreyImage& image);

}  // namespace atagande::image
