#include "ocr/through.h"

#include <gtest/gtest.h>

namespace atagande::ocr {
namespace {

void bars(image::GreyImage& image, int x0, int y0, std::uint8_t level) {
  for (int y = y0; y < y0 + 20; ++y) {
    for (int x = x0; x < x0 + 200; ++x) {
      if (x % 12 < 4) image.row(y)[x] = level;
    }
  }
}

Line line_at(double x_px, double y_px, double confidence) {
  Word word;
  word.raw = "ord";
  word.box = {x_px / 2, y_px / 2, x_px / 2 + 100, y_px / 2 + 10};
  word.confidence = confidence;
  Line line;
  line.words.push_back(word);
  return line;
}

// Lines in dark print, surely read, from 300 px down to `end_px`.
std::vector<Line> dark_lines(image::PagePicture& picture, int end_px) {
  std::vector<Line> lines;
  for (int y = 300; y < end_px; y += 50) {
    bars(picture.image, 300, y, 20);
    lines.push_back(line_at(300, y, 0.97));
  }
  return lines;
}

TEST(ShiningThrough, PaleAndDoubtfulWordsGo) {
  image::PagePicture picture{image::make_image(1200, 1600, 144, 240), {0.5, 0, 0, 0.5, 0, 0}};
  for (int y = 300; y < 1300; y += 50) bars(picture.image, 300, y, 20);
  bars(picture.image, 700, 300, 160);
  bars(picture.image, 700, 350, 160);
  std::vector<Line> lines{line_at(300, 300, 0.4), line_at(700, 300, 0.7), line_at(700, 350, 0.96)};
  for (int y = 350; y < 1300; y += 50) lines.push_back(line_at(300, y, 0.95));
  drop_shining_through(lines, picture);
  ASSERT_EQ(lines.size(), 21U);
  EXPECT_EQ(lines[0].words[0].confidence, 0.4);
  EXPECT_EQ(lines[1].words[0].confidence, 0.96);
}

TEST(ShiningThrough, PaleWordsOfALineThatWasReadStay) {
  image::PagePicture picture{image::make_image(1200, 1600, 144, 240), {0.5, 0, 0, 0.5, 0, 0}};
  std::vector<Line> lines = dark_lines(picture, 1300);
  bars(picture.image, 700, 300, 200);
  lines.front().words.push_back(line_at(700, 300, 0.4).words.front());
  drop_shining_through(lines, picture);
  EXPECT_EQ(lines.front().words.size(), 2U);
}

TEST(ShiningThrough, PrintSmallerThanATitleMayBePale) {
  image::PagePicture picture{image::make_image(1200, 1600, 144, 240), {0.5, 0, 0, 0.5, 0, 0}};
  std::vector<Line> lines = dark_lines(picture, 500);
  for (int y = 500; y < 1300; y += 50) {
    bars(picture.image, 300, y, 150);
    lines.push_back(line_at(300, y, y % 100 == 0 ? 0.95 : 0.5));
  }
  const std::vector<Line> before = lines;
  drop_shining_through(lines, picture);
  EXPECT_EQ(lines, before);
}

}  // namespace
}  // namespace atagande::ocr
