// Training of the two log-linear parts of the model.
#pragma once

#include <vector>

#include "build_swedish_model_corpus.h"
#include "model/fingerprint_map.h"
#include "repair/lexicon.h"

namespace atagande::building {

/// Weights are kept as whole numbers in steps of 1/16.
constexpr double weight_steps = 16.0;

/// Weights that choose among words with the same bare letters by their context.
std::vector<model::FingerprintEntry> train_context(const Corpus& corpus, const repair::Lexicon& lexicon,
                                                   std::size_t most);

/// Weights that choose the diacritics of an unknown word by the letters around.
std::vector<model::FingerprintEntry> train_letters(const ChosenWords& words, std::size_t most);

}  // namespace atagande::building
