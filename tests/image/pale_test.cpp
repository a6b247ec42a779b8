#include <gtest/gtest.h>

#include "image/image.h"

namespace atagande::image {
namespace {

constexpr int threshold = 140;  // what parts the title from paper

// Strokes in a row, `height` high, on white.
void set_strokes(GreyImage& image, int x, int y, int height, int strokes, std::uint8_t ink) {
  for (int i = 0; i < strokes; ++i) {
    const int left = x + i * height;
    for (int v = y; v < y + height; ++v) std::fill(image.row(v) + left, image.row(v) + left + height / 4, ink);
  }
}

int dark(const GreyImage& image) {
  return static_cast<int>(
      std::count_if(image.pixels.begin(), image.pixels.end(), [](auto pixel) { return pixel < threshold; }));
}

GreyImage title() {
  GreyImage image = make_image(1240, 1754, 150, 255);
  set_strokes(image, 100, 300, 48, 20, 30);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    const double edge = static_cast<double>(i % 100) / 100.0;  // letters are black but for their edges
    if (image.pixels[i] < 255) image.pixels[i] = static_cast<std::uint8_t>(10 + 130 * edge * edge * edge);
  }
  return image;
}

TEST(PalePrint, IsAsDarkAsTheRestWhereItStandsInARow) {
  GreyImage image = title();
  const int before = dark(image);
  set_strokes(image, 100, 1500, 8, 12, 165);
  ASSERT_EQ(dark(image), before);
  EXPECT_EQ(dark(with_pale_print_darkened(image)), before + 12 * 8 * 2);
}

TEST(PalePrint, DirtAndWhatIsHardlyThereStay) {
  GreyImage image = title();
  set_strokes(image, 100, 1500, 8, 1, 165);   // alone
  set_strokes(image, 100, 1600, 3, 12, 165);  // too small
  set_strokes(image, 100, 1300, 8, 12, 240);  // too pale
  EXPECT_EQ(with_pale_print_darkened(image), image);
}

TEST(PalePrint, PicturesOfOneDarknessStay) {
  const GreyImage image = title();
  EXPECT_EQ(with_pale_print_darkened(image), image);
  EXPECT_EQ(with_pale_print_darkened(GreyImage{}), GreyImage{});
}

}  // namespace
}  // namespace atagande::image
