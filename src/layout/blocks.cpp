// Small makers of blocks. Words are parted at any Unicode white space, so that a no-break space parts words as an
// ordinary one does.
#include "layout/blocks.h"

#include <algorithm>

#include "text/text.h"

namespace atagande::layout {

Line line_of(std::string_view text) {
  Line line;
  std::string word;
  const auto finish = [&] {
    if (word.empty()) return;
    line.words.emplace_back().raw = std::move(word);
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    if (text::is_space(point.value)) {
      finish();
    } else {
      word.append(text, at, point.next - at);
    }
    at = point.next;
  }
  finish();
  return line;
}

Block block_of(BlockKind kind, std::string_view text) {
  Block block;
  block.kind = kind;
  block.cells.emplace_back().lines.push_back(line_of(text));
  return block;
}

Box united(const Box& a, const Box& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

Box box_of(const Line& line) {
  Box box;
  for (const Word& word : line.words) box = united(box, word.box);
  return box;
}

void fit_boxes(Block& block) {
  block.box = {};
  for (Cell& cell : block.cells) {
    cell.box = {};
    for (Line& line : cell.lines) {
      line.box = box_of(line);
      cell.box = united(cell.box, line.box);
    }
    block.box = united(block.box, cell.box);
  }
}

namespace {

void append_words(std::string& text, const Line& line) {
  for (const Word& word : line.words) {
    if (!text.empty()) text += ' ';
    text += word.raw;
  }
}

}  // namespace

std::string text_of(const Line& line) {
  std::string text;
  append_words(text, line);
  return text;
}

std::string text_of(const Block& block) {
  std::string text;
  for (const Cell& cell : block.cells) {
    for (const Line& line : cell.lines) append_words(text, line);
  }
  return text;
}

}  // namespace atagande::layout
