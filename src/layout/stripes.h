// A page seen as stripes, and the gutters that go through them.
//
// Internal to the room.
#pragma once

#include <vector>

#include "layout/geometry.h"
#include "layout/regions.h"

namespace atagande::layout {

struct Range {
  double from = 0.0;
  double to = 0.0;
  [[nodiscard]] double width() const { return to - from; }
};

struct Stripe {
  std::vector<Piece> pieces;  // left to right
  Box at;
};

/// Stripes with gutters in common.
struct Region {
  std::size_t end = 0;  // stripe after the last
  std::vector<Range> gutters;
};

bool in_reading_order(const Piece& a, const Piece& b);

/// Pieces whose heights overlap by more than a touch.
std::vector<Stripe> stripes_of(std::vector<Piece> pieces, const Scale& scale);

/// Whether a piece is a list's mark.
bool is_mark(const Piece& piece, const Scale& scale);

/// Gaps between the pieces of a stripe; a list's mark belongs to what follows it.
std::vector<Range> gaps_of(const Stripe& stripe, const Scale& scale);

/// What of `gutters` stays free in the stripe.
std::vector<Range> kept(const std::vector<Range>& gutters, const Stripe& stripe, double narrowest);

/// Whether there is text on both sides of the gutter, or of any of them.
bool both_sides(const Stripe& stripe, const Range& gutter);
bool any_both_sides(const Stripe& stripe, const std::vector<Range>& gutters);

std::size_t column_of(const Box& box, const std::vector<Range>& gutters);
std::vector<std::vector<Piece>> columns_of(const std::vector<Stripe>& stripes, std::size_t begin, std::size_t end,
                                           const std::vector<Range>& gutters);

/// Lines fill a column to its edge; cells end where they end.
bool is_prose(const std::vector<FlowLine>& lines, const Scale& scale);

}  // namespace atagande::layout
