// Why: for each unit that was a candidate, the rule that spoke, what it took from where, which others it beat, and the
// rules that would have spoken but for one condition.
#include <algorithm>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>

#include "extract/extract.h"
#include "extract/reading.h"

namespace atagande::extract {
namespace {

constexpr std::size_t most_near_misses = 5;
constexpr std::size_t longest_quote = 120;

std::string place_of(const rules::Rule& rule) {
  return rule.location.file + ":" + std::to_string(rule.location.line) + ":" + std::to_string(rule.location.column);
}

std::string quote(const Reading& reading, int unit) {
  const std::string text = reading.text(reading.unit(unit).span);
  return text.size() <= longest_quote ? text : text.substr(0, text.find(' ', longest_quote)) + " …";
}

void add_inherited(const Reading& reading, int unit, Explanation& into) {
  for (const std::string& name : reading.rules.attributes()) {
    const rules::AttributeValue* value = reading.attribute(unit, name);
    if (value == nullptr || value->rule < 0 || value->value.empty() || value->unit < 0) continue;
    into.inherited.push_back({name, value->value, reading.rule(value->rule).name(), quote(reading, value->unit)});
  }
}

void add_captured(const Reading& reading, const Fact& fact, Explanation& into) {
  for (const auto& [name, value] : fact.fields) into.captured.push_back({name, value, into.rule, ""});
  for (const Fact& value : reading.facts) {
    if (value.span.begin < fact.span.begin || value.span.end > fact.span.end) continue;
    if (value.kind == "document_type" || value.kind == "title") continue;
    std::string fields;
    for (const auto& [name, text] : value.fields) {
      if (!fields.empty()) fields += ", ";
      fields.append(name).append("=").append(text);
    }
    into.captured.push_back({value.kind, fields, reading.rule(value.rule).name(), reading.text(value.span)});
  }
}

void add_near_misses(const Reading& reading, int unit, Explanation& into) {
  const rules::Scene scene = reading.scene(unit);
  for (const int number : reading.rules.rules_for(rules::Phase::commitments, reading.unit(unit).kind)) {
    if (into.near_misses.size() >= most_near_misses) break;
    const rules::Rule& rule = reading.rule(number);
    if (rule.emit != "commitment" || rule.match.parts.size() < 2) continue;
    const auto failed = rules::failing_conditions(reading.rules, rule, scene);
    if (failed.size() == 1) into.near_misses.push_back({rule.name(), failed.front()});
  }
}

Explanation explain_unit(const Reading& reading, int unit, const Statement* statement) {
  Explanation result;
  result.span = reading.unit(unit).span;
  result.text = reading.text(result.span);
  if (statement != nullptr) {
    const rules::Rule& rule = reading.rule(statement->fact.rule);
    result.verdict = statement->fact.kind;
    result.rule = rule.name();
    result.place = place_of(rule);
    add_captured(reading, statement->fact, result);
    for (const int beaten : beaten_by(reading, *statement)) result.beaten.push_back(reading.rule(beaten).name());
  }
  add_inherited(reading, unit, result);
  if (statement == nullptr || statement->fact.kind != "commitment") add_near_misses(reading, unit, result);
  return result;
}

nlohmann::ordered_json sources(const std::vector<Explanation::Source>& list) {
  nlohmann::ordered_json result = nlohmann::ordered_json::array();
  for (const auto& source : list) {
    result.push_back({{"what", source.what}, {"value", source.value}, {"rule", source.rule}, {"quote", source.quote}});
  }
  return result;
}

}  // namespace

std::vector<Explanation> explain(const Document& document, const rules::RuleSet& rules) {
  const Reading reading = read_document(document, rules);
  std::map<int, const Statement*> statements;
  for (const Statement& statement : reading.statements) statements[statement.fact.unit] = &statement;
  std::vector<Explanation> result;
  for (int i = 0; i < static_cast<int>(reading.outline.units.size()); ++i) {
    const auto known = statements.find(i);
    const Statement* statement = known == statements.end() ? nullptr : known->second;
    if (statement == nullptr && reading.unit(i).kind != UnitKind::sentence) continue;
    Explanation explanation = explain_unit(reading, i, statement);
    if (statement != nullptr || !explanation.near_misses.empty()) result.push_back(std::move(explanation));
  }
  return result;
}

std::string to_text(const std::vector<Explanation>& explanations) {
  std::string result;
  for (const Explanation& one : explanations) {
    result += (one.verdict.empty() ? "no rule spoke" : one.verdict) + ": " + one.text + "\n";
    if (!one.rule.empty()) result += "    by " + one.rule + " (" + one.place + ")\n";
    for (const auto& source : one.captured) {
      result += "    has " + source.what + " " + source.value +
                (source.quote.empty() ? "" : " \"" + source.quote + "\"") + " by " + source.rule + "\n";
    }
    for (const auto& source : one.inherited) {
      result += "    inherits " + source.what + " = " + source.value + " from \"" + source.quote + "\" by " +
                source.rule + "\n";
    }
    for (const std::string& beaten : one.beaten) result += "    beats " + beaten + "\n";
    for (const auto& miss : one.near_misses) result += "    near miss " + miss.rule + ": fails " + miss.failed + "\n";
  }
  return result;
}

std::string to_json(const std::vector<Explanation>& explanations) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Explanation& one : explanations) {
    nlohmann::ordered_json misses = nlohmann::ordered_json::array();
    for (const auto& miss : one.near_misses) misses.push_back({{"rule", miss.rule}, {"failed", miss.failed}});
    list.push_back(
        {{"text", one.text},
         {"span", {one.span.begin, one.span.end}},
         {"verdict", one.verdict.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(one.verdict)},
         {"rule", one.rule},
         {"place", one.place},
         {"captured", sources(one.captured)},
         {"inherited", sources(one.inherited)},
         {"beaten", one.beaten},
         {"near_misses", misses}});
  }
  return list.dump(2) + "\n";
}

std::vector<RuleProfile> profile(const std::vector<Document>& documents, const rules::RuleSet& rules) {
  std::vector<RuleProfile> result;
  for (const rules::Rule& rule : rules.rules()) result.push_back({rule.name(), 0, 0, 0.0});
  for (const Document& document : documents) {
    const Reading reading = read_document(document, rules);
    for (int i = 0; i < static_cast<int>(reading.outline.units.size()); ++i) {
      const rules::Scene scene = reading.scene(i);
      for (std::size_t phase = 0; phase < rules::phase_count; ++phase) {
        for (const int number : rules.rules_for(static_cast<rules::Phase>(phase), reading.unit(i).kind)) {
          RuleProfile& entry = result[static_cast<std::size_t>(number)];
          rules::Match match;
          const auto start = std::chrono::steady_clock::now();
          const bool hit = rules::holds(rules, reading.rule(number), scene, match);
          const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
          ++entry.asked;
          entry.hits += hit ? 1 : 0;
          entry.milliseconds += spent.count();
        }
      }
    }
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const auto& a, const auto& b) { return a.milliseconds > b.milliseconds; });
  return result;
}

}  // namespace atagande::extract
