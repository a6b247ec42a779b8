// Runs the network over several lines at once.
//
// Lines differ in width and none is padded to run on: at each step only lines that have such a step take part, and a
// reversed layer starts at each line's own last column. Sums are exact, so that company never changes what a line
// gives.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "recognise/kernel.h"
#include "recognise/network.h"

namespace atagande::recognise {

struct PackedLstm {
  PackedMatrix matrix;
  int inputs = 0;
  int states = 0;
  bool reversed = false;
};

/// The network as one kernel reads it.
struct PackedNetwork {
  int height = 0;
  int half_x = 0;
  int half_y = 0;
  int pool_x = 1;
  int pool_y = 1;
  std::int32_t sample_iteration = 0;
  PackedMatrix convolution;
  int features = 0;  // of the convolution
  PackedLstm summary;
  std::vector<PackedLstm> chain;
  PackedMatrix softmax;
  int classes = 0;
  const KernelFunctions* kernel = nullptr;

  [[nodiscard]] int steps(int width) const { return width / pool_x; }
  [[nodiscard]] int rows() const { return height / pool_y; }
};
PackedNetwork pack_network(const Network& network, const KernelFunctions& kernel);

/// Bytes held at most for a line of so many steps while a batch runs.
std::size_t bytes_for(const PackedNetwork& network, int steps);

/// A scaled line: `network.height` rows of `width` samples.
struct LineInput {
  const std::int8_t* samples = nullptr;
  int width = 0;
};

/// int8 features along a line: `steps` rows of `stride` bytes, the end of each zero.
struct FeatureMap {
  int steps = 0;
  int features = 0;
  int stride = 0;
  AlignedVector<std::int8_t> values;

  FeatureMap() = default;
  FeatureMap(int steps, int features);
  [[nodiscard]] const std::int8_t* at(int step) const { return values.data() + std::ptrdiff_t{step} * stride; }
  std::int8_t* at(int step) { return values.data() + std::ptrdiff_t{step} * stride; }
};

/// The convolution's noise: what stands outside the image is drawn at random, from the model's seed for every line.
class Noise {
 public:
  explicit Noise(std::int32_t sample_iteration);
  std::int8_t next();

 private:
  std::uint64_t state_ = 1;
};

/// Convolution, tanh and max-pool: per step the features of the column from top to bottom.
FeatureMap pooled_columns(const PackedNetwork& network, const LineInput& line, Scratch& scratch);

/// The columns of all lines, each summed up by the column LSTM.
std::vector<FeatureMap> column_summaries(const PackedNetwork& network, std::span<const FeatureMap> columns,
                                         Scratch& scratch);

/// One LSTM along the lines, which are sorted by falling number of steps.
std::vector<FeatureMap> along_lines(const PackedNetwork& network, const PackedLstm& lstm,
                                    std::span<const FeatureMap> lines, Scratch& scratch);

/// steps x classes probabilities.
std::vector<float> softmax_outputs(const PackedNetwork& network, const FeatureMap& line, Scratch& scratch);

/// All of it. `lines` are sorted by falling width, each at least one step wide.
std::vector<std::vector<float>> run_network(const PackedNetwork& network, std::span<const LineInput> lines);

}  // namespace atagande::recognise
