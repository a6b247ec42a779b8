// Upright rules make a table: on a scan they are found more surely than level ones, which skew breaks up. Uprights of
// one height range are the bounds of columns. Rows are parted by the level rules where these are complete, and by the
// distance of lines where they are not. A word belongs to the cell its middle is in.
#include "layout/ruled.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "layout/blocks.h"

namespace atagande::layout {
namespace {

constexpr std::size_t most_rules = 2000;

struct Edges {
  std::vector<Box> levels;
  std::vector<Box> uprights;
};

Edges edges_of(const std::vector<Rule>& rules, double slope) {
  Edges edges;
  for (const Rule& rule : rules) {
    if (edges.levels.size() + edges.uprights.size() >= most_rules) break;
    const double x = (rule.box.x0 + rule.box.x1) / 2;
    const double y = (rule.box.y0 + rule.box.y1) / 2;
    if (rule.box.width() >= rule.box.height()) {
      edges.levels.push_back({rule.box.x0 + slope * y, y - slope * x, rule.box.x1 + slope * y, y - slope * x});
    } else {
      edges.uprights.push_back({x + slope * y, rule.box.y0 - slope * x, x + slope * y, rule.box.y1 - slope * x});
    }
  }
  return edges;
}

/// Uprights broken into pieces are one again; widely broken ones where another of the same table goes on beside the
/// break: one that begins where they begin, as a frame round the page does not.
std::vector<Box> mended(std::vector<Box> uprights, double em) {
  std::sort(uprights.begin(), uprights.end(),
            [](const Box& a, const Box& b) { return std::tie(a.y0, a.x0, a.y1) < std::tie(b.y0, b.x0, b.y1); });
  const auto joined = [&](const Box& other, const Box& upright) {
    const double gap = upright.y0 - other.y1;
    if (std::abs(other.x0 - upright.x0) >= 0.4 * em || gap >= 8.0 * em) return false;
    return gap < 1.2 * em || std::any_of(uprights.begin(), uprights.end(), [&](const Box& beside) {
             const bool begins_there = beside.y0 > other.y0 - 3.0 * em;
             return begins_there && beside.y0 < other.y1 - em && beside.y1 > upright.y0 + em;
           });
  };
  std::vector<Box> result;
  for (const Box& upright : uprights) {
    const auto above =
        std::find_if(result.begin(), result.end(), [&](const Box& other) { return joined(other, upright); });
    if (above == result.end()) {
      result.push_back(upright);
    } else {
      above->y1 = std::max(above->y1, upright.y1);
    }
  }
  return result;
}

double shared(const Box& a, const Box& b) { return std::min(a.y1, b.y1) - std::max(a.y0, b.y0); }

/// Uprights over one range of heights, longest first to found a group.
std::vector<std::vector<Box>> groups_of(std::vector<Box> uprights) {
  std::sort(uprights.begin(), uprights.end(), [](const Box& a, const Box& b) {
    return std::tuple(b.height(), a.x0, a.y0) < std::tuple(a.height(), b.x0, b.y0);
  });
  std::vector<std::vector<Box>> groups;
  for (const Box& upright : uprights) {
    const auto fits = [&](const std::vector<Box>& group) {
      return shared(group.front(), upright) > 0.8 * upright.height() && upright.height() > 0.3 * group.front().height();
    };
    const auto group = std::find_if(groups.begin(), groups.end(), fits);
    if (group == groups.end()) {
      groups.push_back({upright});
    } else {
      group->push_back(upright);
    }
  }
  return groups;
}

bool looks_like_bar(const Token& token) {
  const std::string& raw = token.word.raw;
  if (!token.word.confidence) return false;
  if (raw.find('|') != std::string::npos) return raw.find_first_not_of("|.,'-_:") == std::string::npos;
  return raw.size() == 1 && std::string_view("I1l][!J").find(raw[0]) != std::string_view::npos;
}

class Table {
 public:
  Table(const std::vector<Box>& uprights, const std::vector<Box>& levels, const Scale& scale) : scale_(scale) {
    frame_ = {1e9, 1e9, -1e9, -1e9};
    std::vector<double> places;
    for (const Box& upright : uprights) {
      frame_.y0 = std::min(frame_.y0, upright.y0);
      frame_.y1 = std::max(frame_.y1, upright.y1);
      places.push_back(upright.x0);
    }
    std::sort(places.begin(), places.end());
    for (const double place : places) {
      if (bounds_.empty() || place - bounds_.back() > 0.8 * scale.em) bounds_.push_back(place);
    }
    reach_out(levels);
    frame_.x0 = bounds_.front();
    frame_.x1 = bounds_.back();
  }

