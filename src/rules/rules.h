// Rule files → an immutable rule set, and the tools of those who write them.
//
// A rule set is made once and then only read, from any thread. Everything known of Swedish promises stands in the
// files; this room knows the language they are written in.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/prefilter.h"
#include "rules/rule.h"

namespace atagande::rules {

/// A rule file's name ("commitments.yaml", shown in messages and in the results) and its text.
struct RuleFile {
  std::string name;
  std::string text;
  bool operator==(const RuleFile&) const = default;
};

struct RegisterEntry {
  std::string code;
  std::string name;
  std::string county;
  bool operator==(const RegisterEntry&) const = default;
};

struct Topic {
  std::string id;
  std::string name;  // in the language of the documents
  std::string parent;
  std::vector<int> patterns;  // of the rule set: what tells of it
  bool operator==(const Topic&) const = default;
};

class RuleSet {
 public:
  /// Throws Error(bad_rule) with file, line and column of the first fault. Later files add to earlier ones: a rule of
  /// the same id as an earlier file's is an error unless it says `replaces: true`; lists of the same name are added up.
  static RuleSet load(std::span<const RuleFile> files);

  [[nodiscard]] const std::vector<Rule>& rules() const;
  /// Rules of a phase that look at a kind of unit, the highest priority first; indices into rules().
  [[nodiscard]] const std::vector<int>& rules_for(Phase phase, UnitKind unit) const;
  [[nodiscard]] const Pattern& pattern(int index) const;
  [[nodiscard]] std::size_t pattern_count() const;
  [[nodiscard]] const Prefilter& prefilter() const;
  [[nodiscard]] const List* list(std::string_view name) const;
  [[nodiscard]] const std::vector<std::string>& attributes() const;
  /// Index of an attribute's name, or -1.
  [[nodiscard]] int attribute(std::string_view name) const;
  [[nodiscard]] const std::vector<RegisterEntry>& municipalities() const;
  [[nodiscard]] const std::vector<Topic>& topics() const;

  /// What the entry of `list` that matches the whole of `folded` stands for; nullptr if none does.
  [[nodiscard]] const std::string* value_of(std::string_view list, std::string_view folded) const;
  /// Every entry of `list` found in `folded`, left to right, not overlapping.
  struct Found {
    Span span;
    const ListEntry* entry = nullptr;
  };
  [[nodiscard]] std::vector<Found> scan(std::string_view list, std::string_view folded) const;

  /// What was loaded, for a fingerprint.
  [[nodiscard]] const std::vector<RuleFile>& files() const;

  struct Data;
  explicit RuleSet(std::shared_ptr<const Data> data);
  /// Lists and rules, for `check`.
  [[nodiscard]] const std::vector<List>& lists() const;

 private:
  std::shared_ptr<const Data> data_;
};

/// A remark of `rules check`.
struct Remark {
  enum class Kind { unused_list, shadowed_rule, slow_pattern, failing_example };
  Kind kind = Kind::unused_list;
  std::string rule;  // id, may be empty
  Location location;
  std::string message;
  bool operator==(const Remark&) const = default;
};

/// Lists nobody uses, rules that an equal pattern of a higher priority always beats, patterns whose compiled program is
/// large.
std::vector<Remark> check(const RuleSet& rules);

/// Runs every rule's own examples.
struct ExampleResult {
  std::string rule;
  Location location;
  std::string text;
  bool passed = false;
  std::string message;  // what went otherwise
  bool operator==(const ExampleResult&) const = default;
};
std::vector<ExampleResult> run_examples(const RuleSet& rules);

/// A rule file in the house style: keys of a rule in the usual order, one blank line between rules, no spaces at line
/// ends; comments stay with what they stand in front of. Formatting twice is formatting once. Throws as load does where
/// the text is no rule file.
std::string format(const RuleFile& file);

std::string to_text(std::span<const Remark> remarks);
std::string to_json(std::span<const Remark> remarks);
std::string to_text(std::span<const ExampleResult> results);
std::string to_json(std::span<const ExampleResult> results);

}  // namespace atagande::rules
