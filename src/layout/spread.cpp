// A spread is wider than high and has nothing printed about its middle, where the inner margins of both pages meet;
// beside that lie lines of text about as long as a page is wide.
#include "layout/spread.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace atagande::layout {
namespace {

constexpr double least_aspect = 1.2;    // width by height
constexpr double least_margins = 0.05;  // of the width, both inner margins
constexpr double middle_from = 0.42;    // where their middle may lie
constexpr double middle_to = 0.58;
constexpr std::size_t least_words = 5;  // a side
constexpr double long_line = 0.5;       // of half the page
constexpr int least_long_lines = 3;     // on either side
constexpr double word_gap = 2.0;        // heights, at most
constexpr double sure = 0.5;

/// Upright lines of a page that lies askew lean; this sets them upright.
class Upright {
 public:
  explicit Upright(const Page& page)
      : slope_(std::tan(page.skew_degrees * std::numbers::pi / 180.0)), middle_(0.5 * page.height_pt) {}
  [[nodiscard]] double x(double x, double y) const { return x + slope_ * (y - middle_); }
  [[nodiscard]] double middle_of(const Box& box) const { return x(0.5 * (box.x0 + box.x1), 0.5 * (box.y0 + box.y1)); }
  [[nodiscard]] double left_of(const Box& box) const { return x(box.x0, 0.5 * (box.y0 + box.y1)); }
  [[nodiscard]] double right_of(const Box& box) const { return x(box.x1, 0.5 * (box.y0 + box.y1)); }

 private:
  double slope_;
  double middle_;
};

bool is_print(const Word& word) {
  return word.raw.size() > 1 && word.confidence.value_or(1.0) >= sure && !word.box.empty();
}

/// The middle of the widest gap that may be a fold.
std::optional<double> widest_gap(const Page& page, const Upright& upright) {
  std::vector<std::pair<double, double>> words;
  for (const Line& line : page.lines) {
    for (const Word& word : line.words) {
      if (is_print(word)) words.emplace_back(upright.left_of(word.box), upright.right_of(word.box));
    }
  }
  std::sort(words.begin(), words.end());
  std::optional<double> fold;
  double widest = least_margins * page.width_pt;
  double right = 1e9;
  for (const auto& [from, to] : words) {
    const double middle = 0.5 * (right + from);
    const bool inside = middle > middle_from * page.width_pt && middle < middle_to * page.width_pt;
    if (from - right > widest && inside) {
      widest = from - right;
      fold = middle;
    }
    right = right > 1e8 ? to : std::max(right, to);
  }
  return fold;
}

struct Side {
  std::size_t words = 0;
  int long_lines = 0;
};

/// Of the words of lines that lie left, or right, of the fold.
Side side_of(const Page& page, const Upright& upright, double fold, bool left) {
  Side side;
  for (const Line& line : page.lines) {
    double from = 0.0;
    double to = -1e9;
    bool counted = false;
    for (const Word& word : line.words) {
      if (!is_print(word) || (upright.middle_of(word.box) < fold) != left) continue;
      ++side.words;
      if (word.box.x0 - to > word_gap * word.box.height()) {
        from = word.box.x0;
        counted = false;
      }
      to = word.box.x1;
      if (counted || to - from < long_line * 0.5 * page.width_pt) continue;
      counted = true;
      ++side.long_lines;
    }
  }
  return side;
}

}  // namespace

std::optional<double> fold_of(const Page& page) {
  if (page.height_pt <= 0.0 || page.width_pt < least_aspect * page.height_pt) return std::nullopt;
  const Upright upright(page);
  const std::optional<double> fold = widest_gap(page, upright);
  if (!fold) return std::nullopt;
  const double reach = 0.5 * least_margins * page.width_pt;
  const bool crossed = std::any_of(page.rules.begin(), page.rules.end(), [&](const Rule& rule) {
    return upright.left_of(rule.box) < *fold - reach && upright.right_of(rule.box) > *fold + reach;
  });
  if (crossed) return std::nullopt;
  const Side left = side_of(page, upright, *fold, true);
  const Side right = side_of(page, upright, *fold, false);
  if (std::min(left.words, right.words) < least_words) return std::nullopt;
  if (std::max(left.long_lines, right.long_lines) < least_long_lines) return std::nullopt;
  return fold;
}

std::pair<Page, Page> facing_pages(Page page, double fold) {
  const Upright upright(page);
  page.blocks.clear();
  Page right = page;
  page.width_pt = fold;  // margins are alike on either side
  std::erase_if(page.rules, [&](const Rule& rule) { return upright.middle_of(rule.box) >= fold; });
  std::erase_if(right.rules, [&](const Rule& rule) { return upright.middle_of(rule.box) < fold; });
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const auto is_left = [&](const Word& word) { return word.box.empty() || upright.middle_of(word.box) < fold; };
    std::erase_if(right.lines[i].words, is_left);
    std::erase_if(page.lines[i].words, [&](const Word& word) { return !is_left(word); });
  }
  for (Page* side : {&page, &right}) {
    std::erase_if(side->lines, [](const Line& line) { return line.words.empty(); });
  }
  return {std::move(page), std::move(right)};
}

}  // namespace atagande::layout
