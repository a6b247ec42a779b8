// Tables whose columns are parted by runs of spaces, as programs print them that keep a page's layout in plain text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "layout/text_lines.h"

namespace atagande::layout {

using CellLines = std::vector<std::string>;

struct SpacedTable {
  std::vector<std::vector<CellLines>> rows;  // header first; every row as long as the header. Empty: no table
  std::size_t lines = 0;                     // taken up by it
};

/// The table whose header is line `from`: three columns or more under short names, with rows of text below that begin
/// where the names do. Columns of signatures are none.
SpacedTable spaced_table_at(const std::vector<TextLine>& lines, std::size_t from);

}  // namespace atagande::layout
