// Pages as a printer would set them: words with boxes as high as their font.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "document/document.h"
#include "text/text.h"

namespace atagande {

/// Half an em a letter, a quarter of one for a space.
inline double width_of(const std::string& text, double size) {
  return 0.5 * size * static_cast<double>(text::code_points_before(text, text.size()));
}

/// Sets `text` with its left edge at `x` and its top at `y`; three spaces in a row are as wide as three ems.
inline void set(Page& page, double x, double y, const std::string& text, double size = 10.0) {
  Line line;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    Word& placed = line.words.emplace_back();
    placed.raw = word;
    placed.box = {x, y, x + width_of(word, size), y + 1.15 * size};
    x = placed.box.x1 + 0.25 * size;
    line.box = placed.box;
  }
  page.lines.push_back(line);
}

/// Sets lines below one another.
inline double set_lines(Page& page, double x, double y, const std::vector<std::string>& lines, double size = 10.0) {
  for (const std::string& line : lines) {
    set(page, x, y, line, size);
    y += 1.25 * size;
  }
  return y;
}

inline Page empty_page() {
  Page page;
  page.number = 1;
  page.width_pt = 595.0;
  page.height_pt = 842.0;
  return page;
}

}  // namespace atagande
