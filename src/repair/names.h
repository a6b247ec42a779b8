// Forms known beside the model's words, ready to be looked up.
//
// Internal to the room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "repair/lexicon.h"
#include "repair/repair.h"

namespace atagande::repair {

struct Names::Table {
  struct Form {
    std::string letters;  // lower-case Latin-1
    unsigned count = 0;
    unsigned capitalised = 0;

    [[nodiscard]] bool name() const { return capitalised == count; }
  };

  explicit Table(std::span<const KnownForm> forms);

  /// The one form with the bare letters of `letters`; null where there is none or there are several.
  [[nodiscard]] const Form* only(std::string_view letters) const;
  [[nodiscard]] bool holds(std::string_view letters) const { return lexicon.find(letters).has_value(); }

  std::unordered_multimap<std::string, Form> by_key;  // by bare letters
  std::vector<std::uint64_t> automaton;               // the bytes that `lexicon` is a view of
  std::vector<WordRecord> records;
  Lexicon lexicon;
};

}  // namespace atagande::repair
