#include "app/page_memory.h"

#include <gtest/gtest.h>

namespace atagande::app {
namespace {

image::PagePicture picture(std::uint8_t shade) {
  return {image::make_image(20, 10, 100, shade), {0.72, 0, 0, 0.72, 0, 0}};
}

TEST(PageMemory, KnowsAPictureAgainWhateverItsPage) {
  PageMemory memory;
  Page page;
  page.number = 2;
  page.width_pt = 14.4;
  page.lines.emplace_back().words.emplace_back().raw = "löfte";
  page.diagnostics = {{"reading_cut_short", "…", 2}};
  memory.keep(key_of(picture(200), 14.4, 7.2, 0), page);
  const auto again = memory.find(key_of(picture(200), 14.4, 7.2, 0), 7);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->number, 7);
  EXPECT_EQ(again->lines, page.lines);
  EXPECT_EQ(again->diagnostics.front().page, 7);
}

TEST(PageMemory, TellsPagesApart) {
  const std::string key = key_of(picture(200), 14.4, 7.2, 0);
  image::PagePicture other = picture(200);
  other.image.pixels[77] = 0;
  EXPECT_NE(key_of(other, 14.4, 7.2, 0), key);
  other = picture(200);
  other.to_page.e = 1e-9;
  EXPECT_NE(key_of(other, 14.4, 7.2, 0), key);
  other = picture(200);
  std::swap(other.image.width_px, other.image.height_px);
  EXPECT_NE(key_of(other, 14.4, 7.2, 0), key);
  EXPECT_NE(key_of(picture(200), 14.4, 7.3, 0), key);
  EXPECT_NE(key_of(picture(200), 14.4, 7.2, 90), key);
}

TEST(PageMemory, ForgetsTheOldest) {
  PageMemory memory(2);
  for (const char* key : {"a", "b", "c"}) memory.keep(key, {});
  EXPECT_FALSE(memory.find("a", 1));
  EXPECT_TRUE(memory.find("b", 1));
  EXPECT_TRUE(memory.find("c", 1));
}

}  // namespace
}  // namespace atagande::app
