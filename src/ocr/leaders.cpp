// Dots rest on the baseline of the word before them, and little more than a space parts them from it.
#include "ocr/leaders.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

namespace atagande::ocr {
namespace {

constexpr double widest_gap = 1.6;  // heights of the word
constexpr double largest_drop = 0.4;

struct Place {
  Line* line = nullptr;
  std::size_t behind = 0;  // index of the word
};

Place place_of(const image::Leader& leader, std::vector<Line>& lines) {
  Place best;
  double nearest = 0.0;
  for (Line& line : lines) {
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      const Box& box = line.words[i].box;
      const double gap = leader.box.x0 - box.x1;
      const double height = std::max(box.height(), 4.0);
      const double drop = leader.box.y1 - box.y1;
      if (gap < -0.5 * height || gap > widest_gap * height) continue;
      if (drop > 0.2 * height || drop < -largest_drop * height) continue;
      if (best.line != nullptr && gap >= nearest) continue;
      best = {&line, i};
      nearest = gap;
    }
  }
  return best;
}

Word dots_of(const image::Leader& leader, const Word& before) {
  Word word;
  for (int i = 0; i < leader.dots; ++i) word.raw += '.';
  word.box = leader.box;
  word.font_size_pt = before.font_size_pt;
  return word;
}

}  // namespace

void put_back(const std::vector<image::Leader>& leaders, std::vector<Line>& lines) {
  for (const image::Leader& leader : leaders) {
    const Place place = place_of(leader, lines);
    if (place.line == nullptr) continue;
    std::vector<Word>& words = place.line->words;
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(place.behind) + 1, dots_of(leader, words[place.behind]));
    Box& box = place.line->box;
    box = {std::min(box.x0, leader.box.x0), std::min(box.y0, leader.box.y0), std::max(box.x1, leader.box.x1),
           std::max(box.y1, leader.box.y1)};
  }
}

}  // namespace atagande::ocr
