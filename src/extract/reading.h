// What the rules have said of a document so far, phase by phase; for this room's own files.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/findings.h"
#include "extract/outline.h"
#include "rules/scene.h"

namespace atagande::extract {

/// Something a rule emitted.
struct Fact {
  std::string kind;  // as Rule::emit
  int unit = -1;
  Span span;  // in Document::text
  int rule = -1;
  std::vector<std::pair<std::string, std::string>> fields;

  [[nodiscard]] const std::string& get(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return !get(name).empty(); }
};

/// What a statement was found to be.
struct Statement {
  Fact fact;
  rules::Attributes attributes;
};

/// The state of reading one document. Each phase adds to it.
struct Reading {
  Reading(const Document& read, const rules::RuleSet& by);

  const Document& document;
  const rules::RuleSet& rules;
  Outline outline;
  std::vector<std::vector<bool>> possible;    // patterns that may match each unit's text; empty: not asked by any rule
  std::vector<rules::Attributes> attributes;  // in force at each unit
  std::vector<Fact> facts;                    // of structure and entities
  std::vector<Statement> statements;          // in reading order
  DocumentType type = DocumentType::other;

  [[nodiscard]] const Unit& unit(int index) const { return outline.units[static_cast<std::size_t>(index)]; }
  [[nodiscard]] const rules::Rule& rule(int index) const { return rules.rules()[static_cast<std::size_t>(index)]; }
  [[nodiscard]] rules::Scene scene(int index) const;
  /// Value of an attribute in force at a unit; empty if none.
  [[nodiscard]] const std::string& value(int unit, std::string_view attribute) const;
  [[nodiscard]] const rules::AttributeValue* attribute(int unit, std::string_view attribute) const;
  [[nodiscard]] std::string text(Span span) const { return text::fold_space(slice(span)); }
  [[nodiscard]] std::string_view slice(Span span) const {
    return std::string_view(document.text).substr(span.begin, span.size());
  }
};

/// Phase 1: sets attributes, gathers facts of the document's frame.
void read_structure(Reading& reading);
/// Phase 2: frequencies, quantities, deadlines, places, groups …, inside sentences.
void read_values(Reading& reading);
/// Phase 3: which sentences, items and cells are commitments and which are something else.
void read_statements(Reading& reading);
/// Rules that hold of a statement's unit as well and have a lower priority.
std::vector<int> beaten_by(const Reading& reading, const Statement& statement);

/// Asks the rules of a phase about the units they are written for, a unit's rules in order of their priority, until
/// `ask` says that a unit is done with. A rule goes through all units before the next begins: the automaton of a
/// pattern is then met once in a document and not once in a sentence, and memory is most of what asking costs.
void ask_by_rule(const Reading& reading, rules::Phase phase,
                 const std::function<bool(int rule, int unit, const rules::Scene& scene)>& ask);

/// A fact as a rule emits it from a match.
Fact make_fact(const Reading& reading, int rule, int unit, const rules::Scene& scene, const rules::Match& match);

/// Facts of a kind whose span lies in `span`.
std::vector<const Fact*> facts_in(const Reading& reading, std::string_view kind, Span span);

std::vector<Municipality> find_municipalities(const Reading& reading);
DocumentType decide_type(const Reading& reading);
std::optional<std::string> find_title(const Reading& reading);
std::vector<Party> find_parties(const Reading& reading, const std::vector<Municipality>& municipalities);
std::vector<Reference> find_references(const Reading& reading);
std::optional<Period> document_period(const Reading& reading);
std::optional<Period> period_of(const Fact& fact, const Reading& reading);
std::vector<Signatory> find_signatories(const Reading& reading);

/// Topics told of by a text, the most often named first.
std::vector<std::string> topics_of(const rules::RuleSet& rules, std::string_view folded);
/// The same where it is known which patterns may match the text.
std::vector<std::string> topics_of(const rules::RuleSet& rules, std::string_view folded,
                                   const std::vector<bool>& possible);

/// Focus areas, and the one of each statement (index, or -1).
struct FocusAreas {
  std::vector<FocusArea> areas;
  std::vector<int> of_statement;
};
FocusAreas find_focus_areas(const Reading& reading);

/// Who promises: from the statement, a trailing bracket, a column, the lead-in, the heading, the document.
Actor actor_of(const Reading& reading, const Statement& statement);

std::vector<Quantity> quantities_in(const Reading& reading, Span span);
std::optional<Frequency> frequency_in(const Reading& reading, Span span);
std::optional<Deadline> deadline_in(const Reading& reading, Span span, const std::optional<Period>& period);

/// First and last day of "2024", "2024-06", "2024-06-01"; `whole` names the part that was given.
struct DateRange {
  std::string first;
  std::string last;
  std::string precision;  // year | month | day
};
std::optional<DateRange> date_range(std::string_view date);
/// `date` moved by months, and by days.
std::string move_date(std::string_view date, int months, int days);

double commitment_confidence(const Reading& reading, const Statement& statement);

/// All phases. The document and the rules must outlive the result.
Reading read_document(const Document& document, const rules::RuleSet& rules);

}  // namespace atagande::extract
