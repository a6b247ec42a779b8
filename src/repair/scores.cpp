// Sums of weights. An unknown word is restored letter by letter: each place is decided by the letters around it alone,
// so that the best combinations come from the product of independent probabilities.
#include "repair/scores.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "repair/token.h"

namespace atagande::repair {
namespace {

constexpr double weight_step = 1.0 / 16.0;
constexpr std::array<unsigned char, 3> like_a = {'a', 0xE5, 0xE4};
constexpr std::array<unsigned char, 2> like_o = {'o', 0xF6};

/// Log probabilities of the choices at one place.
std::array<double, 3> place_scores(const model::FingerprintMap& weights, std::string_view key, std::size_t at,
                                   std::span<const unsigned char> choices, bool capital) {
  LetterFeatures features;
  find_letter_features(key, at, capital, features);
  std::array<double, 3> scores{};
  double sum = 1.0;
  for (std::size_t c = 1; c < choices.size(); ++c) {
    int steps = 0;
    for (const model::Hash feature : features) steps += weights.value(model::combined(choices[c], feature));
    scores[c] = steps * weight_step;
    sum += std::exp(scores[c]);
  }
  for (std::size_t c = 0; c < choices.size(); ++c) scores[c] -= std::log(sum);
  return scores;
}

}  // namespace

std::span<const unsigned char> diacritics_of(unsigned char bare_letter) {
  if (bare_letter == 'a') return like_a;
  if (bare_letter == 'o') return like_o;
  return {};
}

Knowledge::Knowledge(const model::Model& model)
    : lexicon(model),
      context(model.section(model::Section::context)),
      letters(model.section(model::Section::letters)),
      pairs(model.section(model::Section::pairs)),
      classes(model.section(model::Section::classes)),
      everyday(model.section(model::Section::everyday)),
      spelling(model.section(model::Section::spelling)),
      confusions(model.section(model::Section::confusions)) {
  std::string word;
  for (const std::byte byte : model.section(model::Section::suspending)) {
    if (static_cast<char>(byte) == '\n') {
      suspending.push_back(std::move(word));
      word.clear();
    } else {
      word += static_cast<char>(byte);
    }
  }
}

Neighbour Knowledge::neighbour(const Token& token, std::string_view word_letters) const {
  Neighbour out = neighbour_of(token, word_letters);
  out.word_class = static_cast<std::uint8_t>(classes.value(out.word));
  out.everyday = everyday.value(out.word) > 0;
  return out;
}

bool Knowledge::suspends_hyphen(std::string_view word) const {
  return std::find(suspending.begin(), suspending.end(), word) != suspending.end();
}

double Knowledge::weight_sum(model::Hash word, const ContextFeatures& features) const {
  ContextFeatures hashes;
  for (std::size_t i = 0; i < features.size(); ++i) {
    hashes[i] = model::combined(word, features[i]);
    context.prefetch_bucket(hashes[i]);
  }
  for (const model::Hash hash : hashes) context.prefetch_slots(hash);
  int steps = 0;
  for (const model::Hash hash : hashes) steps += context.value(hash);
  return steps * weight_step;
}

double diacritics_score(const Knowledge& knowledge, std::string_view letters, bool capital) {
  const std::string key = bare(letters);
  double score = 0.0;
  for (std::size_t at = 0; at < key.size(); ++at) {
    const std::span<const unsigned char> choices = diacritics_of(static_cast<unsigned char>(key[at]));
    const auto choice = std::find(choices.begin(), choices.end(), static_cast<unsigned char>(letters[at]));
    if (choice == choices.end()) continue;
    score +=
        place_scores(knowledge.letters, key, at, choices, capital)[static_cast<std::size_t>(choice - choices.begin())];
  }
  return score;
}

std::vector<Guess> guess_diacritics(const Knowledge& knowledge, std::string_view letters, bool capital,
                                    std::size_t most) {
  const std::string key = bare(letters);
  std::vector<Guess> beam = {{std::string(letters), 0.0}};
  for (std::size_t at = 0; at < letters.size(); ++at) {
    const std::span<const unsigned char> choices = diacritics_of(static_cast<unsigned char>(letters[at]));
    if (choices.empty()) continue;
    const std::array<double, 3> scores = place_scores(knowledge.letters, key, at, choices, capital);
    std::vector<Guess> next;
    for (const Guess& guess : beam) {
      for (std::size_t c = 0; c < choices.size(); ++c) {
        Guess longer{guess.letters, guess.score + scores[c]};
        longer.letters[at] = static_cast<char>(choices[c]);
        next.push_back(std::move(longer));
      }
    }
    std::stable_sort(next.begin(), next.end(), [](const Guess& a, const Guess& b) { return a.score > b.score; });
    if (next.size() > most) next.resize(most);
    beam = std::move(next);
  }
  return beam;
}

}  // namespace atagande::repair
