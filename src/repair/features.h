// What the context model looks at: the bare words around a word, their endings, and what parts them.
//
// Internal to the room and to the program that builds the model; a change here needs a new model. Neighbours are seen
// without diacritics, so that a decision never depends on another one.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "model/hash.h"
#include "repair/token.h"

namespace atagande::repair {

/// A word as its neighbours see it.
struct Neighbour {
  model::Hash word = 0;
  std::uint32_t ending = 0;  // the last three bare letters, one a byte, the last one lowest
  Gap gap = Gap::nothing;    // before it
  bool capital = false;
  std::uint8_t word_class = 0;  // words used alike have one class; 0: unknown
  bool everyday = false;        // a word of talk and tales more than of offices
  std::uint8_t style = 0;       // how many of those stand around: 0 to 3
};

Neighbour neighbour_of(const Token& token, std::string_view letters);

/// The endings in which a reading and the commonest word with the same bare letters differ: words that end alike share
/// what is learnt of them (tjänstemän and tjänsteman, huvudmän and huvudman). `sign` tells which of the two the reading
/// has; `hash` is 0 where there is nothing to share.
struct Kin {
  model::Hash hash = 0;
  int sign = 1;
};
Kin kin_of(std::string_view reading, std::string_view commonest);

/// Sets `style` of all, by the words that stand around each.
void find_styles(std::span<Neighbour> words);

constexpr std::size_t context_features = 37;
using ContextFeatures = std::array<model::Hash, context_features>;

/// The features of the word at `at` among its neighbours.
void find_features(std::span<const Neighbour> words, std::size_t at, ContextFeatures& out);

/// The letters around one place of a bare word, for choosing its diacritic where the word is unknown.
constexpr std::size_t letter_features = 16;
using LetterFeatures = std::array<model::Hash, letter_features>;
void find_letter_features(std::string_view bare_letters, std::size_t at, bool capital, LetterFeatures& out);

}  // namespace atagande::repair
