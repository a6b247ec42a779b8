// The second beam and the alignment, against all alignments counted out.
#include "recognise/candidates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

namespace atagande::recognise {
namespace {

constexpr int null_code = 3;

/// Codes 0: space, 1: a, 2: b, 3: null.
Charset charset() { return {{{" ", false}, {"a", false}, {"b", false}}, {0, 1, 2, no_unichar}, {0, 3, 1, 2}}; }

std::vector<int> collapsed(const std::vector<int>& path) {
  std::vector<int> codes;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != null_code && (i == 0 || path[i] != path[i - 1])) codes.push_back(path[i]);
  }
  return codes;
}

/// Probability of each reading without spaces, by going through every path.
std::map<std::vector<int>, double> counted_out(const WordSteps& word) {
  std::map<std::vector<int>, double> sums;
  const int steps = word.steps();
  for (int number = 0; number < 1 << (2 * steps); ++number) {
    std::vector<int> path;
    double probability = 1.0;
    for (int t = 0; t < steps; ++t) {
      path.push_back((number >> (2 * t)) & 3);
      probability *= static_cast<double>(word.at(t)[path.back()]);
    }
    if (std::find(path.begin(), path.end(), 0) == path.end()) sums[collapsed(path)] += probability;
  }
  return sums;
}

std::vector<float> random_outputs(int steps, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<float> outputs;
  for (int t = 0; t < steps; ++t) {
    float row[4];
    float sum = 0.0F;
    for (float& value : row) sum += value = static_cast<float>(1 + random() % 100);
    for (const float value : row) outputs.push_back(value / sum);
  }
  return outputs;
}

TEST(SecondBeam, SumsAllAlignments) {
  const Charset letters = charset();
  for (unsigned seed = 1; seed <= 5; ++seed) {
    const std::vector<float> outputs = random_outputs(6, seed);
    const WordSteps word{letters, null_code, outputs};
    const auto sums = counted_out(word);
    const std::vector<CodedCandidate> best = word_candidates(word, 4);
    ASSERT_EQ(best.size(), 4U);
    std::vector<double> expected;
    for (const auto& [codes, sum] : sums) expected.push_back(sum);
    std::sort(expected.rbegin(), expected.rend());
    for (std::size_t i = 0; i < best.size(); ++i) {
      EXPECT_NEAR(std::exp(best[i].log_probability), expected[i], 0.02 * expected[i]) << seed;
    }
    for (const auto& [codes, sum] : sums) EXPECT_NEAR(std::exp(log_probability_of(word, codes)), sum, 1e-9);
  }
}

TEST(SecondBeam, TextLongerThanTheStepsIsImpossible) {
  const Charset letters = charset();
  const std::vector<float> outputs = random_outputs(2, 9);
  const WordSteps word{letters, null_code, outputs};
  EXPECT_TRUE(std::isinf(log_probability_of(word, {1, 1})));
  EXPECT_FALSE(std::isinf(log_probability_of(word, {1, 2})));
}

TEST(SecondBeam, TextIsSpelledInCodes) {
  const Charset letters = charset();
  EXPECT_THAT(codes_of(letters, "abba"), testing::ElementsAre(1, 2, 2, 1));
  EXPECT_TRUE(codes_of(letters, "abc").empty());
  EXPECT_TRUE(codes_of(letters, "a b").empty()) << "a word has no spaces";
  EXPECT_TRUE(codes_of(letters, "").empty());
}

}  // namespace
}  // namespace atagande::recognise
