#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/rules_calibration.h"

namespace atagande::app {
namespace {

std::vector<Judged> judged(double expected, int right, int wrong) {
  std::vector<Judged> result(static_cast<std::size_t>(right), Judged{expected, true});
  result.insert(result.end(), static_cast<std::size_t>(wrong), Judged{expected, false});
  return result;
}

std::vector<Judged> operator+(std::vector<Judged> a, const std::vector<Judged>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

TEST(Calibration, TheShareRightOfEachExpectation) {
  const auto line = calibrate(judged(0.6, 50, 50) + judged(0.9, 90, 10));
  ASSERT_EQ(line.size(), 2u);
  EXPECT_NEAR(line[0].second, 0.5, 0.01);
  EXPECT_NEAR(line[1].second, 0.9, 0.01);
  EXPECT_NEAR(on_line(line, 0.75), 0.7, 0.01);
  EXPECT_NEAR(on_line(line, 0.1), 0.5, 0.01);
  EXPECT_NEAR(on_line(line, 1.0), 0.9, 0.01);
}

TEST(Calibration, ExpectationsThatDoNotRiseArePooled) {
  const auto line = calibrate(judged(0.7, 80, 20) + judged(0.8, 60, 40) + judged(0.95, 98, 2));
  ASSERT_EQ(line.size(), 3u);
  EXPECT_DOUBLE_EQ(line[0].second, line[1].second);
  EXPECT_NEAR(line[0].second, 0.7, 0.01);
  EXPECT_GT(line[2].second, line[1].second);
}

TEST(Calibration, FewJudgedAreDrawnTowardsTheShareOfAll) {
  const auto line = calibrate(judged(0.6, 80, 20) + judged(0.9, 1, 0));
  EXPECT_LT(line.back().second, 0.9);
}

TEST(Calibration, AGroupIsJudgedByTheOthers) {
  const auto given = left_out_in_turn({judged(0.9, 10, 0), judged(0.9, 0, 10)});
  ASSERT_EQ(given.size(), 20u);
  EXPECT_DOUBLE_EQ(given.front().first, 0.0);
  EXPECT_TRUE(given.front().second);
  EXPECT_DOUBLE_EQ(given.back().first, 1.0);
  EXPECT_FALSE(given.back().second);
}

TEST(Calibration, NothingJudgedLeavesExpectationsAlone) {
  EXPECT_THAT(calibrate({}), testing::IsEmpty());
  EXPECT_DOUBLE_EQ(on_line({}, 0.4), 0.4);
}

}  // namespace
}  // namespace atagande::app
