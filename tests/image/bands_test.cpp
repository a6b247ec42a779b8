#include <gtest/gtest.h>

#include "image/image.h"

namespace atagande::image {
namespace {

void fill(GreyImage& image, int x0, int y0, int x1, int y1, std::uint8_t level) {
  for (int y = y0; y < y1; ++y) std::fill(image.row(y) + x0, image.row(y) + x1, level);
}

// A page at 200 dpi with a dark band from (160, 200) to (1400, 260) and lines of bars below it.
PagePicture page(std::uint8_t ground) {
  PagePicture picture{make_image(1654, 2339, 200, 245), {0.36, 0, 0, 0.36, 0, 0}};
  fill(picture.image, 160, 200, 1400, 260, ground);
  for (int line = 0; line < 5; ++line) {
    for (int x = 160; x < 1300; x += 14) fill(picture.image, x, 270 + 40 * line, x + 5, 292 + 40 * line, 20);
  }
  return picture;
}

void print_on(GreyImage& image, std::uint8_t light) {
  for (int x = 180; x < 600; x += 14) fill(image, x, 218, x + 5, 240, light);
}

TEST(TurnDarkAreasOver, LightPrintBecomesDarkOnPaper) {
  for (const std::uint8_t ground : {std::uint8_t{0}, std::uint8_t{70}}) {
    PagePicture picture = page(ground);
    print_on(picture.image, 235);
    const GreyImage before = picture.image;
    EXPECT_EQ(turn_dark_areas_over(picture), 1);
    EXPECT_LT(picture.image.row(230)[182], 30);   // a letter
    EXPECT_GT(picture.image.row(230)[190], 225);  // between two
    EXPECT_GT(picture.image.row(230)[1000], 225);
    for (int y = 196; y < 264; ++y) EXPECT_GT(picture.image.row(y)[1000], 225) << y;  // no frame is left
    for (int y = 268; y < 2339; ++y) {
      ASSERT_TRUE(std::equal(before.row(y), before.row(y) + before.width_px, picture.image.row(y))) << y;
    }
  }
}

TEST(TurnDarkAreasOver, WhatHoldsNoPrintStays) {
  PagePicture bar = page(40);
  fill(bar.image, 500, 210, 700, 240, 240);  // one light patch is no print
  const GreyImage before = bar.image;
  EXPECT_EQ(turn_dark_areas_over(bar), 0);
  EXPECT_EQ(bar.image, before);
}

TEST(TurnDarkAreasOver, PicturesStay) {
  PagePicture picture = page(245);
  for (int y = 600; y < 900; ++y) {
    for (int x = 300; x < 900; ++x) picture.image.row(y)[x] = static_cast<std::uint8_t>((x / 3 + y / 2) % 120);
  }
  for (int x = 350; x < 850; x += 60) fill(picture.image, x, 700, x + 20, 730, 240);
  const GreyImage before = picture.image;
  EXPECT_EQ(turn_dark_areas_over(picture), 0);
  EXPECT_EQ(picture.image, before);
}

}  // namespace
}  // namespace atagande::image