  [[nodiscard]] std::size_t columns() const { return bounds_.size() - 1; }
  [[nodiscard]] const Box& frame() const { return frame_; }

  /// A border that was not found: text begins right behind the last upright, row by row.
  void add_open_column(const std::vector<Token>& tokens, double page_right) {
    double nearest = 1e9;
    std::size_t behind = 0;
    for (const Token& token : tokens) {
      if (!in_height(token) || token.at.x0 < frame_.x1) continue;
      nearest = std::min(nearest, token.at.x0);
      ++behind;
    }
    if (behind < 2 || nearest - frame_.x1 > 1.5 * scale_.em || columns() == 0) return;
    bounds_.push_back(std::max(page_right, nearest) + 1.0);
    frame_.x1 = bounds_.back();
  }

  /// A head whose rules were not found, as on a dark ground: a line right over the uprights that stands in the columns.
  void add_open_head(const std::vector<Token>& tokens) {
    std::vector<Token> above;
    for (const Token& token : tokens) {
      const double middle = (token.at.y0 + token.at.y1) / 2;
      const bool beside_frame = token.at.x1 < frame_.x0 || token.at.x0 > frame_.x1;
      if (!beside_frame && middle <= frame_.y0 && middle > frame_.y0 - 1.6 * scale_.em) above.push_back(token);
    }
    std::vector<bool> filled(columns(), false);
    Box head;
    for (const Piece& piece : pieces_of(above, scale_)) {
      const auto column = std::upper_bound(bounds_.begin(), bounds_.end(), (piece.at.x0 + piece.at.x1) / 2);
      if (column == bounds_.begin() || column == bounds_.end()) return;
      const double slack = 0.3 * scale_.em;
      if (piece.at.x0 < *(column - 1) - slack || piece.at.x1 > *column + slack) return;
      filled[static_cast<std::size_t>(column - bounds_.begin()) - 1] = true;
      head = united(head, piece.at);
    }
    const auto cells = std::count(filled.begin(), filled.end(), true);
    if (cells < 2 || 2 * cells <= static_cast<std::ptrdiff_t>(columns()) || head.height() > 2.2 * scale_.em) return;
    levels_.push_back(frame_.y0);
    frame_.y0 = std::min(frame_.y0, head.y0 - 0.1 * scale_.em);
  }

  /// Nothing where the columns show that bounds are missing.
  std::optional<RuledTable> take(std::vector<Token>& tokens) {
    std::vector<std::vector<Token>> by_column(columns());
    std::vector<Token> outside;
    for (const Token& token : tokens) {
      const double middle = (token.at.x0 + token.at.x1) / 2;
      const auto above = std::upper_bound(bounds_.begin(), bounds_.end(), middle);
      if (!in_height(token) || above == bounds_.begin() || above == bounds_.end()) {
        outside.push_back(token);
        if (in_height(token) && above == bounds_.begin() && frame_.x0 - token.at.x1 < 1.5 * scale_.em)
          return std::nullopt;
      } else {
        by_column[static_cast<std::size_t>(above - bounds_.begin()) - 1].push_back(token);
      }
    }
    std::vector<std::vector<FlowLine>> lines;
    for (const std::vector<Token>& column : by_column) {
      const std::vector<Piece> pieces = pieces_of(column, scale_);
      if (has_gutter(pieces)) return std::nullopt;
      lines.push_back(lines_of(pieces, scale_));
    }
    RuledTable table{frame_, rows_of(std::move(lines))};
    std::size_t filled = 0;  // one row is no table, nor is one column
    for (const auto& row : table.rows) {
      filled += std::count_if(row.begin(), row.end(), [](const auto& cell) { return !cell.empty(); }) >= 2 ? 1U : 0U;
    }
    if (filled < 2) return std::nullopt;
    tokens = std::move(outside);
    return table;
  }

