// A page is seen as stripes: pieces whose heights overlap. A gutter is a gap inside a stripe that the following stripes
// do not cross either; stripes with gutters in common are a region of columns. Its columns are read one after the
// other, each cut further in the same way, unless the region is a table: many short cells whose rows begin level. Where
// rows hold several lines, rows are told from lines by the distance of baselines.
#include "layout/regions.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <tuple>

#include "layout/blocks.h"
#include "layout/marks.h"

namespace atagande::layout {
namespace {

constexpr int deepest = 12;

struct Range {
  double from = 0.0;
  double to = 0.0;
  [[nodiscard]] double width() const { return to - from; }
};

struct Stripe {
  std::vector<Piece> pieces;  // left to right
  Box at;
};

bool in_reading_order(const Piece& a, const Piece& b) {
  return std::tie(a.at.y0, a.at.x0, a.at.x1) < std::tie(b.at.y0, b.at.x0, b.at.x1);
}

/// Pieces whose heights overlap by more than a touch.
std::vector<Stripe> stripes_of(std::vector<Piece> pieces, const Scale& scale) {
  std::sort(pieces.begin(), pieces.end(), in_reading_order);
  std::vector<Stripe> stripes;
  double bottom = 0.0;
  for (Piece& piece : pieces) {
    const double touch = std::min(0.25 * scale.em, 0.3 * piece.at.height());
    if (stripes.empty() || piece.at.y0 + touch >= bottom) {
      stripes.emplace_back();
      bottom = piece.at.y1;
    }
    bottom = std::max(bottom, piece.at.y1);
    stripes.back().at = united(stripes.back().at, piece.at);
    stripes.back().pieces.push_back(std::move(piece));
  }
  for (Stripe& stripe : stripes) {
    std::sort(stripe.pieces.begin(), stripe.pieces.end(), [](const Piece& a, const Piece& b) {
      return std::tie(a.at.x0, a.at.y0, a.at.x1) < std::tie(b.at.x0, b.at.y0, b.at.x1);
    });
  }
  return stripes;
}

bool is_mark(const Piece& piece, const Scale& scale) {
  return piece.tokens.size() == 1 && piece.at.width() < 2.2 * scale.em &&
         mark_of_token(piece.tokens.front().word.raw).kind != MarkKind::none;
}

/// Gaps between the pieces of a stripe; a list's mark belongs to what follows it.
std::vector<Range> gaps_of(const Stripe& stripe, const Scale& scale) {
  std::vector<Range> gaps;
  double right = -1e9;
  bool after_mark = false;
  for (const Piece& piece : stripe.pieces) {
    const bool joined = after_mark && piece.at.x0 - right < 4.0 * scale.em;
    if (right > -1e8 && piece.at.x0 - right > 0.4 * scale.em && !joined) gaps.push_back({right, piece.at.x0});
    if (piece.at.x1 > right) after_mark = is_mark(piece, scale);
    right = std::max(right, piece.at.x1);
  }
  return gaps;
}

/// What of `gutters` stays free in the stripe.
std::vector<Range> kept(const std::vector<Range>& gutters, const Stripe& stripe, double narrowest) {
  std::vector<Range> free = gutters;
  for (const Piece& piece : stripe.pieces) {
    std::vector<Range> next;
    for (const Range& range : free) {
      if (piece.at.x1 <= range.from || piece.at.x0 >= range.to) {
        next.push_back(range);
        continue;
      }
      const Range left{range.from, std::min(range.to, piece.at.x0)};
      const Range right{std::max(range.from, piece.at.x1), range.to};
      if (left.width() >= narrowest) next.push_back(left);
      if (right.width() >= narrowest) next.push_back(right);
    }
    free = std::move(next);
  }
  return free;
}

bool both_sides(const Stripe& stripe, const Range& gutter) {
  const auto left = [&](const Piece& piece) { return piece.at.x1 <= gutter.from + 0.5; };
  return std::any_of(stripe.pieces.begin(), stripe.pieces.end(), left) &&
         !std::all_of(stripe.pieces.begin(), stripe.pieces.end(), left);
}

bool any_both_sides(const Stripe& stripe, const std::vector<Range>& gutters) {
  return std::any_of(gutters.begin(), gutters.end(), [&](const Range& gutter) { return both_sides(stripe, gutter); });
}

/// Lines fill a column to its edge; cells end where they end.
bool is_prose(const std::vector<FlowLine>& lines, const Scale& scale) {
  if (lines.size() < 4) return false;
  Box column;
  for (const FlowLine& line : lines) column = united(column, line.at);
  if (column.width() < 12.0 * scale.em) return false;
  std::size_t full = 0;
  for (const FlowLine& line : lines) {
    if (line.at.x1 > column.x1 - std::min(4.0 * scale.em, 0.2 * column.width())) ++full;
  }
  return full * 10 >= lines.size() * 4;
}

class Cutter {
 public:
  Cutter(const Scale& scale, std::span<const Box> bars)
      : scale_(scale), bars_(bars), narrowest_(std::max(0.5 * scale.em, 1.8 * scale.space)) {}

