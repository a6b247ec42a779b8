#include "image/dots.h"

#include <gtest/gtest.h>

namespace atagande::image {
namespace {

constexpr double height = 11.0;

// A 1-bit picture and the components drawn on it.
struct Drawing {
  GreyImage image = make_image(900, 400, 200);
  std::vector<Component> components;

  std::size_t draw(int x, int y, int width, int h) {
    for (int v = y; v < y + h; ++v) std::fill(image.row(v) + x, image.row(v) + x + width, std::uint8_t{0});
    components.push_back({x, y, width, h});
    return components.size() - 1;
  }
  // A letter with two dots over it, of these widths; the first of the dots.
  std::size_t dotted(int x, int y, int left, int right) {
    draw(x, y, 9, 11);
    const std::size_t first = draw(x + 1, y - 2 - left, left, left);
    draw(x + 6, y - 2 - right, right, right);
    return first;
  }
  [[nodiscard]] std::vector<bool> dots() const { return find_letter_dots(image, components, height); }
};

TEST(LetterDots, LonePairsAreDotsInFinePrintOnly) {
  Drawing fine;
  const std::size_t first = fine.dotted(40, 100, 1, 1);
  for (int i = 1; i < 6; ++i) fine.dotted(40 + 30 * i, 100, 1, 1);
  EXPECT_TRUE(fine.dots()[first]);
  EXPECT_TRUE(fine.dots()[first + 1]);
  EXPECT_FALSE(fine.dots()[first - 1]) << "the letter";

  Drawing usual;
  const std::size_t dust = usual.dotted(40, 100, 1, 1);
  for (int i = 1; i < 6; ++i) usual.dotted(40 + 30 * i, 100, 2, 2);
  EXPECT_FALSE(usual.dots()[dust]);
  EXPECT_FALSE(usual.dots()[dust + 1]);
}

TEST(LetterDots, WhatIsLeftOfADotStaysBesideItsTwin) {
  Drawing drawing;
  for (int i = 0; i < 6; ++i) drawing.dotted(40 + 30 * i, 100, 2, 2);
  const std::size_t worn = drawing.dotted(40, 200, 1, 2);
  EXPECT_TRUE(drawing.dots()[worn]);
}

TEST(LetterDots, ADotWithoutATwinStaysInFinePrintOnly) {
  for (const int width : {1, 2}) {
    Drawing drawing;
    for (int i = 0; i < 6; ++i) drawing.dotted(40 + 30 * i, 100, width, width);
    drawing.draw(40, 200, 9, 11);
    const std::size_t single = drawing.draw(46, 197, 1, 1);
    EXPECT_EQ(drawing.dots()[single], width == 1) << width;
  }
}

TEST(LetterDots, DustElsewhereIsNone) {
  Drawing drawing;
  for (int i = 0; i < 6; ++i) drawing.dotted(40 + 30 * i, 100, 1, 1);
  drawing.draw(40, 200, 9, 11);
  std::vector<std::size_t> dust;
  dust.push_back(drawing.draw(44, 180, 1, 1));  // too high
  dust.push_back(drawing.draw(44, 214, 1, 1));  // below
  dust.push_back(drawing.draw(54, 205, 1, 1));  // beside
  dust.push_back(drawing.draw(300, 300, 1, 1));
  dust.push_back(drawing.draw(305, 300, 1, 1));  // two, over nothing
  drawing.draw(400, 200, 9, 2);
  dust.push_back(drawing.draw(401, 197, 1, 1));  // over a stroke that is no letter
  dust.push_back(drawing.draw(406, 197, 1, 1));
  for (const std::size_t i : dust) EXPECT_FALSE(drawing.dots()[i]) << drawing.components[i].x;
}

TEST(LetterDots, PrintTooSmallForDotsAndEdgesOfThePicture) {
  Drawing drawing;
  drawing.draw(0, 3, 9, 11);
  drawing.draw(0, 0, 1, 1);
  drawing.draw(899, 399, 1, 1);
  EXPECT_NO_THROW((void)drawing.dots());
  EXPECT_EQ(find_letter_dots(drawing.image, drawing.components, 3.0), std::vector<bool>(3, false));
}

}  // namespace
}  // namespace atagande::image
