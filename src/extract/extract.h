// Document + RuleSet → Findings: what a document promises, by whom, how often and until when.
//
// Pure and safe to call from any thread. Time is linear in the document and in the number of rules that could apply.
#pragma once

#include <string>
#include <vector>

#include "document/document.h"
#include "document/findings.h"
#include "rules/rules.h"

namespace atagande::extract {

/// Spans are bytes of Document::text; every text equals Document::text at its span with white space folded. Trouble is
/// a Diagnostic of the findings: "incomplete_commitment" (the document is cut), "other_language", "impossible_date".
Findings extract(const Document& document, const rules::RuleSet& rules);

/// What is expected of a commitment found by a rule of this confidence in a document of this kind.
double expected_confidence(double of_rule, DocumentType type);

/// What such an expectation has turned out to be worth, by the rules' word list "confidence" ({expected: right, …}, a
/// line between the points); without that list, the expectation itself.
double worth(const rules::RuleSet& rules, double expected);

/// Why a statement came out as it did.
struct Explanation {
  struct Source {
    std::string what;  // "actor", "focus", "role" …
    std::string value;
    std::string rule;   // "file.yaml#id (line)"
    std::string quote;  // the words it was read from
    bool operator==(const Source&) const = default;
  };
  struct NearMiss {
    std::string rule;
    std::string failed;  // the one condition that did not hold
    bool operator==(const NearMiss&) const = default;
  };
  Span span;
  std::string text;
  std::string verdict;  // commitment, not_commitment, follow_up, result, detail; empty: no rule spoke
  std::string rule;     // "file.yaml#id"
  std::string place;    // "file.yaml:12:5"
  std::vector<Source> captured;
  std::vector<Source> inherited;
  std::vector<std::string> beaten;    // rules that held as well and had a lower priority
  std::vector<NearMiss> near_misses;  // rules that failed by one condition
  bool operator==(const Explanation&) const = default;
};

/// One explanation for each sentence, list item and table cell that is a statement or came near being one.
std::vector<Explanation> explain(const Document& document, const rules::RuleSet& rules);
std::string to_text(const std::vector<Explanation>& explanations);
std::string to_json(const std::vector<Explanation>& explanations);

/// Hits and time of each rule over the documents seen, for `rules test --profile`.
struct RuleProfile {
  std::string rule;
  std::size_t asked = 0;
  std::size_t hits = 0;
  double milliseconds = 0.0;
  bool operator==(const RuleProfile&) const = default;
};
std::vector<RuleProfile> profile(const std::vector<Document>& documents, const rules::RuleSet& rules);

}  // namespace atagande::extract
