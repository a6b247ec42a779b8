// Three treatments, each for what it was measured to help: 1-bit pictures lose lone pixels (never more: the dots of
// diacritics are two or three pixels wide) and are smoothed to grey; grey pictures on uneven paper are blurred, divided
// by the paper's local level and have their ink stretched; turned print is turned back.
#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "image/image.h"
#include "image/pix.h"

namespace atagande::image {
namespace {

constexpr int level_scale = 8;
constexpr int level_window = 21;
constexpr double level_percentile = 0.75;
constexpr double ink_white = 0.88;  // of the paper's level: what is lighter is paper
constexpr double least_skew_degrees = 0.12;
constexpr double largest_skew_degrees = 6.0;

GreyImage blurred(const GreyImage& image) {
  GreyImage result = image;
  const int width = image.width_px;
  const int height = image.height_px;
  if (width < 3 || height < 3) return result;
  std::vector<std::uint16_t> columns(static_cast<std::size_t>(width));
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* above = image.row(std::max(y - 1, 0));
    const std::uint8_t* row = image.row(y);
    const std::uint8_t* below = image.row(std::min(y + 1, height - 1));
    for (int x = 0; x < width; ++x)
      columns[static_cast<std::size_t>(x)] = static_cast<std::uint16_t>(above[x] + row[x] + below[x]);
    std::uint8_t* out = result.row(y);
    for (int x = 1; x + 1 < width; ++x) {
      const auto i = static_cast<std::size_t>(x);
      out[x] = static_cast<std::uint8_t>((columns[i - 1] + columns[i] + columns[i + 1] + 4) / 9);
    }
  }
  return result;
}

// Means over squares of `level_scale` pixels.
GreyImage reduced(const GreyImage& image) {
  const int width = (image.width_px + level_scale - 1) / level_scale;
  const int height = (image.height_px + level_scale - 1) / level_scale;
  GreyImage result = make_image(width, height, image.dpi / level_scale);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      int sum = 0;
      int count = 0;
      for (int v = y * level_scale; v < std::min((y + 1) * level_scale, image.height_px); ++v) {
        const std::uint8_t* row = image.row(v);
        for (int u = x * level_scale; u < std::min((x + 1) * level_scale, image.width_px); ++u) {
          sum += row[u];
          ++count;
        }
      }
      result.row(y)[x] = static_cast<std::uint8_t>(sum / std::max(count, 1));
    }
  }
  return result;
}

// Percentile over a sliding square window: the histogram loses a column and gains one at each step to the right.
GreyImage local_percentile(const GreyImage& image, int window, double share) {
  GreyImage result = image;
  const int half = window / 2;
  for (int y = 0; y < image.height_px; ++y) {
    std::array<int, 256> histogram{};
    int count = 0;
    const int top = std::max(y - half, 0);
    const int bottom = std::min(y + half, image.height_px - 1);
    const auto add = [&](int x, int amount) {
      if (x < 0 || x >= image.width_px) return;
      for (int v = top; v <= bottom; ++v) histogram[image.row(v)[x]] += amount;
      count += amount * (bottom - top + 1);
    };
    for (int x = 0; x < half; ++x) add(x, 1);
    for (int x = 0; x < image.width_px; ++x) {
      add(x + half, 1);
      add(x - half - 1, -1);
      const int wanted = std::max(1, static_cast<int>(share * count));
      int below = 0;
      int level = 0;
      while (level < 255 && (below += histogram[static_cast<std::size_t>(level)]) < wanted) ++level;
      result.row(y)[x] = static_cast<std::uint8_t>(level);
    }
  }
  return result;
}

