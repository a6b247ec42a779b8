#include "ocr/lines.h"

#include <gtest/gtest.h>

#include <cmath>

namespace atagande::ocr {
namespace {

using recognise::PixelBox;

// Two words of filled boxes: ink at columns 10-29 and 40-59, rows 12-19.
InkMap two_words() {
  InkMap map{80, 30, std::vector<bool>(80 * 30)};
  for (int y = 12; y < 20; ++y) {
    for (int x = 10; x < 60; ++x) {
      if (x < 30 || x >= 40) map.ink[static_cast<std::size_t>(y * 80 + x)] = 1;
    }
  }
  return map;
}

recognise::ReadWord word(const std::string& text, int x0, int x1, bool space_before, double confidence) {
  recognise::ReadWord result;
  result.text = text;
  result.space_before = space_before;
  result.confidence = confidence;
  const int count = static_cast<int>(text.size());
  for (int i = 0; i < count; ++i) {
    recognise::ReadCharacter character;
    character.text = text.substr(static_cast<std::size_t>(i), 1);
    character.box = {x0 + (x1 - x0) * i / count, 5, x0 + (x1 - x0) * (i + 1) / count, 25};
    result.characters.push_back(character);
  }
  return result;
}

TEST(Lines, BoxesAreTightAroundTheInk) {
  recognise::ReadLine reading;
  reading.words = {word("ab", 6, 33, false, 0.9), word("cd", 36, 66, true, 0.8)};
  const FoundPart part{PixelBox{2, 5, 70, 25}, true, 14.0};
  const std::vector<Line> lines = lines_from({&part, 1}, {&reading, 1}, two_words(), Affine{0.5, 0, 0, 0.5, 0, 0});
  ASSERT_EQ(lines.size(), 1U);
  ASSERT_EQ(lines[0].words.size(), 2U);
  EXPECT_EQ(lines[0].words[0].raw, "ab");
  EXPECT_EQ(lines[0].words[0].box, (Box{5, 6, 15, 10}));
  EXPECT_EQ(lines[0].words[1].box, (Box{20, 6, 30, 10}));
  EXPECT_EQ(lines[0].box, (Box{5, 6, 30, 10}));
  EXPECT_EQ(lines[0].words[1].confidence, 0.8);
  EXPECT_EQ(lines[0].words[1].font_size_pt, 7.0);
}

TEST(Lines, WordsWithoutASpaceAreOne) {
  recognise::ReadLine reading;
  reading.words = {word("ab", 6, 33, false, 0.9), word("cd", 36, 66, false, 0.8)};
  const FoundPart part{PixelBox{2, 5, 70, 25}, true, 14.0};
  const std::vector<Line> lines = lines_from({&part, 1}, {&reading, 1}, two_words(), {});
  ASSERT_EQ(lines[0].words.size(), 1U);
  EXPECT_EQ(lines[0].words[0].raw, "abcd");
  EXPECT_EQ(lines[0].words[0].confidence, 0.8);
}

TEST(Lines, PartsOfARowAreOneLine) {
  recognise::ReadLine reading;
  reading.words = {word("ab", 10, 30, false, 0.9)};
  const std::vector<FoundPart> parts = {
      {{2, 5, 35, 25}, true, 14.0}, {{36, 5, 70, 25}, false, 14.0}, {{2, 5, 35, 25}, true, 14.0}};
  const std::vector<recognise::ReadLine> readings = {reading, reading, {}};
  EXPECT_EQ(lines_from(parts, readings, two_words(), {}).size(), 1U);
}

TEST(Lines, CandidatesBecomeAlternativesOfTheWholeWord) {
  recognise::ReadLine reading;
  reading.words = {word("(", 8, 10, false, 0.9), word("fa", 10, 30, false, 0.9)};
  reading.words[1].candidates = {{"fa", -1.0}, {"fo", -40.0}, {"f\xc3\xa5", -1.0 + std::log(0.5)}};
  const FoundPart part{PixelBox{2, 5, 70, 25}, true, 14.0};
  const std::vector<Line> lines = lines_from({&part, 1}, {&reading, 1}, two_words(), {});
  ASSERT_EQ(lines[0].words[0].raw, "(fa");
  const std::vector<Word::Alternative>& alternatives = lines[0].words[0].alternatives;
  ASSERT_EQ(alternatives.size(), 1U) << "what is all but impossible is left out";
  EXPECT_EQ(alternatives[0].text, "(f\xc3\xa5");
  EXPECT_NEAR(alternatives[0].probability, 0.5, 1e-12);
}

TEST(Lines, OddBoxesAreNoHarm) {
  recognise::ReadLine reading;
  reading.words = {word("ab", -50, 900, false, 0.9), word("c", 3, 3, true, 0.5), word("d", 70, 10, true, 0.5), {}};
  const FoundPart part{PixelBox{-5, -5, 500, 500}, false, 0.0};
  EXPECT_EQ(lines_from({&part, 1}, {&reading, 1}, two_words(), {}).size(), 1U);
  EXPECT_EQ(lines_from({&part, 1}, {&reading, 1}, InkMap{}, {}).size(), 1U);
  EXPECT_TRUE(lines_from({}, {}, InkMap{}, {}).empty());
}

}  // namespace
}  // namespace atagande::ocr
