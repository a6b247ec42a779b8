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
constexpr double certain = 20.0;
constexpr double compound_weight = 0.7;
constexpr double compound_floor = -10.0;
constexpr double furthest_guess = 7.0;

double log_of(double rate) { return rate <= 0.0 ? never : std::log(rate); }

}  // namespace

void RestoreMemory::serve(const LossRates& loss) {
  if (loss == loss_) return;
  loss_ = loss;
  ++now_;
}

Restorer::Restorer(const Knowledge& knowledge, LossRates loss, RestoreMemory& memory)
    : knowledge_(knowledge), memory_(memory) {
  memory_.serve(loss);
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
                          std::size_t at) {
  Remembered& slot = memory_.slot(letters, token.first_upper);
  if (slot.letters != letters || slot.capital != token.first_upper || slot.filled != memory_.now()) {
    remember(letters, token, slot);
  }
  return slot.choices.empty() ? slot.decision : choose(slot, knowledge_, words, at);
}

void Restorer::remember(std::string_view letters, const Token& token, Remembered& slot) const {
  slot = {std::string(letters), token.first_upper, memory_.now(), {}, {}};
  Readings readings;
  knowledge_.lexicon.readings(letters, false, readings);
  rank(readings);
  if (readings.size == 0) {
    slot.decision = decide_unknown(letters, token);
    return;
  }
  for (const Reading& reading : readings.span()) {
    const double score = channel(letters, reading.text());
    // The first one has no weights: its hash is left out.
    const model::Hash hash = slot.choices.empty() && &reading == &readings.list[0] ? 0 : model::hash_of(reading.text());
    if (score <= never) continue;
    slot.choices.push_back({std::string(reading.text()), score + prior(reading.record), hash,
                            kin_of(reading.text(), readings.list[0].text())});
  }
  if (slot.choices.size() > 1) return;
  slot.decision = {slot.choices.empty() ? std::string(letters) : slot.choices[0].letters, certain, "lexicon"};
  slot.choices.clear();
}

Decision Restorer::choose(const Remembered& word, const Knowledge& knowledge, std::span<const Neighbour> words,
                          std::size_t at) {
  ContextFeatures features;
  find_features(words, at, features);
  const Choice* best = nullptr;
  double best_score = -std::numeric_limits<double>::infinity();
  double same_score = -certain;
  for (const Choice& choice : word.choices) {
    const double score =
        choice.score + (choice.hash == 0 ? 0.0 : knowledge.context_score(choice.hash, choice.kin, features));
    if (choice.letters == word.letters) same_score = score;
    if (score > best_score) {
      best_score = score;
      best = &choice;
    }
  }
  return {best->letters, best_score - same_score, "context"};
}

Decision Restorer::decide_unknown(std::string_view letters, const Token& token) const {
  const std::vector<Guess> guesses = guess_diacritics(knowledge_, letters, token.first_upper, 8);
  Decision best{std::string(letters), 0.0, "letters"};
  double best_score = -std::numeric_limits<double>::infinity();
  for (const Guess& guess : guesses) {
    if (guess.score < guesses[0].score - furthest_guess) break;
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
