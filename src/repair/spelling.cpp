// "Stupid" backing off (Brants and others, "Large language models in machine translation", 2007): the longest run of
// letters known counts, less a fixed cost for each letter of context left out.
#include "repair/spelling.h"

#include <algorithm>
#include <optional>
#include <string>

namespace atagande::repair {
namespace {

constexpr double unseen_letter = -9.0;

double letter_score(const model::FingerprintMap& spelling, std::string_view run) {
  double cost = 0.0;
  for (; !run.empty(); run.remove_prefix(1)) {
    if (const std::optional<int> steps = spelling.find_value(spelling_key(run))) return cost + *steps / spelling_steps;
    cost += spelling_backoff;
  }
  return unseen_letter;
}

}  // namespace

model::Hash spelling_key(std::string_view run) { return model::combined(model::hash_of(run), run.size()); }

double spelling_score(const model::FingerprintMap& spelling, std::string_view letters) {
  const std::string word = "#" + std::string(letters) + "#";
  double score = 0.0;
  for (std::size_t at = 1; at < word.size(); ++at) {
    const std::size_t begin = at < spelling_context ? 0 : at - spelling_context;
    score += letter_score(spelling, std::string_view(word).substr(begin, at - begin + 1));
  }
  return score;
}

}  // namespace atagande::repair
