// Writers of web pages type lists into paragraphs, a line each. The lines are read as plain text is; a line wholly in
// bold is told as emphasised.
#include "layout/markup.h"

#include <algorithm>

#include "layout/blocks.h"
#include "layout/layout.h"

namespace atagande::layout {
namespace {

bool is_bold(const Line& line) {
  return !line.words.empty() &&
         std::all_of(line.words.begin(), line.words.end(), [](const Word& word) { return word.bold; });
}

std::string text_of(const std::vector<Line>& lines) {
  std::string text;
  for (const Line& line : lines) {
    const bool bold = is_bold(line) && lines.size() > 1 && !is_bold(lines.back());
    if (!text.empty()) text += '\n';
    text += bold ? "**" + layout::text_of(line) + "**" : layout::text_of(line);
  }
  return text;
}

}  // namespace

namespace {

/// One line that begins with a mark: an item someone typed as a paragraph of its own.
bool is_typed_item(const Block& block) {
  if (block.kind != BlockKind::paragraph || block.cells.front().lines.empty()) return false;
  const auto parts = blocks_from_text(text_of(block.cells.front().lines));
  return parts.size() == 1 && parts.front().kind == BlockKind::list_item;
}

}  // namespace

void split_marked_up_lists(std::vector<Block>& blocks) {
  std::vector<Block> result;
  for (Block& block : blocks) {
    const bool text = block.kind == BlockKind::paragraph || block.kind == BlockKind::list_item;
    const bool lines = text && block.box.empty() && block.cells.size() == 1;
    if (!lines || (block.cells.front().lines.size() < 2 && !is_typed_item(block))) {
      result.push_back(std::move(block));
      continue;
    }
    std::vector<Block> parts = blocks_from_text(text_of(block.cells.front().lines));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      Block& part = parts[i];
      // Joined here, so that doing it again changes nothing.
      for (Cell& cell : part.cells) {
        Line whole;
        for (Line& line : cell.lines) whole.words.insert(whole.words.end(), line.words.begin(), line.words.end());
        cell.lines.clear();
        if (!whole.words.empty()) cell.lines.push_back(std::move(whole));
      }
      if (part.kind == BlockKind::heading) part.level = std::max(part.level, 3);
      if (block.kind == BlockKind::list_item && i == 0 && part.kind != BlockKind::list_item) {
        part.kind = BlockKind::list_item;
        part.mark = block.mark;
        part.level = block.level;
      } else if (block.kind == BlockKind::list_item && part.kind == BlockKind::list_item) {
        part.level += block.level + 1;
      }
      result.push_back(std::move(part));
    }
  }
  blocks = std::move(result);
}

}  // namespace atagande::layout