  /// `ragged`: lines of the column end where they end.
  std::vector<Part> cut(std::vector<Piece> pieces, double right, bool ragged, int depth) {
    std::vector<Part> parts;
    std::vector<Piece> flow;
    const std::vector<Stripe> stripes = stripes_of(std::move(pieces), scale_);
    for (std::size_t i = 0; i < stripes.size();) {
      const Region region = depth < deepest ? region_at(stripes, i) : Region{};
      if (region.gutters.empty()) {
        for (const Piece& piece : stripes[i].pieces) flow.push_back(piece);
        ++i;
        continue;
      }
      add_flow(parts, flow, right, ragged);
      i = add_region(parts, stripes, i, region, right, depth);
    }
    add_flow(parts, flow, right, ragged);
    return parts;
  }

 private:
  struct Region {
    std::size_t end = 0;  // stripe after the last
    std::vector<Range> gutters;
  };

  Region region_at(const std::vector<Stripe>& stripes, std::size_t first) const {
    std::vector<Range> gutters = gaps_of(stripes[first], scale_);
    std::erase_if(gutters, [&](const Range& gap) { return gap.width() < narrowest_; });
    return region_of(stripes, first, std::move(gutters));
  }

  /// The region of the one gutter that goes on far below the others, which part but a piece of a column; empty where
  /// there is none.
  Region lasting_region(const std::vector<Stripe>& stripes, std::size_t first, const Region& region) const {
    constexpr std::size_t farther = 6;  // stripes
    Region longest;
    for (const Range& gutter : region.gutters) {
      Region alone = region_of(stripes, first, {gutter});
      if (alone.end >= region.end + farther && alone.end > longest.end) longest = std::move(alone);
    }
    return longest;
  }

  Region region_of(const std::vector<Stripe>& stripes, std::size_t first, std::vector<Range> gutters) const {
    Region region;
    if (gutters.empty()) return region;
    std::size_t last_level = first;
    std::size_t level = 1;  // stripes with text on both sides
    std::size_t end = first + 1;
    for (; end < stripes.size(); ++end) {
      const std::vector<Range> next = kept(gutters, stripes[end], narrowest_);
      if (next.empty() || loses_column(stripes, first, end, gutters, next)) break;
      gutters = next;
      if (any_both_sides(stripes[end], gutters)) {
        last_level = end;
        ++level;
      }
    }
    std::erase_if(gutters, [&](const Range& gutter) {
      return std::none_of(stripes.begin() + static_cast<std::ptrdiff_t>(first),
                          stripes.begin() + static_cast<std::ptrdiff_t>(last_level + 1),
                          [&](const Stripe& stripe) { return both_sides(stripe, gutter); });
    });
    if (gutters.empty()) return region;
    const bool tall = stripes[last_level].at.y1 - stripes[first].at.y0 > 2.2 * scale_.em;
    const bool wide =
        std::any_of(gutters.begin(), gutters.end(), [&](const Range& g) { return g.width() > 3.0 * scale_.em; });
    if (!tall && !wide) return region;  // one line with a wider space
    region.gutters = gutters;
    region.end = tail_end(stripes, last_level, end);
    return region;
  }

  /// Whether a gutter that most stripes so far bear out is crossed.
  static bool loses_column(const std::vector<Stripe>& stripes, std::size_t first, std::size_t end,
                           const std::vector<Range>& gutters, const std::vector<Range>& next) {
    for (const Range& gutter : gutters) {
      const bool stays = std::any_of(next.begin(), next.end(), [&](const Range& range) {
        return range.from < gutter.to && gutter.from < range.to;
      });
      if (stays) continue;
      std::size_t support = 0;
      std::size_t level = 0;
      for (std::size_t i = first; i < end; ++i) {
        support += both_sides(stripes[i], gutter) ? 1U : 0U;
        level += any_both_sides(stripes[i], gutters) ? 1U : 0U;
      }
      if (support >= 3 && support * 10 >= level * 6) return true;
    }
    return false;
  }

