// All pages are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "describe.h"
#include "layout/layout.h"
#include "typeset.h"

namespace atagande {
namespace {

using testing::ElementsAre;

Page wide_page() {
  Page page = empty_page();
  page.width_pt = 842.0;
  page.height_pt = 595.0;
  return page;
}

// Two columns on the left page, lines across the right one at the same heights.
Page spread() {
  Page page = wide_page();
  set(page, 50, 50, "Rubriken till vänster", 16);
  set_lines(page, 50, 90, std::vector<std::string>(6, "första spalten på sidan som går"));
  set_lines(page, 225, 90, std::vector<std::string>(6, "andra spalten på sidan som går"));
  set(page, 470, 50, "Rubriken till höger", 16);
  set_lines(page, 470, 90, std::vector<std::string>(4, "rader som går över hela den högra av de båda sidorna"));
  set_lines(page, 470, 150, {"• ett löfte", "• ett till"});
  return page;
}

std::vector<std::string> arranged(Page page) {
  layout::arrange(page);
  EXPECT_TRUE(page.lines.empty());
  std::vector<std::string> blocks = described(page.blocks);
  for (std::string& block : blocks) block = block.substr(0, block.find(' ', 14));
  return blocks;
}

TEST(Spread, OnePageAfterTheOther) {
  EXPECT_THAT(arranged(spread()),
              ElementsAre("H1 Rubriken till", "P första spalten", "P andra spalten", "H1 Rubriken till",
                          "P rader som går", "L0 • ett löfte", "L0 • ett till"));
}

TEST(Spread, LiesAskew) {
  Page page = spread();
  page.skew_degrees = -2.0;
  const double slope = std::tan(-2.0 * 3.14159265358979 / 180.0);
  for (Line& line : page.lines) {
    for (Word& word : line.words) {
      const double y = word.box.y0 - 297.5;
      const double x = 0.5 * (word.box.x0 + word.box.x1) - 421.0;
      word.box = {word.box.x0 - slope * y, word.box.y0 + slope * x, word.box.x1 - slope * y, word.box.y1 + slope * x};
    }
  }
  EXPECT_EQ(arranged(page), arranged(spread()));
}

TEST(Spread, AWideTableIsOnePage) {
  Page page = wide_page();
  for (int row = 0; row < 6; ++row) {
    set(page, 50, 100 + 20 * row, "en åtgärd som är lång nog att fylla sin spalt");
    set(page, 310, 100 + 20 * row, "Polisen");
    set(page, 470, 100 + 20 * row, "en tid som också är lång nog att fylla sin spalt");
  }
  page.rules = {{{45, 95, 800, 96}}, {{45, 215, 800, 216}}};
  for (const std::string& block : arranged(page)) EXPECT_EQ(block.front(), 'R') << block;
}

}  // namespace
}  // namespace atagande
