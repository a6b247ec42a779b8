// What parts ink from paper.
#pragma once

#include "image/image.h"

namespace atagande::image {

/// By Otsu: the level that parts the pixels into the two most distinct classes.
int otsu_threshold(const GreyImage& image);

}  // namespace atagande::image
