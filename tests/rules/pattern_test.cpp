// What a pattern finds and which of its groups: also where the only group is all of it, which is found another way.
#include "rules/pattern.h"

#include <gtest/gtest.h>

namespace atagande::rules {
namespace {

struct Finding {
  const char* name;
  const char* pattern;
  const char* text;
  const char* whole;
  const char* value;  // of the group "value"; null: it took no part
};

class Patterns : public testing::TestWithParam<Finding> {};

TEST_P(Patterns, FindTheirGroups) {
  const Finding& expected = GetParam();
  const Pattern pattern(expected.pattern, false);
  const std::string text = expected.text;
  std::vector<Group> groups;
  EXPECT_TRUE(pattern.found_in(text));
  ASSERT_TRUE(pattern.find(text, 0, groups));
  const auto words = [&](const Group& group) { return text.substr(group.span.begin, group.span.size()); };
  EXPECT_EQ(words(groups[0]), expected.whole);
  ASSERT_EQ(pattern.names().size(), 1u);
  EXPECT_EQ(pattern.names().front().first, "value");
  const Group& value = groups[static_cast<std::size_t>(pattern.names().front().second)];
  ASSERT_EQ(value.set, expected.value != nullptr);
  EXPECT_EQ(words(value), expected.value == nullptr ? "" : expected.value);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, Patterns,
    testing::Values(Finding{"all_of_it", "\\b(?P<value>\\d+ (?:dagar|dag))\\b", "om 12 dagar.", "12 dagar", "12 dagar"},
                    Finding{"the_first_alternative_as_ever", "(?P<value>dag|dagar)", "12 dagar", "dag", "dag"},
                    Finding{"a_bracket_in_a_class", "(?P<value>[)(]+)", "a () b", "()", "()"},
                    Finding{"an_escaped_bracket", "(?P<value>\\(\\d\\))", "x (2) y", "(2)", "(2)"},
                    Finding{"words_in_front", "om (?P<value>\\d+)", "om 12", "om 12", "12"},
                    Finding{"words_behind", "(?P<value>\\d+) dagar", "om 12 dagar", "12 dagar", "12"},
                    Finding{"another_way", "(?P<value>\\d+)|snart", "kom snart", "snart", nullptr},
                    Finding{"repeated", "(?P<value>ab)+", "xababy", "abab", "ab"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Pattern, IsFoundFromAPlaceOn) {
  const Pattern pattern("\\b(?P<value>\\d+)\\b", false);
  std::vector<Group> groups;
  ASSERT_TRUE(pattern.find("12 och 34", 2, groups));
  EXPECT_EQ(groups[0].span.begin, 7u);
  EXPECT_FALSE(pattern.find("12 och 34", 9, groups));
}

}  // namespace
}  // namespace atagande::rules
