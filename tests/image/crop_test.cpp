#include <gtest/gtest.h>

#include "image/image.h"

namespace atagande::image {
namespace {

// Two pixels a point, a page whose upper left corner is at (10, 20) of the picture's plane; each pixel is another grey.
PagePicture picture() {
  PagePicture result{make_image(60, 40, 144), {0.5, 0, 0, 0.5, 10, 20}};
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 60; ++x) result.image.row(y)[x] = static_cast<std::uint8_t>((7 * x + 31 * y) % 251);
  }
  return result;
}

TEST(Crop, ShowsTheBoxAndItsMargin) {
  const PagePicture page = picture();
  const GreyImage part = cropped(page, {15, 25, 20, 30}, 1.0);
  EXPECT_EQ(part.width_px, 14);
  EXPECT_EQ(part.height_px, 14);
  for (int y = 0; y < part.height_px; ++y) {
    for (int x = 0; x < part.width_px; ++x) EXPECT_EQ(part.row(y)[x], page.image.row(y + 8)[x + 8]);
  }
}

TEST(Crop, StaysOnThePicture) {
  EXPECT_EQ(cropped(picture(), {0, 0, 100, 100}), picture().image);
  EXPECT_TRUE(cropped(picture(), {100, 100, 120, 120}).empty());
  EXPECT_TRUE(cropped({}, {0, 0, 10, 10}).empty());
}

TEST(Png, IsThePictureAgain) {
  const GreyImage image = picture().image;
  const std::string bytes = to_png(image);
  EXPECT_EQ(media_type(bytes), "image/png");
  const GreyImage back = decode(bytes);
  EXPECT_EQ(back.pixels, image.pixels);
  EXPECT_NEAR(back.dpi, 144, 1);
}

}  // namespace
}  // namespace atagande::image
