// Lines through the whole recogniser: recorded outputs, every kernel against the portable one, batches, odd sizes.
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "support.h"

namespace atagande::recognise {
namespace {

const Model& model_for(Kernel kernel) {
  static std::vector<std::pair<Kernel, Model>> models;
  for (const auto& [known, model] : models) {
    if (known == kernel) return model;
  }
  return models.emplace_back(kernel, load_model(swedish_model(), kernel)).second;
}

const std::vector<TestImage>& images() {
  static const std::vector<TestImage> loaded = [] {
    std::vector<TestImage> result;
    for (const RecordedLine& line : recorded_lines()) result.push_back(read_image(line_file(line.name)));
    return result;
  }();
  return loaded;
}

std::vector<LineImage> lines_of(const std::vector<TestImage>& from) {
  std::vector<LineImage> lines;
  for (const TestImage& image : from) lines.push_back({image.view(), 0, 0});
  return lines;
}

class EachKernel : public testing::TestWithParam<Kernel> {
 protected:
  void SetUp() override {
    const std::vector<Kernel> supported = supported_kernels();
    if (std::find(supported.begin(), supported.end(), GetParam()) == supported.end()) {
      GTEST_SKIP() << "this processor or system does not run the kernel " << name(GetParam());
    }
  }
};

TEST_P(EachKernel, GivesTheRecordedOutputs) {
  ReadOptions options;
  options.outputs = true;
  const std::vector<ReadLine> read = read_lines(model_for(GetParam()), lines_of(images()), options);
  ASSERT_EQ(read.size(), recorded_lines().size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    const RecordedLine& recorded = recorded_lines()[i];
    EXPECT_EQ(hash_of(read[i].outputs.data(), read[i].outputs.size() * sizeof(float)), recorded.outputs)
        << recorded.name;
    EXPECT_EQ(text_of(read[i]), recorded.text) << recorded.name;
    EXPECT_EQ(read[i].inverted, std::string(recorded.name) == "inverted") << recorded.name;
  }
}

TEST_P(EachKernel, ReadsALineAloneAsInCompany) {
  const Model& model = model_for(GetParam());
  const std::vector<ReadLine> together = read_lines(model, lines_of(images()));
  for (std::size_t i = 0; i < images().size(); i += 3) {
    const LineImage line{images()[i].view(), 0, 0};
    EXPECT_EQ(read_lines(model, std::span(&line, 1)).front(), together[i]) << recorded_lines()[i].name;
  }
  ReadOptions small;
  small.batch_bytes = 1;
  EXPECT_EQ(read_lines(model, lines_of(images()), small), together);
}

INSTANTIATE_TEST_SUITE_P(All, EachKernel, testing::Values(Kernel::portable, Kernel::avx2, Kernel::vnni, Kernel::amx),
                         [](const auto& kernel) { return std::string(name(kernel.param)); });

TEST(Lines, BoxesStandWhereTheLineStands) {
  const TestImage& image = images()[0];
  const LineImage line{image.view(), 300, 70};
  const ReadLine read = read_lines(model_for(best_kernel()), std::span(&line, 1)).front();
  ASSERT_EQ(read.words.size(), 8U);
  int before = line.left;
  for (const ReadWord& word : read.words) {
    EXPECT_GE(word.box.x0, before - 2);
    EXPECT_GT(word.box.x1, word.box.x0);
    EXPECT_LE(word.box.x1, line.left + image.width + 1);
    EXPECT_EQ(word.box.y0, 70);
    EXPECT_EQ(word.box.y1, 70 + image.height);
    EXPECT_GT(word.confidence, 0.5);
    EXPECT_LE(word.confidence, 0.97025);
    before = word.box.x1;
  }
}

TEST(Lines, ChoicesBeginWithWhatWasRead) {
  const LineImage line{images()[0].view(), 0, 0};
  ReadOptions options;
  options.choices = 3;
  const ReadLine read = read_lines(model_for(best_kernel()), std::span(&line, 1), options).front();
  for (const ReadWord& word : read.words) {
    for (const ReadCharacter& character : word.characters) {
      ASSERT_EQ(character.choices.size(), 3U);
      EXPECT_EQ(character.choices[0].text, character.text);
      EXPECT_GE(character.choices[0].probability, character.choices[1].probability);
    }
  }
}

TEST(Candidates, BeginWithTheNetworksReadingAndFall) {
  ReadOptions options;
  options.candidates = 5;
  const std::vector<ReadLine> read = read_lines(model_for(best_kernel()), lines_of(images()), options);
  const std::vector<ReadLine> plain = read_lines(model_for(best_kernel()), lines_of(images()));
  for (std::size_t i = 0; i < read.size(); ++i) {
    ASSERT_EQ(text_of(read[i]), text_of(plain[i]));
    for (const ReadWord& word : read[i].words) {
      if (word.text.front() == ' ') continue;
      ASSERT_FALSE(word.candidates.empty());
      EXPECT_LE(word.candidates.size(), 5U);
      EXPECT_EQ(word.candidates[0].text, word.text);
      EXPECT_LE(word.candidates[0].log_probability, 1e-4);
      for (std::size_t c = 2; c < word.candidates.size(); ++c) {
        EXPECT_GE(word.candidates[c - 1].log_probability, word.candidates[c].log_probability);
        EXPECT_NE(word.candidates[c].text, word.text);
      }
    }
  }
}

TEST(Candidates, ProposedWordsAreWeighedAndChangeNothingElse) {
  const LineImage line{images()[0].view(), 50, 9};
  ReadOptions options;
  std::vector<std::string> asked;
  options.propose = [&asked](std::string_view read) -> std::vector<std::string> {
    asked.emplace_back(read);
    if (read != "torget") return {};
    return {"torgel", "torget", "stugan", "t\xe2\x98\x83rget", ""};
  };
  const Model& model = model_for(best_kernel());
  const ReadLine read = read_lines(model, std::span(&line, 1), options).front();
  const ReadLine plain = read_lines(model, std::span(&line, 1)).front();
  EXPECT_EQ(text_of(read), text_of(plain));
  ASSERT_EQ(read.words.size(), 8U);
  EXPECT_EQ(asked.size(), 8U);
  const std::vector<WordCandidate>& weighed = read.words[3].candidates;
  ASSERT_EQ(weighed.size(), 3U) << "what was read once, what the model cannot write not at all";
  EXPECT_EQ(weighed[0].text, "torget");
  EXPECT_EQ(weighed[1].text, "torgel");
  EXPECT_EQ(weighed[2].text, "stugan");
  EXPECT_GT(weighed[0].log_probability, weighed[1].log_probability);
  EXPECT_GT(weighed[1].log_probability, weighed[2].log_probability) << "one letter off against five";
  EXPECT_EQ(read.words[0].candidates.size(), 1U);
}

TEST(Candidates, SureWordsAreNotAskedAbout) {
  const LineImage line{images()[0].view(), 0, 0};
  ReadOptions options;
  options.candidates = 3;
  options.candidates_below = 0.0;
  options.propose = [](std::string_view) -> std::vector<std::string> { throw std::logic_error("asked"); };
  const ReadLine read = read_lines(model_for(best_kernel()), std::span(&line, 1), options).front();
  for (const ReadWord& word : read.words) EXPECT_TRUE(word.candidates.empty());
}

TEST(Lines, OddSizes) {
  const Model& model = model_for(best_kernel());
  const std::vector<std::pair<int, int>> sizes = {{0, 0},   {0, 40},   {40, 0},      {1, 1},     {1, 48},
                                                  {2, 48},  {3, 48},   {4, 48},      {5, 48},    {1, 400},
                                                  {400, 1}, {9, 2000}, {30'000, 40}, {30'000, 1}};
  std::vector<TestImage> odd;
  for (const auto& [width, height] : sizes) odd.push_back(scribble(width, height, 3));
  ReadOptions options;
  options.dictionary = false;
  const std::vector<ReadLine> read = read_lines(model, lines_of(odd), options);
  ASSERT_EQ(read.size(), odd.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    const auto& [width, height] = sizes[i];
    const bool empty = width == 0 || height == 0;
    const double scaled = empty ? 0.0 : 48.0 * width / height;
    if (scaled < 2.5) {
      EXPECT_EQ(read[i].state, LineState::too_small) << width << " x " << height;
    } else if (scaled > 60'003) {
      EXPECT_EQ(read[i].state, LineState::too_large) << width << " x " << height;
    } else {
      EXPECT_EQ(read[i].state, LineState::read) << width << " x " << height;
      EXPECT_NEAR(read[i].steps, scaled / 3, 1.0) << width << " x " << height;
    }
  }
}

TEST(Lines, NoneGivesNone) { EXPECT_TRUE(read_lines(model_for(best_kernel()), {}).empty()); }

}  // namespace
}  // namespace atagande::recognise
