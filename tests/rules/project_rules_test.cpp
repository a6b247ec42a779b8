// The rules that come with the project: they load, and every example that stands with them holds.
#include <gtest/gtest.h>

#include "rule_files.h"
#include "rules/rules.h"

namespace atagande::rules {
namespace {

const RuleSet& project_rules() {
  static const RuleSet rules = RuleSet::load(test::rule_files(std::string(ATAGANDE_SOURCE_ROOT) + "/rules"));
  return rules;
}

TEST(ProjectRules, EveryExampleHolds) {
  const auto results = run_examples(project_rules());
  EXPECT_GT(results.size(), 300u);
  for (const ExampleResult& result : results) {
    EXPECT_TRUE(result.passed) << result.location.file << ":" << result.location.line << " " << result.rule << ": \""
                               << result.text << "\" " << result.message;
  }
}

TEST(ProjectRules, RegisterAndTaxonomyAreWhole) {
  EXPECT_EQ(project_rules().municipalities().size(), 290u);
  EXPECT_EQ(project_rules().topics().size(), 33u);
}

TEST(ProjectRules, FormattingIsStable) {
  for (const RuleFile& file : test::rule_files(std::string(ATAGANDE_SOURCE_ROOT) + "/rules")) {
    const std::string once = format(file);
    EXPECT_EQ(format({file.name, once}), once) << file.name;
  }
}

}  // namespace
}  // namespace atagande::rules
