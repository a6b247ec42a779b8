// Lists and lines inside the paragraphs of marked-up documents.
#pragma once

#include <vector>

#include "document/document.h"

namespace atagande::layout {

/// Splits paragraphs and list items of several lines without boxes, as <br> makes them, into the blocks these lines
/// are.
void split_marked_up_lists(std::vector<Block>& blocks);

}  // namespace atagande::layout
