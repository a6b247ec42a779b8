// Mirrored print is read as something that is no word, with little confidence; and paper never lets all of the ink's
// darkness through. Pale print that is meant to be read is read with confidence. How dark print is here, the words
// tell that were: small print comes off a scanner paler than large. A line that holds one such word is print
// throughout.
#include "ocr/through.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace atagande::ocr {
namespace {

constexpr double sure = 0.88;
constexpr double pale = 0.6;           // of the contrast that the palest sure words have
constexpr double palest_share = 0.15;  // of the sure words
constexpr std::size_t least_sure = 6;
constexpr double core = 0.04;  // of a word's box, its darkest part

bool is_doubtful(const Word& word) { return word.confidence.value_or(1.0) < sure; }

// How much darker than paper the darkest part of the box is.
double contrast_in(const image::GreyImage& image, const Box& box, double paper) {
  const int x0 = std::clamp(static_cast<int>(box.x0), 0, image.width_px);
  const int x1 = std::clamp(static_cast<int>(std::ceil(box.x1)), x0, image.width_px);
  const int y0 = std::clamp(static_cast<int>(box.y0), 0, image.height_px);
  const int y1 = std::clamp(static_cast<int>(std::ceil(box.y1)), y0, image.height_px);
  std::vector<std::uint8_t> pixels;
  for (int y = y0; y < y1; ++y) pixels.insert(pixels.end(), image.row(y) + x0, image.row(y) + x1);
  if (pixels.empty()) return paper;
  const auto at = pixels.begin() + static_cast<std::ptrdiff_t>(core * static_cast<double>(pixels.size()));
  std::nth_element(pixels.begin(), at, pixels.end());
  return paper - *at;
}

}  // namespace

void drop_shining_through(std::vector<Line>& lines, const image::PagePicture& picture) {
  const bool any = std::any_of(lines.begin(), lines.end(), [](const Line& line) {
    return std::any_of(line.words.begin(), line.words.end(), is_doubtful);
  });
  if (!any) return;
  const image::Quality quality = image::measure(picture.image);
  if (quality.bilevel || quality.blank) return;
  const Affine to_pixels = inverse(picture.to_page);
  const auto contrast_of = [&](const Word& word) {
    return contrast_in(picture.image, apply(to_pixels, word.box), quality.paper);
  };
  std::vector<double> contrasts;
  for (const Line& line : lines) {
    for (const Word& word : line.words) {
      if (word.confidence && !is_doubtful(word)) contrasts.push_back(contrast_of(word));
    }
  }
  if (contrasts.size() < least_sure) return;
  const auto palest =
      contrasts.begin() + static_cast<std::ptrdiff_t>(palest_share * static_cast<double>(contrasts.size()));
  std::nth_element(contrasts.begin(), palest, contrasts.end());
  const double least = pale * *palest;
  std::erase_if(lines, [&](const Line& line) {
    return !line.words.empty() && std::all_of(line.words.begin(), line.words.end(), [&](const Word& word) {
      return is_doubtful(word) && contrast_of(word) < least;
    });
  });
}

}  // namespace atagande::ocr
