// Models that are whole, and models that are not.
#include "recognise/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <iterator>

#include "support.h"

namespace atagande::recognise {
namespace {

std::vector<std::byte> bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  const auto* begin = reinterpret_cast<const std::byte*>(text.data());
  return {begin, begin + text.size()};
}

Fault fault_of(std::span<const std::byte> bytes) {
  try {
    load_model(bytes);
  } catch (const Error& error) {
    return error.fault();
  }
  return Fault::internal;
}

template <typename T>
T number_at(const std::vector<std::byte>& bytes, std::size_t at) {
  T value{};
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

template <typename T>
void put(std::vector<std::byte>& bytes, std::size_t at, T value) {
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

std::size_t offset_of(const std::vector<std::byte>& bytes, std::size_t component) {
  return static_cast<std::size_t>(number_at<std::int64_t>(bytes, 4 + 8 * component));
}

TEST(Model, ReadsTheSwedishModel) {
  const Model model = load_model(swedish_model());
  EXPECT_EQ(model.line_height(), 48);
  EXPECT_EQ(model.classes(), 99);
  EXPECT_EQ(model.spec(), "[1,48,0,1Ct3,3,16Mp3,3Lfys64Lfx96Lrx96Lfx512O1c1]");
  const Charset& charset = model.data().charset;
  EXPECT_EQ(charset.entries.size(), 100U);
  EXPECT_EQ(charset.unichar_of[0], unichar_space);
  EXPECT_EQ(charset.unichar_of[98], no_unichar);
  EXPECT_EQ(charset.entries[6].text, "Ö");
  EXPECT_THAT(std::vector<int>(charset.code_order.begin(), charset.code_order.begin() + 4),
              testing::ElementsAre(0, 98, 1, 2));
}

TEST(Model, EveryCutIsRefused) {
  const std::vector<std::byte> whole = bytes_of(swedish_model());
  ASSERT_GT(whole.size(), 4'000'000U);
  for (const std::size_t kept : {std::size_t{0}, std::size_t{3}, std::size_t{4}, std::size_t{100}, std::size_t{195},
                                 std::size_t{196}, std::size_t{250}, std::size_t{1'000'000}, std::size_t{1'481'500},
                                 std::size_t{1'482'000}, std::size_t{3'000'000}, std::size_t{4'160'000}}) {
    EXPECT_EQ(fault_of(std::span(whole).first(kept)), Fault::bad_model) << kept;
  }
}

TEST(Model, LengthsBeyondTheFileAreRefusedBeforeAllocation) {
  const std::vector<std::byte> whole = bytes_of(swedish_model());
  const std::size_t lstm = offset_of(whole, 17);
  std::vector<std::byte> bytes = whole;
  put<std::uint32_t>(bytes, lstm + 1, 0xFFFFFFF0U);  // length of the first layer's type name
  EXPECT_EQ(fault_of(bytes), Fault::bad_model);
  bytes = whole;
  put<std::uint32_t>(bytes, offset_of(whole, 19) + 6, 0xFFFFFFFFU);  // edges of the word dawg
  EXPECT_EQ(fault_of(bytes), Fault::bad_model);
  bytes = whole;
  put<std::uint32_t>(bytes, offset_of(whole, 22), 0x7FFFFFFFU);  // entries of the recoder
  EXPECT_EQ(fault_of(bytes), Fault::bad_model);
}

TEST(Model, DawgEdgeLeadingOutsideIsRefused) {
  std::vector<std::byte> bytes = bytes_of(swedish_model());
  put<std::uint64_t>(bytes, offset_of(bytes, 19) + 10, ~std::uint64_t{0});
  EXPECT_EQ(fault_of(bytes), Fault::bad_model);
}

TEST(Model, OtherByteOrderAndOtherFilesAreRefused) {
  std::vector<std::byte> bytes = bytes_of(swedish_model());
  put<std::uint32_t>(bytes, 0, 0x18000000U);
  EXPECT_EQ(fault_of(bytes), Fault::bad_model);
  EXPECT_EQ(fault_of(bytes_of(line_file("plain"))), Fault::bad_model);
  EXPECT_EQ(fault_of({}), Fault::bad_model);
}

std::vector<std::byte> tiny_model() {
  return bytes_of(std::filesystem::path(ATAGANDE_TEST_DATA) / "model_corpus/tiny.traineddata");
}

TEST(Model, ReadsASmallerNetwork) {
  const Model model = load_model(tiny_model());
  EXPECT_EQ(model.line_height(), 12);
  EXPECT_EQ(model.classes(), 6);
  EXPECT_EQ(model.data().charset.unichar_of, (std::vector<int>{0, 3, 4, 5, 6, no_unichar}));
  const TestImage image = scribble(90, 20, 4);
  const LineImage line{image.view(), 0, 0};
  const ReadLine read = read_lines(model, std::span(&line, 1)).front();
  EXPECT_EQ(read.steps, 18);
  for (const Kernel kernel : supported_kernels()) {
    EXPECT_EQ(read_lines(load_model(tiny_model(), kernel), std::span(&line, 1)).front(), read) << name(kernel);
  }
}

TEST(Model, EveryCutOfASmallModelIsRefused) {
  const std::vector<std::byte> whole = tiny_model();
  for (std::size_t kept = 0; kept < whole.size(); ++kept) {
    EXPECT_EQ(fault_of(std::span(whole).first(kept)), Fault::bad_model) << kept;
  }
}

TEST(Model, DictionaryWalksWordsNumbersAndPunctuation) {
  const Model model = load_model(tiny_model());
  const Dictionary& dictionary = model.data().dictionary;
  constexpr int a = 3;
  constexpr int b = 4;
  constexpr int one = 5;
  constexpr int stop = 6;
  const auto walk = [&](std::initializer_list<int> letters) {
    DawgPositions now = dictionary.start();
    DawgPositions next;
    Dictionary::Step step;
    for (const int letter : letters) {
      step = dictionary.advance(now, letter, next);
      std::swap(now, next);
    }
    return std::pair(step.permuter, step.word_may_end);
  };
  EXPECT_EQ(walk({a}), std::pair(Permuter::word, true));
  EXPECT_EQ(walk({b}), std::pair(Permuter::word, false));
  EXPECT_EQ(walk({b, a}), std::pair(Permuter::word, true));
  EXPECT_EQ(walk({b, b, stop}), std::pair(Permuter::word, true));
  EXPECT_EQ(walk({b, stop}), std::pair(Permuter::none, false));
  EXPECT_EQ(walk({one, one, one}), std::pair(Permuter::number, true));
  EXPECT_EQ(walk({one, stop}), std::pair(Permuter::number, true));
  EXPECT_EQ(walk({one, a}), std::pair(Permuter::none, false));
  EXPECT_EQ(walk({a, stop, stop}), std::pair(Permuter::none, false));
  EXPECT_EQ(walk({stop}), std::pair(Permuter::none, false));
}

TEST(Model, LegacyModelHasNoNetwork) {
  const std::filesystem::path orientation = swedish_model().parent_path() / "osd.traineddata";
  if (!std::filesystem::exists(orientation)) GTEST_SKIP() << "no osd.traineddata";
  EXPECT_THROW(load_model(orientation), Error);
}

TEST(Model, MissingFileIsNoAccess) {
  try {
    load_model(std::filesystem::path("/nowhere/none.traineddata"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::no_access);
    EXPECT_EQ(error.place().file, "/nowhere/none.traineddata");
  }
}

TEST(Kernels, HaveNamesAndABest) {
  const std::vector<Kernel> supported = supported_kernels();
  ASSERT_FALSE(supported.empty());
  EXPECT_EQ(supported.front(), Kernel::portable);
  EXPECT_EQ(supported.back(), best_kernel());
  for (const Kernel kernel : {Kernel::portable, Kernel::avx2, Kernel::vnni, Kernel::amx}) {
    EXPECT_EQ(kernel_named(name(kernel)), kernel);
  }
  EXPECT_EQ(kernel_named("abacus"), std::nullopt);
}

}  // namespace
}  // namespace atagande::recognise
