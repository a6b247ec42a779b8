// Asking a rule about a unit: the conditions are walked in order, those that need no look at the text first (loading
// put them there); the first pattern that matches in a positive place gives the span and the captures.
#include "rules/scene.h"

#include <algorithm>

namespace atagande::rules {
namespace {

using Kind = Condition::Kind;

std::string_view text_for(const Scene& scene, Kind kind, bool exact) {
  switch (kind) {
    case Kind::heading:
      return scene.heading;
    case Kind::lead_in:
      return scene.lead_in;
    case Kind::before:
      return scene.next;
    case Kind::after:
      return scene.previous;
    case Kind::column:
      return scene.column;
    default:
      return exact ? scene.spelling : scene.text;
  }
}

std::string_view unit_name(UnitKind kind) {
  static constexpr std::string_view names[] = {"document",  "page",      "section", "heading",   "lead_in",
                                               "list_item", "table_row", "cell",    "paragraph", "sentence"};
  return names[static_cast<std::size_t>(kind)];
}

int word_count(std::string_view folded) {
  int count = 0;
  bool inside = false;
  for (const char c : folded) {
    const bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
    if (letter && !inside) ++count;
    inside = letter || (inside && c != ' ');
  }
  return count;
}

bool is_so(const Scene& scene, std::string_view what) {
  if (what == "first") return scene.first;
  if (what == "last") return scene.last;
  if (what == "only") return scene.first && scene.last;
  if (what == "cut") return scene.cut;
  if (what == "above_list") return scene.above_list;
  if (what == "above_heading") return scene.above_heading;
  if (what == "nested") return scene.nested;
  if (what == "numbered") return scene.numbered;
  return false;
}

bool may_match(const Scene& scene, const Condition& condition) {
  return scene.possible == nullptr || (*scene.possible)[static_cast<std::size_t>(condition.pattern)];
}

// Whether the rule needs a pattern that cannot match: told without a look at its conditions, of which most rules fail
// at the first unit they meet.
bool ruled_out(const Rule& rule, const Scene& scene) {
  if (scene.possible == nullptr) return false;
  const std::vector<bool>& possible = *scene.possible;
  bool met = false;
  for (const int pattern : rule.needs) {
    if (pattern >= 0) {
      met = met || possible[static_cast<std::size_t>(pattern)];
    } else {
      if (!met) return true;
      met = false;
    }
  }
  return false;
}

class Asker {
 public:
  Asker(const RuleSet& rules, const Scene& scene, bool wants_match)
      : rules_(rules), scene_(scene), wants_match_(wants_match) {}

  bool ask(const Condition& condition, bool positive) {
    switch (condition.kind) {
      case Kind::all:
        return std::all_of(condition.parts.begin(), condition.parts.end(),
                           [&](const Condition& part) { return ask(part, positive); });
      case Kind::any:
        return std::any_of(condition.parts.begin(), condition.parts.end(),
                           [&](const Condition& part) { return ask(part, positive); });
      case Kind::none:
        return std::none_of(condition.parts.begin(), condition.parts.end(),
                            [&](const Condition& part) { return ask(part, false); });
      case Kind::inside:
        return inside(condition);
      case Kind::is:
        return std::any_of(condition.values.begin(), condition.values.end(),
                           [&](const std::string& what) { return is_so(scene_, what); });
      case Kind::within:
        return std::any_of(condition.values.begin(), condition.values.end(),
                           [&](const std::string& what) { return what == unit_name(scene_.within); });
      case Kind::words: {
        const int count = word_count(scene_.text);
        return count >= condition.least && count <= condition.most;
      }
      default:
        return pattern(condition, positive);
    }
  }

  // What the patterns that held have found. Where a match stands costs many times what it costs to know that there is
  // one, and most rules fail at a later condition: so this is asked at the end.
  void fill(Match& match) const {
    std::vector<Group> groups;
    for (const Pattern* pattern : finders_) {
      const std::string_view text = text_for(scene_, Kind::text, pattern->exact());
      if (pattern->find(text, 0, groups)) keep(*pattern, match, groups);
    }
  }

 private:
  bool inside(const Condition& condition) const {
    static const std::string nothing;
    const auto index = static_cast<std::size_t>(condition.attribute);
    const bool known = scene_.attributes != nullptr && index < scene_.attributes->size();
    const std::string& value = known ? (*scene_.attributes)[index].value : nothing;
    return std::any_of(condition.values.begin(), condition.values.end(),
                       [&](const std::string& wanted) { return wanted == "*" ? !value.empty() : wanted == value; });
  }

  bool pattern(const Condition& condition, bool positive) {
    if (condition.kind == Kind::text && !may_match(scene_, condition)) return false;
    const Pattern& pattern = rules_.pattern(condition.pattern);
    const std::string_view text = text_for(scene_, condition.kind, pattern.exact());
    if (!pattern.found_in(text)) return false;
    if (wants_match_ && positive && condition.kind == Kind::text) finders_.push_back(&pattern);
    return true;
  }

