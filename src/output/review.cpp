// Stages remark on what they saw; here the remarks are gathered and those added that only the whole shows: pages and
// commitments read with low confidence, a commitment that was cut off. A remark that merely informs does not call for
// review; every other does.
#include "output/review.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "output/output.h"

namespace atagande::output {
namespace {

// Below these a reader finds about one word in ten wrong, on pages and within a commitment.
constexpr double low_page_confidence = 0.80;
constexpr double low_commitment_confidence = 0.70;
// Of commitments given less than this, more than three in ten are none.
constexpr double low_extraction_confidence = 0.70;

constexpr std::array<std::string_view, 6> merely_informs = {"blank_page", "digitally_signed",    "duplicate_page",
                                                            "encrypted",  "text_layer_replaced", "treated"};

bool has(const std::vector<Diagnostic>& warnings, std::string_view code, int page) {
  return std::any_of(warnings.begin(), warnings.end(),
                     [&](const Diagnostic& each) { return each.code == code && each.page == page; });
}

void add_low_confidence(const Document& document, std::vector<Diagnostic>& warnings) {
  for (const PageSummary& page : document.pages) {
    if (!page.ocr_confidence || *page.ocr_confidence >= low_page_confidence) continue;
    if (has(warnings, "low_ocr_confidence", page.number)) continue;
    warnings.push_back({"low_ocr_confidence", "the page was hard to read; its words may be wrong", page.number});
  }
}

void add_doubtful_commitments(const Findings& findings, const EvidenceFinder& finder,
                              std::vector<Diagnostic>& warnings) {
  for (const Commitment& each : findings.commitments) {
    const int page = finder.page_at(each.span.begin);
    if (each.incomplete && !has(warnings, "incomplete_commitment", page)) {
      warnings.push_back({"incomplete_commitment", "the document ends in the middle of a commitment", page});
    }
    const auto confidence = finder.confidence(each.span);
    if (confidence && *confidence < low_commitment_confidence && !has(warnings, "doubtful_commitment", page)) {
      warnings.push_back({"doubtful_commitment", "a commitment on the page was hard to read", page});
    }
    if (each.extraction_confidence < low_extraction_confidence && !has(warnings, "uncertain_commitment", page)) {
      warnings.push_back({"uncertain_commitment", "what was taken for a commitment on the page may be none", page});
    }
  }
}

}  // namespace

std::vector<Diagnostic> warnings_for(const Document& document, const Findings& findings, const EvidenceFinder& finder) {
  std::vector<Diagnostic> warnings = document.diagnostics;
  warnings.insert(warnings.end(), findings.diagnostics.begin(), findings.diagnostics.end());
  add_low_confidence(document, warnings);
  add_doubtful_commitments(findings, finder, warnings);
  std::stable_sort(warnings.begin(), warnings.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.page < b.page; });
  return warnings;
}

bool needs_review(const std::vector<Diagnostic>& warnings) {
  return std::any_of(warnings.begin(), warnings.end(), [](const Diagnostic& each) {
    return std::find(merely_informs.begin(), merely_informs.end(), each.code) == merely_informs.end();
  });
}

Review review(const Document& document, const Findings& findings) {
  Review result;
  result.warnings = warnings_for(document, findings, EvidenceFinder(document));
  result.needed = needs_review(result.warnings);
  return result;
}

}  // namespace atagande::output
