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
#include "image/specks.h"
#include "image/threshold.h"

namespace atagande::image {
namespace {

constexpr int level_scale = 8;
constexpr int level_window = 21;
constexpr double level_percentile = 0.75;
constexpr int edge_share = 10;            // of the page, where shadows of the edge lie
constexpr double ink_white = 0.88;        // of the paper's level: what is lighter is paper
constexpr double small_letter_px = 15.0;  // height of letters below which a finer grid was measured to help
constexpr double least_letter_px = 5.0;   // below that there is nothing to save
constexpr double enlargement = 2.0;
constexpr double most_enlarged_pixels = 40e6;
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
GreyImage local_percentile(const GreyImage& image, int window_x, int window_y, double share) {
  GreyImage result = image;
  const int half = window_x / 2;
  for (int y = 0; y < image.height_px; ++y) {
    std::array<int, 256> histogram{};
    int count = 0;
    const int top = std::max(y - window_y / 2, 0);
    const int bottom = std::min(y + window_y / 2, image.height_px - 1);
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

// The paper's level near an edge, where shadows fall off steeply: windows narrow across the edge and long along it.
void follow_shadows(const GreyImage& soft, GreyImage& paper) {
  const GreyImage tall = local_percentile(soft, 3, 31, level_percentile);
  const GreyImage wide = local_percentile(soft, 31, 3, level_percentile);
  const int margin_x = paper.width_px / edge_share;
  const int margin_y = paper.height_px / edge_share;
  for (int y = 0; y < paper.height_px; ++y) {
    for (int x = 0; x < paper.width_px; ++x) {
      std::uint8_t& level = paper.row(y)[x];
      if (std::min(x, paper.width_px - 1 - x) < margin_x) level = std::min(level, tall.row(y)[x]);
      if (std::min(y, paper.height_px - 1 - y) < margin_y) level = std::min(level, wide.row(y)[x]);
    }
  }
}

void level_paper(GreyImage& image, const Quality& quality) {
  const GreyImage soft = blurred(image);
  const GreyImage small = reduced(soft);
  GreyImage paper = local_percentile(small, level_window, level_window, level_percentile);
  follow_shadows(small, paper);
  const double ink_share = std::clamp(quality.ink / std::max(quality.paper, 1.0), 0.0, 0.6);
  const double scale = 255.0 / (ink_white - ink_share);
  std::vector<float> levels(static_cast<std::size_t>(paper.width_px));
  for (int y = 0; y < image.height_px; ++y) {
    const double v = std::clamp((y + 0.5) / level_scale - 0.5, 0.0, paper.height_px - 1.0);
    const int v0 = static_cast<int>(v);
    const std::uint8_t* upper = paper.row(v0);
    const std::uint8_t* lower = paper.row(std::min(v0 + 1, paper.height_px - 1));
    const double fv = v - v0;
    for (std::size_t x = 0; x < levels.size(); ++x) levels[x] = static_cast<float>(upper[x] * (1 - fv) + lower[x] * fv);
    const std::uint8_t* in = soft.row(y);
    std::uint8_t* out = image.row(y);
    for (int x = 0; x < image.width_px; ++x) {
      const double u = std::clamp((x + 0.5) / level_scale - 0.5, 0.0, paper.width_px - 1.0);
      const auto u0 = static_cast<std::size_t>(u);
      const std::size_t u1 = std::min(u0 + 1, levels.size() - 1);
      const double fu = u - static_cast<double>(u0);
      const double level = std::max(levels[u0] * (1 - fu) + levels[u1] * fu, 1.0);
      out[x] = static_cast<std::uint8_t>(std::clamp((in[x] / level - ink_share) * scale + 0.5, 0.0, 255.0));
    }
  }
}

void remove_specks(PagePicture& picture, const Quality& quality, Treated& done) {
  const Removed removed =
      quality.bilevel ? remove_bilevel_specks(picture.image) : remove_grey_specks(picture.image, quality);
  if (removed.specks > 0) done.applied.emplace_back("remove_specks");
  for (const DotRow& row : removed.dot_rows) {
    const Box box{double(row.box.x), double(row.box.y), double(row.box.x + row.box.width),
                  double(row.box.y + row.box.height)};
    done.leaders.push_back({apply(picture.to_page, box), row.dots, row.spaced});
  }
}

// Small print loses less to smoothing and turning when both work on a finer grid.
bool enlarge(PagePicture& picture, const Quality& quality) {
  const int threshold = static_cast<int>(quality.paper - 0.5 * quality.contrast());
  const double height = letter_height(picture.image, threshold);
  if (height < least_letter_px || height >= small_letter_px) return false;
  const auto pixels = static_cast<double>(picture.image.pixels.size());
  if (pixels * enlargement * enlargement > most_enlarged_pixels) return false;
  PixPtr pix = to_pix(picture.image);
  const PixPtr larger(pixScale(pix.get(), static_cast<float>(enlargement), static_cast<float>(enlargement)));
  if (!larger) return false;
  const double dpi = picture.image.dpi;
  picture.image = {};
  pix.reset();
  picture.image = from_pix(larger.get());
  picture.image.dpi = dpi * enlargement;
  picture.to_page = then(Affine{1 / enlargement, 0, 0, 1 / enlargement, 0, 0}, picture.to_page);
  return true;
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
  PixPtr pix = to_pix(picture.image);
  const PixPtr turned(pixRotateAMGray(pix.get(), static_cast<float>(radians), 255));
  if (!turned) return;
  picture.image = {};
  pix.reset();
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

Treated treat(PagePicture& picture, const Treatment& treatment, const Quality& quality) {
  Treated done;
  if (picture.image.empty()) return done;
  if (treatment.remove_specks) remove_specks(picture, quality, done);
  bool enlarged = false;
  if (treatment.enlarge && enlarge(picture, quality)) {
    enlarged = true;
    done.applied.emplace_back("enlarge");
  }
  if (quality.bilevel && treatment.remove_specks) {
    for (int i = 0; i < (enlarged ? 2 : 1); ++i) picture.image = blurred(picture.image);
    done.applied.emplace_back("smooth");
  }
  if (treatment.level_paper) {
    level_paper(picture.image, quality);
    done.applied.emplace_back("level_paper");
  }
  if (!treatment.deskew) return done;
  const Skew skew = find_skew(picture.image);
  if (skew.confidence < 3.0 || std::abs(skew.degrees) < least_skew_degrees) return done;
  rotate(picture, skew.degrees);
  done.applied.emplace_back("deskew");
  done.turned_degrees = skew.degrees;
  return done;
}

}  // namespace atagande::image
