// How well rules find what people found: precision and recall over documents with annotations.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "rules/rules.h"

namespace atagande::app {

/// One measure. Where things are matched one to one (commitments, focus areas, signatories) `made` and `wanted` differ
/// and there is a precision and a recall; where one value is right or wrong they are equal.
struct GoldMeasure {
  std::string name;
  std::size_t right = 0;
  std::size_t made = 0;
  std::size_t wanted = 0;
  bool matched = false;
  bool operator==(const GoldMeasure&) const = default;
};

struct GoldDocument {
  std::string name;
  std::vector<std::string> remarks;  // "missed: …", "made up: … [rule]", "actor police for joint: …"
  bool operator==(const GoldDocument&) const = default;
};

/// How often commitments given a confidence in [from, to) are right.
struct GoldReliability {
  double from = 0.0;
  double to = 0.0;
  double mean = 0.0;  // of the confidences given
  std::size_t right = 0;
  std::size_t made = 0;
  bool operator==(const GoldReliability&) const = default;
};

struct GoldReport {
  std::vector<GoldMeasure> measures;
  std::vector<GoldReliability> reliability;
  std::vector<GoldReliability> left_out;         // of each folder, by what the others make of the rules' expectations
  std::vector<std::pair<double, double>> worth;  // expected → right, of all of them
  std::vector<GoldDocument> documents;
  bool operator==(const GoldReport&) const = default;
};

/// Reads every DIR/NAME.json, or DIR/gold/NAME.json, with the document of the same name beside it or in DIR/text/
/// (plain text, HTML or DOCX). Several folders stand for groups of documents of different origin. rules/README.md says
/// what stands in the JSON. Throws Error: bad_input, no_access.
GoldReport compare_with_gold(const std::vector<std::string>& directories, const rules::RuleSet& rules);

std::string to_text(const GoldReport& report);
std::string to_json(const GoldReport& report);

}  // namespace atagande::app
