#include "repair/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "repair/guard.h"

namespace atagande::repair {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (const Token& token : tokens_of(text).list) out.emplace_back(text.substr(token.begin, token.end - token.begin));
  return out;
}

TEST(Tokens, AreRunsOfLettersDigitsAndAmpersands) {
  EXPECT_THAT(words_of("Åk 7–9, &r R&D & så; bl.a. a\u030Ar"),
              testing::ElementsAre("Åk", "7", "9", "&r", "R&D", "så", "bl", "a", "a\u030Ar"));
}

TEST(Tokens, HoldSignsThatTouchTheirLetters) {
  EXPECT_THAT(words_of("m@jligt f€ |6ften $a a|b 5€ 10 $ x & y"),
              testing::ElementsAre("m@jligt", "f€", "|6ften", "$a", "a", "b", "5", "10", "x", "y"));
  EXPECT_EQ(tokens_of("sjGlv").list.at(0).capitals, 4U);
}

TEST(Tokens, HaveLettersOfOneByteInLowerCase) {
  const Tokens tokens = tokens_of("ÅÄÖé");
  EXPECT_EQ(tokens.of(tokens.list.at(0)), "\xE5\xE4\xF6\xE9");
  EXPECT_EQ(latin1_to_utf8(tokens.of(tokens.list.at(0))), "åäöé");
}

TEST(Tokens, HashWithoutDiacritics) {
  const Tokens tokens = tokens_of("är ar AR år or");
  EXPECT_EQ(tokens.list[0].folded, tokens.list[1].folded);
  EXPECT_EQ(tokens.list[0].folded, tokens.list[2].folded);
  EXPECT_EQ(tokens.list[0].folded, tokens.list[3].folded);
  EXPECT_NE(tokens.list[0].folded, tokens.list[4].folded);
}

TEST(Tokens, KnowWhatPartsThem) {
  const Tokens tokens = tokens_of("En mening. Nästa, sak barn- och e-post");
  std::vector<Gap> gaps;
  for (const Token& token : tokens.list) gaps.push_back(token.gap);
  EXPECT_THAT(gaps, testing::ElementsAre(Gap::sentence, Gap::space, Gap::sentence, Gap::mark, Gap::space,
                                         Gap::suspended, Gap::space, Gap::hyphen));
}

TEST(Tokens, ForeignLettersAndVeryLongWordsAreNotLookedUp) {
  const Tokens tokens = tokens_of("Škoda " + std::string(100, 'a'));
  EXPECT_TRUE(tokens.list[0].foreign);
  EXPECT_EQ(tokens.list[0].length, 0);
  EXPECT_EQ(tokens.list[1].length, 0);
}

std::vector<std::string> guarded_in(std::string_view text) {
  Tokens tokens = tokens_of(text);
  guard(text, tokens);
  std::vector<std::string> out;
  for (const Token& token : tokens.list) {
    if (token.guarded) out.emplace_back(text.substr(token.begin, token.end - token.begin));
  }
  return out;
}

TEST(Guard, KeepsAddressesCodesAndAcronyms) {
  EXPECT_THAT(guarded_in("se www.exempel.se/lofte i dag"), testing::ElementsAre("www", "exempel", "se", "lofte"));
  EXPECT_THAT(guarded_in("skriv till asa.lof@exempel.se nu"), testing::ElementsAre("asa", "lof@exempel", "se"));
  EXPECT_THAT(guarded_in("plan.pdf och bl.a. annat"), testing::ElementsAre("plan", "pdf"));
  EXPECT_THAT(guarded_in("unga i SSPF och ANDT idag"), testing::ElementsAre("SSPF", "ANDT"));
  EXPECT_THAT(guarded_in("MEDBORGARLOFTE FOR ALLA"), testing::IsEmpty());
  EXPECT_THAT(guarded_in("ar 2024 nummer K123"), testing::ElementsAre("2024", "K123"));
}

}  // namespace
}  // namespace atagande::repair
