// Lines of a column to blocks: list items, paragraphs, headings.
#pragma once

#include <string>
#include <vector>

#include "layout/marks.h"
#include "layout/regions.h"

namespace atagande::layout {

/// A line with what can be said of it by itself and in its column.
struct MeasuredLine {
  std::vector<Token> tokens;  // without the mark of an item
  std::string text;           // of the tokens
  Box at;
  double size = 0.0;  // of the type
  double baseline = 0.0;
  double left = 0.0;  // where the mark, or else the text, begins
  double text_left = 0.0;
  bool bold = false;
  bool item = false;
  bool lost_mark = false;  // an item by its place alone
  Mark mark;
};

struct Draft {
  Block block;
  std::string text;
  double size = 0.0;
  bool bold = false;
  double left = 0.0;
  double top = 0.0;
  double bottom = 0.0;
  double space_above = -1.0;  // from the draft before in the same column, in em; -1: first of its column
  bool full = false;          // its last line reaches the edge
};

std::vector<MeasuredLine> measured(const std::vector<FlowLine>& lines, const Scale& scale);

/// How far wrapped lines reach.
double wrap_edge(const std::vector<MeasuredLine>& lines, const Scale& scale);

/// Decides which lines begin list items; takes their marks off the tokens.
void find_items(std::vector<MeasuredLine>& lines, double edge, const Scale& scale);

/// Blocks of a column's lines; headings are decided later, in the company of the page.
std::vector<Draft> drafts_of(const std::vector<MeasuredLine>& lines, double edge, const Scale& scale);

/// Turns drafts of a page into headings and furniture where they are.
void find_headings(std::vector<Draft>& drafts, const Scale& scale);

}  // namespace atagande::layout
