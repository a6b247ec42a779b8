// Everything here is in pixels of the picture until a word is done; light print on dark ground counts its paper as ink.
#include "ocr/lines.h"

#include <algorithm>
#include <cmath>

#include "ocr/cases.h"
#include "ocr/dashes.h"
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

// One box a group, tight around its ink.
std::vector<PixelBox> boxes_of(const std::vector<Group>& groups, const PixelBox& crop, const InkView& ink) {
  std::vector<PixelBox> boxes;
  int begin = crop.x0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const bool last = i + 1 == groups.size();
    const int end = last ? crop.x1 : widest_gap(ink, middle(groups[i].last().box), middle(groups[i + 1].first().box));
    boxes.push_back(tight(ink, begin, std::max(end, begin + 1)));
    begin = end;
  }
  return boxes;
}

bool has_dash(const recognise::ReadWord& word) {
  return std::any_of(word.characters.begin(), word.characters.end(),
                     [](const ReadCharacter& character) { return is_dash(character.text); });
}

// The text with its runs of dashes replaced in order, where there are as many of them.
std::string with_dashes(const std::string& text, const std::vector<std::string>& dashes) {
  std::string result;
  std::size_t run = 0;
  bool in_run = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = text::code_point_at(text, at).next;
    const std::string_view character = std::string_view(text).substr(at, next - at);
    at = next;
    const bool dash = is_dash(character);
    if (dash && !in_run && ++run > dashes.size()) return text;
    if (dash && (!in_run || dashes[run - 1].empty())) result += dashes[run - 1].empty() ? character : dashes[run - 1];
    if (!dash) result += character;
    in_run = dash;
  }
  return run == dashes.size() ? result : text;
}

// The dashes of a word by their ink, one for each run of them; empty where the ink does not tell.
std::vector<std::string> dashes_of(const recognise::ReadWord& word, const InkView& ink, const LineType& type) {
  std::vector<std::string> dashes;
  for (std::size_t i = 0; i < word.characters.size(); ++i) {
    if (!is_dash(word.characters[i].text)) continue;
    const int x0 = word.characters[i].box.x0;
    while (i + 1 < word.characters.size() && is_dash(word.characters[i + 1].text)) ++i;
    dashes.emplace_back(dash_in(ink, x0, word.characters[i].box.x1, type));
  }
  return dashes;
}

LineType type_of(const std::vector<Group>& groups, const std::vector<PixelBox>& boxes) {
  std::vector<std::string> texts;
  for (const Group& group : groups) texts.push_back(spelled(group).text);
  std::vector<InkedWord> words;
  for (std::size_t i = 0; i < groups.size(); ++i) words.push_back({texts[i], boxes[i]});
  return type_of(words);
}

// Writes first letters and dashes as their ink says.
void settle_by_ink(recognise::ReadLine& reading, const std::vector<PixelBox>& boxes, const InkView& ink,
                   double row_height_px) {
  constexpr double row_share = 0.93;  // of the em: from the lowest descender to the highest ascender
  const LineType type = type_of(groups_of(reading), boxes);
  std::size_t group = boxes.size();
  for (recognise::ReadWord& word : reading.words) {
    if (word.characters.empty()) continue;
    if (group == boxes.size() || word.space_before) {
      group = group == boxes.size() ? 0 : group + 1;
      const Height height = height_of_first(ink, boxes[group], type);
      word.text = with_first(word.text, height);
      for (recognise::WordCandidate& candidate : word.candidates) candidate.text = with_first(candidate.text, height);
    }
    if (!has_dash(word)) continue;
    const LineType measure = type.em > 0.0 ? type : LineType{row_height_px / row_share, 0.0};
    const std::vector<std::string> dashes = dashes_of(word, ink, measure);
    word.text = with_dashes(word.text, dashes);
    for (recognise::WordCandidate& candidate : word.candidates) candidate.text = with_dashes(candidate.text, dashes);
  }
}

void add_words(Line& line, const FoundPart& part, recognise::ReadLine reading, const InkMap& map,
               const Affine& to_page) {
  const InkView ink(map, part.crop, reading.inverted);
  const std::vector<PixelBox> boxes = boxes_of(groups_of(reading), part.crop, ink);
  settle_by_ink(reading, boxes, ink, part.row_height_px);
  const std::vector<Group> groups = groups_of(reading);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const PixelBox& box = boxes[i];
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

// Letters or figures, and all of them read with confidence.
bool is_sure(const recognise::ReadLine& reading) {
  constexpr double sure = 0.85;
  bool says_something = false;
  for (const recognise::ReadWord& word : reading.words) {
    if (word.confidence < sure) return false;
    for (const char32_t c : text::to_utf32(word.text)) {
      says_something = says_something || text::is_letter(c) || text::is_digit(c);
    }
  }
  return says_something;
}

}  // namespace

std::vector<Line> lines_from(std::span<const FoundPart> parts, std::span<const recognise::ReadLine> readings,
                             const InkMap& ink, const Affine& to_page) {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < parts.size() && i < readings.size(); ++i) {
    if (parts[i].uncertain && !is_sure(readings[i])) continue;
    if (lines.empty() || parts[i].begins_line) lines.emplace_back();
    add_words(lines.back(), parts[i], readings[i], ink, to_page);
  }
  std::erase_if(lines, [](const Line& line) { return line.words.empty(); });
  return lines;
}

}  // namespace atagande::ocr
