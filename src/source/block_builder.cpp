// The builder holds one block in hand and appends words to its last line. A short paragraph wholly in bold is a heading
// that somebody made by hand; a table's first row is its header where every cell of it has text.
#include "source/block_builder.h"

#include <algorithm>
#include <utility>

#include "text/text.h"

namespace atagande::source {
namespace {

constexpr std::size_t most_words_of_bold_heading = 14;

bool has_words(const Block& block) {
  return std::any_of(block.cells.begin(), block.cells.end(), [](const Cell& cell) {
    return std::any_of(cell.lines.begin(), cell.lines.end(), [](const Line& line) { return !line.words.empty(); });
  });
}

}  // namespace

bool BlockBuilder::empty() const { return word_.empty() && !has_words(block_); }

Line& BlockBuilder::line() {
  if (block_.cells.empty()) block_.cells.emplace_back();
  std::vector<Line>& lines = block_.cells.back().lines;
  if (lines.empty() || (new_line_ && !lines.back().words.empty())) lines.emplace_back();
  new_line_ = false;
  return lines.back();
}

void BlockBuilder::end_word() {
  if (word_.empty()) return;
  Word& word = line().words.emplace_back();
  word.raw = std::exchange(word_, {});
  word.bold = word_bold_;
}

void BlockBuilder::text(std::string_view utf8, bool bold) {
  for (std::size_t at = 0; at < utf8.size();) {
    const text::CodePoint point = text::code_point_at(utf8, at);
    if (text::is_space(point.value)) {
      end_word();
    } else {
      if (word_.empty()) word_bold_ = bold;
      text::append(word_, point.value);
    }
    at = point.next;
  }
}

void BlockBuilder::break_line() {
  end_word();
  new_line_ = true;
}

void BlockBuilder::promote_bold_line(Block& block) const {
  if (block.kind != BlockKind::paragraph || block.cells.front().lines.size() != 1) return;
  const std::vector<Word>& words = block.cells.front().lines.front().words;
  if (words.empty() || words.size() > most_words_of_bold_heading) return;
  if (!std::all_of(words.begin(), words.end(), [](const Word& word) { return word.bold; })) return;
  const std::string& last = words.back().raw;
  if (std::string_view(".:;,").find(last.back()) != std::string_view::npos) return;
  int above = 1;
  for (auto earlier = blocks_.rbegin(); earlier != blocks_.rend(); ++earlier) {
    if (earlier->kind != BlockKind::heading) continue;
    above = earlier->cells.front().lines.front().words.front().bold && earlier->level > 1 ? earlier->level - 1
                                                                                          : earlier->level;
    break;
  }
  block.kind = BlockKind::heading;
  block.level = std::min(6, above + 1);
}

void BlockBuilder::next(BlockKind kind, int level, std::string mark) {
  end_word();
  new_line_ = true;
  if (table_depth_ > 0) {  // a paragraph or an item in a cell is a line of it
    if (kind == BlockKind::list_item && !mark.empty()) text(mark + " ", false);
    return;
  }
  if (has_words(block_)) {
    std::erase_if(block_.cells.front().lines, [](const Line& each) { return each.words.empty(); });
    promote_bold_line(block_);
    blocks_.push_back(std::move(block_));
  }
  block_ = {};
  block_.kind = kind;
  block_.level = level;
  block_.mark = std::move(mark);
}

void BlockBuilder::begin_table() {
  if (table_depth_ == 0) {
    finish();
    ++tables_;
    table_begin_ = blocks_.size();
  } else {
    break_line();
  }
  ++table_depth_;
}

void BlockBuilder::begin_row(bool header) {
  if (table_depth_ != 1) return break_line();
  block_ = {};
  block_.kind = BlockKind::table_row;
  block_.table = tables_;
  block_.header = header;
  pending_columns_ = 0;
}

void BlockBuilder::begin_cell(std::size_t columns) {
  if (table_depth_ != 1) return break_line();
  end_word();
  for (std::size_t i = 1; i < pending_columns_; ++i) block_.cells.emplace_back();
  pending_columns_ = columns;
  block_.cells.emplace_back();
  new_line_ = true;
}

void BlockBuilder::end_row() {
  if (table_depth_ != 1) return break_line();
  end_word();
  for (std::size_t i = 1; i < pending_columns_; ++i) block_.cells.emplace_back();
  pending_columns_ = 0;
  if (has_words(block_)) blocks_.push_back(std::move(block_));
  block_ = {};
}

void BlockBuilder::end_table() {
  end_word();
  if (--table_depth_ > 0) return break_line();
  block_ = {};
  new_line_ = true;
  const std::size_t rows = blocks_.size() - table_begin_;
  if (rows == 0) {
    --tables_;
    return;
  }
  Block& first = blocks_[table_begin_];
  const bool full =
      std::all_of(first.cells.begin(), first.cells.end(), [](const Cell& cell) { return !cell.lines.empty(); });
  first.header = first.header || (rows > 1 && first.cells.size() > 1 && full);
}

std::vector<Block> BlockBuilder::take() {
  table_depth_ = 0;
  finish();
  tables_ = 0;
  return std::exchange(blocks_, {});
}

}  // namespace atagande::source
