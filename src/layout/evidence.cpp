// Words are in the order of their spans, so those of a span are a run found by bisection; along the run a word joins
// the box before it when it stands on the same page beside it.
#include <algorithm>

#include "layout/blocks.h"
#include "layout/layout.h"

namespace atagande::layout {
namespace {

bool on_one_line(const Box& line, const Box& word) {
  const double overlap = std::min(line.y1, word.y1) - std::max(line.y0, word.y0);
  return overlap > 0.5 * std::min(line.height(), word.height()) && word.x0 > line.x0 &&
         word.x0 - line.x1 < 3.0 * std::max(line.height(), word.height());
}

}  // namespace

std::vector<PageBoxes> boxes_for(const Document& document, Span span) {
  std::vector<PageBoxes> places;
  auto word = std::lower_bound(document.words.begin(), document.words.end(), span.begin,
                               [](const PlacedWord& w, std::size_t begin) { return w.span.end <= begin; });
  for (; word != document.words.end() && word->span.begin < span.end; ++word) {
    if (places.empty() || places.back().page != word->page) places.push_back({word->page, {}});
    std::vector<Box>& boxes = places.back().boxes;
    if (word->box.empty()) continue;
    if (!boxes.empty() && on_one_line(boxes.back(), word->box)) {
      boxes.back() = united(boxes.back(), word->box);
    } else {
      boxes.push_back(word->box);
    }
  }
  return places;
}

}  // namespace atagande::layout
