#include "extract/outline_links.h"

namespace atagande::extract {
namespace {

template <typename Takes, typename Owns>
void join(std::vector<Unit>& units, const Takes& takes, const Owns& owns) {
  const auto walk = [&](bool forward) {
    int seen = -1;
    int seen_before = -1;
    const int count = static_cast<int>(units.size());
    for (int step = 0; step < count; ++step) {
      const int i = forward ? step : count - 1 - step;
      Unit& unit = units[static_cast<std::size_t>(i)];
      if (!takes(unit.kind)) continue;
      const bool same = seen >= 0 && units[static_cast<std::size_t>(seen)].span == unit.span;
      const int neighbour = same ? seen_before : seen;
      if (owns(unit.kind)) (forward ? unit.previous : unit.next) = neighbour;
      if (!same) seen_before = seen;
      seen = i;
    }
  };
  walk(true);
  walk(false);
}

}  // namespace

// Sentences among all small texts, blocks among blocks. A heading that is a lead-in as well is one text, not two.
void join_neighbours(Outline& outline) {
  const auto small = [](UnitKind kind) {
    return kind == UnitKind::sentence || kind == UnitKind::heading || kind == UnitKind::lead_in;
  };
  const auto large = [](UnitKind kind) {
    return kind == UnitKind::heading || kind == UnitKind::lead_in || kind == UnitKind::list_item ||
           kind == UnitKind::table_row || kind == UnitKind::paragraph;
  };
  join(outline.units, small, [](UnitKind kind) { return kind == UnitKind::sentence; });
  join(outline.units, large, [](UnitKind kind) { return kind != UnitKind::sentence; });
}

void close_sections(Outline& outline) {
  for (std::size_t i = outline.units.size(); i-- > 1;) {
    const Unit& unit = outline.units[i];
    if (unit.parent <= 0) continue;
    Unit& parent = outline.units[static_cast<std::size_t>(unit.parent)];
    if (parent.kind != UnitKind::section || parent.span.end >= unit.span.end) continue;
    parent.span.end = unit.span.end;
    parent.folded = outline.to_folded(parent.span);
  }
}

}  // namespace atagande::extract
