#include "pdf/bbox_text.h"

#include <gtest/gtest.h>

namespace atagande::pdf {
namespace {

TEST(BboxText, ReadsPagesLinesAndWords) {
  auto pages = read_bbox_layout(
      "<html>\n<page width=\"100.0\" height=\"200.0\">\n<flow><block xMin=\"1\" yMin=\"1\" xMax=\"9\" yMax=\"9\">\n"
      "<line xMin=\"10.0\" yMin=\"20.0\" xMax=\"30.0\" yMax=\"32.0\">\n"
      "<word xMin=\"10.0\" yMin=\"20.0\" xMax=\"19.0\" yMax=\"31.5\">A&amp;O</word>\n"
      "<word xMin=\"20.0\" yMin=\"20.0\" xMax=\"30.0\" "
      "yMax=\"31.5\">a\xcc\x8a&lt;&gt;&quot;</word>\n</line></block></flow></page>\n"
      "<page width=\"50\" height=\"50\"></page></html>");
  ASSERT_EQ(pages.size(), 2U);
  ASSERT_EQ(pages[0].lines.size(), 1U);
  ASSERT_EQ(pages[0].lines[0].words.size(), 2U);
  EXPECT_EQ(pages[0].lines[0].words[0].raw, "A&O");
  EXPECT_EQ(pages[0].lines[0].words[1].raw, "å<>\"");
  EXPECT_TRUE(pages[1].lines.empty());
  fit_to_page(pages[0], 200.0, 400.0);
  EXPECT_EQ(pages[0].lines[0].box, (Box{20, 40, 60, 64}));
  EXPECT_NEAR(pages[0].lines[0].words[0].font_size_pt, 20.0, 0.01);
}

TEST(BboxText, PassesOverRubbish) {
  EXPECT_TRUE(read_bbox_layout("").empty());
  EXPECT_TRUE(read_bbox_layout("<word xMin=\"1\">x</word>").empty());
  EXPECT_EQ(read_bbox_layout("<page width=\"x\"><line ><word >\x01&#9;</word></line>")[0].lines.size(), 1U);
  EXPECT_EQ(read_bbox_layout("<page width=\"1\" height=\"1\"><line ><word >never closed").size(), 1U);
}

}  // namespace
}  // namespace atagande::pdf
