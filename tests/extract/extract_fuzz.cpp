// Any bytes as a document: extraction ends, and every commitment's text is the document's at its span.
#include <cstddef>
#include <cstdint>
#include <string>

#include "extract/extract.h"
#include "layout/layout.h"
#include "rule_files.h"
#include "text/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atagande;
  static const auto rules = rules::RuleSet::load(test::rule_files(std::string(ATAGANDE_SOURCE_ROOT) + "/rules"));
  const std::string text = text::decode({reinterpret_cast<const char*>(data), size}).text;
  const Document document = layout::compose({}, layout::pages_from_text(text));
  for (const Commitment& commitment : extract::extract(document, rules).commitments) {
    const std::string at_span = document.text.substr(commitment.span.begin, commitment.span.size());
    if (commitment.text != text::fold_space(at_span)) __builtin_trap();
  }
  return 0;
}