 public:
  static void keep(const Pattern& pattern, Match& match, const std::vector<Group>& groups) {
    if (match.span.empty()) {
      match.span = groups[0].span;
      match.exact = pattern.exact();
    }
    for (const auto& [name, number] : pattern.names()) {
      const Group& group = groups[static_cast<std::size_t>(number)];
      if (group.set && match.find(name) == nullptr) match.captures.push_back({name, group.span, pattern.exact()});
    }
  }

 private:
  const RuleSet& rules_;
  const Scene& scene_;
  bool wants_match_;
  std::vector<const Pattern*> finders_;
};

// The patterns that find: those on the unit's own text in positive places.
void collect_finders(const Condition& condition, std::vector<const Condition*>& finders) {
  if (condition.kind == Kind::text) finders.push_back(&condition);
  if (condition.kind == Kind::all || condition.kind == Kind::any) {
    for (const Condition& part : condition.parts) collect_finders(part, finders);
  }
}

std::string describe(const RuleSet& rules, const Condition& condition) {
  static constexpr std::string_view names[] = {"text", "heading", "lead_in", "before", "after", "column", "inside",
                                               "is",   "in",      "words",   "all",    "any",   "not"};
  std::string result(names[static_cast<std::size_t>(condition.kind)]);
  if (condition.pattern >= 0) {
    std::string source = rules.pattern(condition.pattern).source();
    if (source.size() > 120) source = source.substr(0, 117) + "...";
    result += " /" + source + "/";
  }
  if (condition.attribute >= 0) result += " " + rules.attributes()[static_cast<std::size_t>(condition.attribute)];
  for (const std::string& value : condition.values) result += " " + (value.empty() ? "(not set)" : value);
  return result + " (line " + std::to_string(condition.line) + ")";
}

}  // namespace

const Capture* Match::find(std::string_view name) const {
  for (const Capture& capture : captures) {
    if (capture.name == name) return &capture;
  }
  return nullptr;
}

Span source_span(const Scene& scene, Span span, bool exact) {
  if (scene.source.empty()) return {};
  if (exact) {
    const auto offset = static_cast<std::size_t>(scene.spelling.data() - scene.source.data());
    return {offset + span.begin, offset + span.end};
  }
  if (scene.folded == nullptr) return {};
  return scene.folded->original({scene.folded_offset + span.begin, scene.folded_offset + span.end});
}

std::string_view spelt(const Scene& scene, const Capture& capture) {
  const Span span = source_span(scene, capture.span, capture.exact);
  if (!span.empty()) return scene.source.substr(span.begin, span.size());
  return (capture.exact ? scene.spelling : scene.text).substr(capture.span.begin, capture.span.size());
}

bool holds(const RuleSet& rules, const Rule& rule, const Scene& scene, Match& match) {
  match.span = {};
  match.captures.clear();
  if (ruled_out(rule, scene)) return false;
  Asker asker(rules, scene, true);
  if (!asker.ask(rule.match, true)) return false;
  asker.fill(match);
  return true;
}

bool holds(const RuleSet& rules, const Rule& rule, const Scene& scene) {
  return !ruled_out(rule, scene) && Asker(rules, scene, false).ask(rule.match, true);
}

std::vector<Match> find_all(const RuleSet& rules, const Rule& rule, const Scene& scene) {
  std::vector<Match> result;
  if (ruled_out(rule, scene)) return result;
  // A lone pattern is its own condition: the search below is the question.
  if (rule.match.kind != Kind::text && !Asker(rules, scene, false).ask(rule.match, true)) return result;
  std::vector<const Condition*> finders;
  collect_finders(rule.match, finders);
  std::vector<Group> groups;
  for (const Condition* finder : finders) {
    if (!may_match(scene, *finder)) continue;
    const Pattern& pattern = rules.pattern(finder->pattern);
    const std::string_view text = pattern.exact() ? scene.spelling : scene.text;
    for (std::size_t from = 0; from <= text.size() && pattern.find(text, from, groups);) {
      Match match;
      Asker::keep(pattern, match, groups);
      const std::size_t end = groups[0].span.end;
      if (!match.span.empty()) result.push_back(std::move(match));
      from = end > from ? end : from + 1;
    }
  }
  return result;
}

std::vector<std::string> failing_conditions(const RuleSet& rules, const Rule& rule, const Scene& scene) {
  std::vector<std::string> result;
  Asker asker(rules, scene, false);
  if (rule.match.kind != Kind::all) {
    if (!asker.ask(rule.match, true)) result.push_back(describe(rules, rule.match));
    return result;
  }
  for (const Condition& part : rule.match.parts) {
    if (!asker.ask(part, true)) result.push_back(describe(rules, part));
  }
  return result;
}

}  // namespace atagande::rules
