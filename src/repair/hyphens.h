// Hyphens at line ends, soft hyphens, combining marks: what is put right before words are looked at.
//
// Internal to the room.
#pragma once

#include <string_view>
#include <vector>

#include "document/document.h"
#include "repair/scores.h"

namespace atagande::repair {

/// Corrections to `text`, in order.
std::vector<Correction> mend_hyphens(std::string_view text, const Knowledge& knowledge);

}  // namespace atagande::repair
