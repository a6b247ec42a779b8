// Tables made by counting: which words follow each other, and which letters a recogniser confuses.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build_swedish_model_corpus.h"
#include "model/fingerprint_map.h"

namespace atagande::building {

/// Steps of the value kept for a pair of words: ln (P(second | first) / P(second)).
constexpr double pair_steps = 12.0;

/// The pairs of words of the lexicon seen at least `least` times, the `most` most telling ones.
std::vector<model::FingerprintEntry> count_pairs(const Corpus& corpus, const repair::Lexicon& lexicon, unsigned least,
                                                 std::size_t most);

/// Log probabilities of letters after others in the words of the model, for the `most` most telling runs.
std::vector<model::FingerprintEntry> count_letters(const ChosenWords& words, std::size_t most);

/// The words that follow most suspended hyphens, one a line.
std::string suspending_words(const Corpus& corpus);

/// Reads a table written by build_swedish_model_pages.py and gives the section's bytes.
std::string confusion_bytes(const std::filesystem::path& table);

}  // namespace atagande::building
