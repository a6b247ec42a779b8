// Mirrored print is read as something that is no word, with little confidence; and paper never lets all of the ink's
// darkness through. Pale print that is meant to be read is read with confidence.
#include "ocr/through.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace atagande::ocr {
namespace {

constexpr double sure = 0.88;
constexpr double pale = 0.55;        // of the way from paper to ink
constexpr double least_dark = 0.01;  // share of the word's box

bool is_doubtful(const Word& word) { return word.confidence.value_or(1.0) < sure; }

// Share of the pixels of the box that are darker.
double darker_in(const image::GreyImage& image, const Box& box, double level) {
  const int x0 = std::clamp(static_cast<int>(box.x0), 0, image.width_px);
  const int x1 = std::clamp(static_cast<int>(std::ceil(box.x1)), x0, image.width_px);
  const int y0 = std::clamp(static_cast<int>(box.y0), 0, image.height_px);
  const int y1 = std::clamp(static_cast<int>(std::ceil(box.y1)), y0, image.height_px);
  std::int64_t dark = 0;
  for (int y = y0; y < y1; ++y) {
    dark += std::count_if(image.row(y) + x0, image.row(y) + x1, [&](std::uint8_t pixel) { return pixel < level; });
  }
  const double all = static_cast<double>(x1 - x0) * (y1 - y0);
  return all > 0.0 ? static_cast<double>(dark) / all : 1.0;
}

}  // namespace

void drop_shining_through(std::vector<Line>& lines, const image::PagePicture& picture) {
  const bool any = std::any_of(lines.begin(), lines.end(), [](const Line& line) {
    return std::any_of(line.words.begin(), line.words.end(), is_doubtful);
  });
  if (!any) return;
  const image::Quality quality = image::measure(picture.image);
  if (quality.bilevel || quality.blank) return;
  const double level = quality.paper - pale * quality.contrast();
  const Affine to_pixels = inverse(picture.to_page);
  for (Line& line : lines) {
    std::erase_if(line.words, [&](const Word& word) {
      return is_doubtful(word) && darker_in(picture.image, apply(to_pixels, word.box), level) < least_dark;
    });
  }
  std::erase_if(lines, [](const Line& line) { return line.words.empty(); });
}

}  // namespace atagande::ocr