  /// Stripes on one side that follow belong to the longer column: all of them at the foot of the page, else those
  /// before the widest gap.
  std::size_t tail_end(const std::vector<Stripe>& stripes, std::size_t last_level, std::size_t end) const {
    std::size_t tail = last_level + 1;
    const double height = stripes[last_level].at.y1 - stripes[last_level].at.y0;
    if (height < 0 || end == tail) return tail;
    if (end == stripes.size()) {
      for (; tail < end; ++tail) {
        if (stripes[tail].at.y0 - stripes[tail - 1].at.y1 > 2.5 * scale_.em) break;
      }
      return tail;
    }
    double widest = stripes[end].at.y0 - stripes[end - 1].at.y1;
    std::size_t at = end;
    for (std::size_t i = end; i-- > last_level + 1;) {
      const double gap = stripes[i].at.y0 - stripes[i - 1].at.y1;
      if (gap > widest) {
        widest = gap;
        at = i;
      }
    }
    return at;
  }

  void add_flow(std::vector<Part>& parts, std::vector<Piece>& flow, double right, bool ragged) const {
    std::vector<Piece> plain;
    std::vector<Piece> tables;
    for (Piece& piece : flow) (piece.table < 0 ? plain : tables).push_back(std::move(piece));
    flow.clear();
    std::sort(tables.begin(), tables.end(), in_reading_order);
    const auto flush = [&](std::vector<Piece>& pieces) {
      if (pieces.empty()) return;
      Part part;
      part.lines = lines_of(std::move(pieces), scale_);
      part.right = right;
      part.ragged = ragged;
      parts.push_back(std::move(part));
      pieces.clear();
    };
    for (const Piece& table : tables) {
      std::vector<Piece> above;
      std::vector<Piece> below;
      for (Piece& piece : plain)
        (piece.at.y0 + piece.at.y1 < table.at.y0 + table.at.y1 ? above : below).push_back(std::move(piece));
      plain = std::move(below);
      flush(above);
      Part part;
      part.kind = Part::Kind::ruled;
      part.ruled = table.table;
      parts.push_back(std::move(part));
    }
    flush(plain);
  }

  /// Returns the stripe after the last that was read.
  std::size_t add_region(std::vector<Part>& parts, const std::vector<Stripe>& stripes, std::size_t first, Region region,
                         double right, int depth) {
    Region lasting = region.gutters.size() > 1 ? lasting_region(stripes, first, region) : Region{};
    if (!lasting.gutters.empty() && goes_on_as_text(stripes, region, lasting)) {
      add_columns(parts, stripes, first, lasting.end, lasting, right, depth);
      return lasting.end;
    }
    Region upper = region;  // a table may end at a line between it and the next one
    upper.end = interruption(stripes, first, region);
    if (upper.end < region.end && add_table(parts, stripes, first, upper)) return upper.end;
    if (add_table(parts, stripes, first, region)) return region.end;
    for (std::size_t i = first + 1; i + 1 < region.end; ++i) {  // a table under a head whose gap its columns have
      const double gap = stripes[i].at.y0 - stripes[i - 1].at.y1;
      if (gap < 0.5 * scale_.em && any_both_sides(stripes[i - 1], region.gutters)) continue;
      const Region inner = region_at(stripes, i);
      std::vector<Part> table;
      if (inner.gutters.size() < 2 || inner.end > region.end || !add_table(table, stripes, i, inner)) continue;
      add_columns(parts, stripes, first, i, region, right, depth);
      parts.push_back(std::move(table.front()));
      return inner.end;
    }
    if (!lasting.gutters.empty()) region = std::move(lasting);
    if (!is_head(stripes, first, region)) {
      add_columns(parts, stripes, first, region.end, region, right, depth);
      return region.end;
    }
    add_columns(parts, stripes, first, first + 1, region, right, depth);  // a line over the columns, as a page's head
    return first + 1;
  }

