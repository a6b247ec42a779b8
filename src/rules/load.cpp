// From a rule file's tree to rules. The schema has been checked before, so that what is read here has the right shape;
// what remains to be refused is what a schema cannot say: unknown lists, bad patterns, missing examples, ids used
// twice.
#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>

#include "rules/data.h"

namespace atagande::rules {
namespace {

template <typename E, std::size_t N>
E one_of(const std::array<std::string_view, N>& names, const std::string& file, const Node& at) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == at.scalar) return static_cast<E>(i);
  }
  fail(file, at, "unknown word \"" + at.scalar + "\"");
}

constexpr std::array<std::string_view, phase_count> phase_names = {"structure", "entities", "commitments", "links"};
constexpr std::array<std::string_view, unit_kind_count> unit_names = {
    "document", "page", "section", "heading", "lead_in", "list_item", "table_row", "cell", "paragraph", "sentence"};
constexpr std::array<std::string_view, 6> scope_names = {"unit", "list", "passage", "section", "onward", "document"};

// What is told without looking at the text.
bool is_cheap(const Condition& condition) {
  using Kind = Condition::Kind;
  switch (condition.kind) {
    case Kind::inside:
    case Kind::is:
    case Kind::within:
    case Kind::words:
      return true;
    case Kind::all:
    case Kind::any:
    case Kind::none:
      return std::all_of(condition.parts.begin(), condition.parts.end(), is_cheap);
    default:
      return false;
  }
}

/// In which order conditions are asked that all have to hold: those told without looking at the text, those that look
/// for something (which is found in few), those that must not find anything. Which comes first is seen in nothing but
/// the time it takes: only patterns that look for something capture, and they keep their order.
void put_in_order(std::vector<Condition>& all) {
  const auto is_denial = [](const Condition& condition) { return condition.kind == Condition::Kind::none; };
  const auto rest = std::stable_partition(all.begin(), all.end(), is_cheap);
  std::stable_partition(rest, all.end(), std::not_fn(is_denial));
}

/// The sets of patterns of which a condition needs one each to match the unit's own text.
std::vector<std::vector<int>> needs_of(const Condition& condition) {
  using Kind = Condition::Kind;
  std::vector<std::vector<int>> result;
  if (condition.kind == Kind::text) result.push_back({condition.pattern});
  if (condition.kind == Kind::all) {
    for (const Condition& part : condition.parts) {
      for (auto& any_of : needs_of(part)) result.push_back(std::move(any_of));
    }
  }
  if (condition.kind == Kind::any) {
    std::vector<int> one_of_all;
    for (const Condition& part : condition.parts) {
      const auto needs = needs_of(part);
      if (needs.empty()) return {};
      one_of_all.insert(one_of_all.end(), needs.front().begin(), needs.front().end());
    }
    result.push_back(std::move(one_of_all));
  }
  return result;
}

class RuleReader {
 public:
  RuleReader(RuleSet::Data& data, const std::string& file, Rule& rule) : data_(data), file_(file), rule_(rule) {}

  void read(const Node& node) {
    if (const Node* exact = node.find("exact")) rule_.exact = exact->scalar == "true";
    for (const auto& [key, value] : node.entries) read_entry(key.scalar, value);
    rule_.set_attributes.clear();
    for (const auto& [name, value] : rule_.set) rule_.set_attributes.push_back(data_.add_attribute(name));
  }

 private:
  void read_entry(const std::string& key, const Node& value) {
    if (key == "about") rule_.about = value.scalar;
    if (key == "phase") rule_.phase = one_of<Phase>(phase_names, file_, value);
    if (key == "unit") read_units(value);
    if (key == "match") {
      rule_.match = condition(value);
      rule_.needs.clear();
      for (const std::vector<int>& any_of : needs_of(rule_.match)) {
        rule_.needs.insert(rule_.needs.end(), any_of.begin(), any_of.end());
        rule_.needs.push_back(-1);
      }
    }
    if (key == "emit") rule_.emit = value.scalar;
    if (key == "set") read_templates(value, rule_.set);
    if (key == "with") read_templates(value, rule_.with);
    if (key == "scope") rule_.scope = one_of<Scope>(scope_names, file_, value);
    if (key == "priority") rule_.priority = std::stoi(value.scalar);
    if (key == "confidence") rule_.confidence = std::stod(value.scalar);
    if (key == "tests") read_examples(value);
  }

  void read_units(const Node& node) {
    rule_.units.clear();
    if (node.kind == Node::Kind::scalar) rule_.units.push_back(one_of<UnitKind>(unit_names, file_, node));
    for (const Node& item : node.items) rule_.units.push_back(one_of<UnitKind>(unit_names, file_, item));
  }

