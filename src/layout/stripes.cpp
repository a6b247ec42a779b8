// A gap in a stripe is where no piece of it stands; what other stripes leave of it is a gutter.
#include "layout/stripes.h"

#include <algorithm>
#include <tuple>

#include "layout/blocks.h"
#include "layout/marks.h"

namespace atagande::layout {

bool in_reading_order(const Piece& a, const Piece& b) {
  return std::tie(a.at.y0, a.at.x0, a.at.x1) < std::tie(b.at.y0, b.at.x0, b.at.x1);
}

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

std::size_t column_of(const Box& box, const std::vector<Range>& gutters) {
  const double middle = (box.x0 + box.x1) / 2;
  std::size_t column = 0;
  while (column < gutters.size() && middle > (gutters[column].from + gutters[column].to) / 2) ++column;
  return column;
}

std::vector<std::vector<Piece>> columns_of(const std::vector<Stripe>& stripes, std::size_t begin, std::size_t end,
                                           const std::vector<Range>& gutters) {
  std::vector<std::vector<Piece>> columns(gutters.size() + 1);
  for (std::size_t i = begin; i < end; ++i) {
    for (const Piece& piece : stripes[i].pieces) columns[column_of(piece.at, gutters)].push_back(piece);
  }
  return columns;
}

}  // namespace atagande::layout
