#include "image/turn.h"

#include <gtest/gtest.h>

#include "image/exif.h"

namespace atagande::image {
namespace {

GreyImage numbered(int width, int height) {
  GreyImage image = make_image(width, height, 300);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) image.pixels[i] = static_cast<std::uint8_t>(i * 7 % 251);
  return image;
}

TEST(Turn, MapsLeadBackToTheSamePixels) {
  const GreyImage original = numbered(70, 131);
  for (int kind = 0; kind < 8; ++kind) {
    const Symmetry symmetry{(kind & 1) != 0, (kind & 2) != 0, (kind & 4) != 0};
    const GreyImage result = transformed(original, symmetry);
    const Affine back = back_to_original(original, symmetry);
    for (int y = 0; y < result.height_px; ++y) {
      for (int x = 0; x < result.width_px; ++x) {
        const int px = static_cast<int>(back.x(x + 0.5, y + 0.5));
        const int py = static_cast<int>(back.y(x + 0.5, y + 0.5));
        ASSERT_EQ(result.row(y)[x], original.row(py)[px]) << kind;
      }
    }
  }
}

TEST(Turn, FourQuartersAreNone) {
  PagePicture picture{numbered(20, 30), {0.5, 0, 0, 0.5, 3, 4}};
  const PagePicture before = picture;
  turn(picture, 90);
  EXPECT_EQ(picture.image.width_px, 30);
  // The first pixel of the top row was the lower left corner.
  EXPECT_EQ(picture.image.row(0)[0], before.image.row(29)[0]);
  for (int i = 0; i < 3; ++i) turn(picture, 90);
  EXPECT_EQ(picture.image, before.image);
  EXPECT_EQ(picture.to_page, before.to_page);
  turn(picture, 180);
  turn(picture, -180);
  EXPECT_EQ(picture.image, before.image);
}

TEST(Turn, ExifOrientations) {
  GreyImage image = make_image(2, 1, 0);
  image.pixels = {1, 2};
  // Where the pair (1, 2) goes for each tag: width, then the pixels.
  const std::vector<std::pair<int, std::vector<std::uint8_t>>> expected = {
      {2, {1, 2}}, {2, {2, 1}}, {2, {2, 1}}, {2, {1, 2}}, {1, {1, 2}}, {1, {1, 2}}, {1, {2, 1}}, {1, {2, 1}}};
  for (int tag = 1; tag <= 8; ++tag) {
    const GreyImage result = oriented(image, tag);
    EXPECT_EQ(result.width_px, expected[static_cast<std::size_t>(tag - 1)].first) << tag;
    EXPECT_EQ(result.pixels, expected[static_cast<std::size_t>(tag - 1)].second) << tag;
  }
}

TEST(Turn, UprightPicturesStay) {
  PagePicture picture{numbered(20, 30), {0.24, 0, 0, 0.24, 0, 0}};
  const PagePicture before = picture;
  set_upright(picture);
  EXPECT_EQ(picture.image.pixels, before.image.pixels);
  EXPECT_EQ(picture.to_page, before.to_page);
  EXPECT_NEAR(picture.image.dpi, 300, 0.01);
}

TEST(Turn, FinePicturesAreReducedToWhatAPageNeeds) {
  PagePicture large{make_image(4960, 7016, 600), {0.12, 0, 0, 0.12, 0, 0}};
  set_upright(large);
  EXPECT_EQ(large.image.height_px, 3508);
  EXPECT_NEAR(large.to_page.d, 0.24, 1e-6);
  PagePicture small{make_image(1240, 1754, 1200), {0.06, 0, 0, 0.06, 0, 0}};
  set_upright(small);
  EXPECT_EQ(small.image.height_px, 1754);
}

}  // namespace
}  // namespace atagande::image
