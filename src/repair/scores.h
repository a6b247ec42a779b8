// Scores of readings: how the model's tables become log probabilities.
//
// Internal to the room and to the program that builds the model. Scores are natural logarithms, up to a constant.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/fingerprint_map.h"
#include "model/model.h"
#include "repair/confusions.h"
#include "repair/features.h"
#include "repair/lexicon.h"

namespace atagande::repair {

/// The part of a reading's score that its count gives.
inline double prior(const WordRecord& record) { return record.count / 16.0; }

/// The letters that look like `bare_letter` when stripped, itself first: a å ä, o ö; empty for most.
std::span<const unsigned char> diacritics_of(unsigned char bare_letter);

/// Views of the tables of a language model, which must outlive them.
struct Knowledge {
  Knowledge() = default;
  /// Throws Error{bad_model} where a section is missing or damaged.
  explicit Knowledge(const model::Model& model);

  Lexicon lexicon;
  model::FingerprintMap context;
  model::FingerprintMap letters;
  model::FingerprintMap pairs;
  model::FingerprintMap classes;
  model::FingerprintMap everyday;
  model::FingerprintMap spelling;
  Confusions confusions;

  /// `neighbour_of` with its class.
  [[nodiscard]] Neighbour neighbour(const Token& token, std::string_view word_letters) const;

  /// Whether `word` (Latin-1) is one that follows a suspended hyphen.
  [[nodiscard]] bool suspends_hyphen(std::string_view word) const;

  std::vector<std::string> suspending;

  /// What the words around say for a reading with the hash `word` that shares `kin`.
  [[nodiscard]] double context_score(model::Hash word, const Kin& kin, const ContextFeatures& features) const {
    const double own = weight_sum(word, features);
    return kin.hash == 0 ? own : own + kin.sign * weight_sum(kin.hash, features);
  }
  [[nodiscard]] double weight_sum(model::Hash word, const ContextFeatures& features) const;
};

/// A way to give an unknown word its diacritics.
struct Guess {
  std::string letters;
  double score = 0.0;  // log probability
};

/// Log probability that the bare form of `letters` carries just these diacritics, by the letters alone.
double diacritics_score(const Knowledge& knowledge, std::string_view letters, bool capital);

/// The best ways, best first, at most `most`, to put diacritics on `letters`; those it has stay.
std::vector<Guess> guess_diacritics(const Knowledge& knowledge, std::string_view letters, bool capital,
                                    std::size_t most);

}  // namespace atagande::repair
