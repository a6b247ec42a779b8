// Rules that touch one another make a grid. Its rows and columns lie between the heights of its level rules and the
// places of its upright ones; a cell that reaches over several takes the place of its first. A word belongs to the cell
// its middle is in.
#include "layout/ruled.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "layout/blocks.h"

namespace atagande::layout {
namespace {

constexpr double touch = 4.0;  // points
constexpr std::size_t most_rules = 2000;

struct Edge {
  Box box;
  bool level = true;
  std::size_t grid = 0;
};

std::vector<Edge> edges_of(const std::vector<Rule>& rules, double slope) {
  std::vector<Edge> edges;
  for (const Rule& rule : rules) {
    if (edges.size() >= most_rules) break;
    const double x = (rule.box.x0 + rule.box.x1) / 2;
    const double y = (rule.box.y0 + rule.box.y1) / 2;
    Box box{rule.box.x0 + slope * y, rule.box.y0 - slope * x, rule.box.x1 + slope * y, rule.box.y1 - slope * x};
    const bool level = box.width() >= box.height();
    if (level) {
      const double middle = (box.y0 + box.y1) / 2;
      box.y0 = middle - 0.5;
      box.y1 = middle + 0.5;
    } else {
      const double middle = (box.x0 + box.x1) / 2;
      box.x0 = middle - 0.5;
      box.x1 = middle + 0.5;
    }
    edges.push_back({box, level, edges.size()});
  }
  return edges;
}

bool touching(const Box& a, const Box& b) {
  return a.x0 <= b.x1 + touch && b.x0 <= a.x1 + touch && a.y0 <= b.y1 + touch && b.y0 <= a.y1 + touch;
}

std::size_t root_of(std::vector<std::size_t>& parent, std::size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

std::vector<std::vector<Edge>> grids_of(const std::vector<Edge>& edges) {
  std::vector<std::size_t> parent(edges.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  for (std::size_t i = 0; i < edges.size(); ++i) {
    for (std::size_t k = i + 1; k < edges.size(); ++k) {
      if (edges[i].level != edges[k].level && touching(edges[i].box, edges[k].box))
        parent[root_of(parent, i)] = root_of(parent, k);
    }
  }
  std::vector<std::vector<Edge>> grids(edges.size());
  for (std::size_t i = 0; i < edges.size(); ++i) grids[root_of(parent, i)].push_back(edges[i]);
  std::erase_if(grids, [](const std::vector<Edge>& grid) { return grid.size() < 4; });
  return grids;
}

/// Positions that are near each other become one.
std::vector<double> merged(std::vector<double> positions, double nearest) {
  std::sort(positions.begin(), positions.end());
  std::vector<double> result;
  for (const double position : positions) {
    if (result.empty() || position - result.back() > nearest) result.push_back(position);
  }
  return result;
}

std::size_t between(const std::vector<double>& bounds, double position) {
  const auto above = std::upper_bound(bounds.begin(), bounds.end(), position);
  return static_cast<std::size_t>(above - bounds.begin());  // 0: before the first
}

}  // namespace

std::vector<RuledTable> take_ruled_tables(std::vector<Token>& tokens, const std::vector<Rule>& rules, double slope,
                                          const Scale& scale) {
  std::vector<RuledTable> tables;
  for (const std::vector<Edge>& grid : grids_of(edges_of(rules, slope))) {
    Box frame;
    for (const Edge& edge : grid) frame = united(frame, edge.box);
    std::vector<double> levels;
    std::vector<double> uprights;
    for (const Edge& edge : grid) {
      // A short rule is an underline or part of a box, not of the grid.
      if (edge.level && edge.box.width() > 0.3 * frame.width()) levels.push_back(edge.box.y0);
      if (!edge.level && edge.box.height() > 0.2 * frame.height()) uprights.push_back(edge.box.x0);
    }
    levels = merged(std::move(levels), 0.6 * scale.em);
    uprights = merged(std::move(uprights), 0.6 * scale.em);
    if (levels.size() < 2 || uprights.size() < 3) continue;
    const std::size_t rows = levels.size() - 1;
    const std::size_t columns = uprights.size() - 1;
    std::vector<std::vector<std::vector<Token>>> cells(rows, std::vector<std::vector<Token>>(columns));
    std::vector<Token> outside;
    std::size_t inside = 0;
    for (Token& token : tokens) {
      const std::size_t row = between(levels, (token.at.y0 + token.at.y1) / 2);
      const std::size_t column = between(uprights, (token.at.x0 + token.at.x1) / 2);
      if (row == 0 || row > rows || column == 0 || column > columns) {
        outside.push_back(std::move(token));
      } else {
        cells[row - 1][column - 1].push_back(std::move(token));
        ++inside;
      }
    }
    tokens = std::move(outside);
    if (inside == 0) continue;
    RuledTable table;
    table.at = frame;
    for (auto& row : cells) {
      auto& into = table.rows.emplace_back();
      bool any = false;
      for (auto& cell : row) {
        any = any || !cell.empty();
        into.push_back(lines_of(pieces_of(cell, scale), scale));
      }
      if (!any) table.rows.pop_back();
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace atagande::layout
