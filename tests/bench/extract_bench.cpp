// Pages a second from blocks to findings, and the time to load rules.
// usage: extract_bench RULES_DIR TEXT...
#include <chrono>
#include <iostream>

#include "extract/extract.h"
#include "layout/layout.h"
#include "rule_files.h"
#include "text/text.h"

namespace {

using namespace atagande;
using Clock = std::chrono::steady_clock;

constexpr std::size_t words_of_a_page = 300;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void bench_loading() {
  std::string text = "rules:\n";
  for (int i = 0; i < 2000; ++i) {
    const std::string word = "ord" + std::to_string(i);
    text += "  - id: r" + std::to_string(i) + "\n    phase: commitments\n    unit: sentence\n    match: '\\b" + word +
            " (?:ska|lovar)'\n    emit: commitment\n    tests: {match: [" + word + " ska], no: [x]}\n";
  }
  const std::vector<rules::RuleFile> files{{"many.yaml", text}};
  const auto start = Clock::now();
  const auto rules = rules::RuleSet::load(files);
  std::cout << rules.rules().size() << " rules loaded in " << milliseconds_since(start) << " ms\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 1;
  bench_loading();
  const auto start = Clock::now();
  const auto rules = rules::RuleSet::load(test::rule_files(argv[1]));
  std::cout << "the folder's " << rules.rules().size() << " rules loaded in " << milliseconds_since(start) << " ms\n";
  std::vector<Document> documents;
  std::size_t words = 0;
  for (int i = 2; i < argc; ++i) {
    documents.push_back(layout::compose({}, layout::pages_from_text(text::decode(test::file_text(argv[i])).text)));
    words += documents.back().words.size();
  }
  for (int round = 0; round < 3; ++round) {
    const auto begin = Clock::now();
    std::size_t found = 0;
    for (const Document& document : documents) found += extract::extract(document, rules).commitments.size();
    const double seconds = milliseconds_since(begin) / 1000;
    const double pages = static_cast<double>(words) / words_of_a_page;
    std::cout << pages / seconds << " pages a second (" << words_of_a_page << " words each), " << found
              << " commitments\n";
  }
  return 0;
}
