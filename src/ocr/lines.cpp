// Everything here is in pixels of the picture until a word is done; light print on dark ground counts its paper as ink.
#include "ocr/lines.h"

#include <algorithm>
#include <cmath>

#include "text/text.h"

namespace atagande::ocr {
namespace {

using recognise::PixelBox;
using recognise::ReadCharacter;

constexpr double least_alternative = 1e-11;  // share of the reading taken
constexpr std::size_t most_alternatives = 20;

// A word of the page: what the recogniser gives between two spaces.
struct Group {
  std::vector<const recognise::ReadWord*> words;
  [[nodiscard]] const ReadCharacter& first() const { return words.front()->characters.front(); }
  [[nodiscard]] const ReadCharacter& last() const { return words.back()->characters.back(); }
};

std::vector<Group> groups_of(const recognise::ReadLine& reading) {
  std::vector<Group> groups;
  for (const recognise::ReadWord& word : reading.words) {
    if (word.characters.empty()) continue;
    if (groups.empty() || word.space_before) groups.emplace_back();
    groups.back().words.push_back(&word);
  }
  return groups;
}

class InkView {
 public:
  InkView(const InkMap& map, const PixelBox& box, bool inverted) : map_(map), inverted_(inverted), box_(box) {
    box_.x0 = std::clamp(box_.x0, 0, map.width);
    box_.x1 = std::clamp(box_.x1, box_.x0, map.width);
    box_.y0 = std::clamp(box_.y0, 0, map.height);
    box_.y1 = std::clamp(box_.y1, box_.y0, map.height);
  }
  [[nodiscard]] bool column(int x) const {
    if (x < box_.x0 || x >= box_.x1) return false;
    for (int y = box_.y0; y < box_.y1; ++y) {
      if (map_.at(x, y) != inverted_) return true;
    }
    return false;
  }
  [[nodiscard]] bool row(int y, int x0, int x1) const {
    if (y < box_.y0 || y >= box_.y1) return false;
    for (int x = std::max(x0, box_.x0); x < std::min(x1, box_.x1); ++x) {
      if (map_.at(x, y) != inverted_) return true;
    }
    return false;
  }
  [[nodiscard]] const PixelBox& box() const { return box_; }

 private:
  const InkMap& map_;
  bool inverted_;
  PixelBox box_;
};

int middle(const PixelBox& box) { return (box.x0 + box.x1) / 2; }

// The middle of the widest run of columns without ink from x0 to x1; halfway where there is none.
int widest_gap(const InkView& ink, int x0, int x1) {
  int best = (x0 + x1) / 2;
  int longest = 0;
  int run = 0;
  for (int x = x0; x <= x1; ++x) {
    run = x < x1 && !ink.column(x) ? run + 1 : 0;
    if (run <= longest) continue;
    longest = run;
    best = x - run / 2;
  }
  return best;
}

// The rows of the ink between x0 and x1 that hang together with the middle of the line.
PixelBox tight(const InkView& ink, int x0, int x1) {
  PixelBox box{x0, ink.box().y0, x1, ink.box().y1};
  while (box.x0 + 1 < box.x1 && !ink.column(box.x0)) ++box.x0;
  while (box.x1 - 1 > box.x0 && !ink.column(box.x1 - 1)) --box.x1;
  while (box.y0 + 1 < box.y1 && !ink.row(box.y0, box.x0, box.x1)) ++box.y0;
  while (box.y1 - 1 > box.y0 && !ink.row(box.y1 - 1, box.x0, box.x1)) --box.y1;
  return box;
}

struct Spelled {
  std::string text;
  std::vector<std::size_t> offsets;  // of each word of the group
  double confidence = 1.0;
};

Spelled spelled(const Group& group) {
  Spelled result;
  for (const recognise::ReadWord* word : group.words) {
    result.confidence = std::min(result.confidence, word->confidence);
    result.offsets.push_back(result.text.size());
    result.text += word->text;
  }
  return result;
}

// The group with one of its words read otherwise.
std::vector<Word::Alternative> alternatives(const Group& group, const Spelled& spelling) {
  std::vector<Word::Alternative> found;
  for (std::size_t w = 0; w < group.words.size(); ++w) {
    const std::vector<recognise::WordCandidate>& candidates = group.words[w]->candidates;
    for (std::size_t i = 1; i < candidates.size(); ++i) {
      const double ratio = std::exp(candidates[i].log_probability - candidates[0].log_probability);
      if (!(ratio >= least_alternative)) continue;
      std::string text = spelling.text;
      text.replace(spelling.offsets[w], group.words[w]->text.size(), candidates[i].text);
      found.push_back({text::nfc(text), ratio});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.probability > b.probability; });
  if (found.size() > most_alternatives) found.resize(most_alternatives);
  return found;
}

void extend(Box& box, const Box& other) {
  box = box.empty() ? other
                    : Box{std::min(box.x0, other.x0), std::min(box.y0, other.y0), std::max(box.x1, other.x1),
                          std::max(box.y1, other.y1)};
}

void add_words(Line& line, const FoundPart& part, const recognise::ReadLine& reading, const InkMap& map,
               const Affine& to_page) {
  const InkView ink(map, part.crop, reading.inverted);
  const std::vector<Group> groups = groups_of(reading);
  int begin = part.crop.x0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const bool last = i + 1 == groups.size();
    const int end =
        last ? part.crop.x1 : widest_gap(ink, middle(groups[i].last().box), middle(groups[i + 1].first().box));
    const PixelBox box = tight(ink, begin, std::max(end, begin + 1));
    begin = end;
    const Spelled spelling = spelled(groups[i]);
    Word word;
    word.raw = text::nfc(spelling.text);
    if (word.raw.empty()) continue;
    word.box = apply(to_page, Box{double(box.x0), double(box.y0), double(box.x1), double(box.y1)});
    word.confidence = std::clamp(spelling.confidence, 0.0, 1.0);
    word.alternatives = alternatives(groups[i], spelling);
    word.font_size_pt = part.row_height_px * std::hypot(to_page.c, to_page.d);
    extend(line.box, word.box);
    line.words.push_back(std::move(word));
  }
}

}  // namespace

std::vector<Line> lines_from(std::span<const FoundPart> parts, std::span<const recognise::ReadLine> readings,
                             const InkMap& ink, const Affine& to_page) {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < parts.size() && i < readings.size(); ++i) {
    if (lines.empty() || parts[i].begins_line) lines.emplace_back();
    add_words(lines.back(), parts[i], readings[i], ink, to_page);
  }
  std::erase_if(lines, [](const Line& line) { return line.words.empty(); });
  return lines;
}

}  // namespace atagande::ocr
