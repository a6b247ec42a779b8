// Lone pixels of 1-bit pictures that are dots of letters, and not dust.
//
// Internal to the room.
#pragma once

#include <span>
#include <vector>

#include "image/dot_rows.h"
#include "image/image.h"

namespace atagande::image {

/// Which of the components, all those of the picture, are dots over letters, as far as a lone pixel is one of them.
/// `letter_height` is the usual height of a letter in pixels; of print too small for dots nothing is said.
std::vector<bool> find_letter_dots(const GreyImage& image, std::span<const Component> components, double letter_height);

}  // namespace atagande::image