  /// Level rules inside the frame, as heights; each with the share of the width it was found over.
  void set_levels(const std::vector<Box>& levels) {
    std::map<double, double> found;
    for (const Box& level : levels) {
      if (level.y0 < frame_.y0 - scale_.em || level.y0 > frame_.y1 + scale_.em) continue;
      const double width = std::min(level.x1, frame_.x1) - std::max(level.x0, frame_.x0);
      if (width <= 0) continue;
      auto near = found.lower_bound(level.y0 - 0.4 * scale_.em);
      if (near == found.end() || near->first > level.y0 + 0.4 * scale_.em) near = found.emplace(level.y0, 0.0).first;
      near->second += width / frame_.width();
    }
    for (const auto& [height, share] : found) {
      if (share > 0.2) levels_.push_back(height);
    }
  }

 private:
  [[nodiscard]] bool in_height(const Token& token) const {
    const double middle = (token.at.y0 + token.at.y1) / 2;
    return middle > frame_.y0 && middle < frame_.y1;
  }

  /// Whether pieces stand side by side time and again, as across a bound that was not found.
  [[nodiscard]] bool has_gutter(const std::vector<Piece>& pieces) const {
    std::size_t apart = 0;
    for (const Piece& piece : pieces) {
      apart += std::any_of(pieces.begin(), pieces.end(),
                           [&](const Piece& other) {
                             return other.at.x0 - piece.at.x1 > 0.9 * scale_.em && beside(piece.at, other.at, 0.5);
                           })
                   ? 1U
                   : 0U;
    }
    return apart >= 2 && apart * 5 >= pieces.size();
  }

  /// Level rules reach to borders that were not found.
  void reach_out(const std::vector<Box>& levels) {
    double left = bounds_.front();
    double right = bounds_.back();
    for (const Box& level : levels) {
      const bool touches = level.x0 < bounds_.back() + scale_.em && level.x1 > bounds_.front() - scale_.em;
      if (!touches || level.y0 < frame_.y0 - scale_.em || level.y0 > frame_.y1 + scale_.em) continue;
      left = std::min(left, level.x0);
      right = std::max(right, level.x1);
    }
    if (bounds_.front() - left > 1.5 * scale_.em) bounds_.insert(bounds_.begin(), left);
    if (right - bounds_.back() > 1.5 * scale_.em) bounds_.push_back(right);
  }

  /// All baselines of the table with what is needed to part them into rows.
  struct Strip {
    double top = 0.0;
    double bottom = 0.0;
    double baseline = 0.0;
  };

  [[nodiscard]] std::vector<Strip> strips_of(const std::vector<std::vector<FlowLine>>& columns) const {
    std::vector<Strip> all;
    for (const std::vector<FlowLine>& column : columns) {
      for (const FlowLine& line : column)
        all.push_back({line.at.y0, line.at.y1, baseline_in_table(line.tokens, scale_)});
    }
    std::sort(all.begin(), all.end(), [](const Strip& a, const Strip& b) {
      return std::tie(a.baseline, a.top, a.bottom) < std::tie(b.baseline, b.top, b.bottom);
    });
    std::vector<Strip> strips;
    for (const Strip& each : all) {
      if (strips.empty() || each.baseline - strips.back().baseline > 0.4 * scale_.em) {
        strips.push_back(each);
      } else {
        strips.back().top = std::min(strips.back().top, each.top);
        strips.back().bottom = std::max(strips.back().bottom, each.bottom);
      }
    }
    return strips;
  }

