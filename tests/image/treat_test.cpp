#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "image/image.h"

namespace atagande::image {
namespace {

// Rows of short dark bars on paper: what print looks like from afar.
GreyImage print(std::uint8_t paper, std::uint8_t ink, double skew_degrees = 0.0) {
  GreyImage image = make_image(1240, 1754, 150, paper);
  const double slope = std::tan(skew_degrees * 3.14159265358979 / 180.0);
  for (int line = 0; line < 50; ++line) {
    for (int x = 120; x < 1100; ++x) {
      if (x % 23 < 4 || x % 137 < 18) continue;
      const int y = static_cast<int>(120 + line * 30 + slope * (x - 620));
      for (int v = std::max(y, 0); v < std::min(y + 10, image.height_px); ++v) image.row(v)[x] = ink;
    }
  }
  return image;
}

void add_noise(GreyImage& image, double deviation) {
  std::mt19937 random(5);
  std::normal_distribution<double> normal(0.0, deviation);
  for (std::uint8_t& pixel : image.pixels) {
    pixel = static_cast<std::uint8_t>(std::clamp(std::lround(pixel + normal(random)), 0L, 255L));
  }
}

TEST(Measure, PaperInkAndNoise) {
  GreyImage image = print(210, 60);
  add_noise(image, 6);
  const Quality quality = measure(image);
  EXPECT_FALSE(quality.bilevel);
  EXPECT_FALSE(quality.blank);
  EXPECT_NEAR(quality.paper, 212, 6);
  EXPECT_NEAR(quality.ink, 55, 15);
  EXPECT_NEAR(quality.noise, 6, 1.5);
  EXPECT_LT(quality.paper_slope, 20);
  EXPECT_TRUE(measure(print(255, 0)).bilevel);
}

TEST(Measure, BlankPages) {
  GreyImage paper = make_image(800, 1000, 150, 235);
  EXPECT_TRUE(measure(paper).blank);
  add_noise(paper, 4);
  EXPECT_TRUE(measure(paper).blank);
  EXPECT_TRUE(measure(GreyImage{}).blank);
}

// Three short lines of bars that grow pale towards their edges, as small print comes off a scanner.
GreyImage sparse(std::uint8_t paper, std::uint8_t ink, std::uint8_t edge) {
  GreyImage image = make_image(1240, 1754, 150, paper);
  for (int line = 0; line < 3; ++line) {
    for (int x = 300; x < 620; ++x) {
      if (x % 7 > 3) continue;
      for (int y = 400 + line * 30; y < 410 + line * 30; ++y) {
        const bool core = (x % 7 == 1 || x % 7 == 2) && (y + x / 7) % 5 == 0;
        image.row(y)[x] = core ? ink : edge;
      }
    }
  }
  return image;
}

TEST(Measure, InkOfAPageWithLittleOnIt) {
  GreyImage image = sparse(245, 20, 110);
  add_noise(image, 3);
  const Quality quality = measure(image);
  EXPECT_FALSE(quality.blank);
  EXPECT_NEAR(quality.ink, 20, 10);  // and not that of paper or of the edges
  PagePicture picture{image, {}};
  treat(picture, choose_treatment(quality), quality);
  EXPECT_NEAR(picture.image.row(430)[302], image.row(430)[302], 3);  // no stroke's core is dust
}

TEST(Measure, AFewWordsInBlackAndWhiteAreNoBlankPage) {
  const Quality quality = measure(sparse(255, 0, 0));
  EXPECT_TRUE(quality.bilevel);
  EXPECT_FALSE(quality.blank);
  EXPECT_EQ(quality.ink, 0);
}

// What shines through fills the page, the title on it is dark.
TEST(Measure, InkOfATitleOverPalePrint) {
  GreyImage image = print(240, 165);
  for (int y = 500; y < 560; ++y) {
    for (int x = 400; x < 800; ++x) {
      if (x % 40 < 12) image.row(y)[x] = 30;
    }
  }
  EXPECT_NEAR(measure(image).ink, 30, 10);
}

TEST(Treat, GoodPagesAreLeftAlone) {
  PagePicture picture{print(250, 10), {}};
  add_noise(picture.image, 2);
  const GreyImage before = picture.image;
  const Treated treated = treat(picture, choose_treatment(measure(before)), measure(before));
  EXPECT_EQ(treated.turned_degrees, 0.0);
  EXPECT_EQ(picture.image, before);
  EXPECT_EQ(picture.to_page, Affine{});
}

TEST(Treat, PaperBecomesWhiteAndInkDark) {
  PagePicture picture{print(190, 80), {}};
  for (int y = 0; y < picture.image.height_px; ++y) {
    for (int x = 0; x < picture.image.width_px; ++x) {
      const double shade = 1.0 - 0.5 * std::exp(-x / 300.0);
      picture.image.row(y)[x] = static_cast<std::uint8_t>(picture.image.row(y)[x] * shade);
    }
  }
  const Quality before = measure(picture.image);
  EXPECT_GT(before.paper_slope, 40);
  const Treatment treatment = choose_treatment(before);
  EXPECT_TRUE(treatment.level_paper);
  treat(picture, treatment, before);
  const Quality after = measure(picture.image);
  EXPECT_GT(after.paper, 250);
  EXPECT_LT(after.paper_slope, 6);
}

TEST(Treat, SpecksGoAndDotsStay) {
  PagePicture picture{print(255, 0), {}};
  GreyImage& image = picture.image;
  const auto dot = [&](int x, int y, int width, int height) {
    for (int v = y; v < y + height; ++v) std::fill(image.row(v) + x, image.row(v) + x + width, std::uint8_t{0});
  };
  dot(60, 50, 1, 1);  // specks far from print
  dot(80, 50, 2, 2);
  dot(170, 116, 1, 1);  // a speck over a letter
  dot(190, 115, 1, 2);  // dots over letters
  dot(217, 116, 2, 1);
  const Quality quality = measure(image);
  EXPECT_TRUE(quality.bilevel);
  Treatment treatment;
  treatment.remove_specks = true;
  EXPECT_EQ(treat(picture, treatment, quality).applied, (std::vector<std::string>{"remove_specks", "smooth"}));
  EXPECT_EQ(image.row(50)[60], 255);
  EXPECT_EQ(image.row(50)[80], 255);
  EXPECT_EQ(image.row(116)[170], 255);
  EXPECT_LT(image.row(115)[190], 255);
  EXPECT_LT(image.row(116)[217], 255);
}

TEST(Treat, DustDarkerThanFadedInkGoesFromLetters) {
  PagePicture picture{print(200, 90), {}};
  add_noise(picture.image, 5);
  const Quality quality = measure(picture.image);
  for (int y = 124; y < 126; ++y) picture.image.row(y)[172] = 0;  // within a bar of ink
  picture.image.row(60)[300] = 255;
  Treatment treatment;
  treatment.remove_specks = true;
  treat(picture, treatment, quality);
  EXPECT_NEAR(picture.image.row(124)[172], 90, 25);
  EXPECT_NEAR(picture.image.row(60)[300], 200, 25);
}

TEST(Treat, SmallPrintIsEnlargedAndKeepsItsPlace) {
  PagePicture picture{print(255, 0), {0.48, 0, 0, 0.48, 0, 0}};
  Treatment treatment;
  treatment.enlarge = true;
  EXPECT_EQ(treat(picture, treatment, measure(picture.image)).applied, std::vector<std::string>{"enlarge"});
  EXPECT_EQ(picture.image.width_px, 2480);
  EXPECT_DOUBLE_EQ(picture.to_page.x(2480, 0), 1240 * 0.48);
  EXPECT_DOUBLE_EQ(picture.image.dpi, 300);
  EXPECT_NEAR(letter_height(picture.image, 128), 20.0, 1.0);
}

TEST(Treat, TurnsPrintStraightAndKnowsWhereItWas) {
  for (const double skew : {-3.0, -0.7, 0.5, 2.0}) {
    PagePicture picture{print(250, 10, skew), {0.48, 0, 0, 0.48, 0, 0}};
    add_noise(picture.image, 2);
    const Quality quality = measure(picture.image);
    const double turned = treat(picture, choose_treatment(quality), quality).turned_degrees;
    EXPECT_NEAR(turned, -skew, 0.1);
    // The rows of the straight picture run along the print on the page.
    EXPECT_NEAR(std::atan2(picture.to_page.b, picture.to_page.a) * 180.0 / 3.14159265358979, skew, 0.1);
    // The centre of the page stays in its place.
    EXPECT_NEAR(picture.to_page.x(620, 877), 620 * 0.48, 0.5);
    EXPECT_NEAR(picture.to_page.y(620, 877), 877 * 0.48, 0.5);
  }
}

TEST(Rules, AreFoundWhereTheyAre) {
  PagePicture picture{print(255, 10), {0.48, 0, 0, 0.48, 0, 0}};
  for (int x = 100; x < 900; ++x) picture.image.row(80)[x] = picture.image.row(81)[x] = 0;
  for (int y = 80; y < 1700; ++y) picture.image.row(y)[1150] = 0;
  const std::vector<Rule> rules = find_rules(picture);
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_NEAR(rules[0].box.x0, 48, 1.5);
  EXPECT_NEAR(rules[0].box.x1, 432, 1.5);
  EXPECT_NEAR(rules[1].box.y1, 816, 1.5);
  EXPECT_TRUE(find_rules({GreyImage{}, {}}).empty());
}

TEST(Rules, PaleAndTornOnesAreFoundWhole) {
  PagePicture picture{make_image(1000, 400, 150, 255), Affine{0.48, 0, 0, 0.48, 0, 0}};
  for (int x = 100; x < 900; ++x) {
    if (x % 140 < 20) continue;  // torn
    picture.image.row(200)[x] = 170;
  }
  const std::vector<Rule> rules = find_rules(picture);
  ASSERT_EQ(rules.size(), 1U);
  EXPECT_NEAR(rules[0].box.x0, 48, 10);
  EXPECT_NEAR(rules[0].box.x1, 432, 10);
}

TEST(Rules, WordsInARowAreNone) {
  PagePicture picture{make_image(1000, 400, 150, 255), Affine{0.48, 0, 0, 0.48, 0, 0}};
  for (int x = 100; x < 900; ++x) {
    if (x % 50 < 25) picture.image.row(200)[x] = 20;  // dashes as short as words
  }
  EXPECT_TRUE(find_rules(picture).empty());
}

// A rule of dashes two pixels thick, with dashes of 6 px and gaps of 4 px.
PagePicture torn_rule(bool level) {
  PagePicture picture{make_image(1000, 1000, 150, 255), Affine{0.48, 0, 0, 0.48, 0, 0}};
  for (int along = 100; along < 900; ++along) {
    if (along % 10 >= 6) continue;
    for (int across = 500; across < 502; ++across) {
      (level ? picture.image.row(across)[along] : picture.image.row(along)[across]) = 20;
    }
  }
  return picture;
}

int ink_of(const GreyImage& image) {
  return static_cast<int>(std::count_if(image.pixels.begin(), image.pixels.end(), [](auto p) { return p < 200; }));
}

TEST(Rules, TornIntoDashesAreTakenOut) {
  for (const bool level : {true, false}) {
    PagePicture picture = torn_rule(level);
    EXPECT_TRUE(find_rules(picture).empty());
    const std::vector<Rule> rules = take_out_rules(picture);
    ASSERT_EQ(rules.size(), 1U);
    EXPECT_NEAR(level ? rules[0].box.width() : rules[0].box.height(), 384, 4);
    EXPECT_EQ(ink_of(picture.image), 0);
  }
}

TEST(Rules, WhatCrossesThemStays) {
  PagePicture picture = torn_rule(true);
  for (int y = 490; y < 512; ++y) std::fill(picture.image.row(y) + 300, picture.image.row(y) + 304, std::uint8_t{20});
  EXPECT_EQ(take_out_rules(picture).size(), 1U);
  EXPECT_EQ(ink_of(picture.image), 22 * 4);
}

TEST(Rules, CrossingOnesGoBoth) {
  PagePicture picture = torn_rule(true);
  const PagePicture other = torn_rule(false);
  for (std::size_t i = 0; i < picture.image.pixels.size(); ++i) {
    picture.image.pixels[i] = std::min(picture.image.pixels[i], other.image.pixels[i]);
  }
  EXPECT_EQ(take_out_rules(picture).size(), 2U);
  EXPECT_EQ(ink_of(picture.image), 0);
}

TEST(Rules, RowsOfLettersAreNoTornRules) {
  PagePicture picture{make_image(1000, 1000, 150, 255), Affine{0.48, 0, 0, 0.48, 0, 0}};
  for (int x = 100; x < 900; ++x) {  // strokes on a baseline, their feet close to each other
    for (int y = 490; y < 502; ++y) {
      if (x % 8 < 2 || (y >= 500 && x % 8 < 6)) picture.image.row(y)[x] = 20;
    }
  }
  const GreyImage before = picture.image;
  EXPECT_TRUE(take_out_rules(picture).empty());
  EXPECT_EQ(picture.image, before);
}

TEST(Rules, FeetOfLargeLettersAreNone) {
  PagePicture picture{make_image(1000, 1000, 150, 255), Affine{0.48, 0, 0, 0.48, 0, 0}};
  for (int x = 100; x < 900; ++x) {  // as many a U in a title
    for (int y = 460; y < 502; ++y) {
      const int at = x % 40;
      if (at < 10 || (at >= 24 && at < 34) || (y >= 496 && at < 34)) picture.image.row(y)[x] = 20;
    }
  }
  const GreyImage before = picture.image;
  EXPECT_TRUE(find_rules(picture).empty());
  EXPECT_TRUE(take_out_rules(picture).empty());
  EXPECT_EQ(picture.image, before);
}

TEST(Rules, FilledGroundIsNoRule) {
  PagePicture picture{make_image(1000, 1000, 150, 255), Affine{0.48, 0, 0, 0.48, 0, 0}};
  for (int y = 480; y < 520; ++y) std::fill(picture.image.row(y) + 100, picture.image.row(y) + 900, std::uint8_t{205});
  std::fill(picture.image.row(479) + 100, picture.image.row(479) + 900, std::uint8_t{20});
  const GreyImage before = picture.image;
  take_out_rules(picture);
  for (int y = 484; y < 520; ++y) EXPECT_EQ(picture.image.row(y)[500], 205);
}

}  // namespace
}  // namespace atagande::image
