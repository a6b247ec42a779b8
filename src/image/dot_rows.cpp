// From each small component the nearest one to its right at the same height is looked up; chains of them whose steps
// are mostly even are rows of dots. Two dots that have run together, or one that is lost, make a step of a multiple.
#include "image/dot_rows.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace atagande::image {
namespace {

constexpr std::size_t most_rows = 1000;  // a page of contents has a hundred
constexpr double smallest_dot_pt = 0.35;
constexpr double tallest_dot_pt = 2.6;
constexpr double widest_dots_pt = 9.0;  // of dots that have run together
constexpr double longest_step_pt = 9.0;
constexpr double largest_drift_pt = 0.6;  // in height, from one dot to the next
constexpr double spaced_step = 4.2;       // widths of a dot, from which there are spaces between
constexpr double pattern_distance_pt = 6.0;
constexpr double even = 0.3;  // of the usual step
constexpr double least_even = 0.7;
constexpr std::size_t least_members = 6;

double middle_x(const Component& c) { return c.x + 0.5 * c.width; }
double middle_y(const Component& c) { return c.y + 0.5 * c.height; }

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Small components by their height on the page, each stripe from left to right.
class Stripes {
 public:
  Stripes(std::span<const Component> components, double px_per_pt) : components_(components), px_(px_per_pt) {
    for (std::size_t i = 0; i < components.size(); ++i) {
      const Component& c = components[i];
      const bool dot = std::max(c.width, c.height) >= std::max(2.0, smallest_dot_pt * px_) &&
                       c.height <= tallest_dot_pt * px_ && c.width <= widest_dots_pt * px_;
      if (dot) stripes_[stripe_of(middle_y(c))].push_back(i);
    }
    for (auto& [row, members] : stripes_) {
      std::sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(components_[a].x, a) < std::pair(components_[b].x, b);
      });
    }
  }

  /// The nearest dot to the right of `from` at its height, or `from`.
  [[nodiscard]] std::size_t next(std::size_t from) const {
    const Component& c = components_[from];
    std::size_t best = from;
    double nearest = longest_step_pt * px_;
    const int row = stripe_of(middle_y(c));
    for (int r = row - 1; r <= row + 1; ++r) {
      const auto found = stripes_.find(r);
      if (found == stripes_.end()) continue;
      const auto first = std::upper_bound(found->second.begin(), found->second.end(), c.x + c.width,
                                          [&](int x, std::size_t i) { return x < components_[i].x; });
      for (auto at = first; at != found->second.end(); ++at) {
        const double gap = components_[*at].x - c.x - c.width;
        if (gap >= nearest) break;
        if (std::abs(middle_y(components_[*at]) - middle_y(c)) > std::max(1.0, largest_drift_pt * px_)) continue;
        best = *at;
        nearest = gap;
        break;
      }
    }
    return best;
  }

  [[nodiscard]] std::vector<std::size_t> left_to_right() const {
    std::vector<std::size_t> all;
    for (const auto& [row, members] : stripes_) all.insert(all.end(), members.begin(), members.end());
    std::sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(components_[a].x, a) < std::pair(components_[b].x, b);
    });
    return all;
  }

 private:
  [[nodiscard]] int stripe_of(double y) const {
    return static_cast<int>(std::floor(y / std::max(1.5, largest_drift_pt * px_)));
  }

  std::span<const Component> components_;
  double px_;
  std::map<int, std::vector<std::size_t>> stripes_;
};

bool is_even(std::span<const Component> components, const std::vector<std::size_t>& chain, DotRow& row) {
  std::vector<double> steps;
  std::vector<double> widths;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    widths.push_back(components[chain[i]].width);
    if (i > 0) steps.push_back(middle_x(components[chain[i]]) - middle_x(components[chain[i - 1]]));
  }
  double step = median(steps);
  double fitting = 0.0;
  double length = 0.0;  // of the fitting steps, and how many single steps it makes: finer than a pixel
  double singles = 0.0;
  for (const double s : steps) {
    const double times = std::max(1.0, std::round(s / step));
    if (std::abs(s / step - times) > even) continue;
    fitting += 1.0;
    length += s;
    singles += times;
  }
  if (singles > 0.0) step = length / singles;
  const double width = median(widths);
  if (fitting < least_even * static_cast<double>(steps.size()) || step < 1.5 * width) return false;
  const double first = components[chain.front()].x + 0.5 * width;
  const double last = components[chain.back()].x + components[chain.back()].width - 0.5 * width;
  row.dots = static_cast<int>(std::lround((last - first) / step)) + 1;
  row.spaced = step > spaced_step * width;
  return true;
}

Component around(std::span<const Component> components, const std::vector<std::size_t>& chain) {
  int x0 = components[chain.front()].x;
  int y0 = components[chain.front()].y;
  int x1 = x0;
  int y1 = y0;
  for (const std::size_t i : chain) {
    const Component& c = components[i];
    x0 = std::min(x0, c.x);
    y0 = std::min(y0, c.y);
    x1 = std::max(x1, c.x + c.width);
    y1 = std::max(y1, c.y + c.height);
  }
  return {x0, y0, x1 - x0, y1 - y0};
}

bool one_above_the_other(const Component& a, const Component& b, double distance) {
  const bool beside = a.x < b.x + b.width && b.x < a.x + a.width;
  return beside && std::abs(middle_y(a) - middle_y(b)) < distance;
}

}  // namespace

std::vector<DotRow> find_dot_rows(std::span<const Component> components, double dpi) {
  const double px = std::clamp(dpi, 100.0, 600.0) / 72.0;
  const Stripes stripes(components, px);
  std::vector<bool> taken(components.size(), false);
  std::vector<DotRow> rows;
  for (const std::size_t start : stripes.left_to_right()) {
    if (taken[start]) continue;
    std::vector<std::size_t> chain{start};
    taken[start] = true;
    for (std::size_t next = stripes.next(start); next != chain.back() && !taken[next];
         next = stripes.next(chain.back())) {
      chain.push_back(next);
      taken[next] = true;
    }
    DotRow row;
    if (chain.size() < least_members || !is_even(components, chain, row)) continue;
    row.box = around(components, chain);
    row.members = std::move(chain);
    rows.push_back(std::move(row));
  }
  std::vector<DotRow> alone;
  if (rows.size() > most_rows) return alone;  // a halftone
  for (const DotRow& row : rows) {
    const bool pattern = std::any_of(rows.begin(), rows.end(), [&](const DotRow& other) {
      return &other != &row && one_above_the_other(row.box, other.box, pattern_distance_pt * px);
    });
    if (!pattern) alone.push_back(row);
  }
  return alone;
}

}  // namespace atagande::image
