// Loading: what is refused, and where the message points to.
#include <gtest/gtest.h>

#include "rules/rules.h"

namespace atagande::rules {
namespace {

struct Refusal {
  const char* name;
  const char* text;
  int line;
  int column;
  const char* message;
};

class RefusedRules : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedRules, PointToThePlace) {
  const Refusal& expected = GetParam();
  const std::vector<RuleFile> files{{"own.yaml", expected.text}};
  try {
    RuleSet::load(files);
    FAIL() << "loaded";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::bad_rule);
    EXPECT_EQ(error.place().file, "own.yaml");
    EXPECT_EQ(error.place().line, expected.line) << error.what();
    EXPECT_EQ(error.place().column, expected.column) << error.what();
    EXPECT_NE(std::string(error.what()).find(expected.message), std::string::npos) << error.what();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rules, RefusedRules,
    testing::Values(
        Refusal{"two_documents", "lists:\n  a: [b]\n---\nrules: []\n", 3, 1, "one document"},
        Refusal{"no_yaml", "a: b: c\n", 1, 5, "not valid YAML"},
        Refusal{"unknown_key", "rules:\n  - id: a\n    colour: red\n", 3, 5, "a rule has no key \"colour\""},
        Refusal{"mistyped_key", "rules:\n  - id: a\n    prioritet: \"5\"\n", 3, 5, "did you mean \"priority\"?"},
        Refusal{"unknown_unit", "rules:\n  - id: a\n    unit: book\n", 3, 11, "It is one of: document, page"},
        Refusal{"mistyped_unit", "rules:\n  - id: a\n    unit: papagraph\n", 3, 11, "did you mean \"paragraph\"?"},
        Refusal{"no_id", "rules:\n  - unit: page\n", 2, 5, "a rule lacks the key \"id\""},
        Refusal{"no_number", "rules:\n  - id: a\n    priority: high\n", 3, 15, "a whole number, such as"},
        Refusal{"beyond_one", "rules:\n  - id: a\n    confidence: 1.5\n", 3, 17, "a number from 0 to 1"},
        Refusal{"capitals", "rules:\n  - id: My Rule\n", 2, 9, "small letters a to z"},
        Refusal{"mistyped_condition", "rules:\n  - id: a\n    match: {al: [x]}\n", 3, 13, "did you mean \"all\"?"},
        Refusal{"empty_condition", "rules:\n  - id: a\n    match: []\n", 3, 12, "\"match\" is empty"},
        Refusal{"a_list_for_keys", "rules:\n  - id: a\n    tests: [x]\n", 3, 12,
                "must be keys with values, not a list"},
        Refusal{"a_word_for_a_list", "lists:\n  a: b\n", 2, 6, "must be a list or keys with values"},
        Refusal{"tag", "rules:\n  - id: !name a\n", 2, 9, "a tag (!name) is not allowed"},
        Refusal{"no_tests", "rules:\n  - id: a\n    unit: sentence\n    match: x\n", 2, 9, "needs tests"},
        Refusal{"no_negative", "rules:\n  - id: a\n    unit: sentence\n    match: x\n    tests: {match: [x]}\n", 2, 9,
                "needs tests"},
        Refusal{"bad_pattern",
                "rules:\n  - id: a\n    unit: sentence\n    match: '('\n    tests: {match: [x], no: [y]}\n", 4, 12,
                "not a valid pattern"},
        Refusal{"unknown_list",
                "rules:\n  - id: a\n    unit: sentence\n    match: '${who}'\n    tests: {match: [x], no: [y]}\n", 4, 12,
                "no word list named \"who\""},
        Refusal{"circle",
                "lists:\n  a: ['${b}']\n  b: ['${a}']\nrules:\n  - id: a\n    unit: sentence\n    match: '${a}'\n    "
                "tests: {match: [x], no: [y]}\n",
                7, 12, "circle"},
        Refusal{"reserved_list_of_nothing_known", "lists:\n  letterhead: ['${nowhere}']\n", 2, 3,
                "no word list named \"nowhere\""},
        Refusal{"alias", "lists: {a: &x [b], c: *x}\n", 1, 12, "anchor"},
        Refusal{"twice", "lists: {a: [b], a: [c]}\n", 1, 17, "twice"},
        Refusal{"same_id",
                "rules:\n  - {id: a, unit: sentence, match: x, tests: {match: [x], no: [y]}}\n  - {id: a, unit: "
                "sentence, match: x, "
                "tests: {match: [x], no: [y]}}\n",
                3, 10, "already a rule"},
        Refusal{"extends_nothing", "rules:\n  - {id: a, extends: b}\n", 2, 22, "to extend"},
        Refusal{"disable_nothing", "disable: [b]\n", 1, 11, "to disable"},
        Refusal{"bad_template",
                "rules:\n  - id: a\n    unit: sentence\n    match: x\n    set: {b: '{x'}\n    tests: {match: [x], no: "
                "[y]}\n",
                5, 14, "without"}),
    [](const auto& one) { return std::string(one.param.name); });

constexpr const char* base_rules = R"(
lists: {verb: [lovar, ska]}
rules:
  - id: promise
    phase: commitments
    unit: sentence
    match: 'polisen ${verb}'
    emit: commitment
    priority: "5"
    tests: {match: [Polisen lovar], no: [Kommunen lovar]}
)";