  /// Heights between rows.
  [[nodiscard]] std::vector<double> row_bounds(const std::vector<Strip>& strips) const {
    std::vector<double> by_rule;
    std::vector<double> by_gap;
    std::vector<double> steps;
    for (std::size_t i = 1; i < strips.size(); ++i) steps.push_back(strips[i].baseline - strips[i - 1].baseline);
    if (steps.empty()) return {};
    std::vector<double> sorted = steps;
    std::sort(sorted.begin(), sorted.end());
    const double line_step = std::max(sorted[sorted.size() / 5], 1.05 * scale_.em);
    for (std::size_t i = 1; i < strips.size(); ++i) {
      const bool ruled = std::any_of(levels_.begin(), levels_.end(), [&](double level) {
        return level > strips[i - 1].baseline - 0.3 * scale_.em && level < strips[i].baseline - 0.3 * scale_.em;
      });
      const double between = (strips[i - 1].baseline + 0.25 * scale_.em + strips[i].top) / 2;
      if (ruled) by_rule.push_back(between);
      if (ruled || steps[i - 1] > 1.22 * line_step) by_gap.push_back(between);
    }
    return by_rule.size() * 10 >= by_gap.size() * 7 ? by_rule : by_gap;
  }

  [[nodiscard]] std::vector<std::vector<std::vector<FlowLine>>> rows_of(
      std::vector<std::vector<FlowLine>> columns) const {
    const std::vector<double> bounds = row_bounds(strips_of(columns));
    std::vector<std::vector<std::vector<FlowLine>>> rows(bounds.size() + 1,
                                                         std::vector<std::vector<FlowLine>>(columns.size()));
    for (std::size_t c = 0; c < columns.size(); ++c) {
      for (FlowLine& line : columns[c]) {
        const double middle = (line.at.y0 + line.at.y1) / 2;
        const auto row = std::upper_bound(bounds.begin(), bounds.end(), middle) - bounds.begin();
        rows[static_cast<std::size_t>(row)][c].push_back(std::move(line));
      }
    }
    std::erase_if(rows, [](const auto& row) {
      return std::all_of(row.begin(), row.end(), [](const auto& cell) { return cell.empty(); });
    });
    return rows;
  }

  const Scale& scale_;
  Box frame_;
  std::vector<double> bounds_;
  std::vector<double> levels_;
};

}  // namespace

std::vector<Box> take_bars(std::vector<Token>& tokens, std::vector<Token>& misread, const Scale& scale) {
  std::vector<Box> bars;
  std::vector<Token> kept;
  for (Piece& piece : pieces_of(tokens, scale)) {
    std::vector<Token> others;
    for (const Token& token : piece.tokens) {
      if (!looks_like_bar(token)) others.push_back(token);
    }
    const double size = others.empty() ? scale.em : type_size(others, scale);
    for (Token& token : piece.tokens) {
      const bool bar = looks_like_bar(token);
      const bool sign = token.word.raw.find('|') != std::string::npos;
      if (!bar || (!sign && (!scale.tight || token.at.height() < 0.95 * size))) {
        kept.push_back(std::move(token));
        continue;
      }
      const double middle = (token.at.x0 + token.at.x1) / 2;
      if (token.at.height() > 0.8 * size) bars.push_back({middle, token.at.y0, middle, token.at.y1});
      if (!sign) misread.push_back(std::move(token));
    }
  }
  tokens = std::move(kept);
  return bars;
}

Ruled take_ruled_tables(std::vector<Token>& tokens, const std::vector<Rule>& rules, double slope, const Scale& scale) {
  Ruled result;
  const Edges edges = edges_of(rules, slope);
  double page_right = 0.0;
  for (const Token& token : tokens) page_right = std::max(page_right, token.at.x1);
  for (const std::vector<Box>& group : groups_of(mended(edges.uprights, scale.em))) {
    std::optional<RuledTable> taken;
    if (group.size() >= 2 && group.front().height() > 1.5 * scale.em) {
      Table table(group, edges.levels, scale);
      table.add_open_column(tokens, page_right);
      table.add_open_head(tokens);
      table.set_levels(edges.levels);
      if (table.columns() >= 2) taken = table.take(tokens);
    }
    if (taken) {
      result.tables.push_back(std::move(*taken));
    } else {
      result.bars.insert(result.bars.end(), group.begin(), group.end());
    }
  }
  return result;
}

}  // namespace atagande::layout
