// Dust and salt-and-pepper noise, taken off without touching the dots of letters.
#pragma once

#include <vector>

#include "image/dot_rows.h"
#include "image/image.h"

namespace atagande::image {

struct Removed {
  int specks = 0;
  std::vector<DotRow> dot_rows;  // taken away too, so that no layout takes them for columns
};

/// Takes away, in grey pictures, spots far too small for print, spots as small as dots that stand alone, and spots
/// darker than any ink or lighter than any paper. `quality` is that of the picture.
Removed remove_grey_specks(GreyImage& image, const Quality& quality);

/// 1-bit pictures: drops lone pixels but for the dots of letters, and small components that stand alone.
Removed remove_bilevel_specks(GreyImage& image);

}  // namespace atagande::image
