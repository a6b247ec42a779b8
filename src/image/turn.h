// The eight symmetries of a rectangle applied to pictures.
#pragma once

#include "image/image.h"

namespace atagande::image {

/// First rows and columns are exchanged, then the result is mirrored left to right and top to bottom.
struct Symmetry {
  bool transpose = false;
  bool mirror_x = false;
  bool mirror_y = false;
  bool operator==(const Symmetry&) const = default;
};

GreyImage transformed(const GreyImage& image, const Symmetry& symmetry);

/// From pixels of the transformed picture to pixels of `image`.
Affine back_to_original(const GreyImage& image, const Symmetry& symmetry);

}  // namespace atagande::image
