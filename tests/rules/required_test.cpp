#include "rules/required.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <stdexcept>

#include "rules/pattern.h"

namespace atagande::rules {
namespace {

std::optional<Required> of(const std::string& pattern) {
  static const auto actor = required_words("polis(?:en|er)?|kommunen", {});
  return required_words(pattern, [](std::string_view name) { return name == "actor" ? &*actor : nullptr; });
}

struct Case {
  const char* pattern;
  std::vector<AnyOf> expected;
};

TEST(Required, NamesTheWordsAMatchMustHold) {
  const AnyOf any_digit = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  const Case cases[] = {
      {"lovar", {{"lovar"}}},
      {"Löfte", {{"lofte"}}},
      {"^(?:vi|du) lovar\\b", {{"vi lovar", "du lovar"}}},
      {"polis(?:en|er)?", {{"polis"}}},
      {"${actor} .{0,40} ska se", {{"kommunen ", "polis ", "polisen ", "poliser "}, {" ska se"}}},
      {"trygg\\w*", {{"trygg"}}},
      {"\\d+ gånger", {{" ganger"}, any_digit}},
      {"[a-z]+ \\d{4}", {any_digit}},
      {"(?:nr|§) ?\\d?", {}},
      {"(?P<a>ska|kommer att) ", {{"ska ", "kommer att "}}},
      {"[ab]cd", {{"acd", "bcd"}}},
      {"[a-c]de", {}},
      {"(?:ordning)?", {}},
      {"ordning|.*", {}},
      {"(?:ordning){2,3}", {{"ordning"}}},
      {"ab", {}},
      {"", {}},
  };
  for (const Case& one : cases) {
    const auto required = of(one.pattern);
    ASSERT_TRUE(required) << one.pattern;
    auto found = most_telling(*required);
    auto expected = one.expected;
    for (auto* sets : {&found, &expected}) {
      for (AnyOf& set : *sets) std::sort(set.begin(), set.end());
      std::sort(sets->begin(), sets->end());
    }
    EXPECT_EQ(found, expected) << one.pattern;
  }
}

// What is not certain here is left to RE2, which knows every mistake.
TEST(Required, LeavesTheRestToTheEngine) {
  for (const char* pattern : {"(",
                              "a)",
                              "*a",
                              "a**",
                              "a{2}{3}",
                              "a{1001}",
                              "(?:a{500}){500}",
                              "[b-a]",
                              "[",
                              "(?i)a",
                              "(?P<n>a)(?P<n>b)",
                              "\\q",
                              "\\p{Greek}",
                              "[[:alpha:]]",
                              "${unknown}",
                              "(?P<a b>c)",
                              "a{3,2}",
                              "\\",
                              "(?P<>a)",
                              "[a",
                              "[\\d-z]"}) {
    EXPECT_FALSE(of(pattern)) << pattern;
  }
}

// Patterns made at random from what rules are written in: RE2 takes what is understood, and a text that matches holds a
// word of every set.
TEST(Required, NeverHidesAMatch) {
  const std::vector<std::string> parts = {
      "polis", "en",   "(?:en|er)?", "\\b",           " ",  ".{0,3}", "[ae]",  "\\w+", "(?:a|bc|polis)",
      "lo",    "vard", "kom+un",     "(?P<x>ab|cde)", "x*", "^",      "y{2,3}"};
  const std::string letters = "polisenrabcdvkmuy x";
  std::mt19937 random(7);
  std::size_t matches = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string pattern;
    for (std::size_t i = 1 + random() % 5; i > 0; --i) {
      if (random() % 8 == 0) pattern += "|";
      pattern += parts[random() % parts.size()];
    }
    const auto required = of(pattern);
    if (!required) continue;
    const Pattern compiled(pattern, false);
    const auto sets = most_telling(*required);
    for (int i = 0; i < 20; ++i) {
      std::string text;
      for (std::size_t j = random() % 6; j > 0; --j) {
        text += random() % 2 == 0 ? parts[random() % 2] : std::string(1, letters[random() % letters.size()]);
      }
      if (!compiled.found_in(text)) continue;
      ++matches;
      for (const AnyOf& set : sets) {
        EXPECT_TRUE(std::any_of(set.begin(), set.end(),
                                [&](const std::string& word) { return text.find(word) != std::string::npos; }))
            << pattern << " in " << text;
      }
    }
  }
  EXPECT_GT(matches, 500U);
}

TEST(Pattern, GoingByBytesKeepsCharactersWhole) {
  const Pattern pattern("^.{1,2}", false);
  std::vector<Group> groups;
  ASSERT_TRUE(pattern.find("a\u20ACb", 0, groups));
  EXPECT_EQ(groups[0].span, (Span{0, 4}));
}

TEST(Pattern, ADashBetweenBracketsMakesNoRange) {
  const Pattern pattern("^[\u2022\u2013-] a \u2013 b", false, Compile::when_asked);
  EXPECT_TRUE(pattern.found_in("- a - b"));
  EXPECT_FALSE(pattern.found_in("+ a - b"));
  EXPECT_EQ(most_telling(*of("kommun \u2013 polis")), (std::vector<AnyOf>{{"kommun - polis"}}));
}

TEST(Pattern, LettersAreThoseOfLatinScript) {
  const Pattern name("^\\p{Lu}\\p{Ll}+ [\\p{L}-]+$", true);
  EXPECT_TRUE(name.found_in("Åsa Björk-Öst"));
  EXPECT_TRUE(name.found_in("Žaklina Şahin"));
  EXPECT_FALSE(name.found_in("åsa Björk"));
  EXPECT_FALSE(name.found_in("Åsa 7"));
}

TEST(Pattern, SaysWhereItIsAskedThatItIsNone) {
  EXPECT_THROW(Pattern("(", false), std::invalid_argument);
  const Pattern late("(", false, Compile::when_asked);
  EXPECT_THROW((void)late.found_in("a"), std::invalid_argument);
}

}  // namespace
}  // namespace atagande::rules
