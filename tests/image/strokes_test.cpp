#include <gtest/gtest.h>

#include <cmath>

#include "image/image.h"

namespace atagande::image {
namespace {

constexpr double step = 0.24;  // 300 dpi

void pen(GreyImage& image, double x, double y, int radius) {
  for (int v = -radius; v <= radius; ++v) {
    for (int u = -radius; u <= radius; ++u) {
      const int px = static_cast<int>(x) + u;
      const int py = static_cast<int>(y) + v;
      if (u * u + v * v <= radius * radius && px >= 0 && py >= 0 && px < image.width_px && py < image.height_px)
        image.row(py)[px] = 30;
    }
  }
}

// A looping stroke from (x, y), in pixels.
void sign(GreyImage& image, double x, double y, double width, double height) {
  for (double t = 0.0; t < 1.0; t += 0.0005) {
    pen(image, x + t * width + 30.0 * std::sin(40.0 * t), y + height * 0.5 * std::sin(25.0 * t) * (1.0 - 0.5 * t), 3);
  }
}

PagePicture page() { return {make_image(2480, 3508, 300, 250), {step, 0, 0, step, 0, 0}}; }

TEST(PenStrokes, AreFoundAboveALine) {
  PagePicture picture = page();
  sign(picture.image, 400, 2800, 500, 140);
  for (int x = 300; x < 1100; ++x) picture.image.row(2920)[x] = picture.image.row(2921)[x] = 0;
  const std::vector<InkRegion> found = find_pen_strokes(picture, {});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].box.x0, 370 * step, 12);
  EXPECT_NEAR(found[0].box.x1, 925 * step, 12);
  EXPECT_NEAR(found[0].box.y0, 2730 * step, 6);
  EXPECT_GT(found[0].stroke_density, 0.02);
  EXPECT_LT(found[0].stroke_density, 0.4);
}

TEST(PenStrokes, TypePicturesAndRulesAreNone) {
  PagePicture picture = page();
  GreyImage& image = picture.image;
  sign(image, 400, 800, 400, 100);  // read as type
  for (int y = 1500; y < 1700; ++y) std::fill(image.row(y) + 300, image.row(y) + 700, std::uint8_t{60});  // a picture
  for (int x = 300; x < 2000; ++x) image.row(2000)[x] = 0;                                                // a rule
  for (int i = 0; i < 200; ++i) pen(image, 200.0 + 10.0 * i, 2500, 2);                                    // dots
  const std::vector<Box> type = {{360 * step, 740 * step, 840 * step, 860 * step}};
  EXPECT_TRUE(find_pen_strokes(picture, type).empty());
  EXPECT_TRUE(find_pen_strokes({GreyImage{}, {}}, {}).empty());
}

TEST(PenStrokes, TwoSignaturesAreTwo) {
  PagePicture picture = page();
  sign(picture.image, 300, 2800, 450, 120);
  sign(picture.image, 1400, 2800, 450, 120);
  EXPECT_EQ(find_pen_strokes(picture, {}).size(), 2U);
}

}  // namespace
}  // namespace atagande::image
