// Single faults in good text: only what can be nothing else.
//
// Internal to the room.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "repair/names.h"
#include "repair/repair.h"
#include "repair/restore.h"
#include "repair/scores.h"
#include "repair/token.h"

namespace atagande::repair {

/// A decision on one token; `first_upper` tells how the word begins.
struct Found {
  Decision decision;
  bool title_case = false;  // a capital and then lower case, whatever was read
};

class Scanner {
 public:
  Scanner(const Knowledge& knowledge, const Names::Table& names) : knowledge_(knowledge), names_(names) {}

  /// A fault in token `at` that shows without doubt of the recogniser: a first name in capitals that lost its ring
  /// before a surname, a small l for a capital I.
  [[nodiscard]] std::optional<Found> fault(const Tokens& tokens, std::size_t at) const;

  /// What a word in doubt of which no other reading is known should have been, where the lexicon leaves one answer.
  [[nodiscard]] std::optional<Found> doubted(const Tokens& tokens, std::size_t at, const Doubt& doubt) const;

 private:
  [[nodiscard]] std::optional<Found> name_in_capitals(const Tokens& tokens, std::size_t at) const;
  [[nodiscard]] std::optional<Found> letter_for_capital(const Tokens& tokens, std::size_t at) const;
  [[nodiscard]] bool known(std::string_view letters) const;

  const Knowledge& knowledge_;
  const Names::Table& names_;
};

}  // namespace atagande::repair
