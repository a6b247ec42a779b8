// A dot of print is close to its letter, dust is anywhere. So what is smaller than any dot goes everywhere, what is as
// small as a dot goes where no larger component is near. On faded pages dust betrays itself by being darker than the
// ink (or lighter than the paper) and goes even within letters, where the surroundings' median takes its place.
#include "image/specks.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "image/dots.h"
#include "image/pix.h"

namespace atagande::image {
namespace {

constexpr double smallest_dot_pt = 0.30;  // less than a full stop of 5-point print
constexpr double largest_speck_pt = 1.1;
constexpr double reach_x_pt = 4.5;  // how far a dot may be from its letter
constexpr double reach_y_pt = 4.5;
constexpr int largest_impulse_px = 4;
constexpr double faded_ink = 55;    // grey level from which dust is darker than ink
constexpr double grey_paper = 225;  // and below which it can be lighter than paper
constexpr int least_letter_height_px = 5;
constexpr std::size_t least_letters = 40;

struct BoxaDeleter {
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};
using BoxaPtr = std::unique_ptr<Boxa, BoxaDeleter>;

std::vector<Component> components(Pix* bilevel) {
  const BoxaPtr boxes(pixConnCompBB(bilevel, 8));
  const int count = boxes ? boxaGetCount(boxes.get()) : 0;
  std::vector<Component> result(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    Component& box = result[static_cast<std::size_t>(i)];
    boxaGetBoxGeometry(boxes.get(), i, &box.x, &box.y, &box.width, &box.height);
  }
  return result;
}

// The mean of the frame two pixels around the box takes its place.
void fill_from_around(GreyImage& image, const Component& box) {
  const int x0 = std::max(box.x - 2, 0);
  const int y0 = std::max(box.y - 2, 0);
  const int x1 = std::min(box.x + box.width + 2, image.width_px);
  const int y1 = std::min(box.y + box.height + 2, image.height_px);
  int sum = 0;
  int count = 0;
  for (int y = y0; y < y1; ++y) {
    for (int x = x0; x < x1; ++x) {
      if (x > x0 && y > y0 && x + 1 < x1 && y + 1 < y1) continue;
      sum += image.row(y)[x];
      ++count;
    }
  }
  if (count == 0) return;
  for (int y = std::max(y0, box.y - 1); y < std::min(y1, box.y + box.height + 1); ++y) {
    for (int x = std::max(x0, box.x - 1); x < std::min(x1, box.x + box.width + 1); ++x) {
      image.row(y)[x] = static_cast<std::uint8_t>(sum / count);
    }
  }
}

// The surroundings' median, leaving out what is an impulse itself.
void fill_by_median(GreyImage& image, const Component& box, int darkest, int lightest) {
  const GreyImage& from = image;
  std::vector<std::uint8_t> around;
  for (int y = std::max(box.y - 3, 0); y < std::min(box.y + box.height + 3, image.height_px); ++y) {
    for (int x = std::max(box.x - 3, 0); x < std::min(box.x + box.width + 3, image.width_px); ++x) {
      const bool inside = x >= box.x - 1 && x <= box.x + box.width && y >= box.y - 1 && y <= box.y + box.height;
      const std::uint8_t value = from.row(y)[x];
      if (!inside && value >= darkest && value <= lightest) around.push_back(value);
    }
  }
  if (around.empty()) return;
  std::nth_element(around.begin(), around.begin() + static_cast<std::ptrdiff_t>(around.size() / 2), around.end());
  const std::uint8_t median = around[around.size() / 2];
  for (int y = std::max(box.y - 1, 0); y < std::min(box.y + box.height + 1, image.height_px); ++y) {
    for (int x = std::max(box.x - 1, 0); x < std::min(box.x + box.width + 1, image.width_px); ++x) {
      const bool core = x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
      const std::uint8_t value = from.row(y)[x];
      if (core ? (value < darkest || value > lightest) : std::abs(value - median) > 25) image.row(y)[x] = median;
    }
  }
}

int remove_impulses_of(GreyImage& image, Pix* impulses, int darkest, int lightest) {
  const std::vector<Component> found = components(impulses);
  const auto is_small = [](const Component& box) {
    return box.width <= largest_impulse_px && box.height <= largest_impulse_px;
  };
  const auto small = std::count_if(found.begin(), found.end(), is_small);
  // Where as much is large, print itself is of that grey (little of it makes the page's ink look pale): these are dots.
  if (2 * small <= static_cast<std::ptrdiff_t>(found.size())) return 0;
  for (const Component& box : found) {
    if (is_small(box)) fill_by_median(image, box, darkest, lightest);
  }
  return static_cast<int>(small);
}

int remove_impulses(GreyImage& image, const Quality& quality) {
  const int darkest = static_cast<int>(quality.ink * 0.62);
  const int lightest = static_cast<int>(quality.paper + std::max(5.0 * quality.noise, 0.45 * (255.0 - quality.paper)));
  int removed = 0;
  if (quality.ink > faded_ink)
    removed += remove_impulses_of(image, to_bilevel(image, darkest).get(), darkest, lightest);
  if (quality.paper < grey_paper) {
    GreyImage negative = image;
    invert(negative);
    removed += remove_impulses_of(image, to_bilevel(negative, 255 - lightest).get(), darkest, lightest);
  }
  return removed;
}

// Where print is, widened by the reach of a dot.
PixPtr near_print(Pix* bilevel, int largest_speck, int reach_x, int reach_y) {
  const PixPtr print(
      pixSelectBySize(bilevel, largest_speck + 1, largest_speck + 1, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GTE, nullptr));
  if (!print) return nullptr;
  return PixPtr(pixDilateCompBrick(nullptr, print.get(), 2 * reach_x + 1, 2 * reach_y + 1));
}

struct Sizes {
  int too_small = 1;  // px; 0: nothing is
  int speck = 3;
  int reach_x = 12;
  int reach_y = 12;
};

Sizes sizes_for(double dpi) {
  const double pixels = std::clamp(dpi, 100.0, 600.0) / 72.0;
  return {static_cast<int>(smallest_dot_pt * pixels),
          std::max(2, static_cast<int>(std::lround(largest_speck_pt * pixels))), static_cast<int>(reach_x_pt * pixels),
          static_cast<int>(reach_y_pt * pixels)};
}

void take_out(GreyImage& image, const std::vector<Component>& components, const std::vector<DotRow>& rows) {
  for (const DotRow& row : rows) {
    for (const std::size_t i : row.members) fill_from_around(image, components[i]);
  }
}

}  // namespace

namespace {

double letter_height(const std::vector<Component>& boxes) {
  std::vector<int> heights;
  for (const Component& box : boxes) {
    const bool letter_like = box.height >= least_letter_height_px && box.height <= 120 && box.width <= 4 * box.height &&
                             box.height <= 4 * box.width;
    if (letter_like) heights.push_back(box.height);
  }
  if (heights.size() < least_letters) return 0.0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

}  // namespace

double letter_height(const GreyImage& image, int threshold) {
  return letter_height(components(to_bilevel(image, threshold).get()));
}

Removed remove_grey_specks(GreyImage& image, const Quality& quality) {
  Removed removed;
  removed.specks = remove_impulses(image, quality);
  const Sizes sizes = sizes_for(image.dpi);
  const PixPtr bilevel = to_bilevel(image, static_cast<int>(quality.paper - 0.35 * quality.contrast()));
  const PixPtr print = near_print(bilevel.get(), sizes.speck, sizes.reach_x, sizes.reach_y);
  if (!print) return removed;
  const std::vector<Component> found = components(bilevel.get());
  removed.dot_rows = find_dot_rows(found, image.dpi);
  take_out(image, found, removed.dot_rows);
  for (const Component& box : found) {
    if (box.width > sizes.speck || box.height > sizes.speck) continue;
    l_uint32 near = 0;
    pixGetPixel(print.get(), box.x + box.width / 2, box.y + box.height / 2, &near);
    if (near == 0 || (box.width <= sizes.too_small && box.height <= sizes.too_small)) {
      fill_from_around(image, box);
      ++removed.specks;
    }
  }
  return removed;
}

Removed remove_bilevel_specks(GreyImage& image) {
  Removed removed;
  const Sizes sizes = sizes_for(image.dpi);
  const PixPtr bilevel = to_bilevel(image, 128);
  const PixPtr print = near_print(bilevel.get(), sizes.speck, sizes.reach_x, sizes.reach_y);
  if (!print) return removed;
  const std::vector<Component> found = components(bilevel.get());
  removed.dot_rows = find_dot_rows(found, image.dpi);
  take_out(image, found, removed.dot_rows);
  const std::vector<bool> dots = find_letter_dots(image, found, letter_height(found));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Component& box = found[i];
    if (box.width > sizes.speck || box.height > sizes.speck) continue;
    l_uint32 near = 0;
    pixGetPixel(print.get(), box.x + box.width / 2, box.y + box.height / 2, &near);
    if (near != 0 && (dots[i] || box.width > 1 || box.height > 1)) continue;
    for (int y = box.y; y < box.y + box.height; ++y) {
      std::fill(image.row(y) + box.x, image.row(y) + box.x + box.width, std::uint8_t{255});
    }
    ++removed.specks;
  }
  return removed;
}

}  // namespace atagande::image
