// Pictures for people to look at: a part of a page, and PNG files.
#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "image/image.h"
#include "image/pix.h"

namespace atagande::image {
namespace {

constexpr int fast_compression = 1;  // of zlib: half as large again as the best, several times sooner

struct LeptonicaDeleter {
  void operator()(l_uint8* bytes) const { lept_free(bytes); }
};

}  // namespace

std::string to_png(const GreyImage& image) {
  const PixPtr pix = to_pix(image);
  pixSetZlibCompression(pix.get(), fast_compression);
  l_uint8* data = nullptr;
  std::size_t size = 0;
  const bool failed = pixWriteMemPng(&data, &size, pix.get(), 0.0F) != 0;
  const std::unique_ptr<l_uint8, LeptonicaDeleter> bytes(data);
  if (failed || !bytes) throw Error(Fault::limit, "no memory for a PNG file of a page");
  return {reinterpret_cast<const char*>(bytes.get()), size};
}

GreyImage cropped(const PagePicture& picture, const Box& box, double margin_pt) {
  const Box wide{box.x0 - margin_pt, box.y0 - margin_pt, box.x1 + margin_pt, box.y1 + margin_pt};
  const Box part = apply(inverse(picture.to_page), wide);
  const auto within = [](double value, int end) {
    return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(end)));
  };
  const int x0 = within(std::floor(part.x0), picture.image.width_px);
  const int y0 = within(std::floor(part.y0), picture.image.height_px);
  const int x1 = within(std::ceil(part.x1), picture.image.width_px);
  const int y1 = within(std::ceil(part.y1), picture.image.height_px);
  if (x1 <= x0 || y1 <= y0) return {};
  GreyImage result = make_image(x1 - x0, y1 - y0, picture.image.dpi);
  for (int y = y0; y < y1; ++y) std::copy(picture.image.row(y) + x0, picture.image.row(y) + x1, result.row(y - y0));
  return result;
}

}  // namespace atagande::image
