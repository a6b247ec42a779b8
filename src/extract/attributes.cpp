// The structure phase: rules look at units in reading order and say what is in force from there on. A value reaches
// down the tree from the unit, list or section it was set on; one set onward reaches everything behind it. Where both
// hold, the one set later wins, as a reader would take it.
#include <algorithm>
#include <array>

#include "extract/reading.h"

namespace atagande::extract {
namespace {

using rules::Attributes;
using rules::AttributeValue;
using rules::Rule;
using rules::Scope;

class StructureReader {
 public:
  explicit StructureReader(Reading& reading)
      : reading_(reading),
        count_(reading.rules.attributes().size()),
        onward_(count_),
        passage_(count_),
        whole_(count_) {}

  void read() {
    const std::size_t units = reading_.outline.units.size();
    chain_.resize(units);
    reading_.attributes.assign(units, Attributes(count_));
    say_whether_lists();
    for (std::size_t i = 0; i < units; ++i) visit(static_cast<int>(i));
    spread_back();
    for (Attributes& attributes : reading_.attributes) {
      for (std::size_t a = 0; a < count_; ++a) {
        if (attributes[a].rule < 0) attributes[a] = whole_[a];
      }
    }
  }

 private:
  // The one thing the engine itself says: whether the document has lists or tables, in the attribute "lists".
  void say_whether_lists() {
    const int index = reading_.rules.attribute("lists");
    if (index < 0) return;
    const auto& units = reading_.outline.units;
    const bool any = std::any_of(units.begin(), units.end(), [](const Unit& u) {
      return u.kind == UnitKind::list_item || u.kind == UnitKind::table_row;
    });
    whole_[static_cast<std::size_t>(index)] = {any ? "yes" : "no", -1, -1};
  }

  // A cell speaks for its whole row, the line under a list item for the item: also for what stands in front.
  void spread_back() {
    for (const Late& late : rows_) {
      for (std::size_t i = static_cast<std::size_t>(late.holder); i < reading_.outline.units.size(); ++i) {
        if (static_cast<int>(i) != late.holder && !holds(late.holder, static_cast<int>(i))) break;
        reading_.attributes[i][late.attribute] = late.value;
      }
    }
  }

  bool holds(int holder, int unit) const {
    while (unit > holder) unit = reading_.unit(unit).parent;
    return unit == holder;
  }

  Attributes& chain(int unit) { return chain_[static_cast<std::size_t>(unit)]; }

  void update(int index) {
    Attributes& effective = reading_.attributes[static_cast<std::size_t>(index)];
    for (std::size_t a = 0; a < count_; ++a) {
      const AttributeValue& own = chain(index)[a];
      effective[a] = own;
      for (const AttributeValue* passed : {&onward_[a], &passage_[a]}) {
        if (passed->rule >= 0 && passed->unit > effective[a].unit) effective[a] = *passed;
      }
      if (effective[a].rule < 0) effective[a] = whole_[a];
    }
  }

  void visit(int index) {
    const Unit& unit = reading_.unit(index);
    chain(index) = unit.parent < 0 ? Attributes(count_) : chain(unit.parent);
    if (unit.kind == UnitKind::heading) passage_.assign(count_, {});
    update(index);
    const auto& candidates = reading_.rules.rules_for(rules::Phase::structure, unit.kind);
    if (candidates.empty()) return;
    set_here_.assign(count_, false);
    rules::Match match;
    const rules::Scene scene = reading_.scene(index);
    for (const int number : candidates) {
      const Rule& rule = reading_.rule(number);
      if (!rules::holds(reading_.rules, rule, scene, match)) continue;
      apply(rule, number, index, scene, match);
      if (!rule.emit.empty()) reading_.facts.push_back(make_fact(reading_, number, index, scene, match));
    }
  }

  void apply(const Rule& rule, int number, int index, const rules::Scene& scene, const rules::Match& match) {
    for (std::size_t i = 0; i < rule.set.size(); ++i) {
      const auto attribute = static_cast<std::size_t>(rule.set_attributes[i]);
      if (set_here_[attribute]) continue;  // a rule of a higher priority has spoken
      AttributeValue value{rules::fill(reading_.rules, rule.set[i].second, match, scene), number, index};
      if (value.value.empty() && !rule.set[i].second.empty()) continue;  // no value: says nothing
      set_here_[attribute] = true;
      put(rule.scope, attribute, value, index);
    }
    update(index);
  }

  void put(Scope scope, std::size_t attribute, const AttributeValue& value, int index) {
    const Unit& unit = reading_.unit(index);
    if (scope == Scope::document) {
      whole_[attribute] = value;
      return;
    }
    chain(index)[attribute] = value;
    const bool of_list = scope == Scope::list || scope == Scope::passage;
    const bool listless = unit.kind == UnitKind::lead_in && !unit.alone;
    if (scope == Scope::onward || (scope == Scope::list && listless)) onward_[attribute] = value;
    if (scope == Scope::passage && listless) passage_[attribute] = value;
    if (scope == Scope::section || (of_list && unit.kind == UnitKind::heading)) {
      const int section = reading_.outline.above(index, UnitKind::section);
      chain(section >= 0 ? section : 0)[attribute] = value;
    }
    if (scope == Scope::section && unit.kind == UnitKind::sentence) speak_for_section(index, attribute, value);
    if (of_list && unit.kind == UnitKind::sentence) rows_.push_back({unit.parent, attribute, value});
    if (of_list && unit.kind == UnitKind::cell) rows_.push_back({unit.row, attribute, value});
  }

