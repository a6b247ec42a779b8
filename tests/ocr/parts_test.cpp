#include "ocr/parts.h"

#include <gtest/gtest.h>

#include "ocr/leaders.h"

namespace atagande::ocr {
namespace {

using recognise::PixelBox;

InkMap blank() { return {600, 300, std::vector<bool>(600 * 300)}; }

// A frame, as letters are: neither a line nor a block.
void letter(InkMap& map, int x, int y, int width = 14, int height = 20) {
  for (int v = y; v < y + height; ++v) {
    for (int u = x; u < x + width; ++u) {
      const bool edge = u < x + 3 || u >= x + width - 3 || v < y + 3 || v >= y + height - 3;
      if (edge) map.ink[static_cast<std::size_t>(v * map.width + u)] = 1;
    }
  }
}

FoundPart part(int x0, int y0, int x1, int y1) { return {PixelBox{x0, y0, x1, y1}, true, 24.0}; }

// Three rows of print at x 60 to 300, 40 px apart.
std::vector<FoundPart> three_rows(InkMap& map) {
  std::vector<FoundPart> parts;
  for (int row = 0; row < 3; ++row) {
    for (int x = 60; x < 290; x += 18) letter(map, x, 100 + 40 * row);
    parts.push_back(part(56, 94 + 40 * row, 300, 126 + 40 * row));
  }
  return parts;
}

TEST(Parts, AStackOfNumbersIsCut) {
  InkMap map = blank();
  std::vector<FoundPart> parts = three_rows(map);
  for (int row = 0; row < 3; ++row) letter(map, 20, 100 + 40 * row);
  parts.push_back(part(16, 96, 38, 204));
  split_stacks(parts, map);
  ASSERT_EQ(parts.size(), 6U);
  for (std::size_t i = 3; i < 6; ++i) {
    const int top = 100 + 40 * static_cast<int>(i - 3);
    EXPECT_EQ(parts[i].crop, (PixelBox{16, top - 4, 38, top + 24}));
    EXPECT_TRUE(parts[i].begins_line);
  }
  EXPECT_TRUE(all_upright(parts, 50));
}

TEST(Parts, PrintThatRunsUpThePageIsNotCut) {
  InkMap map = blank();
  std::vector<FoundPart> parts = three_rows(map);
  for (int y = 20; y < 280; y += 18) letter(map, 20, y, 20, 15);
  parts.push_back(part(16, 16, 44, 284));
  split_stacks(parts, map);
  EXPECT_EQ(parts.size(), 4U);
  EXPECT_FALSE(all_upright(parts, 50));
}

TEST(Parts, RingsBelongToTheLettersBelow) {
  InkMap map = blank();
  std::vector<FoundPart> parts = three_rows(map);
  letter(map, 78, 88, 10, 9);
  parts.push_back(part(74, 82, 92, 100));
  mend_rings(parts, map);
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].crop.y0, 84);
  EXPECT_EQ(parts[1].crop.y0, 134);
}

TEST(Parts, WhatIsThereTwiceIsDropped) {
  InkMap map = blank();
  std::vector<FoundPart> parts = three_rows(map);
  parts.push_back(part(76, 80, 96, 124));
  drop_doubled(parts, map);
  EXPECT_EQ(parts.size(), 3U);
}

TEST(Parts, AFrameWithRowsInsideIsNoRow) {
  InkMap map = blank();
  std::vector<FoundPart> parts = three_rows(map);
  const std::vector<FoundPart> rows = parts;
  parts.insert(parts.begin(), part(10, 80, 500, 230));
  drop_frames(parts);
  EXPECT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].crop, rows[0].crop);
  parts[1] = part(10, 20, 500, 90);  // high, but nothing is inside
  drop_frames(parts);
  EXPECT_EQ(parts.size(), 3U);
}

TEST(Parts, ANumberAndItsStopAreOne) {
  std::vector<FoundPart> parts{part(20, 96, 38, 128), part(36, 96, 200, 128), part(220, 96, 300, 128)};
  join_neighbours(parts);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].crop, (PixelBox{20, 96, 200, 128}));
  EXPECT_EQ(parts[1].crop, (PixelBox{220, 96, 300, 128}));
}

TEST(Parts, ALoneFigureIsFound) {
  InkMap map = blank();
  std::vector<FoundPart> parts = three_rows(map);
  parts.push_back(part(420, 174, 440, 206));
  letter(map, 424, 180);
  letter(map, 424, 140);                                                                // lost
  for (int y = 60; y < 250; ++y) map.ink[static_cast<std::size_t>(y * 600 + 360)] = 1;  // a rule
  find_lost(parts, map);
  ASSERT_EQ(parts.size(), 5U);
  EXPECT_EQ(parts[4].crop.x0, 420);
  EXPECT_EQ(parts[4].crop.x1, 442);
  EXPECT_TRUE(parts[4].uncertain);
}

recognise::ReadLine read_as(const std::string& text, double confidence) {
  recognise::ReadWord word;
  word.text = text;
  word.confidence = confidence;
  word.characters.push_back({text, {20, 96, 38, 128}, confidence, 0, 0, {}});
  recognise::ReadLine line;
  line.words = {word};
  return line;
}

TEST(Parts, OfUncertainOnesOnlySureReadingsStay) {
  FoundPart found = part(20, 96, 38, 128);
  found.uncertain = true;
  for (const auto& [text, confidence, lines] : {std::tuple{"7", 0.95, 1U}, {"7", 0.6, 0U}, {"]", 0.95, 0U}}) {
    const recognise::ReadLine reading = read_as(text, confidence);
    EXPECT_EQ(lines_from({&found, 1}, {&reading, 1}, blank(), {}).size(), lines) << text << confidence;
  }
}

Line line_of(const std::string& word, const Box& box) {
  Line line;
  line.words.push_back({word, box, 0.9, {}, 11.0, false});
  line.box = box;
  return line;
}

TEST(Leaders, FollowTheirWord) {
  std::vector<Line> lines{line_of("Syfte", {50, 100, 90, 110}), line_of("3", {300, 100, 306, 110}),
                          line_of("Mål", {50, 120, 70, 130})};
  put_back({{Box{93, 108.5, 296, 110}, 7, false}}, lines);
  ASSERT_EQ(lines[0].words.size(), 2U);
  EXPECT_EQ(lines[0].words[1].raw, ".......");
  EXPECT_FALSE(lines[0].words[1].confidence);
  EXPECT_EQ(lines[0].words[1].font_size_pt, 11.0);
  EXPECT_EQ(lines[0].box, (Box{50, 100, 296, 110}));
  EXPECT_EQ(lines[1].words.size(), 1U);
}

TEST(Leaders, DottedRulesAreNone) {
  std::vector<Line> lines{line_of("Ort", {50, 100, 90, 110})};
  put_back({{Box{50, 118, 296, 119}, 70, false}, {Box{200, 108.5, 296, 110}, 30, false}}, lines);
  EXPECT_EQ(lines[0].words.size(), 1U);
}

}  // namespace
}  // namespace atagande::ocr
