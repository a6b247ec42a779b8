// Leptonica keeps samples in big-endian order within 32-bit words; swapping words turns rows into plain bytes.
#include "image/pix.h"

#include <allheaders.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

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

namespace {

// Leptonica's word, its first sample in the highest bits, as its samples lie in memory, and back.
l_uint32 in_byte_order(l_uint32 word) {
  if constexpr (std::endian::native == std::endian::big) return word;
  return word >> 24U | (word >> 8U & 0xFF00U) | (word << 8U & 0xFF0000U) | word << 24U;
}

}  // namespace

PixPtr to_pix(const GreyImage& image) {
  PixPtr pix(pixCreateNoInit(image.width_px, image.height_px, 8));
  if (!pix) throw Error(Fault::limit, "no memory for a picture");
  const auto words = static_cast<std::size_t>(pixGetWpl(pix.get()));
  l_uint32* data = pixGetData(pix.get());
  for (int y = 0; y < image.height_px; ++y) {
    std::memcpy(data + static_cast<std::size_t>(y) * words, image.row(y), static_cast<std::size_t>(image.width_px));
  }
  pixEndianByteSwap(pix.get());
  const auto resolution = static_cast<l_int32>(std::lround(image.dpi));
  pixSetResolution(pix.get(), resolution, resolution);
  return pix;
}

namespace {

// Of a picture with 8 bits a sample, without copies on the way: a page's samples are many.
GreyImage samples_of(Pix* pix) {
  GreyImage image = make_image(pixGetWidth(pix), pixGetHeight(pix), pixGetXRes(pix));
  const auto words = static_cast<std::size_t>(pixGetWpl(pix));
  std::vector<l_uint32> line(words);
  for (int y = 0; y < image.height_px; ++y) {
    const l_uint32* row = pixGetData(pix) + static_cast<std::size_t>(y) * words;
    std::transform(row, row + words, line.begin(), in_byte_order);
    std::memcpy(image.row(y), line.data(), static_cast<std::size_t>(image.width_px));
  }
  return image;
}

}  // namespace

GreyImage from_pix(Pix* pix) {
  if (pixGetDepth(pix) == 8 && pixGetColormap(pix) == nullptr) return samples_of(pix);
  PixPtr opaque(pixGetDepth(pix) == 32 && pixGetSpp(pix) == 4 ? pixRemoveAlpha(pix) : pixClone(pix));
  PixPtr grey(pixGetDepth(opaque.get()) == 32 ? pixConvertRGBToLuminance(opaque.get())
                                              : pixConvertTo8(opaque.get(), 0));
  if (!grey) throw Error(Fault::bad_input, "the samples of the picture cannot be read; save it as PNG or TIFF anew");
  pixSetResolution(grey.get(), pixGetXRes(pix), pixGetYRes(pix));
  return samples_of(grey.get());
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
