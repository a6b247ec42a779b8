// The words that a text must hold for a pattern to match it, read from the pattern itself without compiling it: so a
// rule set knows which patterns to ask, and compiles those only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atagande::rules {

/// At least one of these has to be in the text; folded, each at least shortest_required bytes or with a digit or a rare
/// sign.
using AnyOf = std::vector<std::string>;

constexpr std::size_t shortest_required = 3;

/// What is known of a pattern or of a part of it.
struct Required {
  bool exact = true;                     // it matches `strings` and nothing else
  std::vector<std::string> strings{""};  // folded; meaningful if exact
  std::vector<AnyOf> all;                // each has to be met; meaningful if not exact
  std::vector<std::string> capture_names;
  double steps = 0;    // about how large it gets when compiled
  double repeats = 1;  // the largest product of counted repetitions inside one another
};

/// Gives what is known of the word list ${name}; null if it is not understood.
using RequiredOfList = std::function<const Required*(std::string_view name)>;

/// `pattern` as it stands in a rule, lists not written out. Nothing where it holds anything whose meaning or validity
/// is not certain here: then RE2 has to be asked.
std::optional<Required> required_words(std::string_view pattern, const RequiredOfList& list);

/// The few sets worth looking for; empty if every text may match.
std::vector<AnyOf> most_telling(const Required& required);

}  // namespace atagande::rules
