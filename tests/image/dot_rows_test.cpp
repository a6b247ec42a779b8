#include "image/dot_rows.h"

#include <gtest/gtest.h>

#include "image/image.h"

namespace atagande::image {
namespace {

// Dots of 4 px every 10 px at 300 dpi.
std::vector<Component> dots(int count, int y = 100) {
  std::vector<Component> components;
  for (int i = 0; i < count; ++i) components.push_back({200 + 10 * i, y, 4, 4});
  return components;
}

TEST(DotRows, AreCounted) {
  const auto rows = find_dot_rows(dots(41), 300);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].dots, 41);
  EXPECT_EQ(rows[0].members.size(), 41U);
  EXPECT_FALSE(rows[0].spaced);
  EXPECT_EQ(rows[0].box.x, 200);
  EXPECT_EQ(rows[0].box.width, 404);
}

TEST(DotRows, LostAndMergedDotsCount) {
  auto components = dots(20);
  components.erase(components.begin() + 7);
  components[11] = {components[11].x, 100, 14, 4};  // two in one
  components.erase(components.begin() + 12);
  const auto rows = find_dot_rows(components, 300);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].dots, 20);
}

TEST(DotRows, SlopesAreFollowed) {
  auto components = dots(30);
  for (std::size_t i = 0; i < components.size(); ++i) components[i].y += static_cast<int>(i) / 3;
  EXPECT_EQ(find_dot_rows(components, 300).size(), 1U);
}

TEST(DotRows, FewUnevenOrLargeOnesAreNone) {
  EXPECT_TRUE(find_dot_rows(dots(5), 300).empty());
  std::vector<Component> uneven;
  int x = 100;
  for (const int step : {11, 27, 8, 34, 17, 12, 36, 21, 9, 30}) uneven.push_back({x += step, 50, 4, 4});
  EXPECT_TRUE(find_dot_rows(uneven, 300).empty());
  std::vector<Component> letters;
  for (int i = 0; i < 20; ++i) letters.push_back({30 * i, 40, 18, 24});
  EXPECT_TRUE(find_dot_rows(letters, 300).empty());
}

TEST(DotRows, APatternIsNone) {
  std::vector<Component> pattern;
  for (int row = 0; row < 8; ++row) {
    const auto more = dots(30, 100 + 10 * row);
    pattern.insert(pattern.end(), more.begin(), more.end());
  }
  EXPECT_TRUE(find_dot_rows(pattern, 300).empty());
}

TEST(DotRows, AreTakenOutOfThePicture) {
  PagePicture picture{make_image(1240, 600, 300, 250), Affine{0.24, 0, 0, 0.24, 0, 0}};
  const auto fill = [&](int x0, int y0, int x1, int y1) {
    for (int y = y0; y < y1; ++y) std::fill(picture.image.row(y) + x0, picture.image.row(y) + x1, std::uint8_t{10});
  };
  for (int i = 0; i < 8; ++i) fill(100 + 30 * i, 80, 118 + 30 * i, 104);  // letters
  for (const Component& dot : dots(30)) fill(dot.x + 160, dot.y, dot.x + 164, dot.y + 4);
  Treatment treatment;
  treatment.remove_specks = true;
  const Treated treated = treat(picture, treatment, measure(picture.image));
  ASSERT_EQ(treated.leaders.size(), 1U);
  EXPECT_EQ(treated.leaders[0].dots, 30);
  EXPECT_NEAR(treated.leaders[0].box.x0, 360 * 0.24, 0.3);
  EXPECT_GT(picture.image.row(102)[362], 200);
  EXPECT_LT(picture.image.row(90)[105], 50);
}

}  // namespace
}  // namespace atagande::image
