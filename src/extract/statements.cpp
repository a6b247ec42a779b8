// The commitments phase: each sentence, cell, heading and lead-in is asked about once; the rule of the highest priority
// that holds says what it is.
#include <algorithm>

#include "extract/reading.h"

namespace atagande::extract {
namespace {

// The rules that may say what a unit is, the highest priority first.
const std::vector<int>& candidates_for(const Reading& reading, int unit) {
  return reading.rules.rules_for(rules::Phase::commitments, reading.unit(unit).kind);
}

}  // namespace

void read_statements(Reading& reading) {
  rules::Match match;
  for (int i = 0; i < static_cast<int>(reading.outline.units.size()); ++i) {
    const auto& candidates = candidates_for(reading, i);
    if (candidates.empty()) continue;
    const rules::Scene scene = reading.scene(i);
    const auto first = std::find_if(candidates.begin(), candidates.end(), [&](int number) {
      const rules::Rule& rule = reading.rule(number);
      return !rule.emit.empty() && rules::holds(reading.rules, rule, scene, match);
    });
    if (first == candidates.end()) continue;
    Statement statement;
    statement.fact = make_fact(reading, *first, i, scene, match);
    if (match.find("value") == nullptr) statement.fact.span = reading.unit(i).span;
    statement.attributes = reading.attributes[static_cast<std::size_t>(i)];
    reading.statements.push_back(std::move(statement));
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
