// Rows are stripes, or several where cells hold several lines: then rows are told from lines by the distance of
// baselines. Cells of a row begin level or stand on one middle; columns of text do not.
#include "layout/tables.h"

#include <algorithm>
#include <cmath>

#include "layout/blocks.h"
#include "layout/shapes.h"

namespace atagande::layout {
namespace {

/// Whether there is more than dirt in a piece.
bool tells(const Piece& piece) {
  return std::any_of(piece.tokens.begin(), piece.tokens.end(),
                     [](const Token& token) { return says_something(token.word.raw); });
}

class Finder {
 public:
  Finder(const Scale& scale, std::span<const Box> bars) : scale_(scale), bars_(bars) {}

  bool add_of(std::vector<Part>& parts, const std::vector<Stripe>& stripes, std::size_t begin,
              const Region& region) const {
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
      if (std::none_of(column.begin(), column.end(), tells)) return false;
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

 private:
  /// Stripe numbers at which rows begin; empty where stripes are not rows of a table.
  std::vector<std::size_t> row_starts(const std::vector<Stripe>& stripes, std::size_t begin, std::size_t end,
                                      const std::vector<Range>& gutters) const {
    std::vector<double> steps;
    std::vector<double> baselines;
    std::vector<std::size_t> told;  // stripes with more than dirt
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
      if (i > begin && std::none_of(stripes[i].pieces.begin(), stripes[i].pieces.end(), tells)) continue;
      told.push_back(i);
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
      if (one_line_rows || steps[i] > 1.2 * line_step) starts.push_back(told[i + 1]);
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
};

/// The region with gutters that its first stripe does not show, because a cell in it is empty or was not read.
Region with_late_gutters(const std::vector<Stripe>& stripes, std::size_t begin, const Region& region,
                         const Scale& scale) {
  Region finer = region;
  std::vector<Range> late;
  for (std::size_t i = begin; i < region.end; ++i) {
    for (const Range& gap : gaps_of(stripes[i], scale)) {
      std::vector<Range> left{gap};
      for (std::size_t k = begin; k < region.end && !left.empty(); ++k) {
        left = kept(left, stripes[k], narrowest_gutter(scale));
      }
      late.insert(late.end(), left.begin(), left.end());
    }
  }
  for (const Range& gutter : late) {
    const auto overlaps = [&](const Range& other) { return other.from < gutter.to && gutter.from < other.to; };
    if (std::any_of(finer.gutters.begin(), finer.gutters.end(), overlaps)) continue;
    std::size_t parted = 0;
    for (std::size_t i = begin; i < region.end; ++i) parted += both_sides(stripes[i], gutter) ? 1U : 0U;
    if (parted >= 3 && 3 * parted >= region.end - begin) finer.gutters.push_back(gutter);
  }
  std::sort(finer.gutters.begin(), finer.gutters.end(), [](const Range& a, const Range& b) { return a.from < b.from; });
  return finer;
}

}  // namespace

double narrowest_gutter(const Scale& scale) { return std::max(0.5 * scale.em, 1.8 * scale.space); }

bool is_table_head(const std::vector<Stripe>& stripes, std::size_t i, const Region& table, const Scale& scale) {
  const Stripe& stripe = stripes[i];
  if (stripe.at.height() > 2.2 * scale.em || stripes[i + 1].at.y0 - stripe.at.y1 > scale.em) return false;
  std::vector<bool> filled(table.gutters.size() + 1, false);
  for (const Piece& piece : stripe.pieces) {
    const auto crosses = [&](const Token& token) {  // names may stand as close as words of one
      return std::any_of(table.gutters.begin(), table.gutters.end(),
                         [&](const Range& gutter) { return token.at.x0 < gutter.from && token.at.x1 > gutter.to; });
    };
    if (std::any_of(piece.tokens.begin(), piece.tokens.end(), crosses)) return false;
    filled[column_of(piece.at, table.gutters)] = true;
  }
  const auto columns = std::count(filled.begin(), filled.end(), true);
  return columns >= 2 && 2 * columns > static_cast<std::ptrdiff_t>(filled.size());
}

bool add_table(std::vector<Part>& parts, const std::vector<Stripe>& stripes, std::size_t begin, const Region& region,
               const Scale& scale, std::span<const Box> bars) {
  const Finder finder(scale, bars);
  const Region finer = with_late_gutters(stripes, begin, region, scale);
  if (finer.gutters.size() > region.gutters.size() && finder.add_of(parts, stripes, begin, finer)) return true;
  return finder.add_of(parts, stripes, begin, region);
}

}  // namespace atagande::layout