  void read_templates(const Node& node, std::vector<std::pair<std::string, Template>>& into) {
    for (const auto& [key, value] : node.entries) {
      const std::string& name = key.scalar;
      Template parts;
      try {
        parts = parse_template(value.scalar);
      } catch (const std::invalid_argument& trouble) {
        fail(file_, value, trouble.what());
      }
      for (const TemplatePart& part : parts) require_kind(part, value);
      const auto same =
          std::find_if(rule_.set.begin(), rule_.set.end(), [&](const auto& e) { return e.first == name; });
      if (same != rule_.set.end()) {
        same->second = std::move(parts);
      } else {
        into.emplace_back(name, std::move(parts));
      }
    }
  }

  void require_kind(const TemplatePart& part, const Node& at) {
    static constexpr std::array<std::string_view, 6> built_in = {"text", "folded", "number", "two_digits", "actor", ""};
    if (std::find(built_in.begin(), built_in.end(), part.kind) != built_in.end()) return;
    data_.compile_list(file_, at, part.kind);
  }

  Condition condition(const Node& node) {
    Condition result;
    result.line = node.line;
    if (node.kind == Node::Kind::scalar) {
      result.kind = Condition::Kind::text;
      result.pattern = data_.add_pattern(file_, node, node.scalar, rule_.exact);
      return result;
    }
    result.kind = Condition::Kind::all;
    for (const Node& item : node.items) result.parts.push_back(condition(item));
    for (const auto& [key, value] : node.entries) add_condition(result.parts, key, value);
    put_in_order(result.parts);
    return result.parts.size() == 1 ? std::move(result.parts.front()) : result;
  }

  void add_condition(std::vector<Condition>& into, const Node& key, const Node& value) {
    using Kind = Condition::Kind;
    const std::string& name = key.scalar;
    if (name == "inside") {
      for (const auto& [attribute, wanted] : value.entries) {
        Condition part{Kind::inside, -1, data_.add_attribute(attribute.scalar), wanted.strings(), 0, 0, {}, key.line};
        if (part.values.empty()) part.values.emplace_back();
        into.push_back(std::move(part));
      }
      return;
    }
    if (name == "is" || name == "in") {
      into.push_back({name == "is" ? Kind::is : Kind::within, -1, -1, value.strings(), 0, 0, {}, key.line});
      return;
    }
    if (name == "words") {
      into.push_back(word_count(value));
      return;
    }
    if (name == "all" || name == "any" || name == "not") {
      const Kind kind = name == "all" ? Kind::all : name == "any" ? Kind::any : Kind::none;
      Condition group{kind, -1, -1, {}, 0, 0, {}, key.line};
      if (value.kind == Node::Kind::sequence) {
        for (const Node& item : value.items) group.parts.push_back(condition(item));
        if (kind == Kind::all) put_in_order(group.parts);
      } else {
        group.parts.push_back(condition(value));
      }
      into.push_back(std::move(group));
      return;
    }
    into.push_back(neighbour(key, value));
  }

  // A pattern, or any of several, about a text around the unit.
  Condition neighbour(const Node& key, const Node& value) {
    using Kind = Condition::Kind;
    static constexpr std::array<std::string_view, 6> names = {"text",   "heading", "lead_in",
                                                              "before", "after",   "column"};
    const auto place = std::find(names.begin(), names.end(), key.scalar);
    if (place == names.end()) fail(file_, key, "unknown condition \"" + key.scalar + "\"");
    const auto kind = static_cast<Kind>(place - names.begin());
    Condition any{Kind::any, -1, -1, {}, 0, 0, {}, key.line};
    const auto add = [&](const Node& pattern) {
      any.parts.push_back({kind,
                           data_.add_pattern(file_, pattern, pattern.scalar, rule_.exact && kind == Kind::text),
                           -1,
                           {},
                           0,
                           0,
                           {},
                           pattern.line});
    };
    if (value.kind == Node::Kind::scalar) add(value);
    for (const Node& item : value.items) add(item);
    return any.parts.size() == 1 ? std::move(any.parts.front()) : any;
  }

  Condition word_count(const Node& value) {
    const std::size_t dash = value.scalar.find('-');
    Condition result{Condition::Kind::words, -1, -1, {}, 0, 1000000, {}, value.line};
    try {
      const std::string least = value.scalar.substr(0, dash);
      const std::string most = dash == std::string::npos ? least : value.scalar.substr(dash + 1);
      if (!least.empty()) result.least = std::stoi(least);
      if (!most.empty()) result.most = std::stoi(most);
    } catch (const std::exception&) {
      fail(file_, value, "words takes a number or a range: 3, 2-5, 4-, -10");
    }
    return result;
  }

