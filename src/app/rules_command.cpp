// `rules check|test|explain|fmt`: the tools of those who write rules.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>

#include "app/commands.h"
#include "app/exit_status.h"
#include "app/files.h"
#include "app/knowledge.h"
#include "app/reading.h"
#include "app/rules_gold.h"
#include "extract/extract.h"
#include "rules/rules.h"

namespace atagande::app {
namespace {

int check(const RulesOptions& options, const DataOptions& data) {
  const auto remarks = rules::check(load_rules(data));
  std::cout << (options.json ? rules::to_json(remarks) : rules::to_text(remarks));
  return remarks.empty() ? exit_status::ok : exit_status_of(Fault::bad_rule);
}

void print_profile(const std::string& directory, const rules::RuleSet& rule_set) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.is_regular_file()) paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Document> documents;
  std::transform(paths.begin(), paths.end(), std::back_inserter(documents), read_plain_document);
  for (const auto& row : extract::profile(documents, rule_set)) {
    std::cout << fmt::format("{:>8} asked {:>8} hits {:>10.2f} ms  {}\n", row.asked, row.hits, row.milliseconds,
                             row.rule);
  }
}

int test(const RulesOptions& options, const DataOptions& data) {
  const auto rule_set = load_rules(data);
  const auto results = rules::run_examples(rule_set);
  if (options.gold_directories.empty() || !options.json) {
    std::cout << (options.json ? rules::to_json(results) : rules::to_text(results));
  }
  if (!options.gold_directories.empty()) {
    const GoldReport report = compare_with_gold(options.gold_directories, rule_set);
    std::cout << (options.json ? to_json(report) : to_text(report));
  }
  if (!options.profile_directory.empty()) print_profile(options.profile_directory, rule_set);
  bool passed = true;
  for (const auto& result : results) passed = passed && result.passed;
  return passed ? exit_status::ok : exit_status_of(Fault::bad_rule);
}

int format(const RulesOptions& options) {
  for (const auto& path : options.files) {
    const std::string text = read_file(path);
    const std::string formatted = rules::format({path, text});
    if (!options.write) {
      write_all(1, formatted, "to standard output");
    } else if (formatted != text) {
      write_atomically(path, formatted);
    }
  }
  return exit_status::ok;
}

}  // namespace

int run_rules(Command command, const RulesOptions& rules, Options options, const Log& log) {
  switch (command) {
    case Command::rules_check:
      return check(rules, options.data);
    case Command::rules_test:
      return test(rules, options.data);
    case Command::rules_format:
      return format(rules);
    default:
      break;
  }
  // A scan is explained as well: read, repaired and asked about as `ingest` does.
  options.pipeline.product = rules.json ? explanation_json : explanation;
  options.input.paths = rules.files;
  return run_ingest(options, log);
}

}  // namespace atagande::app
