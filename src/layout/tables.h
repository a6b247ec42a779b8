// Tables without rules: many short cells whose rows begin level.
//
// Internal to the room.
#pragma once

#include <span>
#include <vector>

#include "layout/stripes.h"

namespace atagande::layout {

/// Adds the stripes from `begin` to the region's end as a table; false where they are none.
bool add_table(std::vector<Part>& parts, const std::vector<Stripe>& stripes, std::size_t begin, const Region& region,
               const Scale& scale, std::span<const Box> bars);

/// Whether the stripe right over a table stands in its columns, though not in all of them.
bool is_table_head(const std::vector<Stripe>& stripes, std::size_t i, const Region& table, const Scale& scale);

/// The narrowest gutter there is.
double narrowest_gutter(const Scale& scale);

}  // namespace atagande::layout
