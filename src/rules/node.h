// A YAML file as a plain tree that remembers where everything stood.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/error.h"

namespace atagande::rules {

struct NodeEntry;

/// A value of a YAML file. Numbers and truth values are kept as the scalar they were written as.
struct Node {
  enum class Kind { null, scalar, sequence, map };
  Kind kind = Kind::null;
  std::string scalar;
  bool quoted = false;  // a scalar in quotes is a string, whatever it looks like
  std::vector<Node> items;
  std::vector<NodeEntry> entries;  // in the order of the file
  int line = 0;                    // from 1
  int column = 0;                  // from 1

  /// The value under `key`, or nullptr.
  [[nodiscard]] const Node* find(std::string_view key) const;
  /// A scalar or each scalar of a sequence.
  [[nodiscard]] std::vector<std::string> strings() const;
};

struct NodeEntry {
  Node key;  // a scalar
  Node value;
};

/// Throws Error(bad_rule) with the place of what is no YAML. Anchors, aliases and tags are refused: rule files are to
/// be read by people, and an alias can make a small file large. Nesting is limited to 40.
Node parse_yaml(const std::string& file, const std::string& text);

/// Checks a rule file against the schema of rule files; throws Error(bad_rule) with the place of the first fault.
void check_schema(const std::string& file, const Node& root);

/// Throws Error(bad_rule) with the first place where a file breaks the schema, and what may stand there; returns where
/// it finds none.
void fail_by_schema(const std::string& file, const Node& root);

/// The schema itself (JSON Schema, draft 7).
std::string_view schema_text();

[[noreturn]] void fail(const std::string& file, const Node& at, const std::string& message);

}  // namespace atagande::rules
