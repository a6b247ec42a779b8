// What else could stand at a word's place: a second beam over the steps of one word, which sums up all ways of reading
// the same text, and the weighing of a given text.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "recognise/charset.h"

namespace atagande::recognise {

/// Codes of a reading and the natural logarithm of the probability of all its alignments together.
struct CodedCandidate {
  std::vector<int> codes;
  double log_probability = 0.0;
};

/// The steps of one word: probabilities of `charset.unichar_of.size()` codes each.
struct WordSteps {
  const Charset& charset;
  int null_code = 0;
  std::span<const float> outputs;

  [[nodiscard]] int codes() const { return static_cast<int>(charset.unichar_of.size()); }
  [[nodiscard]] int steps() const { return static_cast<int>(outputs.size()) / codes(); }
  [[nodiscard]] const float* at(int step) const { return outputs.data() + static_cast<std::ptrdiff_t>(step) * codes(); }
};

/// Up to `count` readings without spaces, best first.
std::vector<CodedCandidate> word_candidates(const WordSteps& word, int count);

/// The probability that the steps read `codes`, over all alignments; minus infinity if they are too few.
double log_probability_of(const WordSteps& word, const std::vector<int>& codes);

/// The codes that spell `text`, one a character; empty if a character is none of the charset's.
std::vector<int> codes_of(const Charset& charset, std::string_view text);

}  // namespace atagande::recognise
