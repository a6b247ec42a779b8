// Each kind of fault has its own test, and each asks for more than one sign that something is wrong.
#include "repair/scan.h"

#include <algorithm>

#include "repair/candidates.h"

namespace atagande::repair {
namespace {

constexpr double sure_channel = -8.5;
constexpr double sure_prior = 3.5;
constexpr double sure_lead = 3.0;
constexpr double low_confidence = 0.75;
// No word begins with more letters of the misread one, some words begin with so many of the right one.
constexpr std::size_t deepest_of_none = 2;
constexpr std::size_t deep_enough = 5;

/// How many letters of `letters` the automaton can follow from its root.
std::size_t depth(const model::Automaton& automaton, std::string_view letters) {
  model::Automaton::State state = automaton.root();
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const auto edge = automaton.follow(state, static_cast<unsigned char>(letters[i]));
    if (!edge) return i;
    state = edge->target;
  }
  return letters.size();
}

bool title_case(const Token& token) { return token.first_upper && !token.later_upper && token.lower; }

}  // namespace

bool Scanner::known(std::string_view letters) const {
  return knowledge_.lexicon.find(letters).has_value() || names_.holds(letters);
}

std::optional<Found> Scanner::fault(const Tokens& tokens, std::size_t at) const {
  const Token& token = tokens.list[at];
  if (token.all_upper()) return name_in_capitals(tokens, at);
  if (!token.guarded && !token.first_upper && token.length > 4 && !token.digit && !token.sign) {
    return letter_for_capital(tokens, at);
  }
  return std::nullopt;
}

std::optional<Found> Scanner::name_in_capitals(const Tokens& tokens, std::size_t at) const {
  if (at + 1 >= tokens.list.size() || tokens.list[at].length < 3) return std::nullopt;
  const Token& next = tokens.list[at + 1];
  if (next.gap != Gap::space || !title_case(next) || next.length < 4) return std::nullopt;
  const auto surname = knowledge_.lexicon.find(tokens.of(next));
  if (!surname) return std::nullopt;
  const WordRecord record = knowledge_.lexicon.record(*surname);
  if ((record.flags & WordRecord::capitalised) == 0) return std::nullopt;
  Readings readings;
  knowledge_.lexicon.readings(tokens.of(tokens.list[at]), false, readings);
  rank(readings);
  if (readings.size == 0) return std::nullopt;
  const Reading& first = readings.list[0];
  const bool listed = (first.record.flags & WordRecord::listed_name) != 0 && first.record.name();
  if (!listed || first.text() == tokens.of(tokens.list[at])) return std::nullopt;
  return Found{{std::string(first.text()), 6.0, "register"}, true};
}

std::optional<Found> Scanner::letter_for_capital(const Tokens& tokens, std::size_t at) const {
  const std::string_view letters = tokens.of(tokens.list[at]);
  if (letters[0] != 'l' || known(letters)) return std::nullopt;
  if (depth(knowledge_.lexicon.automaton(), letters) > deepest_of_none) return std::nullopt;
  std::string capital(letters);
  capital[0] = 'i';
  if (!known(capital) && depth(knowledge_.lexicon.automaton(), capital) < deep_enough) return std::nullopt;
  return Found{{capital, 5.0, "letter shape"}, true};
}

std::optional<Found> Scanner::doubted(const Tokens& tokens, std::size_t at, const Doubt& doubt) const {
  const Token& token = tokens.list[at];
  const std::string_view letters = tokens.of(token);
  if (!doubt.alternatives.empty() || doubt.confidence > low_confidence || token.guarded || letters.size() < 4 ||
      known(letters))
    return std::nullopt;
  const std::vector<Candidate> candidates = find_candidates(knowledge_.lexicon, knowledge_.confusions, letters, 4);
  if (candidates.empty() || candidates[0].compound || candidates[0].channel < sure_channel) return std::nullopt;
  const Candidate& best = candidates[0];
  if (best.letters == letters || best.prior < sure_prior || best.record.name()) return std::nullopt;
  const bool alone = candidates.size() == 1 || candidates[1].score() < best.score() - sure_lead;
  if (!alone) return std::nullopt;
  return Found{{best.letters, 4.0, "lexicon"}, false};
}

}  // namespace atagande::repair
