#include "repair/edit.h"

#include <gtest/gtest.h>

#include <random>

#include "repair/repair.h"

namespace atagande::repair {
namespace {

Correction change(std::string_view text, std::size_t begin, std::size_t end, std::string after) {
  return {{begin, end}, std::string(text.substr(begin, end - begin)), std::move(after), "letter", "test", 0.5};
}

TEST(Edit, JoinsChangesThatTouchTheSamePlace) {
  const std::string text = "medborgar-\nlofte nu";
  const std::vector<Correction> first = {change(text, 9, 11, "")};
  const std::string middle = applied(text, first);
  ASSERT_EQ(middle, "medborgarlofte nu");
  const std::vector<Correction> second = {change(middle, 0, 14, "medborgarlöfte")};
  const std::vector<Correction> both = joined(text, first, second);
  ASSERT_EQ(both.size(), 1U);
  EXPECT_EQ(both[0].before, "medborgar-\nlofte");
  EXPECT_EQ(applied(text, both), "medborgarlöfte nu");
}

TEST(Edit, LeavesOutWhatComesToNothing) {
  const std::string text = "ar";
  const std::vector<Correction> first = {change(text, 0, 2, "är")};
  const std::vector<Correction> second = {change("är", 0, 3, "ar")};
  EXPECT_TRUE(joined(text, first, second).empty());
}

/// Random changes of a random text: joined they do what they do one after the other, and can be undone.
TEST(Edit, JoiningIsApplyingOneAfterTheOther) {
  std::mt19937 random(7);
  const auto some_changes = [&](const std::string& text) {
    std::vector<Correction> out;
    for (std::size_t at = random() % 4; at < text.size();) {
      const std::size_t end = std::min(text.size(), at + random() % 3);
      out.push_back(change(text, at, end, std::string(random() % 3, static_cast<char>('A' + random() % 26))));
      if (out.back().before == out.back().after) out.pop_back();
      at = end + 1 + random() % 4;
    }
    return out;
  };
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t i = random() % 20; i > 0; --i) text += static_cast<char>('a' + random() % 26);
    const std::vector<Correction> first = some_changes(text);
    const std::string middle = applied(text, first);
    const std::vector<Correction> second = some_changes(middle);
    const std::vector<Correction> both = joined(text, first, second);
    const std::string result = applied(middle, second);
    ASSERT_EQ(applied(text, both), result);
    for (const Correction& correction : both) {
      ASSERT_EQ(text.substr(correction.span.begin, correction.span.size()), correction.before);
    }
    ASSERT_EQ(undone(result, in_new_text(both)), text);
  }
}

TEST(Edit, WritesWordsInTheCaseTheyWereReadIn) {
  const auto written = [](std::string_view read, std::string_view letters, FirstLetter first = FirstLetter::as_read) {
    const Tokens tokens = tokens_of(read);
    return with_case(letters, tokens.of(tokens.list.at(0)), tokens.list.at(0), first);
  };
  EXPECT_EQ(written("Oka", "\xF6ka"), "Öka");
  EXPECT_EQ(written("OKA", "\xF6ka"), "ÖKA");
  EXPECT_EQ(written("fOr", "f\xF6r"), "för");
  EXPECT_EQ(written("Stirka", "st\xE4rka"), "Stärka");
  EXPECT_EQ(written("utsiitts", "uts\xE4tts"), "utsätts");
  EXPECT_EQ(written("0ka", "\xF6ka", FirstLetter::lower), "öka");
  EXPECT_EQ(written("ASA", "\xE5sa", FirstLetter::title), "Åsa");
}

TEST(Edit, NamesKindsOfChange) {
  EXPECT_EQ(kind_of_change("ar", "är"), "diacritic");
  EXPECT_EQ(kind_of_change("Ar", "är"), "diacritic");
  EXPECT_EQ(kind_of_change("ASA", "Asa"), "case");
  EXPECT_EQ(kind_of_change("0ka", "öka"), "letter");
}

}  // namespace
}  // namespace atagande::repair
