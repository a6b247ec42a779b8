// Words in doubt: what else may stand there, and whether it should.
//
// Internal to the room; look_alikes is in repair.h. Words are UTF-8 as they stand on the page, with the marks around
// them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "repair/repair.h"
#include "repair/scores.h"

namespace atagande::repair {

/// The reading of `doubt` that is to stand in the place of `read`, and by how much it leads.
struct Preferred {
  std::string text;
  double margin = 0.0;
};
std::optional<Preferred> preferred(const Knowledge& knowledge, std::string_view read, const Doubt& doubt);

}  // namespace atagande::repair
