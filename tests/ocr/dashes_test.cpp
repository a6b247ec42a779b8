#include "ocr/dashes.h"

#include <gtest/gtest.h>

#include "ocr/lines.h"

namespace atagande::ocr {
namespace {

using recognise::PixelBox;

constexpr int baseline = 60;
constexpr int em = 40;

void fill(InkMap& map, const PixelBox& box) {
  for (int y = box.y0; y < box.y1; ++y) {
    for (int x = box.x0; x < box.x1; ++x) map.ink[static_cast<std::size_t>(y * map.width + x)] = 1;
  }
}

// A capital, a dash of the given length, a capital.
InkMap two_letters(int dash_px, int middle_y = baseline - em / 4) {
  InkMap map{160, 80, std::vector<bool>(160 * 80)};
  fill(map, {20, baseline - 28, 40, baseline});
  fill(map, {46, middle_y - 2, 46 + dash_px, middle_y + 2});
  fill(map, {52 + dash_px, baseline - 28, 72 + dash_px, baseline});
  return map;
}

std::string_view dash_of(const InkMap& map) {
  return dash_in(InkView(map, {0, 0, 160, 80}, false), 46, 56, {em, baseline});
}

TEST(Dashes, TheInksLengthTells) {
  EXPECT_EQ(dash_of(two_letters(9)), "-");
  EXPECT_EQ(dash_of(two_letters(13)), "-");
  EXPECT_EQ(dash_of(two_letters(18)), "\u2013");
  EXPECT_EQ(dash_of(two_letters(24)), "\u2013");
  EXPECT_EQ(dash_of(two_letters(33)), "\u2014");
  EXPECT_EQ(dash_of(two_letters(42)), "\u2014");
}

TEST(Dashes, OutsideTheBandIsNone) {
  EXPECT_EQ(dash_of(two_letters(18, baseline - 1)), "");            // an underscore
  EXPECT_EQ(dash_of(two_letters(18, baseline - 9 * em / 16)), "");  // the bar of a letter
  EXPECT_EQ(dash_of(two_letters(2)), "");
}

TEST(Dashes, ALineOfUnknownTypeTellsNothing) {
  const InkMap map = two_letters(18);
  EXPECT_EQ(dash_in(InkView(map, {0, 0, 160, 80}, false), 46, 56, {}), "");
}

TEST(Dashes, TypeIsMeasuredOnLettersAlone) {
  const InkedWord words[] = {{"Hus", {0, 32, 50, 60}}, {"och", {60, 32, 90, 60}}, {"–", {95, 48, 110, 52}}};
  const LineType type = type_of(words);
  EXPECT_NEAR(type.em, 28 / 0.71, 0.1);
  EXPECT_EQ(type.baseline, 60.0);
  EXPECT_EQ(type_of(std::span(words).subspan(2)).em, 0.0);
}

recognise::ReadLine read_as(const std::string& dashes) {
  recognise::ReadWord word;
  word.text = "A" + dashes + "B";
  word.confidence = 0.9;
  word.characters.push_back({"A", {18, 20, 42, 70}, 0.9, 0, 0, {}});
  for (std::size_t at = 0; at < dashes.size(); at += dashes[at] == '-' ? 1 : 3) {
    word.characters.push_back({dashes.substr(at, dashes[at] == '-' ? 1 : 3), {46, 20, 60, 70}, 0.9, 0, 0, {}});
  }
  word.characters.push_back({"B", {68, 20, 92, 70}, 0.9, 0, 0, {}});
  word.candidates = {{word.text, 0.0}, {"H" + dashes + "B", -1.0}};
  recognise::ReadLine line;
  line.words = {word};
  return line;
}

TEST(Dashes, LinesTakeThem) {
  const FoundPart part{PixelBox{0, 0, 160, 80}, true, 38.0};
  const InkMap map = two_letters(20);
  for (const std::string read : {"-", "\u2014", "\u2013", "\u2014-"}) {
    const recognise::ReadLine reading = read_as(read);
    const std::vector<Line> lines = lines_from({&part, 1}, {&reading, 1}, map, {});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].words[0].raw, "A\u2013B") << read;
    ASSERT_EQ(lines[0].words[0].alternatives.size(), 1U);
    EXPECT_EQ(lines[0].words[0].alternatives[0].text, "H\u2013B") << read;
  }
}

TEST(Dashes, WithoutInkTheReadingStays) {
  const FoundPart part{PixelBox{0, 0, 160, 80}, true, 38.0};
  const InkMap map{160, 80, std::vector<bool>(160 * 80)};
  const recognise::ReadLine reading = read_as("\u2014-");
  EXPECT_EQ(lines_from({&part, 1}, {&reading, 1}, map, {})[0].words[0].raw, "A\u2014-B");
}

}  // namespace
}  // namespace atagande::ocr
