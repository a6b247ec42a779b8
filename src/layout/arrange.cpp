// Lines from top to bottom, a paragraph each.
#include <algorithm>

#include "layout/blocks.h"
#include "layout/layout.h"

namespace atagande::layout {

void arrange(Page& page) {
  std::stable_sort(page.lines.begin(), page.lines.end(),
                   [](const Line& a, const Line& b) { return box_of(a).y0 < box_of(b).y0; });
  for (Line& line : page.lines) {
    Block& block = page.blocks.emplace_back();
    block.cells.emplace_back().lines.push_back(std::move(line));
    fit_boxes(block);
  }
  page.lines.clear();
}

}  // namespace atagande::layout
