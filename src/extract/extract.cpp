// The phases in order, and their fruits put together: each statement the rules took for a commitment becomes one, with
// the values found in it, in the sentences attached to it and in the cells of its row.
#include "extract/extract.h"

#include <algorithm>
#include <array>

#include "extract/reading.h"

namespace atagande::extract {
namespace {

constexpr std::string_view undetermined = "und";  // ISO 639-2 for a language nobody knows

constexpr std::array<std::string_view, 6> type_names = {"citizen_promise", "cooperation_agreement", "action_plan",
                                                        "follow_up",       "letter_of_intent",      "other"};

Modality modality_named(const std::string& name) {
  if (name == "promise") return Modality::promise;
  if (name == "shall") return Modality::shall;
  if (name == "will") return Modality::will;
  if (name == "aim") return Modality::aim;
  return Modality::item;
}

void set_for_all(Reading& reading, std::string_view name, const std::string& value) {
  const int index = reading.rules.attribute(name);
  if (index < 0) return;
  for (rules::Attributes& attributes : reading.attributes) {
    rules::AttributeValue& here = attributes[static_cast<std::size_t>(index)];
    if (here.value.empty()) here.value = value;
  }
}

void override_for_all(Reading& reading, std::string_view name, const std::string& value) {
  const int index = reading.rules.attribute(name);
  if (index < 0) return;
  for (rules::Attributes& attributes : reading.attributes) attributes[static_cast<std::size_t>(index)].value = value;
}

// The engine's own word on a sentence: "measured" where a count, a rate or a limit was found in it.
void say_what_is_measured(Reading& reading) {
  const int index = reading.rules.attribute("measured");
  if (index < 0) return;
  for (const Fact& fact : reading.facts) {
    if (fact.kind != "quantity" && fact.kind != "frequency" && fact.kind != "deadline") continue;
    reading.attributes[static_cast<std::size_t>(fact.unit)][static_cast<std::size_t>(index)].value = "yes";
  }
}

// "We" are those who signed, where they are of one role and no other party promises in words of its own.
void say_who_speaks(Reading& reading) {
  const std::vector<Signatory> signatories = find_signatories(reading);
  if (signatories.empty()) return;
  const PartyRole role = signatories.front().role;
  if (role != PartyRole::police && role != PartyRole::municipality) return;
  const bool one_role =
      std::all_of(signatories.begin(), signatories.end(), [&](const Signatory& s) { return s.role == role; });
  const std::string name = role == PartyRole::police ? "police" : "municipality";
  for (const Statement& statement : reading.statements) {
    const std::string& actor = statement.fact.get("actor");
    const bool other = !actor.empty() && actor != "we" && actor != name && statement.fact.has("modality");
    if (statement.fact.kind == "commitment" && other) return;
    const std::string& inherited = reading.value(statement.fact.unit, "actor");
    if (statement.fact.kind == "commitment" && !inherited.empty() && inherited != "we" && inherited != name) return;
  }
  if (!one_role) return;
  set_for_all(reading, "we", name);
  override_for_all(reading, "document_actor", name);
}

// Where the values of a statement may stand: in itself, in the details behind it, in the telling cells of its row.
std::vector<Span> value_spans(const Reading& reading, std::size_t number) {
  const Statement& statement = reading.statements[number];
  std::vector<Span> spans{statement.fact.span};
  for (std::size_t i = number + 1; i < reading.statements.size(); ++i) {
    const Fact& next = reading.statements[i].fact;
    if (next.kind != "detail" || !next.has("attach")) break;
    const Unit& there = reading.unit(next.unit);
    const Unit& here = reading.unit(statement.fact.unit);
    const bool same_section = next.get("attach") == "section" && there.heading == here.heading;
    if (there.parent != here.parent && !same_section) break;
    spans.push_back(next.span);
  }
  const int row = reading.unit(statement.fact.unit).row;
  if (row >= 0) {
    for (std::size_t i = static_cast<std::size_t>(row) + 1; i < reading.outline.units.size(); ++i) {
      const Unit& unit = reading.outline.units[i];
      if (unit.row != row) break;
      const std::string& column = reading.value(static_cast<int>(i), "column");
      if (unit.kind == UnitKind::cell && (column == "when" || column == "group")) spans.push_back(unit.span);
    }
  }
  return spans;
}

void add_values(const Reading& reading, const std::vector<Span>& spans, const std::optional<Period>& period,
                Commitment& into) {
  for (const Span& span : spans) {
    for (Quantity& quantity : quantities_in(reading, span)) into.quantities.push_back(std::move(quantity));
    if (!into.frequency) into.frequency = frequency_in(reading, span);
    if (!into.deadline) into.deadline = deadline_in(reading, span, into.period ? into.period : period);
    for (const Fact* fact : facts_in(reading, "partner", span)) into.partners.push_back(reading.text(fact->span));
    const auto first = [&](std::string_view kind) -> std::optional<std::string> {
      const auto found = facts_in(reading, kind, span);
      if (found.empty()) return std::nullopt;
      return reading.text(found.front()->span);
    };
    if (!into.target_group) into.target_group = first("target_group");
    if (!into.place) into.place = first("place");
  }
  into.measurable = !into.quantities.empty() || (into.frequency && into.frequency->times) || into.deadline.has_value();
}

std::vector<std::string> parties_of(Actor actor, const std::vector<Party>& parties) {
  std::vector<std::string> result;
  for (const Party& party : parties) {
    const bool police = party.role == PartyRole::police && (actor == Actor::police || actor == Actor::joint);
    const bool municipal =
        party.role == PartyRole::municipality && (actor == Actor::municipality || actor == Actor::joint);
    if (police || municipal) result.push_back(party.id);
  }
  return result;
}

class Assembler {
 public:
  explicit Assembler(const Reading& reading) : reading_(reading) {}