  /// Whether below a region that might be a table its one lasting gutter parts two columns of text.
  [[nodiscard]] bool goes_on_as_text(const std::vector<Stripe>& stripes, const Region& region,
                                     const Region& lasting) const {
    const auto below = columns_of(stripes, region.end, lasting.end, lasting.gutters);
    const auto is_wide = [&](const std::vector<Piece>& column) {
      Box box;
      for (const Piece& piece : column) box = united(box, piece.at);
      return box.width() > 12.0 * scale_.em;
    };
    const auto is_text = [&](const std::vector<Piece>& column) { return is_prose(lines_of(column, scale_), scale_); };
    return std::all_of(below.begin(), below.end(), is_wide) && std::any_of(below.begin(), below.end(), is_text);
  }

  /// The first stripe that stands apart on one side of all gutters.
  [[nodiscard]] std::size_t interruption(const std::vector<Stripe>& stripes, std::size_t begin,
                                         const Region& region) const {
    for (std::size_t i = begin + 1; i < region.end; ++i) {
      const double gap = stripes[i].at.y0 - stripes[i - 1].at.y1;
      if (gap > 0.7 * scale_.em && !any_both_sides(stripes[i], region.gutters)) return i;
    }
    return region.end;
  }

  [[nodiscard]] bool is_head(const std::vector<Stripe>& stripes, std::size_t first, const Region& region) const {
    if (region.end - first < 4) return false;
    const double gap = stripes[first + 1].at.y0 - stripes[first].at.y1;
    const double next = stripes[first + 2].at.y0 - stripes[first + 1].at.y1;
    return stripes[first].at.height() < 2.2 * scale_.em && gap > 0.8 * scale_.em && gap > next + 0.5 * scale_.em;
  }

  std::vector<std::vector<Piece>> columns_of(const std::vector<Stripe>& stripes, std::size_t begin, std::size_t end,
                                             const std::vector<Range>& gutters) const {
    std::vector<std::vector<Piece>> columns(gutters.size() + 1);
    for (std::size_t i = begin; i < end; ++i) {
      for (const Piece& piece : stripes[i].pieces) columns[column_of(piece.at, gutters)].push_back(piece);
    }
    return columns;
  }

  static std::size_t column_of(const Box& box, const std::vector<Range>& gutters) {
    const double middle = (box.x0 + box.x1) / 2;
    std::size_t column = 0;
    while (column < gutters.size() && middle > (gutters[column].from + gutters[column].to) / 2) ++column;
    return column;
  }

  void add_columns(std::vector<Part>& parts, const std::vector<Stripe>& stripes, std::size_t begin, std::size_t end,
                   const Region& region, double right, int depth) {
    std::vector<std::vector<Piece>> columns = columns_of(stripes, begin, end, region.gutters);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (columns[c].empty()) continue;
      double edge = 0.0;
      for (const Piece& piece : columns[c]) edge = std::max(edge, piece.at.x1);
      const bool prose = is_prose(lines_of(columns[c], scale_), scale_);
      if (!prose) edge = c < region.gutters.size() ? region.gutters[c].to : std::max(edge, right);
      for (Part& part : cut(std::move(columns[c]), edge, !prose, depth + 1)) parts.push_back(std::move(part));
    }
  }

  // Tables.

  /// Stripe numbers at which rows begin; empty where stripes are not rows of a table.
  std::vector<std::size_t> row_starts(const std::vector<Stripe>& stripes, std::size_t begin, std::size_t end,
                                      const std::vector<Range>& gutters) const {
    std::vector<double> steps;
    std::vector<double> baselines;
    std::size_t full = 0;
    for (std::size_t i = begin; i < end; ++i) {
      std::vector<Token> tokens;
      std::vector<bool> filled(gutters.size() + 1, false);
      for (const Piece& piece : stripes[i].pieces) {
        if (piece.table >= 0) return {};
        tokens.insert(tokens.end(), piece.tokens.begin(), piece.tokens.end());
        filled[column_of(piece.at, gutters)] = true;
      }
      if (std::count(filled.begin(), filled.end(), true) * 2 > static_cast<std::ptrdiff_t>(filled.size())) ++full;
      baselines.push_back(baseline_in_table(std::move(tokens), scale_));
      if (baselines.size() > 1) steps.push_back(baselines.back() - baselines[baselines.size() - 2]);
    }
    std::vector<std::size_t> starts{begin};
    if (steps.empty()) return starts;
    std::vector<double> sorted = steps;
    std::sort(sorted.begin(), sorted.end());
    const double line_step = std::max(sorted[sorted.size() / 5], 0.95 * scale_.em);  // no lines are closer
    const bool one_line_rows = sorted.back() < 1.2 * line_step || full * 10 >= (end - begin) * 9;
    if (one_line_rows && full * 10 < (end - begin) * 7) return {};
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (one_line_rows || steps[i] > 1.2 * line_step) starts.push_back(begin + i + 1);
    }
    return starts;
  }

