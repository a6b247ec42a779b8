#include "ocr/cases.h"

#include <gtest/gtest.h>

namespace atagande::ocr {
namespace {

constexpr int baseline = 60;
constexpr int em = 40;

InkMap letter(int height_px) {
  InkMap map{120, 80, std::vector<bool>(120 * 80)};
  for (int y = baseline - height_px; y < baseline; ++y) {
    for (int x = 20; x < 36; ++x) map.ink[static_cast<std::size_t>(y * 120 + x)] = 1;
  }
  return map;
}

Height height_in(const InkMap& map) {
  return height_of_first(InkView(map, {0, 0, 120, 80}, false), {20, 20, 90, 60}, {em, baseline});
}

TEST(Cases, TheHeightTells) {
  EXPECT_EQ(height_in(letter(20)), Height::small);
  EXPECT_EQ(height_in(letter(22)), Height::small);
  EXPECT_EQ(height_in(letter(24)), Height::unknown);
  EXPECT_EQ(height_in(letter(27)), Height::capital);
  EXPECT_EQ(height_in(letter(29)), Height::capital);
  EXPECT_EQ(height_in(letter(55)), Height::unknown);  // a rule or a picture
  EXPECT_EQ(height_in(letter(8)), Height::unknown);
}

TEST(Cases, BrokenOrDustyLettersTellNothing) {
  InkMap map = letter(20);
  for (int y = 33; y < 36; ++y) map.ink[static_cast<std::size_t>(y * 120 + 25)] = 1;
  EXPECT_EQ(height_in(map), Height::unknown);
}

TEST(Cases, TheLineBeforeMayComeDownCloseAbove) {
  InkMap map = letter(20);
  for (int y = 20; y < 29; ++y) map.ink[static_cast<std::size_t>(y * 120 + 25)] = 1;
  EXPECT_EQ(height_in(map), Height::small);
}

TEST(Cases, OnlyLettersOfOneShapeChange) {
  EXPECT_EQ(with_first("våra", Height::capital), "Våra");
  EXPECT_EQ(with_first("Våra", Height::small), "våra");
  EXPECT_EQ(with_first("Våra", Height::capital), "Våra");
  EXPECT_EQ(with_first("våra", Height::unknown), "våra");
  EXPECT_EQ(with_first("hus", Height::capital), "hus");
  EXPECT_EQ(with_first("o", Height::capital), "o");
  EXPECT_EQ(with_first("c)", Height::capital), "c)");
  EXPECT_EQ(with_first("", Height::capital), "");
}

TEST(Cases, RingsAndDotsAreNoMeasureOfCapitals) {
  const InkedWord words[] = {{"mål", {0, 28, 50, 60}}, {"Åsa", {60, 23, 90, 60}}};
  EXPECT_NEAR(type_of(words).em, 40.0, 1.0);
}

}  // namespace
}  // namespace atagande::ocr
