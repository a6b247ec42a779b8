#include "repair/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <set>

#include "repair/token.h"

namespace atagande::repair {
namespace {

/// A lexicon of words made of a few letters, with what it is a view of.
struct Sample {
  explicit Sample(unsigned seed) {
    std::mt19937 random(seed);
    constexpr std::string_view letters = "abor\xE5\xE4\xF6\xE9\xE8";
    std::set<std::string> chosen;
    for (int i = 0; i < 300; ++i) {
      std::string word;
      for (std::size_t k = 1 + random() % 4; k > 0; --k) word += letters[random() % letters.size()];
      chosen.insert(word);
    }
    words.assign(chosen.begin(), chosen.end());
    for (std::size_t i = 0; i < words.size(); ++i) records.push_back({static_cast<std::uint8_t>(random() % 200), 0});
    const std::string bytes = model::automaton_bytes(words);
    automaton.resize((bytes.size() + 7) / 8);
    std::memcpy(automaton.data(), bytes.data(), bytes.size());
    lexicon = Lexicon(std::as_bytes(std::span(automaton)).first(bytes.size()), records);
  }

  std::vector<std::string> words;
  std::vector<WordRecord> records;
  std::vector<std::uint64_t> automaton;
  Lexicon lexicon;
};

bool may_lose(char meant, char read) {
  return meant == read || (static_cast<unsigned char>(meant) >= 0x80 && static_cast<unsigned char>(read) < 0x80 &&
                           bare(static_cast<unsigned char>(meant)) == static_cast<unsigned char>(read));
}

TEST(Lexicon, FindsEveryWordThatLooksAlike) {
  const Sample sample(3);
  for (const std::string& read : sample.words) {
    for (const bool any : {false, true}) {
      std::vector<std::string> expected;
      for (const std::string& word : sample.words) {
        const bool alike =
            any ? bare(word) == bare(read) : std::equal(word.begin(), word.end(), read.begin(), read.end(), may_lose);
        if (alike) expected.push_back(word);
      }
      Readings readings;
      sample.lexicon.readings(read, any, readings);
      if (expected.size() > Readings::most) continue;
      std::vector<std::string> found;
      for (const Reading& reading : readings.span()) {
        found.emplace_back(reading.text());
        EXPECT_EQ(reading.record, sample.lexicon.record(*sample.lexicon.find(reading.text())));
      }
      std::sort(found.begin(), found.end());
      EXPECT_EQ(found, expected) << latin1_to_utf8(read) << any;
    }
  }
}

TEST(Lexicon, BoundsTheCountsOfARange) {
  const Sample sample(4);
  const auto words = static_cast<std::uint32_t>(sample.words.size());
  std::uint8_t all = 0;
  for (const WordRecord& record : sample.records) all = std::max(all, record.count);
  EXPECT_EQ(sample.lexicon.greatest_count(0, words), all);
  for (std::uint32_t begin = 0; begin < words; ++begin) {
    std::uint8_t greatest = 0;
    for (std::uint32_t end = begin + 1; end <= words; ++end) {
      greatest = std::max(greatest, sample.records[end - 1].count);
      const std::uint8_t bound = sample.lexicon.greatest_count(begin, end);
      EXPECT_GE(bound, greatest);
      EXPECT_LE(bound, all);
    }
  }
}

}  // namespace
}  // namespace atagande::repair
