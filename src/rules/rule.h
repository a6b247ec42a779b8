// A rule and its parts as the engine carries them out. Authors meet them as YAML: rules/README.md teaches that.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/pattern.h"

namespace atagande::rules {

enum class Phase { structure, entities, commitments, links };
constexpr std::size_t phase_count = 4;

enum class UnitKind { document, page, section, heading, lead_in, list_item, table_row, cell, paragraph, sentence };
constexpr std::size_t unit_kind_count = 10;

/// How far what a rule sets reaches: the unit and what it holds; the list or table under it; its section; everything
/// that follows until the same name is set anew; the document.
enum class Scope { unit, list, passage, section, onward, document };

/// Where a statement of a rule file stands.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
  bool operator==(const Location&) const = default;
};

/// Text with captures in it: "P{n as number}M". A part without a name is literal.
struct TemplatePart {
  std::string literal;
  std::string capture;
  std::string kind;  // "text" where none is given
  bool operator==(const TemplatePart&) const = default;
};
using Template = std::vector<TemplatePart>;

struct Condition {
  enum class Kind { text, heading, lead_in, before, after, column, inside, is, within, words, all, any, none };
  Kind kind = Kind::all;
  int pattern = -1;                 // text … column: index into the rule set's patterns
  int attribute = -1;               // inside: index into the rule set's attributes
  std::vector<std::string> values;  // inside: one of these; "*" is anything, "" nothing. is, within: words
  int least = 0;                    // words
  int most = 0;
  std::vector<Condition> parts;  // all, any, none
  int line = 0;
};

/// An example that stands with its rule.
struct Example {
  std::string text;
  std::string heading;
  std::string lead_in;
  std::string before;  // what follows
  std::string after;   // what stands in front
  std::string column;
  std::map<std::string, std::string> given;   // attributes in force
  std::map<std::string, std::string> expect;  // what the rule must set
  std::vector<std::string> is;
  std::string within;
  bool should_match = true;
  int line = 0;
};

struct Rule {
  std::string id;
  std::string about;
  Location location;
  Phase phase = Phase::commitments;
  std::vector<UnitKind> units;
  Condition match;
  // What `match` needs of the unit's own text: sets of patterns of each of which one has to match, one set behind the
  // other, each closed by -1. Empty: nothing is known.
  std::vector<int> needs;
  std::string emit;                                    // empty: only sets
  std::vector<std::pair<std::string, Template>> set;   // attributes in force from here on
  std::vector<int> set_attributes;                     // for each entry of `set`
  std::vector<std::pair<std::string, Template>> with;  // what the emitted thing holds
  Scope scope = Scope::unit;
  int priority = 0;
  double confidence = 0.9;
  bool exact = false;
  std::vector<Example> examples;

  /// "file.yaml#id"
  [[nodiscard]] std::string name() const;
};

/// A named word list. An entry is a pattern, most often just a word; it may stand for a value.
struct ListEntry {
  std::string pattern;
  std::string value;
};
struct List {
  std::string name;
  Location location;
  std::vector<ListEntry> entries;
  std::string alternation;  // "(?:…|…)", other lists written out
  std::vector<std::string> alternatives;
  bool used = false;
};

}  // namespace atagande::rules
