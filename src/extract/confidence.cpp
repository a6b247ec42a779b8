// How sure a commitment is. Its rule's author says what he expects, less in a document that gives no promises by its
// kind; the word list "confidence" says what such expectations have turned out to be worth on documents nobody had
// seen, and between its points a line is drawn. Doubt of the reading, in the words of the commitment itself, lowers
// that.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "extract/extract.h"
#include "extract/reading.h"

namespace atagande::extract {
namespace {

// What stands in a document that gives no promises by its kind is promised less often than its form says.
constexpr double among_other_things = 0.6;
// A word of which nothing is sure still leaves the commitment half its confidence: most words do not decide.
constexpr double doubt_of_a_word = 0.5;

double to_number(const std::string& text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && std::isfinite(value) ? value : 0.0;
}

}  // namespace

double expected_confidence(double of_rule, DocumentType type) {
  return type == DocumentType::other ? of_rule * among_other_things : of_rule;
}

double worth(const rules::RuleSet& rules, double expected) {
  const rules::List* points = rules.list("confidence");
  if (points == nullptr || points->entries.empty()) return expected;
  std::vector<std::pair<double, double>> line;
  for (const rules::ListEntry& entry : points->entries)
    line.emplace_back(to_number(entry.pattern), to_number(entry.value));
  std::sort(line.begin(), line.end());
  if (expected <= line.front().first) return line.front().second;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto& [x0, y0] = line[i - 1];
    const auto& [x1, y1] = line[i];
    if (expected <= x1) return x1 == x0 ? y1 : y0 + (y1 - y0) * (expected - x0) / (x1 - x0);
  }
  return line.back().second;
}

double commitment_confidence(const Reading& reading, const Statement& statement) {
  const double expected = expected_confidence(reading.rule(statement.fact.rule).confidence, reading.type);
  const Span span = statement.fact.span;
  double lowest = 1.0;
  const auto doubt = [&](double sure) { lowest = std::min(lowest, 1.0 - doubt_of_a_word * (1.0 - sure)); };
  for (const PlacedWord& word : reading.document.words) {
    if (word.span.begin >= span.begin && word.span.end <= span.end && word.confidence) doubt(*word.confidence);
  }
  for (const Correction& correction : reading.document.corrections) {
    if (correction.span.begin >= span.begin && correction.span.end <= span.end) doubt(correction.score);
  }
  return worth(reading.rules, expected) * lowest;
}

}  // namespace atagande::extract
