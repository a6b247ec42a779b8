// The best of all ways to part a word in two, with or without an s between, each part known and not too short; where
// there is none, in three. Each part brings half its log count, each joint costs.
#include "repair/compounds.h"

#include <algorithm>
#include <array>
#include <vector>

#include "repair/scores.h"

namespace atagande::repair {
namespace {

constexpr std::size_t shortest_part = 3;
constexpr std::size_t shortest_last = 3;
constexpr double joint_cost = 5.5;
constexpr double s_cost = 0.7;
constexpr double short_cost = 1.5;
constexpr int least_count = 20;

double part_score(const WordRecord& record, std::size_t length) {
  if (record.count < least_count) return no_compound;
  return 0.5 * prior(record) - (length == shortest_part ? short_cost : 0.0) - (record.name() ? 1.5 : 0.0);
}

class Parting {
 public:
  Parting(const Lexicon& lexicon, std::string_view letters) : lexicon_(lexicon), letters_(letters) {}

  double best(std::size_t begin, int parts) const {
    double best_score = no_compound;
    model::Automaton::State state = lexicon_.automaton().root();
    std::uint32_t number = 0;
    for (std::size_t i = begin; i < letters_.size(); ++i) {
      const auto edge = lexicon_.automaton().follow(state, static_cast<unsigned char>(letters_[i]));
      if (!edge) break;
      number += edge->number;
      state = edge->target;
      if (!edge->ends_word) continue;
      const std::size_t length = i + 1 - begin;
      if (i + 1 == letters_.size()) {
        if (length >= shortest_last) best_score = std::max(best_score, part_score(lexicon_.record(number), length));
      } else if (parts > 1 && length >= shortest_part) {
        best_score = std::max(best_score, with_rest(i + 1, part_score(lexicon_.record(number), length), parts));
      }
      ++number;
    }
    return best_score;
  }

 private:
  [[nodiscard]] double with_rest(std::size_t next, double score, int parts) const {
    if (score <= no_compound) return no_compound;
    double rest = best(next, parts - 1);
    if (letters_[next] == 's' && letters_[next - 1] != 's' && next + 1 < letters_.size()) {
      rest = std::max(rest, best(next + 1, parts - 1) - s_cost);
    }
    return rest <= no_compound ? no_compound : score + rest - joint_cost;
  }

  const Lexicon& lexicon_;
  std::string_view letters_;
};

}  // namespace

double compound_prior(const Lexicon& lexicon, std::string_view letters) {
  if (letters.size() < 2 * shortest_part) return no_compound;
  const Parting parting(lexicon, letters);
  const double two = parting.best(0, 2);
  return two > no_compound ? two : parting.best(0, 3);
}

}  // namespace atagande::repair
