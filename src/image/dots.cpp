// Two dots side by side above ink that is as high as a letter are hardly chance: dust is rare at any one place. Print
// so fine that its dots are mostly lone pixels shows itself by the pairs found. There even a dot that lost its twin
// stays; elsewhere two lone pixels are dust, and one next to a larger dot is what is left of a dot.
#include "image/dots.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace atagande::image {
namespace {

// Shares of a letter's height.
constexpr double largest_dot = 0.3;
constexpr double least_distance = 0.2;  // from the middle of a dot to its twin's
constexpr double most_distance = 0.75;
constexpr double most_gap = 0.5;  // between a dot and its letter
constexpr double least_letter = 0.7;
constexpr double most_drift_px = 1.0;
constexpr double least_letter_height_px = 5.0;

double middle_x(const Component& c) { return c.x + 0.5 * c.width; }
double middle_y(const Component& c) { return c.y + 0.5 * c.height; }
bool is_lone(const Component& c) { return c.width == 1 && c.height == 1; }

bool any_ink(const GreyImage& image, int x0, int x1, int y) {
  if (y < 0 || y >= image.height_px) return false;
  const std::uint8_t* row = image.row(y);
  x0 = std::max(x0, 0);
  x1 = std::min(x1, image.width_px);
  return x0 < x1 && std::any_of(row + x0, row + x1, [](std::uint8_t pixel) { return pixel < 128; });
}

// Whether the columns x0 to x1 hold, below `bottom` and a gap, ink about as high as a letter.
bool over_letter(const GreyImage& image, int x0, int x1, int bottom, double height) {
  const int lowest = bottom + static_cast<int>(std::ceil(most_gap * height));
  int top = bottom;
  while (top < lowest && !any_ink(image, x0, x1, top)) ++top;
  if (top == bottom || top == lowest) return false;
  int rows = 0;
  for (int y = top; y < top + static_cast<int>(height); ++y) rows += any_ink(image, x0 - 1, x1 + 1, y) ? 1 : 0;
  return rows >= least_letter * height;
}

bool are_twins(const GreyImage& image, const Component& left, const Component& right, double height) {
  const double distance = middle_x(right) - middle_x(left);
  if (distance < least_distance * height || distance > most_distance * height) return false;
  if (std::abs(middle_y(left) - middle_y(right)) > most_drift_px) return false;
  const int bottom = std::max(left.y + left.height, right.y + right.height);
  for (int y = std::min(left.y, right.y); y < bottom; ++y) {
    if (any_ink(image, left.x + left.width, right.x, y)) return false;
  }
  return over_letter(image, left.x, right.x + right.width, bottom, height);
}

using Twins = std::vector<std::pair<std::size_t, std::size_t>>;

// `small`: in order of rows and columns.
Twins find_twins(const GreyImage& image, std::span<const Component> components, const std::vector<std::size_t>& small,
                 double height) {
  constexpr int rows_apart = 2;
  const int reach = static_cast<int>(std::ceil((most_distance + largest_dot) * height)) + 1;
  const auto before = [&](std::size_t i, const std::pair<int, int>& place) {
    return std::pair(components[i].y, components[i].x) < place;
  };
  Twins twins;
  for (const std::size_t left : small) {
    const Component& dot = components[left];
    for (int y = dot.y - rows_apart; y <= dot.y + rows_apart; ++y) {
      auto at = std::lower_bound(small.begin(), small.end(), std::pair(y, dot.x + dot.width), before);
      for (; at != small.end() && components[*at].y == y && components[*at].x <= dot.x + reach; ++at) {
        if (are_twins(image, dot, components[*at], height)) twins.emplace_back(left, *at);
      }
    }
  }
  return twins;
}

}  // namespace

std::vector<bool> find_letter_dots(const GreyImage& image, std::span<const Component> components,
                                   double letter_height) {
  std::vector<bool> dots(components.size(), false);
  if (letter_height < least_letter_height_px) return dots;
  const int largest = std::max(2, static_cast<int>(std::lround(largest_dot * letter_height)));
  std::vector<std::size_t> small;
  for (std::size_t i = 0; i < components.size(); ++i) {
    if (std::max(components[i].width, components[i].height) <= largest) small.push_back(i);
  }
  std::sort(small.begin(), small.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(components[a].y, components[a].x) < std::pair(components[b].y, components[b].x);
  });
  const Twins twins = find_twins(image, components, small, letter_height);
  const auto firm = std::count_if(twins.begin(), twins.end(), [&](const auto& pair) {
    return !is_lone(components[pair.first]) && !is_lone(components[pair.second]);
  });
  const bool fine_print = 2 * firm < static_cast<std::ptrdiff_t>(twins.size());
  for (const auto& [a, b] : twins) {
    if (!fine_print && is_lone(components[a]) && is_lone(components[b])) continue;
    dots[a] = dots[b] = true;
  }
  if (!fine_print) return dots;
  for (const std::size_t i : small) {
    const Component& dot = components[i];
    if (over_letter(image, dot.x - 1, dot.x + dot.width + 1, dot.y + dot.height, letter_height)) dots[i] = true;
  }
  return dots;
}

}  // namespace atagande::image
