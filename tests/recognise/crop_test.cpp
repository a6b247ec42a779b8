#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support.h"

namespace atagande::recognise {
namespace {

using testing::ElementsAre;

/// Words on a level baseline at y = 100 of letters 20 px high, rising 8 and falling 6.
TextRow row_of(std::vector<PixelBox> words) { return {std::move(words), 0.0, 100.0, 1000.0, 100.0, 20.0, 8.0, 6.0}; }

TEST(LineCrops, WordsOfARowAreOneLine) {
  const TextRow row = row_of({{100, 80, 150, 100}, {160, 75, 220, 106}});
  EXPECT_THAT(line_crops(row, 1000, 500), ElementsAre(PixelBox{96, 68, 224, 110}));
}

TEST(LineCrops, AGapOfMoreThanTwoHeightsParts) {
  EXPECT_EQ(line_crops(row_of({{100, 80, 150, 100}, {218, 80, 250, 100}}), 1000, 500).size(), 1U);
  EXPECT_THAT(line_crops(row_of({{100, 80, 150, 100}, {219, 80, 250, 100}}), 1000, 500),
              ElementsAre(PixelBox{96, 68, 154, 110}, PixelBox{215, 68, 254, 110}));
}

TEST(LineCrops, AWordTooHighStandsAlone) {
  EXPECT_THAT(line_crops(row_of({{100, 80, 150, 100}, {160, 60, 170, 110}}), 1000, 500),
              ElementsAre(PixelBox{96, 68, 154, 110}, PixelBox{156, 56, 174, 114}));
}

TEST(LineCrops, SlopedBaselineIsTakenAtTheMiddle) {
  TextRow row = row_of({{400, 95, 600, 115}});
  row.baseline_y1 = 120.0;  // 110 at x = 500
  EXPECT_THAT(line_crops(row, 1000, 500), ElementsAre(PixelBox{396, 78, 604, 120}));
}

TEST(LineCrops, FractionsAreCutUpwards) {
  TextRow row = row_of({{100, 80, 150, 100}});
  row.baseline_y0 = row.baseline_y1 = 100.4;  // 399.6 from below: 393.6 and 427.6
  EXPECT_THAT(line_crops(row, 1000, 500), ElementsAre(PixelBox{96, 69, 154, 111}));
}

TEST(LineCrops, StayOnThePage) {
  EXPECT_THAT(line_crops(row_of({{2, 80, 199, 100}}), 200, 105), ElementsAre(PixelBox{0, 68, 200, 105}));
  EXPECT_TRUE(line_crops(row_of({{300, 80, 350, 100}}), 200, 105).empty());
  EXPECT_TRUE(line_crops({}, 200, 105).empty());
}

TEST(Crop, PointsIntoThePage) {
  const TestImage page = scribble(40, 30, 5, 3);
  const LineImage line = crop(page.view(), {10, 20, 60, 25});
  EXPECT_EQ(line.left, 10);
  EXPECT_EQ(line.top, 20);
  EXPECT_EQ(line.image.width, 30);
  EXPECT_EQ(line.image.height, 5);
  EXPECT_EQ(line.image.pixels, page.samples.data() + (20 * 40 + 10) * 3);
  EXPECT_EQ(crop(page.view(), {50, 20, 60, 25}).image.width, 0);
}

}  // namespace
}  // namespace atagande::recognise
