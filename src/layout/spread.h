// Two facing pages on one picture.
//
// Internal to the room.
#pragma once

#include <optional>
#include <utility>

#include "document/document.h"

namespace atagande::layout {

/// Where the fold between two facing pages is, in points from the left at half the page's height; none where the page
/// is one page. Tables and columns whose gap lies in the middle are narrower there, or ruled across it.
std::optional<double> fold_of(const Page& page);

/// The lines and rules left and right of the fold; boxes stay where they are.
std::pair<Page, Page> facing_pages(Page page, double fold);

}  // namespace atagande::layout
