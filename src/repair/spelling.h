// How Swedish a string of letters looks: each letter by those before it.
//
// Internal to the room and to the program that builds the model. Letters are lower-case Latin-1.
#pragma once

#include <string_view>

#include "model/fingerprint_map.h"
#include "model/hash.h"

namespace atagande::repair {

/// A letter is seen with at most so many before it.
constexpr std::size_t spelling_context = 4;
/// Steps of a kept log probability.
constexpr double spelling_steps = 12.0;
/// What a letter costs for every letter of its context that has to be left out.
constexpr double spelling_backoff = -0.9;

/// Log count of all words no lexicon has, on the scale of the counts of the words it has.
constexpr double unknown_mass = 11.0;
/// How much likelier such a word is where it begins with a capital.
constexpr double name_bonus = 1.5;
/// A word that is no name seldom begins with a capital within a sentence.
constexpr double case_cost = 2.0;

/// The key of `run`: a letter and the letters before it, with # before a word and after it.
model::Hash spelling_key(std::string_view run);

/// Log probability of `letters` as a word of the language, whichever.
double spelling_score(const model::FingerprintMap& spelling, std::string_view letters);

}  // namespace atagande::repair