  void read_examples(const Node& tests) {
    rule_.examples.clear();
    if (const Node* match = tests.find("match")) read_examples(*match, true);
    if (const Node* no = tests.find("no")) read_examples(*no, false);
  }

  void read_examples(const Node& list, bool should_match) {
    for (const Node& item : list.items) {
      Example example;
      example.should_match = should_match;
      example.line = item.line;
      if (item.kind == Node::Kind::scalar) {
        example.text = item.scalar;
      } else {
        read_example(item, example);
      }
      rule_.examples.push_back(std::move(example));
    }
  }

  void read_example(const Node& item, Example& example) {
    const auto take = [&](std::string_view key, std::string& into) {
      if (const Node* value = item.find(key)) into = value->scalar;
    };
    take("text", example.text);
    take("heading", example.heading);
    take("lead_in", example.lead_in);
    take("before", example.before);
    take("after", example.after);
    take("column", example.column);
    take("in", example.within);
    if (const Node* is = item.find("is")) example.is = is->strings();
    if (const Node* given = item.find("given")) {
      for (const auto& [key, value] : given->entries) {
        data_.add_attribute(key.scalar);
        example.given[key.scalar] = value.scalar;
      }
    }
    if (const Node* expect = item.find("expect")) {
      for (const auto& [key, value] : expect->entries) example.expect[key.scalar] = value.scalar;
    }
  }

  RuleSet::Data& data_;
  const std::string& file_;
  Rule& rule_;
};

void require_examples(const std::string& file, const Node& at, const Rule& rule) {
  const auto good =
      std::count_if(rule.examples.begin(), rule.examples.end(), [](const auto& e) { return e.should_match; });
  if (good > 0 && static_cast<std::size_t>(good) < rule.examples.size()) return;
  fail(file, at,
       "rule \"" + rule.id +
           "\" needs tests of its own: at least one text under tests.match that it must find "
           "and one under tests.no that it must not");
}

Rule* find_rule(RuleSet::Data& data, std::string_view id) {
  const auto same = std::find_if(data.rules.begin(), data.rules.end(), [&](const Rule& rule) { return rule.id == id; });
  return same == data.rules.end() ? nullptr : &*same;
}

void read_rule(RuleSet::Data& data, const std::string& file, const Node& node) {
  Rule rule;
  if (const Node* base = node.find("extends")) {
    const Rule* known = find_rule(data, base->scalar);
    if (known == nullptr) fail(file, *base, "there is no rule \"" + base->scalar + "\" above to extend");
    rule = *known;
    rule.examples.clear();
  }
  const Node* id = node.find("id");
  rule.id = id->scalar;
  rule.location = {file, node.line, node.column};
  RuleReader(data, file, rule).read(node);
  require_examples(file, *id, rule);
  Rule* same = find_rule(data, rule.id);
  const Node* replaces = node.find("replaces");
  if (same == nullptr) {
    data.rules.push_back(std::move(rule));
  } else if (replaces != nullptr && replaces->scalar == "true") {
    *same = std::move(rule);
  } else {
    fail(file, *id,
         "there is already a rule \"" + rule.id + "\" (" + same->location.file + ":" +
             std::to_string(same->location.line) + "); say `replaces: true` if this one takes its place");
  }
}

}  // namespace

void read_rules(RuleSet::Data& data, const std::string& file, const Node& root) {
  if (const Node* disable = root.find("disable")) {
    for (const Node& id : disable->items) {
      const auto same =
          std::find_if(data.rules.begin(), data.rules.end(), [&](const Rule& r) { return r.id == id.scalar; });
      if (same == data.rules.end()) fail(file, id, "there is no rule \"" + id.scalar + "\" to disable");
      data.rules.erase(same);
    }
  }
  if (const Node* rules = root.find("rules")) {
    for (const Node& rule : rules->items) read_rule(data, file, rule);
  }
}

void read_registers(RuleSet::Data& data, const std::string& file, const Node& root) {
  if (const Node* rows = root.find("municipalities")) {
    for (const Node& row : rows->items) {
      if (row.items.size() != 3) fail(file, row, "a municipality is [code, name, county]");
      data.municipalities.push_back({row.items[0].scalar, row.items[1].scalar, row.items[2].scalar});
    }
  }
  if (const Node* topics = root.find("topics")) {
    for (const Node& node : topics->items) {
      Topic topic;
      topic.id = node.find("id")->scalar;
      topic.name = node.find("name")->scalar;
      if (const Node* parent = node.find("parent")) topic.parent = parent->scalar;
      for (const Node& word : node.find("words")->items) {
        topic.patterns.push_back(data.add_pattern(file, word, word.scalar, false));
      }
      data.topics.push_back(std::move(topic));
    }
  }
}

}  // namespace atagande::rules
