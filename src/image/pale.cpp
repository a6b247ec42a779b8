// One threshold for the whole page tells ink from paper by the ink there is most of. On a poor scan the strokes of
// small print come off half as dark as those of a title, and at such a threshold its letters fall to pieces. What is
// darker than paper by some way is looked at letter by letter: where the threshold leaves but little of several that
// stand in a row, they are darkened until half their own depth is ink. What stands alone is dirt or what is left of a
// rule.
#include <algorithm>
#include <cstdint>
#include <tuple>

#include "image/image.h"
#include "image/threshold.h"

namespace atagande::image {
namespace {

constexpr int white = 255;
constexpr double least_left = 0.4;  // of a letter's pixels, at the page's threshold
constexpr int least_depth = 25;     // below the paler threshold
constexpr int least_height_px = 5;  // of a letter
constexpr int least_width_px = 2;
constexpr int longest = 25;    // in its own heights, letters that touch
constexpr int neighbours = 2;  // of a letter in its row
constexpr int nearby = 2;      // in its own heights
constexpr std::size_t most_letters = 20000;

struct PaleLetter {
  int x0 = 0;
  int y0 = 0;
  int x1 = 0;
  int y1 = 0;
  int darkest = white;
  std::vector<std::size_t> pixels;  // places in the picture
  [[nodiscard]] int width() const { return x1 - x0; }
  [[nodiscard]] int height() const { return y1 - y0; }
};

// Connected pixels darker than a threshold.
class Components {
 public:
  Components(const GreyImage& image, int threshold)
      : image_(image), threshold_(threshold), seen_(image.pixels.size(), false) {}

  /// The places of the component that holds `start`; empty where that is paper or was found before.
  std::vector<std::size_t> from(std::size_t start) {
    std::vector<std::size_t> found;
    add(start, found);
    const auto width = static_cast<std::size_t>(image_.width_px);
    const auto height = static_cast<std::size_t>(image_.height_px);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const std::size_t x = found[i] % width;
      const std::size_t y = found[i] / width;
      for (std::size_t v = y == 0 ? 0 : y - 1; v <= y + 1 && v < height; ++v) {
        for (std::size_t u = x == 0 ? 0 : x - 1; u <= x + 1 && u < width; ++u) add(v * width + u, found);
      }
    }
    return found;
  }

 private:
  void add(std::size_t at, std::vector<std::size_t>& found) {
    if (image_.pixels[at] >= threshold_ || seen_[at]) return;
    seen_[at] = true;
    found.push_back(at);
  }

  const GreyImage& image_;
  int threshold_;
  std::vector<bool> seen_;
};

// Whether the page's threshold would leave too little of what may be a letter.
bool is_pale(const PaleLetter& letter, const GreyImage& image, int threshold, int paler) {
  if (letter.height() < least_height_px || letter.width() < least_width_px) return false;
  if (letter.width() > longest * letter.height() || letter.darkest > paler - least_depth) return false;
  const auto left = std::count_if(letter.pixels.begin(), letter.pixels.end(),
                                  [&](std::size_t at) { return image.pixels[at] < threshold; });
  return static_cast<double>(left) <= least_left * static_cast<double>(letter.pixels.size());
}

std::vector<PaleLetter> pale_letters(const GreyImage& image, int threshold, int paler) {
  std::vector<PaleLetter> letters;
  Components components(image, paler);
  for (std::size_t start = 0; start < image.pixels.size() && letters.size() < most_letters; ++start) {
    if (image.pixels[start] >= paler) continue;
    PaleLetter letter{image.width_px, image.height_px, 0, 0, white, components.from(start)};
    for (const std::size_t at : letter.pixels) {
      const int x = static_cast<int>(at % static_cast<std::size_t>(image.width_px));
      const int y = static_cast<int>(at / static_cast<std::size_t>(image.width_px));
      letter.x0 = std::min(letter.x0, x);
      letter.y0 = std::min(letter.y0, y);
      letter.x1 = std::max(letter.x1, x + 1);
      letter.y1 = std::max(letter.y1, y + 1);
      letter.darkest = std::min<int>(letter.darkest, image.pixels[at]);
    }
    if (is_pale(letter, image, threshold, paler)) letters.push_back(std::move(letter));
  }
  return letters;
}

// Whether two stand in one row, near each other and of like size.
bool are_neighbours(const PaleLetter& a, const PaleLetter& b) {
  const int lower = std::min(a.height(), b.height());
  const int higher = std::max(a.height(), b.height());
  const int shared = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  const int gap = std::max(a.x0, b.x0) - std::min(a.x1, b.x1);
  return 2 * shared > lower && 3 * lower > higher && gap < nearby * higher;
}

// Whether `letters[i]` stands in a row of them; they are in the order of their left edges.
bool in_a_row(const std::vector<PaleLetter>& letters, std::size_t i) {
  const PaleLetter& letter = letters[i];
  if (letter.width() > 4 * letter.height()) return true;  // several that touch
  const int reach = (3 * nearby + longest) * letter.height();
  int found = 0;
  for (std::size_t k = i + 1; k < letters.size() && letters[k].x0 < letter.x1 + reach && found < neighbours; ++k) {
    found += are_neighbours(letter, letters[k]) ? 1 : 0;
  }
  for (std::size_t k = i; k-- > 0 && letters[k].x0 > letter.x0 - reach && found < neighbours;) {
    found += are_neighbours(letter, letters[k]) ? 1 : 0;
  }
  return found >= neighbours;
}

}  // namespace

GreyImage with_pale_print_darkened(const GreyImage& image) {
  GreyImage result = image;
  const int threshold = otsu_threshold(image);
  std::vector<PaleLetter> letters = pale_letters(image, threshold, (threshold + white) / 2);
  std::sort(letters.begin(), letters.end(),
            [](const PaleLetter& a, const PaleLetter& b) { return std::tie(a.x0, a.y0) < std::tie(b.x0, b.y0); });
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (!in_a_row(letters, i)) continue;
    const double times = 2.0 * threshold / (letters[i].darkest + white);
    for (const std::size_t at : letters[i].pixels) {
      result.pixels[at] = static_cast<std::uint8_t>(times * image.pixels[at]);
    }
  }
  return result;
}

}  // namespace atagande::image