TEST(Rules, OwnFileExtendsListsRulesAndDisables) {
  const std::vector<RuleFile> files{{"base.yaml", base_rules},
                                    {"own.yaml", R"(
lists: {verb: [utfäster sig]}
rules:
  - id: promise-of-the-town
    extends: promise
    match: 'staden ${verb}'
    tests: {match: [Staden utfäster sig], no: [Polisen lovar]}
)"},
                                    {"last.yaml", "disable: [promise]\n"}};
  const RuleSet rules = RuleSet::load(files);
  ASSERT_EQ(rules.rules().size(), 1u);
  const Rule& rule = rules.rules().front();
  EXPECT_EQ(rule.name(), "own.yaml#promise-of-the-town");
  EXPECT_EQ(rule.emit, "commitment");
  EXPECT_EQ(rule.priority, 5);
  for (const ExampleResult& result : run_examples(rules)) EXPECT_TRUE(result.passed) << result.message;
}

TEST(Rules, AListGivenTwiceSaysNothingTwice) {
  const char* lists = "lists: {verb: [lovar, ska], days: {en dag: \"1\"}}\n";
  const std::vector<RuleFile> files{
      {"a.yaml", lists}, {"b.yaml", lists}, {"c.yaml", "lists: {days: {en dag: \"2\"}}\n"}};
  const RuleSet rules = RuleSet::load(files);
  EXPECT_EQ(rules.list("verb")->entries.size(), 2u);
  EXPECT_EQ(rules.list("days")->entries.size(), 2u);
}

TEST(Rules, CheckFindsUnusedListsAndShadowedRules) {
  const std::vector<RuleFile> files{{"base.yaml", base_rules}, {"own.yaml", R"(
lists: {idle: [x]}
rules:
  - id: beaten
    phase: commitments
    unit: sentence
    match: 'polisen lovar'
    emit: commitment
    priority: "1"
    tests: {match: [Polisen lovar], no: [Kommunen lovar]}
  - id: wrong
    phase: commitments
    unit: sentence
    match: 'vi lovar'
    emit: commitment
    priority: "9"
    tests: {match: [Kommunen lovar], no: [Vi]}
)"}};
  const auto remarks = check(RuleSet::load(files));
  ASSERT_EQ(remarks.size(), 3u);
  EXPECT_EQ(remarks[0].kind, Remark::Kind::unused_list);
  EXPECT_EQ(remarks[0].location.line, 2);
  EXPECT_EQ(remarks[1].kind, Remark::Kind::shadowed_rule);
  EXPECT_EQ(remarks[1].rule, "beaten");
  EXPECT_EQ(remarks[2].kind, Remark::Kind::failing_example);
  EXPECT_EQ(remarks[2].rule, "wrong");
  EXPECT_NE(to_text(remarks).find("own.yaml:2:9: unused_list"), std::string::npos) << to_text(remarks);
}

TEST(Rules, FormatOrdersKeysAndKeepsComments) {
  const RuleFile file{"own.yaml",
                      "rules:\n  - unit: sentence   \n    # why\n    id: a\n    tests: {match: [x], no: [y]}\n    "
                      "match: x\n\n\n\n  # the second\n"
                      "  - id: b\n    unit: sentence\n    match: z\n    tests: {match: [z], no: [y]}\n"};
  EXPECT_EQ(format(file),
            "rules:\n    # why\n  - id: a\n    unit: sentence\n    match: x\n    tests: {match: [x], no: [y]}\n\n  # "
            "the second\n"
            "  - id: b\n    unit: sentence\n    match: z\n    tests: {match: [z], no: [y]}\n");
}

}  // namespace
}  // namespace atagande::rules
