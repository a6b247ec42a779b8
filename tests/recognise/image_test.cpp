// The way of a line image to the network, against Leptonica's own scaling for every branch.
#include "recognise/image.h"

#include <gtest/gtest.h>
#include <leptonica/allheaders.h>

#include "support.h"

namespace atagande::recognise {
namespace {

PIX* pix_of(const TestImage& image) {
  PIX* pix = pixCreate(image.width, image.height, image.channels == 3 ? 32 : 8);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const std::uint8_t* at = &image.samples[std::size_t(y * image.width + x) * std::size_t(image.channels)];
      l_uint32 value = at[0];
      if (image.channels == 3) composeRGBPixel(at[0], at[1], at[2], &value);
      pixSetPixel(pix, x, y, value);
    }
  }
  return pix;
}

class Scaling : public testing::TestWithParam<int> {};

TEST_P(Scaling, IsLeptonicas) {
  constexpr int target = 48;
  for (const int channels : {1, 3}) {
    for (const int width : {37, 138, 211}) {
      const TestImage image = scribble(width, GetParam(), 7U + static_cast<unsigned>(width), channels);
      const float factor = static_cast<float>(target) / static_cast<float>(image.height);
      PIX* pix = pix_of(image);
      PIX* scaled = pixScale(pix, factor, factor);
      const Raster raster = scale_to_height(image.view(), target);
      ASSERT_EQ(raster.size(), static_cast<std::size_t>(channels));
      ASSERT_EQ(raster[0].width, pixGetWidth(scaled));
      ASSERT_EQ(raster[0].height, pixGetHeight(scaled));
      EXPECT_EQ(scaled_width(image.width, image.height, target), raster[0].width);
      int wrong = 0;
      for (int y = 0; y < raster[0].height; ++y) {
        for (int x = 0; x < raster[0].width; ++x) {
          l_uint32 value = 0;
          pixGetPixel(scaled, x, y, &value);
          for (std::size_t c = 0; c < raster.size(); ++c) {
            const l_uint32 theirs = channels == 1 ? value : (value >> (24U - 8U * c)) & 0xFFU;
            wrong += raster[c].row(y)[x] == theirs ? 0 : 1;
          }
        }
      }
      EXPECT_EQ(wrong, 0) << image.width << " x " << image.height << ", channels " << channels;
      pixDestroy(&pix);
      pixDestroy(&scaled);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Heights, Scaling,
                         testing::Values(12, 13, 17, 23, 24, 25, 29, 34, 35, 41, 47, 48, 49, 53, 60, 68, 69, 71, 76, 89,
                                         95, 96, 97, 110, 131, 192, 193, 239, 240, 241, 245, 300, 384, 385, 768));

TEST(NetworkInput, StretchesTheMiddleRow) {
  Plane plane{8, 5, std::vector<std::uint8_t>(40, 128)};
  // Dark extremes 80, 90, 100, bright ones 200, 210, 220: black 81, white 220.25.
  const std::uint8_t row[8] = {200, 100, 200, 90, 210, 80, 220, 128};
  std::copy(std::begin(row), std::end(row), plane.row(2));
  const std::vector<std::int8_t> input = network_input(plane);
  EXPECT_EQ(input[16 + 5], -127);
  EXPECT_EQ(input[16 + 6], 127);
  EXPECT_EQ(input[16 + 2], 91);
  EXPECT_EQ(input[16 + 1], -93);
}

TEST(NetworkInput, FlatImageHasNoContrast) {
  const Plane plane{8, 5, std::vector<std::uint8_t>(40, 128)};
  const std::vector<std::int8_t> input = network_input(plane);
  // One dark extreme 0 and one bright 255 stand in: black 1, white 256.
  for (const std::int8_t value : input) EXPECT_EQ(value, -1);
}

TEST(Grey, InvertsEachChannelBeforeMixing) {
  const Raster colour = {Plane{1, 1, {10}}, Plane{1, 1, {20}}, Plane{1, 1, {31}}};
  EXPECT_EQ(grey_of(colour, Polarity::as_is).samples[0], 19);      // 3 + 10 + 6.2
  EXPECT_EQ(grey_of(colour, Polarity::inverted).samples[0], 236);  // 73.5 + 117.5 + 44.8
}

}  // namespace
}  // namespace atagande::recognise
