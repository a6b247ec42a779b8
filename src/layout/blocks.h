// Making blocks of words and text; shared by the readers of text and of pages.
#pragma once

#include <string>
#include <string_view>

#include "document/document.h"

namespace atagande::layout {

/// A line of the words of `text`, parted at white space, without boxes.
Line line_of(std::string_view text);

/// A block of one cell with one line.
Block block_of(BlockKind kind, std::string_view text);

/// The smallest box holding both; an empty box counts for nothing.
Box united(const Box& a, const Box& b);
Box box_of(const Line& line);

/// Sets the boxes of a block's lines, cells and of itself from its words.
void fit_boxes(Block& block);

/// The words of a line with spaces between them.
std::string text_of(const Line& line);
/// All lines of all cells with spaces between them, without the mark.
std::string text_of(const Block& block);

}  // namespace atagande::layout
