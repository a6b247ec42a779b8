// Leptonica's pictures as ours and back.
#pragma once

#include <memory>

#include "image/image.h"

struct Pix;

namespace atagande::image {

struct PixDeleter {
  void operator()(Pix* pix) const;
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

/// 8 bits a pixel.
PixPtr to_pix(const GreyImage& image);
/// Any depth; colour as luminance, transparent parts over white.
GreyImage from_pix(Pix* pix);
/// 1 bit a pixel, dark where a sample is below `threshold`.
PixPtr to_bilevel(const GreyImage& image, int threshold);

}  // namespace atagande::image
