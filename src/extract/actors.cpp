// Who promises. The statement's own words come first; then what a rule of the links phase reads from it (a trailing
// bracket), the column or line that names the one responsible, the lead-in or heading, the document.
#include <algorithm>

#include "extract/reading.h"

namespace atagande::extract {
namespace {

// "region" and "we" mean what the document says they mean there.
std::optional<Actor> actor_named(const Reading& reading, int unit, const std::string& name) {
  if (name == "region" && reading.value(unit, "region_role") == "municipality") return Actor::municipality;
  if (name == "we") {
    const auto speaker = [&](std::string_view attribute) {
      const std::string& value = reading.value(unit, attribute);
      return value == "we" ? std::nullopt : actor_named(reading, unit, value);
    };
    if (const auto inherited = speaker("actor")) return inherited;
    if (const auto speaking = speaker("we")) return speaking;
    return Actor::joint;
  }
  if (name == "police") return Actor::police;
  if (name == "municipality") return Actor::municipality;
  if (name == "joint") return Actor::joint;
  if (name == "other" || name == "region") return Actor::other;
  return std::nullopt;
}

}  // namespace

Actor actor_of(const Reading& reading, const Statement& statement) {
  if (const auto own = actor_named(reading, statement.fact.unit, statement.fact.get("actor"))) return *own;
  const int unit = statement.fact.unit;
  rules::Match match;
  const rules::Scene scene = reading.scene(unit);
  for (const int number : reading.rules.rules_for(rules::Phase::links, reading.unit(unit).kind)) {
    const rules::Rule& rule = reading.rule(number);
    if (!rules::holds(reading.rules, rule, scene, match)) continue;
    if (const auto linked = actor_named(reading, unit, make_fact(reading, number, unit, scene, match).get("actor")))
      return *linked;
  }
  if (const auto inherited = actor_named(reading, unit, reading.value(unit, "actor"))) return *inherited;
  if (const auto general = actor_named(reading, unit, reading.value(unit, "document_actor"))) return *general;
  return Actor::unknown;
}

}  // namespace atagande::extract
