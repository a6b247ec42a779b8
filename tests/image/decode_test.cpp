#include <allheaders.h>
#include <gtest/gtest.h>

#include <random>

#include "image/exif.h"
#include "image/image.h"
#include "image/pix.h"

namespace atagande::image {
namespace {

GreyImage sample() {
  GreyImage image = make_image(61, 47, 200, 240);
  for (int y = 10; y < 30; ++y) std::fill(image.row(y) + 5, image.row(y) + 25, std::uint8_t{20});
  return image;
}

std::string written(Pix* pix, int format) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  EXPECT_EQ(pixWriteMem(&data, &size, pix, format), 0) << format;
  std::string result(reinterpret_cast<char*>(data), size);
  lept_free(data);
  return result;
}

std::string written(const GreyImage& image, int format) { return written(to_pix(image).get(), format); }

int largest_difference(const GreyImage& a, const GreyImage& b) {
  if (a.pixels.size() != b.pixels.size() || a.width_px != b.width_px) return 255;
  int largest = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
  return largest;
}

std::optional<Fault> fault_of(std::string_view bytes, int frame = 0, const Limits& limits = {}) {
  try {
    decode(bytes, frame, limits);
  } catch (const Error& error) {
    return error.fault();
  }
  return std::nullopt;
}

TEST(Decode, EveryFormat) {
  const struct {
    int format;
    const char* type;
    int tolerance;
  } cases[] = {
      {IFF_PNG, "image/png", 0},       {IFF_TIFF_LZW, "image/tiff", 0},
      {IFF_TIFF_ZIP, "image/tiff", 0}, {IFF_PNM, "image/x-portable-anymap", 0},
      {IFF_BMP, "image/bmp", 0},       {IFF_JFIF_JPEG, "image/jpeg", 40},
      {IFF_JP2, "image/jp2", 80},      {IFF_GIF, "image/gif", 8},
      {IFF_WEBP, "image/webp", 60},
  };
  for (const auto& c : cases) {
    const std::string bytes = written(sample(), c.format);
    EXPECT_EQ(media_type(bytes), c.type);
    EXPECT_LE(largest_difference(decode(bytes), sample()), c.tolerance) << c.type;
    EXPECT_EQ(frame_count(bytes), 1);
  }
}

TEST(Decode, OneBitAndTransparentPictures) {
  const PixPtr bilevel = to_bilevel(sample(), 128);
  const GreyImage read = decode(written(bilevel.get(), IFF_TIFF_G4));
  EXPECT_EQ(read.row(15)[10], 0);
  EXPECT_EQ(read.row(0)[0], 255);
  const PixPtr clear(pixCreate(10, 10, 32));
  pixSetSpp(clear.get(), 4);  // black without opacity
  EXPECT_EQ(decode(written(clear.get(), IFF_PNG)).row(5)[5], 255);
}

TEST(Decode, PagesOfTiff) {
  const std::string path = testing::TempDir() + "atagande-pages.tif";
  for (int i = 0; i < 3; ++i) {
    GreyImage image = make_image(20 + i, 20, 300);
    ASSERT_EQ(pixWriteTiff(path.c_str(), to_pix(image).get(), IFF_TIFF_LZW, i == 0 ? "w" : "a"), 0);
  }
  l_uint8* data = nullptr;
  std::size_t size = 0;
  data = l_binaryRead(path.c_str(), &size);
  const std::string bytes(reinterpret_cast<char*>(data), size);
  lept_free(data);
  std::remove(path.c_str());
  EXPECT_EQ(frame_count(bytes), 3);
  EXPECT_EQ(decode(bytes, 2).width_px, 22);
  EXPECT_EQ(fault_of(bytes, 3), Fault::bad_input);
  EXPECT_EQ(decode(bytes, 0).dpi, 300);
}

TEST(Decode, LimitsAreAskedOfTheHeader) {
  Limits limits;
  limits.max_pixels = 61 * 47 - 1;
  for (const int format : {IFF_PNG, IFF_TIFF_LZW, IFF_PNM, IFF_BMP, IFF_JFIF_JPEG, IFF_JP2, IFF_GIF, IFF_WEBP}) {
    EXPECT_EQ(fault_of(written(sample(), format), 0, limits), Fault::limit) << format;
  }
  EXPECT_EQ(fault_of("P5\n100000 100000\n255\n"), Fault::limit);
  std::string png = written(sample(), IFF_PNG);
  png.replace(16, 8, std::string("\x00\x03\x00\x00\x00\x03\x00\x00", 8));
  EXPECT_EQ(fault_of(png), Fault::limit);
}

TEST(Decode, RubbishIsRefusedOrRead) {
  EXPECT_EQ(fault_of(""), Fault::bad_input);
  EXPECT_EQ(fault_of("%PDF-1.7 and more bytes than twelve"), Fault::bad_input);
  EXPECT_EQ(fault_of("BM0000000000000000000000000000000000"), Fault::limit);
  std::mt19937 random(3);
  for (const int format : {IFF_PNG, IFF_TIFF_LZW, IFF_PNM, IFF_BMP, IFF_JFIF_JPEG, IFF_JP2, IFF_GIF, IFF_WEBP}) {
    const std::string good = written(sample(), format);
    for (std::size_t cut = 0; cut < good.size(); cut += good.size() / 23 + 1) fault_of(good.substr(0, cut));
    for (int round = 0; round < 30; ++round) {
      std::string bad = good;
      for (int i = 0; i < 4; ++i) bad[random() % bad.size()] = static_cast<char>(random() % 256);
      Limits limits;
      limits.max_pixels = 1'000'000;
      fault_of(bad, 0, limits);
    }
  }
}

TEST(Decode, SmallestPictures) {
  for (const auto& [width, height] : {std::pair{1, 1}, {1, 40}, {40, 1}}) {
    const GreyImage image = decode(written(make_image(width, height, 300, 7), IFF_PNG));
    EXPECT_EQ(image.width_px, width);
    EXPECT_EQ(image.pixels.back(), 7);
  }
}

TEST(Decode, CamerasSayWhereUpIs) {
  std::string jpeg = written(sample(), IFF_JFIF_JPEG);
  const std::string tiff = std::string("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0", 26);
  const std::string body = std::string("Exif\0\0", 6) + tiff;
  const std::string segment = std::string("\xff\xe1\0", 3) + static_cast<char>(body.size() + 2) + body;
  jpeg.insert(2, segment);
  EXPECT_EQ(exif_orientation(jpeg), 6);
  EXPECT_EQ(decode(jpeg).width_px, sample().height_px);
  for (std::size_t cut = 0; cut < segment.size() + 2; ++cut) exif_orientation(std::string_view(jpeg).substr(0, cut));
}

}  // namespace
}  // namespace atagande::image
