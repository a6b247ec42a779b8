// What a rule may look at when it is asked about a unit, and the question itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.h"

namespace atagande::rules {

/// A value in force at a unit, and who put it there.
struct AttributeValue {
  std::string value;
  int rule = -1;
  int unit = -1;
  bool operator==(const AttributeValue&) const = default;
};
using Attributes = std::vector<AttributeValue>;  // by index of RuleSet::attributes(); empty value: not set

/// Text around a unit. All views but `spelling` are folded with matching_fold.
struct Scene {
  std::string_view text;
  std::string_view spelling;
  std::string_view heading;
  std::string_view lead_in;
  std::string_view previous;
  std::string_view next;
  std::string_view column;
  UnitKind kind = UnitKind::sentence;
  UnitKind within = UnitKind::document;  // what holds it
  bool first = false;
  bool last = false;
  bool cut = false;            // the document ends in the middle of it
  bool above_list = false;     // a list follows directly
  bool above_heading = false;  // a heading follows directly
  bool nested = false;         // a list item with a list of its own, or a sentence of one
  bool numbered = false;       // a list item with a number for a mark
  const Attributes* attributes = nullptr;
  const std::vector<bool>* possible = nullptr;  // patterns that may match `text`; none: all
  // The way from `text` back to the text as spelt: `text` begins at `folded_offset` of `folded`, which is the folded
  // view of `source`. Without it captures give folded text.
  const text::Folded* folded = nullptr;
  std::size_t folded_offset = 0;
  std::string_view source;
};

struct Capture {
  std::string_view name;
  Span span;           // in Scene::text, or in Scene::spelling for exact rules
  bool exact = false;  // which of the two
};

struct Match {
  Span span;  // of the pattern that decided, as Capture::span
  bool exact = false;
  std::vector<Capture> captures;
  [[nodiscard]] const Capture* find(std::string_view name) const;
};

/// The captured text as spelt, and where it stands in Scene::source (an empty span without a way back).
std::string_view spelt(const Scene& scene, const Capture& capture);
Span source_span(const Scene& scene, Span span, bool exact);

/// Whether `rule` holds for `scene`; fills `match` if it does.
bool holds(const RuleSet& rules, const Rule& rule, const Scene& scene, Match& match);

/// The same where nobody asks what matched: quicker.
bool holds(const RuleSet& rules, const Rule& rule, const Scene& scene);

/// Every place in the scene where a pattern of the rule matches, while its other conditions hold.
std::vector<Match> find_all(const RuleSet& rules, const Rule& rule, const Scene& scene);

/// The top-level conditions of `rule` that fail, in words for people; empty if the rule holds.
std::vector<std::string> failing_conditions(const RuleSet& rules, const Rule& rule, const Scene& scene);

/// `value` of the rule filled in from a match; empty where a part could not be normalised.
std::string fill(const RuleSet& rules, const Template& value, const Match& match, const Scene& scene);

/// Turns captured text into a value of a declared kind: text, folded, number, two_digits, actor, or the name of a word
/// list. Empty where it is none. `original` is the text as spelt, `folded` the same folded.
std::string normalise(const RuleSet& rules, std::string_view kind, std::string_view original, std::string_view folded);

}  // namespace atagande::rules
