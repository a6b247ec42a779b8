// The commitments phase: each sentence, cell, heading and lead-in is asked about once; the rule of the highest priority
// that holds says what it is, and the others that hold are remembered as beaten.
#include "extract/reading.h"

namespace atagande::extract {

void read_statements(Reading& reading) {
  rules::Match match;
  for (int i = 0; i < static_cast<int>(reading.outline.units.size()); ++i) {
    const auto& candidates = reading.rules.rules_for(rules::Phase::commitments, reading.unit(i).kind);
    if (candidates.empty()) continue;
    const rules::Scene scene = reading.scene(i);
    bool decided = false;
    for (const int number : candidates) {
      const rules::Rule& rule = reading.rule(number);
      if (rule.emit.empty()) continue;
      if (decided) {
        if (rules::holds(reading.rules, rule, scene)) reading.statements.back().beaten.push_back(number);
        continue;
      }
      if (!rules::holds(reading.rules, rule, scene, match)) continue;
      Statement statement;
      statement.fact = make_fact(reading, number, i, scene, match);
      if (match.find("value") == nullptr) statement.fact.span = reading.unit(i).span;
      statement.attributes = reading.attributes[static_cast<std::size_t>(i)];
      reading.statements.push_back(std::move(statement));
      decided = true;
    }
  }
}

}  // namespace atagande::extract