  Findings assemble() {
    findings_.type = reading_.type;
    findings_.title = find_title(reading_);
    findings_.municipalities = find_municipalities(reading_);
    findings_.parties = find_parties(reading_, findings_.municipalities);
    findings_.period = document_period(reading_);
    FocusAreas focus = find_focus_areas(reading_);
    for (std::size_t i = 0; i < reading_.statements.size(); ++i) add(i, focus);
    findings_.focus_areas = std::move(focus.areas);
    add_topics();
    add_descriptions();
    findings_.signatories = find_signatories(reading_);
    findings_.references = find_references(reading_);
    mark_cut();
    return std::move(findings_);
  }

 private:
  void add(std::size_t number, const FocusAreas& focus) {
    const Fact& fact = reading_.statements[number].fact;
    if (fact.kind == "commitment") add_commitment(number, focus);
    if (fact.kind == "follow_up") {
      findings_.follow_up.push_back({reading_.text(fact.span), frequency_in(reading_, fact.span), {fact.span}});
    }
    if (fact.kind == "result") {
      const std::string& status = fact.get("status");
      findings_.results.push_back({reading_.text(fact.span),
                                   own_period(fact.unit),
                                   status.empty() ? std::nullopt : std::optional<std::string>(status),
                                   {fact.span}});
    }
  }

  void add_commitment(std::size_t number, const FocusAreas& focus) {
    const Statement& statement = reading_.statements[number];
    const Fact& fact = statement.fact;
    Commitment made;
    made.span = fact.span;
    made.text = reading_.text(fact.span);
    const Unit& unit = reading_.unit(fact.unit);
    if (unit.lead_in >= 0) made.lead_in = reading_.text(reading_.unit(unit.lead_in).span);
    made.actor = actor_of(reading_, statement);
    const bool follows = !findings_.commitments.empty() && previous_parent_ == unit.parent;
    if (fact.get("actor") == "previous" && follows) made.actor = findings_.commitments.back().actor;
    previous_parent_ = unit.parent;
    made.parties = parties_of(made.actor, findings_.parties);
    const std::string& own = fact.get("modality");
    made.modality = modality_named(own.empty() ? reading_.value(fact.unit, "modality") : own);
    made.period = own_period(fact.unit);
    const std::vector<Span> spans = value_spans(reading_, number);
    add_values(reading_, spans, findings_.period, made);
    made.evidence = spans;
    if (unit.lead_in >= 0) made.evidence.push_back(reading_.unit(unit.lead_in).span);
    made.extraction_confidence = commitment_confidence(reading_, statement);
    made.rule = reading_.rule(fact.rule).name();
    const int area = focus.of_statement[number];
    if (area >= 0) made.focus_area = focus.areas[static_cast<std::size_t>(area)].id;
    made.topics = topics_of(reading_.rules, reading_.outline.folded_text(fact.unit),
                            reading_.possible[static_cast<std::size_t>(fact.unit)]);
    findings_.commitments.push_back(std::move(made));
  }

