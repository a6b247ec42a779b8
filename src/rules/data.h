// The inside of a rule set; for this room's own files.
#pragma once

#include <array>
#include <map>
#include <unordered_map>

#include "rules/node.h"
#include "rules/prefilter.h"
#include "rules/rules.h"

namespace atagande::rules {

/// A list compiled for looking words up.
struct ListIndex {
  std::unordered_map<std::string, int> literal;   // folded entry → index
  std::vector<std::pair<Pattern, int>> patterns;  // entries that are no plain words, anchored at both ends
  std::vector<Pattern> whole;                     // one or none: all of `patterns` at once
  std::vector<Pattern> any;                       // one: every entry, between word bounds
  std::vector<AnyOf> required;                    // what a text must hold for `any` to be found in it
};

struct RuleSet::Data {
  std::vector<RuleFile> files;
  std::vector<List> lists;
  std::unordered_map<std::string, int> list_index;
  std::map<std::string, std::optional<Required>, std::less<>> required_of_list;
  std::unordered_map<std::string, ListIndex> compiled_lists;  // those that values are looked up in
  Prefilter prefilter;
  std::vector<Pattern> patterns;
  std::unordered_map<std::string, int> pattern_index;  // "x" or "f" + written-out source
  std::vector<std::string> attributes;
  std::unordered_map<std::string, int> attribute_index;
  std::vector<Rule> rules;
  std::array<std::array<std::vector<int>, unit_kind_count>, phase_count> by_unit;
  std::vector<RegisterEntry> municipalities;
  std::vector<Topic> topics;

  int add_attribute(const std::string& name);
  /// Compiles `source` once, lists written out. Fails at `at` of `file`.
  int add_pattern(const std::string& file, const Node& at, const std::string& source, bool exact);
  /// `source` with each ${list} written out.
  std::string write_out(const std::string& file, const Node& at, const std::string& source, int depth = 0);
  /// What is known of a pattern whose lists are not written out; nothing where RE2 has to be asked.
  std::optional<Required> required(const std::string& source);
  void read_lists(const std::string& file, const Node& lists);
  void compile_list(const std::string& file, const Node& at, const std::string& name);
};

/// A file taken apart: reads its rules, registers and topics into `data`.
void read_rules(RuleSet::Data& data, const std::string& file, const Node& root);
void read_registers(RuleSet::Data& data, const std::string& file, const Node& root);

/// Splits "P{n as number}M" into its parts. Throws std::invalid_argument.
Template parse_template(const std::string& text);

}  // namespace atagande::rules
