// Words made of words.
//
// Internal to the room.
#pragma once

#include <string_view>

#include "repair/lexicon.h"

namespace atagande::repair {

/// How well `letters` comes apart into words of the lexicon, as the logarithm of a count; `no_compound` where it does
/// not.
constexpr double no_compound = -30.0;
double compound_prior(const Lexicon& lexicon, std::string_view letters);

}  // namespace atagande::repair