  // The period in force where the statement stands, if it is not the document's.
  std::optional<Period> own_period(int unit) const {
    const rules::AttributeValue* value = reading_.attribute(unit, "period");
    if (value == nullptr || value->value.empty()) return std::nullopt;
    for (const Fact& fact : reading_.facts) {
      if (fact.kind != "period" || fact.unit != value->unit || fact.rule != value->rule) continue;
      auto period = period_of(fact, reading_);
      if (!period) return std::nullopt;
      if (findings_.period && findings_.period->from == period->from && findings_.period->to == period->to)
        return std::nullopt;
      return period;
    }
    return std::nullopt;
  }

  // A commitment that says nothing of a topic has its focus area's.
  void add_topics() {
    for (Commitment& commitment : findings_.commitments) {
      if (!commitment.topics.empty() || !commitment.focus_area) continue;
      for (const FocusArea& area : findings_.focus_areas) {
        if (area.id == *commitment.focus_area) commitment.topics = area.topics;
      }
    }
  }

  void add_descriptions() {
    for (const Fact& fact : reading_.facts) {
      if (fact.kind != "problem" && fact.kind != "cause") continue;
      const std::string& focus = reading_.value(fact.unit, "focus");
      for (FocusArea& area : findings_.focus_areas) {
        if (focus.empty() || text::fold_space(focus).rfind(area.name, 0) != 0) continue;
        if (fact.kind == "cause") area.causes.push_back(reading_.text(fact.span));
        if (fact.kind == "problem" && !area.description) area.description = reading_.text(fact.span);
      }
    }
  }

  // A document cut short ends inside a sentence: its last commitment is then incomplete.
  void mark_cut() {
    if (findings_.commitments.empty()) return;
    Commitment& last = findings_.commitments.back();
    std::size_t end = reading_.document.text.size();
    while (end > 0 && static_cast<unsigned char>(reading_.document.text[end - 1]) <= ' ') --end;
    if (last.span.end < end) return;
    const std::string_view tail = reading_.slice(last.span);
    const bool closed = tail.back() == '.' || tail.back() == ')' || tail.back() == '!' || tail.back() == '?';
    const bool others_closed =
        findings_.commitments.size() > 1 &&
        reading_.slice(findings_.commitments[findings_.commitments.size() - 2].span).back() == '.';
    if (closed || (!others_closed && tail.back() != ',' && tail.back() != '-')) return;
    last.incomplete = true;
    findings_.diagnostics.push_back({"incomplete_commitment", "the document ends in the middle of a commitment", 0});
  }

  const Reading& reading_;
  Findings findings_;
  int previous_parent_ = -1;  // unit that holds the last commitment's sentence
};

// Which languages rules are written for stands in the word list "languages"; without it, they are asked about any text.
bool reads_language(const rules::RuleSet& rules, const std::string& language) {
  const rules::List* known = rules.list("languages");
  if (language.empty() || language == undetermined || known == nullptr) return true;
  return std::any_of(known->entries.begin(), known->entries.end(),
                     [&](const rules::ListEntry& entry) { return entry.pattern == language; });
}

}  // namespace

Reading read_document(const Document& document, const rules::RuleSet& rules) {
  Reading reading(document, rules);
  read_structure(reading);
  reading.type = decide_type(reading);
  set_for_all(reading, "document_type", std::string(type_names[static_cast<std::size_t>(reading.type)]));
  read_values(reading);
  say_what_is_measured(reading);
  read_statements(reading);
  say_who_speaks(reading);
  return reading;
}

Findings extract(const Document& document, const rules::RuleSet& rules) {
  if (!reads_language(rules, document.language)) {
    Findings findings;
    findings.diagnostics.push_back(
        {"other_language", "the document is in a language the rules do not read: " + document.language, 0});
    return findings;
  }
  return Assembler(read_document(document, rules)).assemble();
}

}  // namespace atagande::extract
