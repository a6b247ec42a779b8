// Blocks as short lines that a test can hold against what it expects.
#pragma once

#include <string>
#include <vector>

#include "document/document.h"

namespace atagande {

/// "H1 text", "P text", "L0 • text", "R a | b", "R* a | b" (a header), "F text"; lines of a block parted by a space.
inline std::string described(const Block& block) {
  std::string result;
  switch (block.kind) {
    case BlockKind::heading:
      result = "H" + std::to_string(block.level);
      break;
    case BlockKind::paragraph:
      result = "P";
      break;
    case BlockKind::list_item:
      result = "L" + std::to_string(block.level) + " " + block.mark;
      break;
    case BlockKind::table_row:
      result = block.header ? "R*" : "R";
      break;
    case BlockKind::furniture:
      result = "F";
      break;
  }
  bool first_cell = true;
  for (const Cell& cell : block.cells) {
    if (!first_cell) result += " |";
    first_cell = false;
    for (const Line& line : cell.lines) {
      for (const Word& word : line.words) result += " " + word.raw;
    }
  }
  return result;
}

inline std::vector<std::string> described(const std::vector<Block>& blocks) {
  std::vector<std::string> result;
  for (const Block& block : blocks) result.push_back(described(block));
  return result;
}

}  // namespace atagande
