// The examples that stand with the rules are run one by one, each on a scene made of nothing but itself.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "rules/data.h"
#include "rules/scene.h"

namespace atagande::rules {
namespace {

constexpr int large_program = 30000;

UnitKind unit_of(std::string_view name) {
  static constexpr std::string_view names[] = {"document",  "page",      "section", "heading",   "lead_in",
                                               "list_item", "table_row", "cell",    "paragraph", "sentence"};
  for (std::size_t i = 0; i < unit_kind_count; ++i) {
    if (names[i] == name) return static_cast<UnitKind>(i);
  }
  return UnitKind::paragraph;
}

// An example's texts, kept alive for its scene.
struct Stage {
  Stage(const RuleSet& rules, const Rule& rule, const Example& example)
      : folded(text::fold(example.text, matching_fold)),
        heading(text::folded(example.heading, matching_fold)),
        lead_in(text::folded(example.lead_in, matching_fold)),
        previous(text::folded(example.after, matching_fold)),
        next(text::folded(example.before, matching_fold)),
        column(text::folded(example.column, matching_fold)),
        attributes(rules.attributes().size()) {
    for (const auto& [name, value] : example.given) {
      attributes[static_cast<std::size_t>(rules.attribute(name))].value = value;
    }
    const auto is = [&](std::string_view what) {
      return std::find(example.is.begin(), example.is.end(), what) != example.is.end();
    };
    scene.text = folded.text;
    scene.spelling = example.text;
    scene.heading = heading;
    scene.lead_in = lead_in;
    scene.previous = previous;
    scene.next = next;
    scene.column = column;
    scene.kind = rule.units.empty() ? UnitKind::sentence : rule.units.front();
    scene.within = unit_of(example.within);
    scene.first = example.is.empty() || is("first") || is("only");
    scene.last = example.is.empty() || is("last") || is("only");
    scene.cut = is("cut");
    scene.above_list = is("above_list");
    scene.above_heading = is("above_heading");
    scene.nested = is("nested");
    scene.numbered = is("numbered");
    scene.attributes = &attributes;
    scene.folded = &folded;
    scene.source = example.text;
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  text::Folded folded;
  std::string heading, lead_in, previous, next, column;
  Attributes attributes;
  Scene scene;
};

std::string missing_value(const RuleSet& rules, const Rule& rule, const Example& example, const Scene& scene,
                          const std::vector<Match>& matches) {
  for (const auto& [name, wanted] : example.expect) {
    std::string got;
    for (const Match& match : matches) {
      for (const auto* values : {&rule.with, &rule.set}) {
        for (const auto& [key, value] : *values) {
          if (key == name && got != wanted) got = fill(rules, value, match, scene);
        }
      }
    }
    if (got != wanted) return name + " is \"" + got + "\", expected \"" + wanted + "\"";
  }
  return "";
}

ExampleResult run(const RuleSet& rules, const Rule& rule, const Example& example) {
  ExampleResult result{rule.id, rule.location, example.text, false, ""};
  result.location.line = example.line;
  const Stage stage(rules, rule, example);
  Match match;
  const bool matched = holds(rules, rule, stage.scene, match);
  result.passed = matched == example.should_match;
  if (!result.passed) {
    result.message = matched ? "matches, and must not" : "does not match";
    for (const std::string& condition : failing_conditions(rules, rule, stage.scene))
      result.message += "; fails: " + condition;
    return result;
  }
  if (!matched) return result;
  std::vector<Match> matches{match};
  if (rule.phase == Phase::entities) {
    for (Match& other : find_all(rules, rule, stage.scene)) matches.push_back(std::move(other));
  }
  result.message = missing_value(rules, rule, example, stage.scene, matches);
  result.passed = result.message.empty();
  return result;
}

std::string place(const Location& at) {
  return at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

void collect_patterns(const Condition& condition, std::set<int>& patterns) {
  if (condition.pattern >= 0) patterns.insert(condition.pattern);
  for (const Condition& part : condition.parts) collect_patterns(part, patterns);
}

// A rule whose own examples are all taken by one rule of a higher priority never says anything.
std::optional<std::string> shadow_of(const RuleSet& rules, const Rule& rule) {
  for (const Rule& other : rules.rules()) {
    if (other.priority <= rule.priority || other.phase != rule.phase || other.units != rule.units) continue;
    if (other.emit.empty() || rule.emit.empty() || rule.phase != Phase::commitments) continue;
    const bool takes_all = std::all_of(rule.examples.begin(), rule.examples.end(), [&](const Example& example) {
      if (!example.should_match) return true;
      const Stage stage(rules, rule, example);
      Match match;
      return holds(rules, other, stage.scene, match);
    });
    if (takes_all) return other.id;
  }
  return std::nullopt;
}

constexpr std::string_view remark_names[] = {"unused_list", "shadowed_rule", "slow_pattern", "failing_example"};

}  // namespace

std::vector<ExampleResult> run_examples(const RuleSet& rules) {
  std::vector<ExampleResult> results;
  for (const Rule& rule : rules.rules()) {
    for (const Example& example : rule.examples) results.push_back(run(rules, rule, example));
  }
  return results;
}

std::vector<Remark> check(const RuleSet& rules) {
  std::vector<Remark> remarks;
  for (const List& list : rules.lists()) {
    if (!list.used && list.location.line > 0) {
      remarks.push_back(
          {Remark::Kind::unused_list, "", list.location, "no rule uses the word list \"" + list.name + "\""});
    }
  }
  for (const Rule& rule : rules.rules()) {
    std::set<int> patterns;
    collect_patterns(rule.match, patterns);
    for (const int index : patterns) {
      const int size = rules.pattern(index).program_size();
      if (size < large_program) continue;
      remarks.push_back(
          {Remark::Kind::slow_pattern, rule.id, rule.location,
           "a pattern compiles to " + std::to_string(size) + " steps: split the rule or shorten its lists"});
    }
    if (const auto by = shadow_of(rules, rule)) {
      remarks.push_back({Remark::Kind::shadowed_rule, rule.id, rule.location,
                         "every example is taken by \"" + *by + "\", which has a higher priority"});
    }
  }
  for (const ExampleResult& result : run_examples(rules)) {
    if (result.passed) continue;
    remarks.push_back(
        {Remark::Kind::failing_example, result.rule, result.location, result.text + ": " + result.message});
  }
  return remarks;
}

std::string to_text(std::span<const Remark> remarks) {
  std::string result;
  for (const Remark& remark : remarks) {
    result += place(remark.location) + ": " + std::string(remark_names[static_cast<std::size_t>(remark.kind)]) + ": ";
    result += (remark.rule.empty() ? "" : remark.rule + ": ") + remark.message + "\n";
  }
  return result;
}

std::string to_json(std::span<const Remark> remarks) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Remark& remark : remarks) {
    list.push_back({{"kind", remark_names[static_cast<std::size_t>(remark.kind)]},
                    {"rule", remark.rule},
                    {"file", remark.location.file},
                    {"line", remark.location.line},
                    {"column", remark.location.column},
                    {"message", remark.message}});
  }
  return list.dump(2) + "\n";
}

std::string to_text(std::span<const ExampleResult> results) {
  std::string result;
  std::size_t failed = 0;
  for (const ExampleResult& example : results) {
    if (example.passed) continue;
    ++failed;
    result += place(example.location) + ": " + example.rule + ": \"" + example.text + "\" " + example.message + "\n";
  }
  return result + std::to_string(results.size() - failed) + " of " + std::to_string(results.size()) +
         " examples hold\n";
}

std::string to_json(std::span<const ExampleResult> results) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const ExampleResult& example : results) {
    list.push_back({{"rule", example.rule},
                    {"file", example.location.file},
                    {"line", example.location.line},
                    {"text", example.text},
                    {"passed", example.passed},
                    {"message", example.message}});
  }
  return list.dump(2) + "\n";
}

}  // namespace atagande::rules
