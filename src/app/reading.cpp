#include "app/reading.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "app/files.h"
#include "app/knowledge.h"
#include "app/sandbox.h"
#include "layout/layout.h"
#include "source/source.h"

namespace atagande::app {
namespace {

// Below this a word is worth a look even where the recogniser gave it no other reading; above it, it is wrong once in
// some hundred times.
constexpr double doubtful_confidence = 0.90;

constexpr std::uint64_t memory_for_strangers = std::uint64_t{2} << 30U;

std::vector<repair::Doubt> doubts_of(const Document& document) {
  std::vector<repair::Doubt> doubts;
  for (const PlacedWord& word : document.words) {
    if (!word.confidence || (*word.confidence >= doubtful_confidence && word.alternatives.empty())) continue;
    doubts.push_back({word.span, *word.confidence, word.alternatives});
  }
  return doubts;
}

int page_at(const Document& document, std::size_t offset) {
  const auto page = std::find_if(document.pages.begin(), document.pages.end(),
                                 [offset](const PageSummary& p) { return offset < p.span.end; });
  return page == document.pages.end() ? 0 : page->number;
}

}  // namespace

void repair_document(Document& document, const repair::Language& language, const repair::Names& names) {
  repair::Repaired repaired = repair::repair(document.text, language, {.names = names}, doubts_of(document));
  document.language = repaired.language;
  for (const repair::Unsettled& sign : repaired.unsettled) {
    document.diagnostics.push_back({"unread_sign",
                                    "\"" + sign.text + "\" is " + sign.reason + "; the page itself tells",
                                    page_at(document, sign.span.begin)});
  }
  layout::apply_corrections(document, std::move(repaired.corrections));
}

Document read_plain_document(const std::string& path) {
  // These are read in this process: it is a stranger's file, and nothing is written or fetched after it.
  static const Confinement confinement = confine(memory_for_strangers, {});
  static_cast<void>(confinement);
  const std::string bytes = read_file(path);
  Source source;
  source.file_name = std::filesystem::path(path).filename().string();
  source.media_type = source::media_type(bytes);
  if (source.media_type == source::html_media_type) return layout::compose(source, source::read_html(bytes));
  if (source.media_type == source::docx_media_type) return layout::compose(source, source::read_docx(bytes));
  if (source.media_type == source::text_media_type) {
    return layout::compose(source, layout::pages_from_text(source::read_text(bytes)));
  }
  throw Error(Fault::bad_input, "this command reads text, HTML and DOCX; for a scan, first: atagande ocr " + path,
              {path, 0, 0, 0});
}

rules::RuleSet load_rules(const DataOptions& options) {
  return rules::RuleSet::load(read_rule_files(find_data(options)));
}

}  // namespace atagande::app
