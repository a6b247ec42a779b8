// Blocks and cells say which words they hold; a line ends where the next word does not go on to the right at the same
// height. A line's slope is the straight line through the middles of its words (least squares), so that pages scanned
// askew keep their text on its lines.
#include "output/page_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "layout/layout.h"
#include "text/text.h"

namespace atagande::output {
namespace {

Box joined(const Box& a, const Box& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

double middle(const Box& box) { return (box.y0 + box.y1) / 2.0; }

/// Whether `next` follows `word` on its line. Without geometry every word of a cell does.
bool follows(const Box& word, const Box& next) {
  if (word.empty() || next.empty()) return true;
  const double shared = std::min(word.y1, next.y1) - std::max(word.y0, next.y0);
  return next.x0 > word.x0 && shared > 0.3 * std::min(word.height(), next.height());
}

/// Slope of the least-squares line through the middles of the words; 0 where they are too few to tell.
double slope_of(const std::vector<TextWord>& words) {
  double count = 0.0;
  double mean_x = 0.0;
  double mean_y = 0.0;
  for (const TextWord& word : words) {
    if (word.box.empty()) continue;
    count += 1.0;
    mean_x += (word.box.x0 + word.box.x1) / 2.0;
    mean_y += middle(word.box);
  }
  if (count < 5.0) return 0.0;
  mean_x /= count;
  mean_y /= count;
  double across = 0.0;
  double both = 0.0;
  for (const TextWord& word : words) {
    if (word.box.empty()) continue;
    const double x = (word.box.x0 + word.box.x1) / 2.0 - mean_x;
    across += x * x;
    both += x * (middle(word.box) - mean_y);
  }
  const double slope = across > 0.0 ? both / across : 0.0;
  // Less than this is the play of ascenders and descenders, more is no line of text.
  return std::abs(slope) < 0.003 || std::abs(slope) > 0.2 ? 0.0 : slope;
}

/// Fills in everything that follows from the words.
void measure(TextLine& line) {
  for (const TextWord& word : line.words) line.box = joined(line.box, word.box);
  line.slope = slope_of(line.words);
  double top = 1e9;
  double bottom = -1e9;
  for (const TextWord& word : line.words) {
    if (word.box.empty()) continue;
    const double fall = line.slope * ((word.box.x0 + word.box.x1) / 2.0 - line.box.x0);
    top = std::min(top, word.box.y0 - fall);
    bottom = std::max(bottom, word.box.y1 - fall);
  }
  if (bottom <= top) return;
  line.height = bottom - top;
  line.baseline_y = bottom - 0.22 * line.height;  // descenders take about a fifth of a line
}

/// Walks the words and the corrections of a document side by side.
class Reader {
 public:
  explicit Reader(const Document& document) : document_(document) {}

  /// The words of `span`, which must not lie before that of an earlier call.
  TextCell cell(Span span);

 private:
  void add(const PlacedWord& word, const PlacedWord* before, TextCell& cell);
  bool repaired(Span span);

  const Document& document_;
  std::size_t next_word_ = 0;
  std::size_t next_correction_ = 0;
};

bool Reader::repaired(Span span) {
  const auto& corrections = document_.corrections;
  while (next_correction_ < corrections.size() && corrections[next_correction_].span.end < span.begin) {
    ++next_correction_;
  }
  for (std::size_t i = next_correction_; i < corrections.size() && corrections[i].span.begin <= span.end; ++i) {
    if (corrections[i].span.end > span.begin && corrections[i].span.begin < span.end) return true;
  }
  return false;
}

/// `box` cut into as many pieces as there are words, each as wide as its letters are many.
std::vector<TextWord> parted(const std::string& text, const Box& box) {
  std::vector<TextWord> words;
  const double all = static_cast<double>(text::code_points_before(text, text.size()));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) {
      TextWord word;
      word.text = text.substr(at, end - at);
      word.box = box;
      word.box.x0 = box.x0 + box.width() * static_cast<double>(text::code_points_before(text, at)) / all;
      word.box.x1 = box.x0 + box.width() * static_cast<double>(text::code_points_before(text, end)) / all;
      word.space_after = end < text.size();
      words.push_back(std::move(word));
    }
    at = end + 1;
  }
  return words;
}

void Reader::add(const PlacedWord& placed, const PlacedWord* before, TextCell& cell) {
  const bool new_line = cell.lines.empty() || (before != nullptr && !follows(before->box, placed.box));
  const bool joined_to_last = before != nullptr && before->span.end == placed.span.begin;
  if (!new_line && !cell.lines.back().words.empty()) cell.lines.back().words.back().space_after = !joined_to_last;
  std::vector<TextWord> words = parted(document_.text.substr(placed.span.begin, placed.span.size()), placed.box);
  if (words.empty()) return;
  if (repaired(placed.span)) words.front().as_read = layout::as_read(document_, placed.span);
  for (TextWord& word : words) word.confidence = placed.confidence;
  if (new_line && joined_to_last && !cell.lines.empty()) {
    TextWord& first = cell.lines.back().words.back();
    first.hyphen = HyphenPart::first;
    words.front().hyphen = HyphenPart::second;
    first.whole = words.front().whole = first.text + words.front().text;
  }
  if (new_line) cell.lines.emplace_back();
  auto& line = cell.lines.back().words;
  line.insert(line.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
}

TextCell Reader::cell(Span span) {
  TextCell cell;
  const auto& words = document_.words;
  while (next_word_ < words.size() && words[next_word_].span.begin < span.begin) ++next_word_;
  const PlacedWord* before = nullptr;
  for (; next_word_ < words.size() && words[next_word_].span.end <= span.end; ++next_word_) {
    if (words[next_word_].span.empty()) continue;
    add(words[next_word_], before, cell);
    before = &words[next_word_];
  }
  return cell;
}

/// Puts a list item's mark before its first word: from the left edge of the block, where that leaves room for it.
void add_mark(const PlacedBlock& block, TextCell& cell) {
  if (block.kind != BlockKind::list_item || block.mark.empty() || cell.lines.empty()) return;
  auto& words = cell.lines.front().words;
  const Box& first = words.front().box;
  TextWord mark;
  mark.text = block.mark;
  mark.space_after = true;
  if (!first.empty()) {
    const double em = std::min(first.height(), 14.0);
    mark.box = {block.box.x0 < first.x0 - 1.0 ? block.box.x0 : std::max(0.0, first.x0 - em), first.y0, first.x0 - 1.0,
                first.y1};
    mark.box.x1 =
        std::min(mark.box.x1, mark.box.x0 + em * static_cast<double>(std::max<std::size_t>(1, block.mark.size() / 2)));
  }
  words.insert(words.begin(), std::move(mark));
}

TextBlock block_of(Reader& reader, const PlacedBlock& placed) {
  TextBlock block;
  block.kind = placed.kind;
  block.level = placed.level;
  block.table = placed.table;
  block.header = placed.header;
  const std::vector<Span> cells = placed.cells.empty() ? std::vector<Span>{placed.span} : placed.cells;
  for (const Span& span : cells) block.cells.push_back(reader.cell(span));
  add_mark(placed, block.cells.front());
  for (TextCell& cell : block.cells) {
    for (TextLine& line : cell.lines) {
      measure(line);
      cell.box = joined(cell.box, line.box);
    }
    block.box = joined(block.box, cell.box);
  }
  return block;
}

bool has_words(const TextBlock& block) {
  return std::any_of(block.cells.begin(), block.cells.end(), [](const TextCell& cell) { return !cell.lines.empty(); });
}

}  // namespace

std::vector<PageText> page_texts(const Document& document) {
  std::vector<PageText> pages;
  for (const PageSummary& page : document.pages) pages.push_back({page, {}});
  Reader reader(document);
  for (const PlacedBlock& placed : document.blocks) {
    TextBlock block = block_of(reader, placed);
    const auto page =
        std::find_if(pages.begin(), pages.end(), [&](const PageText& each) { return each.page.number == placed.page; });
    if (page != pages.end() && has_words(block)) page->blocks.push_back(std::move(block));
  }
  return pages;
}

}  // namespace atagande::output
