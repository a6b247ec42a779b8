// Conditions, captures and values.
#include "rules/scene.h"

#include <gtest/gtest.h>

namespace atagande::rules {
namespace {

RuleSet load(const std::string& text) {
  const std::vector<RuleFile> files{{"test.yaml", text}};
  return RuleSet::load(files);
}

std::string rule_with(const std::string& body) {
  return "lists:\n  numbers: {två: '2', tre: '3'}\n  actors: {police: [polisen], municipality: [kommunen], other: "
         "[krögarna, föreningen], we: [vi]}\n"
         "  partner_words: [tillsammans med]\n  months: {maj: '05'}\nrules:\n  - id: r\n    unit: sentence\n" +
         body + "    tests: {match: [x], no: [y]}\n";
}

bool matches(const std::string& body, const std::string& text, const std::string& heading = "") {
  const RuleSet rules = load(rule_with(body));
  const std::string folded = text::folded(text, matching_fold);
  const std::string above = text::folded(heading, matching_fold);
  Scene scene;
  scene.text = folded;
  scene.spelling = text;
  scene.heading = above;
  Match match;
  return holds(rules, rules.rules().front(), scene, match);
}

TEST(Scene, CaseAccentsAndDashesDoNotMatter) {
  EXPECT_TRUE(matches("    match: 'löfte 2024-2026'\n", "LOFTE 2024–2026"));
  EXPECT_FALSE(matches("    match: 'Löfte'\n    exact: \"true\"\n", "löfte"));
  EXPECT_TRUE(matches("    match: 'Löfte'\n    exact: \"true\"\n", "Löfte"));
}

TEST(Scene, ConditionsCombine) {
  const std::string body =
      "    match:\n      all: [polisen, {not: kommunen}]\n      heading: [löfte, plan]\n      words: 2-4\n";
  EXPECT_TRUE(matches(body, "Polisen lovar mycket", "Våra löften"));
  EXPECT_FALSE(matches(body, "Polisen lovar mycket", "Bakgrund"));
  EXPECT_FALSE(matches(body, "Polisen och kommunen lovar", "Våra löften"));
  EXPECT_FALSE(matches(body, "Polisen", "Våra löften"));
}

struct Value {
  const char* kind;
  const char* text;
  const char* expected;
};

class Values : public testing::TestWithParam<Value> {};

TEST_P(Values, AreNormalised) {
  const RuleSet rules = load(rule_with("    match: x\n    set: {m: '{x as months}'}\n"));
  const std::string folded = text::folded(GetParam().text, matching_fold);
  EXPECT_EQ(normalise(rules, GetParam().kind, GetParam().text, folded), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Values,
    testing::Values(Value{"number", "två", "2"}, Value{"number", "1 200", "1200"}, Value{"number", "2,5", "2.5"},
                    Value{"number", "två (2)", "2"}, Value{"number", "inga", ""}, Value{"two_digits", "3", "03"},
                    Value{"months", "Maj", "05"}, Value{"months", "mars", ""}, Value{"actor", "Polisen", "police"},
                    Value{"actor", "Polisen och kommunen", "joint"},
                    Value{"actor", "Polisen tillsammans med kommunen", "police"},
                    Value{"actor", "krögarna och föreningen", "joint"}, Value{"actor", "krögarna", "other"},
                    Value{"actor", "vi", "we"}, Value{"actor", "grannen", ""}, Value{"text", " a \n b ", "a b"}));

TEST(Scene, FindsEveryPlaceWithTheWayBack) {
  const RuleSet rules = load(rule_with(
      "    match: '(?P<value>(?P<n>två|tre) möten)'\n    emit: quantity\n    with: {value: '{n as number}'}\n"));
  const std::string text = "Två  möten på våren, tre möten på hösten";
  const text::Folded folded = text::fold(text, matching_fold);
  Scene scene;
  scene.text = folded.text;
  scene.spelling = text;
  scene.folded = &folded;
  scene.source = text;
  const auto found = find_all(rules, rules.rules().front(), scene);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(spelt(scene, *found[0].find("value")), "Två  möten");
  EXPECT_EQ(fill(rules, rules.rules().front().with.front().second, found[1], scene), "3");
}

}  // namespace
}  // namespace atagande::rules
