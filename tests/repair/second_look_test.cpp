// Invented lines as a recogniser may have read them, with what else it held possible.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "repair/repair.h"

namespace atagande::repair {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

const Language& swedish() {
  static const Language language = Language::open(ATAGANDE_SOURCE_ROOT "/models/swedish/swedish.model");
  return language;
}

struct Heard {
  std::string word;
  std::string other;
  double probability = 0.0;
};

// The line amid enough Swedish to be judged, with a doubt about each word heard.
Repaired read(const std::string& line, const std::vector<Heard>& heard) {
  const std::string around =
      "Kommunen och polisen ska tillsammans arbeta för att öka tryggheten i de områden där många känner sig otrygga.\n";
  const std::string text = around + line;
  std::vector<Doubt> doubts;
  for (const Heard& word : heard) {
    const std::size_t at = text.find(word.word, around.size());
    if (at == std::string::npos) throw std::logic_error("no such word: " + word.word);
    doubts.push_back({{at, at + word.word.size()}, 0.9, {{word.other, word.probability}}});
  }
  Repaired out = repair(text, swedish(), {}, doubts);
  EXPECT_EQ(undone(out.text, in_new_text(out.corrections)), text);
  out.text.erase(0, around.size());
  return out;
}

TEST(SecondLook, UnknownWordsGiveWayToWhatThePrintBearsOut) {
  const Repaired out =
      read("Vi iovar att skolgarden belyses.", {{"iovar", "lovar", 1e-3}, {"skolgarden", "skolgården", 1e-4}});
  EXPECT_EQ(out.text, "Vi lovar att skolgården belyses.");
  ASSERT_EQ(out.corrections.size(), 2U);
  EXPECT_EQ(out.corrections[0].before, "iovar");
  EXPECT_EQ(out.corrections[0].after, "lovar");
  EXPECT_EQ(out.corrections[0].reason, "alternative reading");
  EXPECT_EQ(out.corrections[1].kind, "diacritic");
}

TEST(SecondLook, MarksStayAndSignsBetweenLettersGo) {
  EXPECT_EQ(read("De (äld:e), som bor här.", {{"(äld:e),", "(äldre),", 0.1}}).text, "De (äldre), som bor här.");
}

TEST(SecondLook, WhatThePrintDoesNotBearOutStays) {
  EXPECT_EQ(read("Vi iovar det.", {{"iovar", "lovar", 1e-8}}).text, "Vi iovar det.");
  EXPECT_EQ(read("Vi tog den röda tången.", {{"tången", "tåget", 1e-5}}).text, "Vi tog den röda tången.");
}

TEST(SecondLook, ARareWordGivesWayToACommonOneOnlyWhereTheReadingWasOpen) {
  EXPECT_EQ(read("Under en tång tid.", {{"tång", "lång", 0.7}}).text, "Under en lång tid.");
  EXPECT_EQ(read("Under en tång tid.", {{"tång", "lång", 1e-4}}).text, "Under en tång tid.");
}

TEST(SecondLook, NumbersCodesAddressesAndCapitalsStay) {
  const std::vector<std::pair<std::string, std::string>> pairs = {{"2021", "2027"},
                                                                  {"SKR", "SER"},
                                                                  {"kv.12a", "kv.13a"},
                                                                  {"info@vaggen.se", "info@väggen.se"},
                                                                  {"www.vagen.se", "www.vägen.se"},
                                                                  {"BRÅ:s", "BRA:s"},
                                                                  {"Lovar", "lovar"},
                                                                  {"stad", "stad."}};
  for (const auto& [word, other] : pairs) {
    const std::string line = "Skriv " + word + " under året.";
    EXPECT_EQ(read(line, {{word, other, 0.99}}).text, line) << other;
  }
}

TEST(SecondLook, NothingUnknownIsPutIn) {
  EXPECT_EQ(read("Bolaget Nordmyrbo svarar.", {{"Nordmyrbo", "Nordmyrba", 0.9}}).text, "Bolaget Nordmyrbo svarar.");
}

TEST(SecondLook, HalvesOfAWordAreNotWords) {
  const Repaired out = read("De som bor i kommu-\nnen får svar.", {{"kommu-", "kommun-", 0.9}, {"nen", "men", 0.9}});
  EXPECT_EQ(out.text, "De som bor i kommunen får svar.");
}

TEST(LookAlikes, AreWordsOfTheLanguageInTheSameCase) {
  EXPECT_THAT(look_alikes("iovar", swedish()), Contains("lovar"));
  EXPECT_THAT(look_alikes("(Inedborgare)", swedish()), Contains("(Medborgare)"));
  EXPECT_THAT(look_alikes("samarbeie,", swedish()), Contains("samarbete,"));
  EXPECT_THAT(look_alikes("lovar", swedish()), IsEmpty()) << "known";
  EXPECT_THAT(look_alikes("iovar", swedish()), Not(Contains("iovar")));
  for (const char* word : {"", "2021", "SKR", "B12", "e-", "kommu-", "vagen.se", "a@vagen.se", "\xff\xfe", "iPhone"}) {
    EXPECT_THAT(look_alikes(word, swedish()), IsEmpty()) << word;
  }
}

}  // namespace
}  // namespace atagande::repair
