// Which pieces of lines stand in columns, which in tables, and in what order they are read.
#pragma once

#include <span>
#include <vector>

#include "layout/geometry.h"

namespace atagande::layout {

/// A line of one column: pieces on one baseline.
struct FlowLine {
  std::vector<Token> tokens;
  Box at;
};

/// Part of a page in reading order: lines of one column, or rows of a table.
struct Part {
  enum class Kind { flow, table, ruled } kind = Kind::flow;
  std::vector<FlowLine> lines;                           // flow: top to bottom
  double right = 0.0;                                    // flow: how far lines may reach
  bool ragged = false;                                   // flow: lines end where they end, not at that edge
  std::vector<std::vector<std::vector<FlowLine>>> rows;  // table: rows, columns, lines
  int ruled = -1;                                        // ruled: index of the table
};

/// The parts in reading order; no piece is lost. `bars` are upright rules: what they part is a table's. Margins are
/// taken to be alike on either side of the page.
std::vector<Part> parts_of(std::vector<Piece> pieces, double page_width, const Scale& scale, std::span<const Box> bars);

/// Lines of a column, top to bottom.
std::vector<FlowLine> lines_of(std::vector<Piece> pieces, const Scale& scale);

}  // namespace atagande::layout
