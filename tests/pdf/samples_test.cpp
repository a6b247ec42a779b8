#include "pdf/samples.h"

#include <gtest/gtest.h>

namespace atagande::pdf {
namespace {

std::vector<int> pixels(std::string_view samples, const SampleFormat& format) {
  const std::string pgm = samples_to_pgm(samples, format);
  const auto count = static_cast<std::size_t>(format.width) * static_cast<std::size_t>(format.height);
  std::vector<int> result;
  for (std::size_t i = pgm.size() - count; i < pgm.size(); ++i) result.push_back(static_cast<unsigned char>(pgm[i]));
  return result;
}

TEST(Samples, TurnGrey) {
  const struct {
    const char* what;
    SampleFormat format;
    std::string samples;
    std::vector<int> expected;
  } cases[] = {
      {"1 bit", {10, 1, 1, ColourModel::grey, {}, {}}, "\xa0\x40", {255, 0, 255, 0, 0, 0, 0, 0, 0, 255}},
      {"1 bit inverted", {3, 1, 1, ColourModel::grey, {1, 0}, {}}, "\xa0", {0, 255, 0}},
      {"2 bits", {4, 1, 2, ColourModel::grey, {}, {}}, "\x1b", {0, 85, 170, 255}},
      {"4 bits", {2, 1, 4, ColourModel::grey, {}, {}}, "\xf3", {255, 51}},
      {"16 bits", {2, 1, 16, ColourModel::grey, {}, {}}, std::string("\x80\x01\x10\xff", 4), {128, 16}},
      {"indexed", {3, 1, 8, ColourModel::indexed, {}, {7, 200}}, std::string("\x01\x00\x09", 3), {200, 7, 200}},
      {"RGB", {2, 1, 8, ColourModel::rgb, {}, {}}, std::string("\xff\x00\x00\x00\xff\x00", 6), {76, 150}},
      {"CMYK", {2, 1, 8, ColourModel::cmyk, {}, {}}, std::string("\x00\x00\x00\x00\x00\x00\x00\xff", 8), {255, 0}},
      {"missing rows are white", {1, 3, 8, ColourModel::grey, {}, {}}, std::string("\x05", 1), {5, 255, 255}},
  };
  for (const auto& c : cases) EXPECT_EQ(pixels(c.samples, c.format), c.expected) << c.what;
}

}  // namespace
}  // namespace atagande::pdf
