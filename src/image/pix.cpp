// Leptonica keeps samples in big-endian order within 32-bit words; swapping words turns rows into plain bytes.
#include "image/pix.h"

#include <allheaders.h>

#include <cstring>

namespace atagande::image {

void PixDeleter::operator()(Pix* pix) const { pixDestroy(&pix); }

GreyImage make_image(int width_px, int height_px, double dpi, std::uint8_t fill) {
  GreyImage image;
  image.width_px = width_px;
  image.height_px = height_px;
  image.dpi = dpi;
  image.pixels.assign(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px), fill);
  return image;
}

PixPtr to_pix(const GreyImage& image) {
  PixPtr pix(pixCreateNoInit(image.width_px, image.height_px, 8));
  if (!pix) throw Error(Fault::limit, "no memory for a picture");
  const auto words = static_cast<std::size_t>(pixGetWpl(pix.get()));
  l_uint32* data = pixGetData(pix.get());
  for (int y = 0; y < image.height_px; ++y) {
    std::memcpy(data + static_cast<std::size_t>(y) * words, image.row(y), static_cast<std::size_t>(image.width_px));
  }
  pixEndianByteSwap(pix.get());
  const auto resolution = static_cast<l_int32>(image.dpi + 0.5);
  pixSetResolution(pix.get(), resolution, resolution);
  return pix;
}

GreyImage from_pix(Pix* pix) {
  PixPtr opaque(pixGetDepth(pix) == 32 && pixGetSpp(pix) == 4 ? pixRemoveAlpha(pix) : pixClone(pix));
  PixPtr grey(pixGetDepth(opaque.get()) == 32 ? pixConvertRGBToLuminance(opaque.get())
                                              : pixConvertTo8(opaque.get(), 0));
  if (!grey) throw Error(Fault::bad_input, "the samples of the picture cannot be read; save it as PNG or TIFF anew");
  pixEndianByteSwap(grey.get());
  GreyImage image = make_image(pixGetWidth(grey.get()), pixGetHeight(grey.get()), pixGetXRes(pix));
  const auto words = static_cast<std::size_t>(pixGetWpl(grey.get()));
  const l_uint32* data = pixGetData(grey.get());
  for (int y = 0; y < image.height_px; ++y) {
    std::memcpy(image.row(y), data + static_cast<std::size_t>(y) * words, static_cast<std::size_t>(image.width_px));
  }
  return image;
}

PixPtr to_bilevel(const GreyImage& image, int threshold) {
  PixPtr pix(pixCreate(image.width_px, image.height_px, 1));
  if (!pix) throw Error(Fault::limit, "no memory for a picture");
  const int words = pixGetWpl(pix.get());
  for (int y = 0; y < image.height_px; ++y) {
    l_uint32* line = pixGetData(pix.get()) + static_cast<std::size_t>(y) * static_cast<std::size_t>(words);
    const std::uint8_t* row = image.row(y);
    for (int x = 0; x < image.width_px; ++x) {
      if (row[x] < threshold) line[x >> 5] |= 0x80000000U >> (x & 31);
    }
  }
  return pix;
}

}  // namespace atagande::image
