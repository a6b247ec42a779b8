// What the context model looks at: the bare words around a word, their endings, and what parts them.
//
// Internal to the room and to the program that builds the model; a change here needs a new model. Neighbours are seen
// without diacritics, so that a decision never depends on another one.
#pragma once

#include <array>
#include <cstddef>
#include <span>
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
};

Neighbour neighbour_of(const Token& token, std::string_view letters);

constexpr std::size_t context_features = 36;
using ContextFeatures = std::array<model::Hash, context_features>;

/// The features of the word at `at` among its neighbours.
void find_features(std::span<const Neighbour> words, std::size_t at, ContextFeatures& out);

/// The letters around one place of a bare word, for choosing its diacritic where the word is unknown.
constexpr std::size_t letter_features = 16;
using LetterFeatures = std::array<model::Hash, letter_features>;
void find_letter_features(std::string_view bare_letters, std::size_t at, bool capital, LetterFeatures& out);

}  // namespace atagande::repair
