// Inside the room only: the words of a document back in the lines, cells and blocks they stand in, as the page formats
// want them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/document.h"

namespace atagande::output {

/// Part of a hyphenated word that a line break parts.
enum class HyphenPart { none, first, second };

struct TextWord {
  std::string text;
  std::optional<std::string> as_read;  // where repair changed it
  Box box;                             // empty where the source has no geometry
  std::optional<double> confidence;
  HyphenPart hyphen = HyphenPart::none;
  std::string whole;         // of a hyphenated word
  bool space_after = false;  // before the next word of the line
};

struct TextLine {
  std::vector<TextWord> words;
  Box box;
  // The line on which the letters stand: at its left end, and how far it falls (in points) for each point to the right.
  double baseline_y = 0.0;
  double slope = 0.0;
  double height = 0.0;  // across the line, from the top of its letters to their bottom
};

struct TextCell {
  std::vector<TextLine> lines;
  Box box;
};

struct TextBlock {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;
  int table = 0;
  bool header = false;
  std::vector<TextCell> cells;  // one, but for table rows; never empty
  Box box;
};

struct PageText {
  PageSummary page;
  std::vector<TextBlock> blocks;  // those with words
};

/// The pages of `document`, as repaired. A list item's mark is a word of its first line; a word that repair parted is
/// several words.
std::vector<PageText> page_texts(const Document& document);

}  // namespace atagande::output
