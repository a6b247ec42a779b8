#include "repair/features.h"

#include <gtest/gtest.h>

#include "repair/token.h"

namespace atagande::repair {
namespace {

TEST(Kin, IsSharedByWordsThatEndAlike) {
  const Kin one = kin_of("tj\xE4nstem\xE4n", "tj\xE4nsteman");
  const Kin other = kin_of("huvudm\xE4n", "huvudman");
  EXPECT_NE(one.hash, 0U);
  EXPECT_EQ(one.hash, other.hash);
  EXPECT_EQ(one.sign, other.sign);
  EXPECT_EQ(kin_of("huvudman", "huvudm\xE4n").hash, one.hash);
  EXPECT_EQ(kin_of("huvudman", "huvudm\xE4n").sign, -one.sign);
  EXPECT_NE(kin_of("uts\xE4tts", "utsatts").hash, one.hash);
  EXPECT_EQ(kin_of("uts\xE4tts", "utsatts").hash, kin_of("avs\xE4tts", "avsatts").hash);
}

TEST(Kin, IsNoneForShortWordsAndForTheWordItself) {
  EXPECT_EQ(kin_of("h\xE4r", "har").hash, 0U);
  EXPECT_EQ(kin_of("huvudman", "huvudman").hash, 0U);
}

TEST(Style, TellsHowManyEverydayWordsStandAround) {
  std::vector<Neighbour> words(300);
  for (std::size_t i = 100; i < 200; ++i) words[i].everyday = i % 3 == 0;
  find_styles(words);
  EXPECT_EQ(words[20].style, 0);
  EXPECT_EQ(words[150].style, 3);
  EXPECT_EQ(words[280].style, 0);
  EXPECT_GE(words[80].style, 1);
  EXPECT_LT(words[80].style, 3);
}

}  // namespace
}  // namespace atagande::repair