  /// Whether what stands side by side stands on one line, as in rows and unlike in columns of text.
  [[nodiscard]] bool lines_are_level(const std::vector<Stripe>& stripes, std::size_t begin, std::size_t end,
                                     const std::vector<Range>& gutters) const {
    std::size_t wide = 0;
    std::size_t level = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (!any_both_sides(stripes[i], gutters)) continue;
      ++wide;
      double highest = 1e9;
      double lowest = -1e9;
      for (const Piece& piece : stripes[i].pieces) {
        const double baseline = baseline_of(piece.tokens, scale_);
        highest = std::min(highest, baseline);
        lowest = std::max(lowest, baseline);
      }
      if (lowest - highest < 0.22 * scale_.em) ++level;
    }
    return level * 5 >= wide * 4;
  }

  static double row_step(const std::vector<Stripe>& stripes, std::size_t begin, std::size_t end) {
    return (stripes[end - 1].at.y1 - stripes[begin].at.y1) / static_cast<double>(end - begin - 1);
  }

  /// Cells that begin on one baseline, or stand on one middle.
  [[nodiscard]] bool is_level(const std::vector<std::vector<FlowLine>>& cells) const {
    double highest = 1e9;
    double lowest = -1e9;
    double upper = 1e9;
    double lower = -1e9;
    for (const std::vector<FlowLine>& cell : cells) {
      if (cell.empty()) continue;
      const double baseline = baseline_of(cell.front().tokens, scale_);
      highest = std::min(highest, baseline);
      lowest = std::max(lowest, baseline);
      const double middle = (cell.front().at.y0 + cell.back().at.y1) / 2;
      upper = std::min(upper, middle);
      lower = std::max(lower, middle);
    }
    return lowest - highest < 0.25 * scale_.em || lower - upper < 0.35 * scale_.em;
  }

  /// Whether a column of text goes on across the bounds between rows as it does within them.
  [[nodiscard]] bool runs_on(const std::vector<FlowLine>& lines, const std::vector<Stripe>& stripes,
                             const std::vector<std::size_t>& starts) const {
    std::vector<double> within;
    std::vector<double> across;
    const auto middle = [](const FlowLine& line) { return (line.at.y0 + line.at.y1) / 2; };
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const bool bound = std::any_of(starts.begin() + 1, starts.end(), [&](std::size_t start) {
        const double height = stripes[start].at.y0;
        return middle(lines[i - 1]) < height && middle(lines[i]) >= height;
      });
      const double step = baseline_of(lines[i].tokens, scale_) - baseline_of(lines[i - 1].tokens, scale_);
      (bound ? across : within).push_back(step);
    }
    if (within.size() < 3 || across.size() < 3 || !is_prose(lines, scale_)) return false;
    std::nth_element(within.begin(), within.begin() + static_cast<std::ptrdiff_t>(within.size() / 2), within.end());
    const double usual = within[within.size() / 2];
    const auto even = std::count_if(across.begin(), across.end(), [&](double step) { return step < 1.15 * usual; });
    return 2 * even > static_cast<std::ptrdiff_t>(across.size());
  }

  bool add_table(std::vector<Part>& parts, const std::vector<Stripe>& stripes, std::size_t begin,
                 const Region& region) {
    std::size_t end = region.end;
    const std::size_t columns = region.gutters.size() + 1;
    const std::vector<std::size_t> starts = row_starts(stripes, begin, end, region.gutters);
    const std::size_t rows = starts.size();
    if (rows < 2) return false;
    const bool one_line_rows = rows == end - begin;
    if ((end - begin) > rows * (columns == 2 ? 5 : 8)) return false;
    if (one_line_rows && rows <= 4 && !is_barred(stripes, begin, region) &&
        row_step(stripes, begin, end) < (columns == 2 ? 2.4 : 1.45) * scale_.em)
      return false;  // names over titles
    if (columns == 2 && (rows < 3 || !lines_are_level(stripes, begin, end, region.gutters))) return false;
    if (columns == 2 || one_line_rows) {
      std::size_t prose = 0;
      for (const auto& column : columns_of(stripes, begin, end, region.gutters)) {
        if (is_prose(lines_of(column, scale_), scale_)) ++prose;
      }
      if (prose * 2 >= columns && (end - begin) > rows * 3) return false;
      if (prose == columns && one_line_rows) return false;
    }
    for (const auto& column : columns_of(stripes, begin, end, region.gutters)) {
      if (runs_on(lines_of(column, scale_), stripes, starts)) return false;
    }
    Part part;
    part.kind = Part::Kind::table;
    std::size_t level = 0;    // rows with cells enough
    std::size_t aligned = 0;  // of which cells begin level
    for (std::size_t r = 0; r < rows; ++r) {
      const std::size_t row_end = r + 1 < rows ? starts[r + 1] : end;
      auto& cells = part.rows.emplace_back();
      std::size_t filled = 0;
      for (auto& column : columns_of(stripes, starts[r], row_end, region.gutters)) {
        cells.push_back(lines_of(std::move(column), scale_));
        if (!cells.back().empty()) ++filled;
      }
      if (filled * 2 >= columns && filled >= 2) ++level;
      if (filled >= 2 && is_level(cells)) ++aligned;
    }
    if (level * 10 < rows * 7 || aligned * 10 < level * 7) return false;
    parts.push_back(std::move(part));
    return true;
  }

  /// Whether an upright rule stands between columns of the region.
  [[nodiscard]] bool is_barred(const std::vector<Stripe>& stripes, std::size_t begin, const Region& region) const {
    const double top = stripes[begin].at.y0;
    const double bottom = stripes[region.end - 1].at.y1;
    return std::any_of(bars_.begin(), bars_.end(), [&](const Box& bar) {
      const double x = 0.5 * (bar.x0 + bar.x1);
      return std::min(bar.y1, bottom) - std::max(bar.y0, top) > 0.6 * (bottom - top) &&
             std::any_of(region.gutters.begin(), region.gutters.end(),
                         [&](const Range& gutter) { return x >= gutter.from && x <= gutter.to; });
    });
  }

  const Scale& scale_;
  std::span<const Box> bars_;
  double narrowest_;
};

}  // namespace

