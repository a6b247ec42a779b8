// Every kernel against the portable one, to the bit, on matrices of awkward sizes and extreme weights; the kernels that
// this processor lacks by way of their imitation.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "imitated_kernels.h"
#include "recognise/tables.h"

namespace atagande::recognise {
namespace {

Matrix random_matrix(int outputs, int inputs, std::mt19937& random) {
  Matrix matrix{outputs, inputs, {}, {}};
  for (int i = 0; i < outputs * (inputs + 1); ++i) {
    const bool extreme = random() % 8 == 0;
    const int weight = extreme ? (random() % 2 == 0 ? 127 : -127) : static_cast<int>(random() % 255) - 127;
    matrix.weights.push_back(static_cast<std::int8_t>(weight));
  }
  for (int i = 0; i < outputs; ++i) matrix.scales.push_back(1e-5F * static_cast<float>(1 + random() % 97));
  return matrix;
}

AlignedVector<std::int8_t> random_rows(int rows, int inputs, std::mt19937& random) {
  const int stride = rounded_up(inputs, input_padding);
  AlignedVector<std::int8_t> values(static_cast<std::size_t>(rows * stride), 0);
  for (int row = 0; row < rows; ++row) {
    for (int i = 0; i < inputs; ++i) {
      const int value = random() % 4 == 0 ? 127 : static_cast<int>(random() % 255) - 127;
      values[static_cast<std::size_t>(row * stride + i)] = static_cast<std::int8_t>(value);
    }
  }
  return values;
}

std::vector<std::int32_t> products_by(const KernelFunctions& kernel, const Matrix& matrix,
                                      const AlignedVector<std::int8_t>& values, int rows) {
  const PackedMatrix packed = kernel.pack(rows_of(matrix));
  Scratch scratch;
  std::vector<std::int32_t> sums(static_cast<std::size_t>(rows * packed.panels * panel_width));
  kernel.products(packed, {values.data(), packed.padded_inputs, rows}, scratch, sums.data());
  if (&kernel == portable_functions()) {  // against the definition itself
    for (int row = 0; row < rows; ++row) {
      for (int output = 0; output < matrix.outputs; ++output) {
        std::int32_t sum = matrix.bias(output);
        for (int i = 0; i < matrix.inputs; ++i) {
          sum += matrix.row(output)[i] * values[static_cast<std::size_t>(row * packed.padded_inputs + i)];
        }
        EXPECT_EQ(sums[static_cast<std::size_t>(row * packed.panels * panel_width + output)], sum);
      }
    }
  }
  return sums;
}

struct LstmResult {
  std::vector<std::int8_t> states;
  std::vector<float> cells;
  bool operator==(const LstmResult&) const = default;
};

/// A few steps, each fed with the state of the one before.
LstmResult lstm_by(const KernelFunctions& kernel, const LstmWeights& lstm, int rows, unsigned seed) {
  std::mt19937 random(seed);
  const PackedMatrix packed = kernel.pack(rows_of(lstm));
  AlignedVector<std::int8_t> now = random_rows(rows, lstm.inputs + lstm.states, random);
  AlignedVector<std::int8_t> next = now;
  const int padded_cells = packed.panels / gates * panel_width;
  AlignedVector<float> cells(static_cast<std::size_t>(rows * padded_cells), 0.0F);
  Scratch scratch;
  LstmResult result;
  for (int t = 0; t < 4; ++t) {
    LstmStep step{
        &packed, {now.data(), packed.padded_inputs, rows}, cells.data(), lstm.states, next.data() + lstm.inputs};
    kernel.lstm_step(step, scratch);
    std::swap(now, next);
  }
  for (int row = 0; row < rows; ++row) {
    for (int i = 0; i < lstm.states; ++i) {
      result.states.push_back(now[static_cast<std::size_t>(row * packed.padded_inputs + lstm.inputs + i)]);
      result.cells.push_back(cells[static_cast<std::size_t>(row * padded_cells + i)]);
    }
  }
  return result;
}

struct Candidate {
  const char* name;
  const KernelFunctions* functions;  // null: not to be run here
};

std::vector<Candidate> candidates() {
  const std::vector<Kernel> supported = supported_kernels();
  const auto real = [&](Kernel kernel) -> const KernelFunctions* {
    return std::find(supported.begin(), supported.end(), kernel) == supported.end() ? nullptr : &functions_of(kernel);
  };
  return {{"avx2", real(Kernel::avx2)},
          {"vnni", real(Kernel::vnni)},
          {"amx", real(Kernel::amx)},
          {"imitated_vnni", &imitated_vnni()},
          {"imitated_amx", &imitated_amx()}};
}

class KernelAgainstPortable : public testing::TestWithParam<Candidate> {
 protected:
  void SetUp() override {
    if (GetParam().functions == nullptr) GTEST_SKIP() << "this processor or system does not run it";
  }
};

TEST_P(KernelAgainstPortable, Products) {
  std::mt19937 random(11);
  const std::vector<std::pair<int, int>> sizes = {{16, 9}, {1, 1}, {99, 512}, {64, 80}, {33, 63}, {48, 64}, {80, 65}};
  for (const auto& [outputs, inputs] : sizes) {
    const Matrix matrix = random_matrix(outputs, inputs, random);
    for (const int rows : {1, 2, 5, 6, 7, 8, 13, 16, 31, 32, 33, 65}) {
      const AlignedVector<std::int8_t> values = random_rows(rows, inputs, random);
      EXPECT_EQ(products_by(*GetParam().functions, matrix, values, rows),
                products_by(*portable_functions(), matrix, values, rows))
          << outputs << " x " << inputs << ", rows " << rows;
    }
  }
}

TEST_P(KernelAgainstPortable, LstmSteps) {
  std::mt19937 random(12);
  const std::vector<std::pair<int, int>> sizes = {{16, 64}, {64, 96}, {5, 20}, {96, 33}, {1, 1}};
  for (const auto& [inputs, states] : sizes) {
    LstmWeights lstm;
    lstm.inputs = inputs;
    lstm.states = states;
    for (Matrix& gate : lstm.gates) gate = random_matrix(states, inputs + states, random);
    for (const int rows : {1, 6, 17, 40}) {
      EXPECT_EQ(lstm_by(*GetParam().functions, lstm, rows, 5), lstm_by(*portable_functions(), lstm, rows, 5))
          << inputs << " + " << states << ", rows " << rows;
    }
  }
}

TEST_P(KernelAgainstPortable, TanhLayer) {
  const Matrix matrix{16, 1, std::vector<std::int8_t>(32, 1), std::vector<float>(16, 7.3e-5F)};
  std::vector<std::int32_t> sums;
  for (int i = -150'000; i < 150'000; i += 3) sums.push_back(i);
  const int rows = static_cast<int>(sums.size()) / 16;
  std::vector<std::int8_t> theirs(sums.size());
  std::vector<std::int8_t> ours(sums.size());
  GetParam().functions->tanh_layer(GetParam().functions->pack(rows_of(matrix)), sums.data(), rows, theirs.data());
  portable_functions()->tanh_layer(portable_functions()->pack(rows_of(matrix)), sums.data(), rows, ours.data());
  EXPECT_EQ(theirs, ours);
  EXPECT_EQ(ours.front(), -127);
}

INSTANTIATE_TEST_SUITE_P(All, KernelAgainstPortable, testing::ValuesIn(candidates()),
                         [](const auto& candidate) { return std::string(candidate.param.name); });

TEST(Curves, MeetTheFunctionsAndTheirEnds) {
  const Curves curves;
  EXPECT_EQ(curves.tanh(0.0F), 0.0F);
  EXPECT_EQ(curves.logistic(0.0F), 0.5F);
  EXPECT_EQ(curves.tanh(50.0F), 1.0F);
  EXPECT_EQ(curves.tanh(-1e9F), -1.0F);
  EXPECT_EQ(curves.logistic(-1e9F), 0.0F);
  for (float x = -15.0F; x < 15.0F; x += 0.013F) {
    EXPECT_NEAR(static_cast<double>(curves.tanh(x)), std::tanh(static_cast<double>(x)), 2e-6);
    EXPECT_NEAR(static_cast<double>(curves.logistic(x)), 1.0 / (1.0 + std::exp(-static_cast<double>(x))), 2e-6);
  }
}

}  // namespace
}  // namespace atagande::recognise
