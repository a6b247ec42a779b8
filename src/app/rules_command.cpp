// `rules check|test|explain|fmt`: the tools of those who write rules.
#include <fmt/format.h>

#include <iostream>

#include "app/commands.h"
#include "app/exit_status.h"
#include "app/files.h"
#include "app/knowledge.h"
#include "app/reading.h"
#include "extract/extract.h"
#include "rules/rules.h"

namespace atagande::app {
namespace {

int check(const RulesOptions& options, const DataOptions& data) {
  const auto remarks = rules::check(load_rules(data));
  std::cout << (options.json ? rules::to_json(remarks) : rules::to_text(remarks));
  return remarks.empty() ? exit_status::ok : exit_status_of(Fault::bad_rule);
}

int test(const RulesOptions& options, const DataOptions& data) {
  const auto rule_set = load_rules(data);
  const auto results = rules::run_examples(rule_set);
  std::cout << (options.json ? rules::to_json(results) : rules::to_text(results));
  bool passed = true;
  for (const auto& result : results) passed = passed && result.passed;
  return passed ? exit_status::ok : exit_status_of(Fault::bad_rule);
}

int explain(const RulesOptions& options, const DataOptions& data) {
  const auto rule_set = load_rules(data);
  for (const auto& path : options.files) {
    const auto explanations = extract::explain(read_plain_document(path), rule_set);
    std::cout << (options.json ? extract::to_json(explanations) : extract::to_text(explanations));
  }
  return exit_status::ok;
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

int run_rules(Command command, const RulesOptions& rules, const Options& options) {
  switch (command) {
    case Command::rules_check:
      return check(rules, options.data);
    case Command::rules_test:
      return test(rules, options.data);
    case Command::rules_format:
      return format(rules);
    default:
      return explain(rules, options.data);
  }
}

}  // namespace atagande::app
