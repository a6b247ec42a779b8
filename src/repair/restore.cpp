// A word known in one form only is looked up; among several forms the words around decide (scores.h); an unknown word
// is taken apart into known ones, or decided letter by letter.
#include "repair/restore.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "repair/compounds.h"

namespace atagande::repair {
namespace {

constexpr double never = -1e9;
constexpr double compound_weight = 0.5;
constexpr double compound_floor = -8.0;

double log_of(double rate) { return rate <= 0.0 ? never : std::log(rate); }

}  // namespace

Restorer::Restorer(const Knowledge& knowledge, LossRates loss) : knowledge_(knowledge) {
  log_loss_.fill(never);
  log_loss_[0xE5] = log_of(loss.a_ring);
  log_loss_[0xE4] = log_of(loss.a_dots);
  log_loss_[0xF6] = log_of(loss.o_dots);
  log_loss_[0xE9] = log_of(loss.e_acute);
}

double Restorer::channel(std::string_view read, std::string_view meant) const {
  double score = 0.0;
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (read[i] != meant[i]) score += log_loss_[static_cast<unsigned char>(meant[i])];
  }
  return score;
}

Decision Restorer::decide(std::string_view letters, const Token& token, std::span<const Neighbour> words,
                          std::size_t at) const {
  Readings readings;
  knowledge_.lexicon.readings(letters, false, readings);
  rank(readings);
  if (readings.size == 0) return decide_unknown(letters, token);
  return decide_known(letters, readings, words, at);
}

Decision Restorer::decide_known(std::string_view letters, const Readings& readings, std::span<const Neighbour> words,
                                std::size_t at) const {
  ContextFeatures features;
  if (readings.size > 1) find_features(words, at, features);
  Decision best{std::string(letters), 0.0, "lexicon"};
  double best_score = -std::numeric_limits<double>::infinity();
  double same_score = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < readings.size; ++i) {
    const Reading& reading = readings.list[i];
    double score = channel(letters, reading.text());
    if (score <= never) continue;
    score += prior(reading.record);
    if (i > 0) score += knowledge_.context_score(model::hash_of(reading.text()), features);
    if (reading.text() == letters) same_score = score;
    if (score > best_score) {
      best_score = score;
      best.letters = reading.text();
    }
  }
  if (readings.size > 1) best.reason = "context";
  best.margin = best_score - std::max(same_score, -20.0);
  return best;
}

Decision Restorer::decide_unknown(std::string_view letters, const Token& token) const {
  std::vector<Guess> guesses = guess_diacritics(knowledge_, letters, token.first_upper, 8);
  Decision best{std::string(letters), 0.0, "letters"};
  double best_score = -std::numeric_limits<double>::infinity();
  for (const Guess& guess : guesses) {
    const double score = guess.score + channel(letters, guess.letters) +
                         compound_weight * std::max(compound_prior(knowledge_.lexicon, guess.letters), compound_floor);
    if (score > best_score) {
      best_score = score;
      best.letters = guess.letters;
    }
  }
  best.margin = 1.0;
  return best;
}

}  // namespace atagande::repair