std::vector<FlowLine> lines_of(std::vector<Piece> pieces, const Scale& scale) {
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
    return std::tuple(a.at.y0 + a.at.y1, a.at.x0, a.at.x1) < std::tuple(b.at.y0 + b.at.y1, b.at.x0, b.at.x1);
  });
  std::vector<std::vector<Piece>> rows;
  std::vector<Box> boxes;
  for (Piece& piece : pieces) {
    std::size_t found = rows.size();
    for (std::size_t i = rows.size(); i-- > 0 && rows.size() - i <= 4;) {
      const bool clear = std::none_of(rows[i].begin(), rows[i].end(), [&](const Piece& other) {
        return std::min(other.at.x1, piece.at.x1) - std::max(other.at.x0, piece.at.x0) > 0.5 * scale.em;
      });
      if (clear && beside(boxes[i], piece.at, 0.5)) found = i;
    }
    if (found == rows.size()) {
      rows.emplace_back();
      boxes.emplace_back();
    }
    boxes[found] = united(boxes[found], piece.at);
    rows[found].push_back(std::move(piece));
  }
  std::vector<FlowLine> lines;
  for (std::vector<Piece>& row : rows) {
    std::sort(row.begin(), row.end(), [](const Piece& a, const Piece& b) { return a.at.x0 < b.at.x0; });
    FlowLine* line = nullptr;
    const Piece* before = nullptr;
    for (const Piece& piece : row) {
      const bool apart = before != nullptr && piece.at.x0 - before->at.x1 > 4.0 * scale.em && !is_mark(*before, scale);
      if (line == nullptr || apart) line = &lines.emplace_back();
      line->tokens.insert(line->tokens.end(), piece.tokens.begin(), piece.tokens.end());
      line->at = united(line->at, piece.at);
      before = &piece;
    }
  }
  return lines;
}

std::vector<Part> parts_of(std::vector<Piece> pieces, double page_width, const Scale& scale,
                           std::span<const Box> bars) {
  double left = page_width;
  double right = 0.0;
  for (const Piece& piece : pieces) {
    left = std::min(left, piece.at.x0);
    right = std::max(right, piece.at.x1);
  }
  return Cutter(scale, bars).cut(std::move(pieces), std::max(right, page_width - left), false, 0);
}

}  // namespace atagande::layout
