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
#include "layout/stripes.h"
#include "layout/tables.h"

namespace atagande::layout {
namespace {

constexpr int deepest = 12;

class Cutter {
 public:
  Cutter(const Scale& scale, std::span<const Box> bars)
      : scale_(scale), bars_(bars), narrowest_(narrowest_gutter(scale)) {}

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
    region.end = tail_end(stripes, first, last_level, end);
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
  std::size_t tail_end(const std::vector<Stripe>& stripes, std::size_t first, std::size_t last_level,
                       std::size_t end) const {
    std::size_t tail = last_level + 1;
    const double height = stripes[last_level].at.y1 - stripes[last_level].at.y0;
    if (height < 0 || end == tail) return tail;
    if (last_level == first && height < 2.2 * scale_.em) return tail;  // one line with a wide space in it
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
    if (const std::size_t end = add_finer_table(parts, stripes, first, region, right, depth); end > 0) return end;
    Region upper = region;  // a table may end at a line between it and the next one
    upper.end = interruption(stripes, first, region);
    if (upper.end < region.end && add_table(parts, stripes, first, upper, scale_, bars_)) return upper.end;
    if (add_table(parts, stripes, first, region, scale_, bars_)) return region.end;
    for (std::size_t i = first + 1; i + 1 < region.end; ++i) {  // a table under a head whose gap its columns have
      const double gap = stripes[i].at.y0 - stripes[i - 1].at.y1;
      if (gap < 0.5 * scale_.em && any_both_sides(stripes[i - 1], region.gutters)) continue;
      const Region inner = region_at(stripes, i);
      if (inner.gutters.size() < 2 || inner.end > region.end) continue;
      if (add_inner_table(parts, stripes, first, i, inner, right, depth)) return inner.end;
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

  /// A table with more columns than what stands over it shares with it, such as a page's head and a title; returns the
  /// stripe after it, or 0.
  std::size_t add_finer_table(std::vector<Part>& parts, const std::vector<Stripe>& stripes, std::size_t first,
                              const Region& region, double right, int depth) {
    constexpr std::size_t most_above = 4;
    bool apart = false;
    for (std::size_t i = first + 1; i + 2 < region.end && i <= first + most_above; ++i) {
      const double gap = stripes[i].at.y0 - stripes[i - 1].at.y1;
      apart = apart || gap > scale_.em || !any_both_sides(stripes[i - 1], region.gutters);
      if (!apart) continue;
      Region inner = region_at(stripes, i);
      if (inner.gutters.size() <= region.gutters.size()) continue;
      const bool covers = 4 * (inner.end - i) >= 3 * (region.end - i);
      if (covers && add_inner_table(parts, stripes, first, i, inner, right, depth)) return inner.end;
    }
    return 0;
  }

  /// The table that begins at stripe `i` under what begins at `first`.
  bool add_inner_table(std::vector<Part>& parts, const std::vector<Stripe>& stripes, std::size_t first, std::size_t i,
                       const Region& inner, double right, int depth) {
    std::vector<Part> table;
    if (!add_table(table, stripes, i, inner, scale_, bars_)) return false;
    const bool head = i > first + 1 && is_table_head(stripes, i - 1, inner, scale_) &&
                      add_table(table, stripes, i - 1, inner, scale_, bars_);
    add_above(parts, stripes, first, head ? i - 1 : i, right, depth);
    parts.push_back(std::move(table.back()));
    return true;
  }

  /// What stands over a table has columns of its own, or none.
  void add_above(std::vector<Part>& parts, const std::vector<Stripe>& stripes, std::size_t begin, std::size_t end,
                 double right, int depth) {
    std::vector<Piece> pieces;
    for (std::size_t i = begin; i < end; ++i) {
      pieces.insert(pieces.end(), stripes[i].pieces.begin(), stripes[i].pieces.end());
    }
    for (Part& part : cut(std::move(pieces), right, false, depth + 1)) parts.push_back(std::move(part));
  }

  [[nodiscard]] bool is_head(const std::vector<Stripe>& stripes, std::size_t first, const Region& region) const {
    if (region.end - first < 4) return false;
    const double gap = stripes[first + 1].at.y0 - stripes[first].at.y1;
    const double next = stripes[first + 2].at.y0 - stripes[first + 1].at.y1;
    return stripes[first].at.height() < 2.2 * scale_.em && gap > 0.8 * scale_.em && gap > next + 0.5 * scale_.em;
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
