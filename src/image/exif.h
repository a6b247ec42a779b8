// The orientation a camera noted in a JPEG file (Exif 2.32, 4.6.4 tag 0x0112).
#pragma once

#include <string_view>

#include "image/image.h"

namespace atagande::image {

/// 1 to 8; 1 where nothing is stated.
int exif_orientation(std::string_view jpeg);

/// The picture turned and mirrored so that it stands upright, given its orientation tag.
GreyImage oriented(GreyImage image, int orientation);

}  // namespace atagande::image
