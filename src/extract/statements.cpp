// The commitments phase: each sentence, cell, heading and lead-in is asked about once; the rule of the highest priority
// that holds says what it is.
#include <algorithm>
#include <optional>

#include "extract/reading.h"

namespace atagande::extract {
namespace {

// The rules that may say what a unit is, the highest priority first.
const std::vector<int>& candidates_for(const Reading& reading, int unit) {
  return reading.rules.rules_for(rules::Phase::commitments, reading.unit(unit).kind);
}

}  // namespace

void read_statements(Reading& reading) {
  std::vector<std::optional<Statement>> said(reading.outline.units.size());
  rules::Match match;
  ask_by_rule(reading, rules::Phase::commitments, [&](int number, int unit, const rules::Scene& scene) {
    const rules::Rule& rule = reading.rule(number);
    if (rule.emit.empty() || !rules::holds(reading.rules, rule, scene, match)) return false;
    Statement& statement = said[static_cast<std::size_t>(unit)].emplace();
    statement.fact = make_fact(reading, number, unit, scene, match);
    if (match.find("value") == nullptr) statement.fact.span = reading.unit(unit).span;
    statement.attributes = reading.attributes[static_cast<std::size_t>(unit)];
    return true;
  });
  for (std::optional<Statement>& statement : said) {
    if (statement) reading.statements.push_back(std::move(*statement));
  }
}

std::vector<int> beaten_by(const Reading& reading, const Statement& statement) {
  const auto& candidates = candidates_for(reading, statement.fact.unit);
  const rules::Scene scene = reading.scene(statement.fact.unit);
  std::vector<int> beaten;
  auto next = std::find(candidates.begin(), candidates.end(), statement.fact.rule);
  for (next += next == candidates.end() ? 0 : 1; next != candidates.end(); ++next) {
    const rules::Rule& rule = reading.rule(*next);
    if (!rule.emit.empty() && rules::holds(reading.rules, rule, scene)) beaten.push_back(*next);
  }
  return beaten;
}

}  // namespace atagande::extract
