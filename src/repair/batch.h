// What a run has learnt from its good documents.
//
// Internal to the room.
#pragma once

#include <string>
#include <unordered_map>

#include "repair/repair.h"

namespace atagande::repair {

struct Batch::Forms {
  struct Form {
    std::string letters;
    unsigned count = 0;
    unsigned capitalised = 0;
  };
  /// By bare letters; several forms of one key stand side by side.
  std::unordered_multimap<std::string, Form> by_key;

  /// The one form of `letters` seen, empty where there is none or there are several.
  [[nodiscard]] const Form* only(std::string_view letters) const;
};

}  // namespace atagande::repair