  // A line such as "Ansvarig: …" in a section speaks for what stands in front of it as well.
  void speak_for_section(int index, std::size_t attribute, const AttributeValue& value) {
    const int section = reading_.outline.above(index, UnitKind::section);
    if (section < 0) return;
    chain(section)[attribute] = value;
    rows_.push_back({section, attribute, value});
  }

  struct Late {
    int holder = -1;
    std::size_t attribute = 0;
    AttributeValue value;
  };

  Reading& reading_;
  std::vector<Late> rows_;
  std::size_t count_;
  std::vector<Attributes> chain_;
  Attributes onward_;
  Attributes passage_;  // onward, but no further than the next heading
  Attributes whole_;
  std::vector<bool> set_here_;
};

const std::string nothing;

}  // namespace

const std::string& Fact::get(std::string_view name) const {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return nothing;
}

Reading::Reading(const Document& read, const rules::RuleSet& by)
    : document(read), rules(by), outline(extract::outline(read, by)), possible(outline.units.size()) {
  const auto hits = rules.prefilter().scan(outline.folded.text);
  for (std::size_t i = 0; i < outline.units.size(); ++i) {
    bool asked = false;
    for (std::size_t phase = 0; phase < rules::phase_count; ++phase) {
      asked = asked || !rules.rules_for(static_cast<rules::Phase>(phase), outline.units[i].kind).empty();
    }
    if (!asked) continue;
    // An item and its only sentence are the same words.
    const bool same = i > 0 && !possible[i - 1].empty() && outline.units[i].folded == outline.units[i - 1].folded;
    possible[i] = same ? possible[i - 1] : rules.prefilter().possible(hits, outline.units[i].folded);
  }
}

rules::Scene Reading::scene(int index) const {
  const auto at = static_cast<std::size_t>(index);
  rules::Scene scene = outline.scene(index, attributes.empty() ? nullptr : &attributes[at]);
  if (!possible[at].empty()) scene.possible = &possible[at];
  return scene;
}

const rules::AttributeValue* Reading::attribute(int unit, std::string_view name) const {
  const int index = rules.attribute(name);
  if (index < 0 || unit < 0 || attributes.empty()) return nullptr;
  return &attributes[static_cast<std::size_t>(unit)][static_cast<std::size_t>(index)];
}

const std::string& Reading::value(int unit, std::string_view name) const {
  const rules::AttributeValue* value = attribute(unit, name);
  return value == nullptr ? nothing : value->value;
}

void ask_by_rule(const Reading& reading, rules::Phase phase,
                 const std::function<bool(int rule, int unit, const rules::Scene& scene)>& ask) {
  std::array<std::vector<std::pair<int, rules::Scene>>, rules::unit_kind_count> open;
  for (int i = 0; i < static_cast<int>(reading.outline.units.size()); ++i) {
    const UnitKind kind = reading.unit(i).kind;
    if (!reading.rules.rules_for(phase, kind).empty()) {
      open[static_cast<std::size_t>(kind)].emplace_back(i, reading.scene(i));
    }
  }
  for (std::size_t kind = 0; kind < open.size(); ++kind) {
    for (const int number : reading.rules.rules_for(phase, static_cast<UnitKind>(kind))) {
      std::erase_if(open[kind], [&](const auto& unit) { return ask(number, unit.first, unit.second); });
    }
  }
}

Fact make_fact(const Reading& reading, int number, int unit, const rules::Scene& scene, const rules::Match& match) {
  const Rule& rule = reading.rule(number);
  Fact fact{rule.emit, unit, {}, number, {}};
  const rules::Capture* value = match.find("value");
  fact.span = value != nullptr ? rules::source_span(scene, value->span, value->exact)
                               : rules::source_span(scene, match.span, match.exact);
  if (fact.span.empty()) fact.span = reading.unit(unit).span;
  for (const auto& [name, text] : rule.with) {
    std::string filled = rules::fill(reading.rules, text, match, scene);
    if (!filled.empty()) fact.fields.emplace_back(name, std::move(filled));
  }
  return fact;
}

std::vector<const Fact*> facts_in(const Reading& reading, std::string_view kind, Span span) {
  std::vector<const Fact*> result;
  for (const Fact& fact : reading.facts) {
    if (fact.kind == kind && fact.span.begin >= span.begin && fact.span.end <= span.end) result.push_back(&fact);
  }
  return result;
}

void read_structure(Reading& reading) { StructureReader(reading).read(); }

}  // namespace atagande::extract