void level_paper(GreyImage& image) {
  const GreyImage soft = blurred(image);
  const GreyImage paper = local_percentile(reduced(soft), level_window, level_percentile);
  for (int y = 0; y < image.height_px; ++y) {
    const double v = std::clamp((y + 0.5) / level_scale - 0.5, 0.0, paper.height_px - 1.0);
    const int v0 = static_cast<int>(v);
    const std::uint8_t* upper = paper.row(v0);
    const std::uint8_t* lower = paper.row(std::min(v0 + 1, paper.height_px - 1));
    const double fv = v - v0;
    const std::uint8_t* in = soft.row(y);
    std::uint8_t* out = image.row(y);
    for (int x = 0; x < image.width_px; ++x) {
      const double u = std::clamp((x + 0.5) / level_scale - 0.5, 0.0, paper.width_px - 1.0);
      const int u0 = static_cast<int>(u);
      const int u1 = std::min(u0 + 1, paper.width_px - 1);
      const double fu = u - u0;
      const double level =
          (upper[u0] * (1 - fu) + upper[u1] * fu) * (1 - fv) + (lower[u0] * (1 - fu) + lower[u1] * fu) * fv;
      const double stretched = 255.0 * in[x] / std::max(ink_white * level, 1.0);
      out[x] = static_cast<std::uint8_t>(std::clamp(stretched + 0.5, 0.0, 255.0));
    }
  }
}

void remove_specks(GreyImage& image) {
  const PixPtr bilevel = to_bilevel(image, 128);
  const PixPtr kept(pixSelectBySize(bilevel.get(), 2, 2, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GTE, nullptr));
  if (!kept) return;
  const double dpi = image.dpi;
  image = blurred(from_pix(kept.get()));
  image.dpi = dpi;
}

int otsu_threshold(const GreyImage& image) {
  std::array<double, 256> histogram{};
  for (int y = 0; y < image.height_px; y += 2) {
    for (int x = 0; x < image.width_px; ++x) histogram[image.row(y)[x]] += 1.0;
  }
  double total = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < 256; ++i) {
    total += histogram[i];
    sum += histogram[i] * static_cast<double>(i);
  }
  double below = 0.0;
  double below_sum = 0.0;
  double best = -1.0;
  int threshold = 128;
  for (std::size_t i = 0; i < 255; ++i) {
    below += histogram[i];
    below_sum += histogram[i] * static_cast<double>(i);
    if (below <= 0 || below >= total) continue;
    const double between =
        below * (total - below) * std::pow(below_sum / below - (sum - below_sum) / (total - below), 2);
    if (between > best) {
      best = between;
      threshold = static_cast<int>(i) + 1;
    }
  }
  return threshold;
}

struct Skew {
  double degrees = 0.0;  // to be turned clockwise by this to stand straight
  double confidence = 0.0;
};

Skew find_skew(const GreyImage& image) {
  if (image.width_px < 200 || image.height_px < 200) return {};
  const PixPtr bilevel = to_bilevel(image, otsu_threshold(image));
  l_float32 angle = 0.0F;
  l_float32 confidence = 0.0F;
  if (pixFindSkewSweepAndSearch(bilevel.get(), &angle, &confidence, 4, 2, static_cast<float>(largest_skew_degrees),
                                1.0F, 0.01F) != 0) {
    return {};
  }
  return {static_cast<double>(angle), static_cast<double>(confidence)};
}

void rotate(PagePicture& picture, double degrees_clockwise) {
  const double radians = degrees_clockwise * std::numbers::pi / 180.0;
  const double dpi = picture.image.dpi;
  const PixPtr pix = to_pix(picture.image);
  const PixPtr turned(pixRotateAMGray(pix.get(), static_cast<float>(radians), 255));
  if (!turned) return;
  picture.image = from_pix(turned.get());
  picture.image.dpi = dpi;
  // About the centre; y grows downwards, so clockwise is the positive sense.
  const double cx = picture.image.width_px / 2.0;
  const double cy = picture.image.height_px / 2.0;
  const double c = std::cos(radians);
  const double s = std::sin(radians);
  const Affine back{c, -s, s, c, cx - c * cx - s * cy, cy + s * cx - c * cy};
  picture.to_page = then(back, picture.to_page);
}

}  // namespace

double treat(PagePicture& picture, const Treatment& treatment) {
  if (picture.image.empty()) return 0.0;
  if (treatment.remove_specks) remove_specks(picture.image);
  if (treatment.level_paper) level_paper(picture.image);
  if (!treatment.deskew) return 0.0;
  const Skew skew = find_skew(picture.image);
  if (skew.confidence < 3.0 || std::abs(skew.degrees) < least_skew_degrees) return 0.0;
  rotate(picture, skew.degrees);
  return skew.degrees;
}

}  // namespace atagande::image
