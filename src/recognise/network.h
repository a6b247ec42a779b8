// The network of a model as it stands in the file: int8 matrices with a bias column and one scale an output.
//
// The shape read is the one of all released fast models: convolution with tanh, max-pool, an LSTM that sums up each
// column from top to bottom, a chain of LSTMs along the line in either direction, softmax. Any other shape is refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace atagande::recognise {

/// outputs x (inputs + 1) weights, row by row; the last of a row is its bias, met by a constant input of 127. All
/// weights lie in [-127, 127]; all scales are positive.
struct Matrix {
  int outputs = 0;
  int inputs = 0;  // without the bias
  std::vector<std::int8_t> weights;
  std::vector<float> scales;

  [[nodiscard]] const std::int8_t* row(int output) const {
    return weights.data() + static_cast<std::ptrdiff_t>(output) * (inputs + 1);
  }
  [[nodiscard]] std::int32_t bias(int output) const { return 127 * row(output)[inputs]; }
};

/// The four matrices of an LSTM in the order cell input, input gate, forget gate, output gate; each reads the input
/// followed by the state.
struct LstmWeights {
  int inputs = 0;
  int states = 0;
  bool reversed = false;  // runs from the line's end
  Matrix gates[4];
};

struct Network {
  int height = 0;  // of the input image
  int half_x = 0;  // convolution reaches this far to either side
  int half_y = 0;
  Matrix convolution;
  int pool_x = 1;
  int pool_y = 1;
  LstmWeights summary;             // over the column, only its last state is kept
  std::vector<LstmWeights> chain;  // along the line, at least one
  Matrix softmax;

  std::string spec;
  bool recoded = false;               // unicharset ids are written as codes
  std::int32_t sample_iteration = 0;  // seeds the noise around the image
  std::int32_t null_code = 0;

  [[nodiscard]] int classes() const { return softmax.outputs; }
};

/// Reads the lstm component. Throws Error(Fault::bad_model) for anything that is not exactly what is described here.
Network read_network(std::span<const std::byte> component);

}  // namespace atagande::recognise
