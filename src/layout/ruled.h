// Tables framed by printed lines.
#pragma once

#include <vector>

#include "layout/geometry.h"
#include "layout/regions.h"

namespace atagande::layout {

struct RuledTable {
  Box at;
  std::vector<std::vector<std::vector<FlowLine>>> rows;  // rows, columns, lines
};

struct Ruled {
  std::vector<RuledTable> tables;
  std::vector<Box> bars;  // upright rules that made no table
};

/// Takes the tokens that stand inside grids of rules out of `tokens`. A frame without an upright rule inside is no
/// table, nor is one of which too many rules are missing.
Ruled take_ruled_tables(std::vector<Token>& tokens, const std::vector<Rule>& rules, double slope, const Scale& scale);

/// Takes out what a recogniser read of upright rules: bars, and in `misread` letters too tall for their line. Returns
/// where the rules stand.
std::vector<Box> take_bars(std::vector<Token>& tokens, std::vector<Token>& misread, const Scale& scale);

}  // namespace atagande::layout
