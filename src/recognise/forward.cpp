// The maps between layers are int8; floats live only inside a cell and in the softmax. Each layer is a barrier for its
// line, since a reversed layer needs the whole of it.
#include "recognise/forward.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace atagande::recognise {

namespace {

constexpr int columns_at_once = 64;
constexpr int softmax_rows = 32;

PackedLstm pack_lstm(const LstmWeights& lstm, const KernelFunctions& kernel) {
  return {kernel.pack(rows_of(lstm)), lstm.inputs, lstm.states, lstm.reversed};
}

/// The two buffers between which an LSTM's rows alternate, and its cells.
class LstmRun {
 public:
  LstmRun(const PackedNetwork& network, const PackedLstm& lstm, int rows)
      : kernel_(*network.kernel), lstm_(lstm), stride_(lstm.matrix.padded_inputs) {
    const auto bytes = static_cast<std::size_t>(stride_) * static_cast<std::size_t>(rows);
    for (auto& buffer : buffers_) buffer.assign(bytes, 0);
    cells_.assign(static_cast<std::size_t>(lstm.matrix.panels / gates * panel_width) * static_cast<std::size_t>(rows),
                  0.0F);
  }

  void feed(int row, const std::int8_t* input) {
    std::memcpy(buffers_[now_].data() + std::ptrdiff_t{row} * stride_, input, static_cast<std::size_t>(lstm_.inputs));
  }
  void step(int rows, Scratch& scratch) {
    LstmStep step;
    step.weights = &lstm_.matrix;
    step.rows = {buffers_[now_].data(), stride_, rows};
    step.cells = cells_.data();
    step.states = lstm_.states;
    step.state = buffers_[1 - now_].data() + lstm_.inputs;
    kernel_.lstm_step(step, scratch);
    now_ = 1 - now_;
  }
  /// The state after the last step.
  void read(int row, std::int8_t* state) const {
    std::memcpy(state, buffers_[now_].data() + std::ptrdiff_t{row} * stride_ + lstm_.inputs,
                static_cast<std::size_t>(lstm_.states));
  }

 private:
  const KernelFunctions& kernel_;
  const PackedLstm& lstm_;
  int stride_;
  AlignedVector<std::int8_t> buffers_[2];
  AlignedVector<float> cells_;
  std::size_t now_ = 0;
};

/// Writes the neighbourhoods of one row of the image, each padded to `stride`; draws the noise where it lies outside.
class Neighbourhoods {
 public:
  Neighbourhoods(const PackedNetwork& network, const LineInput& line)
      : network_(network), line_(line), stride_(network.convolution.padded_inputs), noise_(network.sample_iteration) {
    rows_.assign(static_cast<std::size_t>(stride_) * static_cast<std::size_t>(line.width), 0);
    columns_.resize(static_cast<std::size_t>(line.width) * static_cast<std::size_t>(depth()));
  }

  const std::int8_t* row(int y) {
    const bool inside = y >= network_.half_y && y + network_.half_y < network_.height;
    const int from = inside ? std::min(network_.half_x, line_.width) : line_.width;
    const int until = std::max(line_.width - network_.half_x, from);
    for (int x = 0; x < from; ++x) draw(x, y);
    if (from < until) copy(from, until, y);
    for (int x = until; x < line_.width; ++x) draw(x, y);
    return rows_.data();
  }

 private:
  [[nodiscard]] int depth() const { return 2 * network_.half_y + 1; }

  void draw(int x, int y) {
    std::int8_t* out = rows_.data() + std::ptrdiff_t{x} * stride_;
    for (int dx = -network_.half_x; dx <= network_.half_x; ++dx) {
      for (int dy = -network_.half_y; dy <= network_.half_y; ++dy) *out++ = sample(x + dx, y + dy);
    }
  }
  std::int8_t sample(int x, int y) {
    if (x < 0 || x >= line_.width || y < 0 || y >= network_.height) return noise_.next();
    return line_.samples[std::ptrdiff_t{y} * line_.width + x];
  }
  /// Positions wholly inside: with the rows interleaved, a neighbourhood is one run of bytes.
  void copy(int from, int until, int y) {
    const int deep = depth();
    for (int dy = 0; dy < deep; ++dy) {
      const std::int8_t* samples = line_.samples + std::ptrdiff_t{y + dy - network_.half_y} * line_.width;
      for (int x = 0; x < line_.width; ++x) columns_[static_cast<std::size_t>(x * deep + dy)] = samples[x];
    }
    const auto length = static_cast<std::size_t>(network_.convolution.inputs);
    for (int x = from; x < until; ++x) {
      std::memcpy(rows_.data() + std::ptrdiff_t{x} * stride_,
                  columns_.data() + std::ptrdiff_t{x - network_.half_x} * deep, length);
    }
  }

  const PackedNetwork& network_;
  LineInput line_;
  int stride_;
  Noise noise_;
  AlignedVector<std::int8_t> rows_;
  std::vector<std::int8_t> columns_;
};

/// Folds the sums of a row of positions into their pooled columns. Tanh rises and scales are positive, so that the
/// largest sum bears the largest activation.
void pool_row(const PackedNetwork& network, const std::int32_t* sums, int steps, std::int32_t* pooled) {
  const int width = network.convolution.panels * panel_width;
  for (int step = 0; step < steps; ++step) {
    for (int dx = 0; dx < network.pool_x; ++dx) {
      for (int i = 0; i < width; ++i) pooled[i] = std::max(pooled[i], sums[i]);
      sums += width;
    }
    pooled += width;
  }
}

}  // namespace

PackedNetwork pack_network(const Network& network, const KernelFunctions& kernel) {
  PackedNetwork packed;
  packed.height = network.height;
  packed.half_x = network.half_x;
  packed.half_y = network.half_y;
  packed.pool_x = network.pool_x;
  packed.pool_y = network.pool_y;
  packed.sample_iteration = network.sample_iteration;
  packed.convolution = kernel.pack(rows_of(network.convolution));
  packed.features = network.convolution.outputs;
  packed.summary = pack_lstm(network.summary, kernel);
  for (const LstmWeights& lstm : network.chain) packed.chain.push_back(pack_lstm(lstm, kernel));
  packed.softmax = kernel.pack(rows_of(network.softmax));
  packed.classes = network.classes();
  packed.kernel = &kernel;
  return packed;
}

std::size_t bytes_for(const PackedNetwork& network, int steps) {
  int widest = network.summary.states;
  for (const PackedLstm& lstm : network.chain) widest = std::max(widest, lstm.states);
  const int maps = 2 * rounded_up(widest, input_padding);
  const int columns = rounded_up(network.rows() * network.features, input_padding);
  const int per_step = network.height * network.pool_x + columns + maps + network.classes * 4;
  return static_cast<std::size_t>(per_step) * static_cast<std::size_t>(steps);
}

FeatureMap::FeatureMap(int steps_, int features_)
    : steps(steps_),
      features(features_),
      stride(rounded_up(features_, input_padding)),
      values(static_cast<std::size_t>(steps_) * static_cast<std::size_t>(stride), 0) {}

Noise::Noise(std::int32_t sample_iteration) {
  const std::uint64_t seed = static_cast<std::uint64_t>(static_cast<std::int64_t>(sample_iteration)) * 0x10000001U;
  state_ = seed % 2147483647U;
  if (state_ == 0) state_ = 1;
  next();
}

std::int8_t Noise::next() {
  state_ = state_ * 48271U % 2147483647U;
  const double drawn = 127.0 * 2.0 * static_cast<double>(state_) / 2147483647.0 - 127.0;
  return static_cast<std::int8_t>(drawn >= 0.0 ? drawn + 0.5 : drawn - 0.5);
}

FeatureMap pooled_columns(const PackedNetwork& network, const LineInput& line, Scratch& scratch) {
  const int steps = network.steps(line.width);
  const int width = network.convolution.panels * panel_width;
  FeatureMap columns(steps, network.rows() * network.features);
  Neighbourhoods neighbourhoods(network, line);
  AlignedVector<std::int32_t> sums(static_cast<std::size_t>(line.width) * static_cast<std::size_t>(width));
  AlignedVector<std::int32_t> pooled(static_cast<std::size_t>(steps) * static_cast<std::size_t>(width));
  AlignedVector<std::int8_t> active(pooled.size());
  for (int y = 0; y < network.rows(); ++y) {
    std::fill(pooled.begin(), pooled.end(), INT32_MIN);
    for (int dy = 0; dy < network.pool_y; ++dy) {
      const std::int8_t* stacked = neighbourhoods.row(y * network.pool_y + dy);
      network.kernel->products(network.convolution, {stacked, network.convolution.padded_inputs, line.width}, scratch,
                               sums.data());
      pool_row(network, sums.data(), steps, pooled.data());
    }
    network.kernel->tanh_layer(network.convolution, pooled.data(), steps, active.data());
    for (int step = 0; step < steps; ++step) {
      std::memcpy(columns.at(step) + std::ptrdiff_t{y} * network.features, active.data() + std::ptrdiff_t{step} * width,
                  static_cast<std::size_t>(network.features));
    }
  }
  return columns;
}

std::vector<FeatureMap> column_summaries(const PackedNetwork& network, std::span<const FeatureMap> columns,
                                         Scratch& scratch) {
  struct Place {
    const std::int8_t* column;
    std::int8_t* summary;
  };
  std::vector<FeatureMap> summaries;
  std::vector<Place> places;
  for (const FeatureMap& line : columns) summaries.emplace_back(line.steps, network.summary.states);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    for (int step = 0; step < columns[i].steps; ++step) places.push_back({columns[i].at(step), summaries[i].at(step)});
  }
  for (std::size_t begin = 0; begin < places.size(); begin += columns_at_once) {
    const int rows = static_cast<int>(std::min<std::size_t>(columns_at_once, places.size() - begin));
    LstmRun run(network, network.summary, rows);
    for (int y = 0; y < network.rows(); ++y) {
      for (int row = 0; row < rows; ++row) {
        run.feed(row, places[begin + static_cast<std::size_t>(row)].column + std::ptrdiff_t{y} * network.features);
      }
      run.step(rows, scratch);
    }
    for (int row = 0; row < rows; ++row) run.read(row, places[begin + static_cast<std::size_t>(row)].summary);
  }
  return summaries;
}

std::vector<FeatureMap> along_lines(const PackedNetwork& network, const PackedLstm& lstm,
                                    std::span<const FeatureMap> lines, Scratch& scratch) {
  std::vector<FeatureMap> results;
  for (const FeatureMap& line : lines) results.emplace_back(line.steps, lstm.states);
  LstmRun run(network, lstm, static_cast<int>(lines.size()));
  auto active = static_cast<int>(lines.size());
  const int longest = lines.empty() ? 0 : lines.front().steps;
  for (int t = 0; t < longest; ++t) {
    while (lines[static_cast<std::size_t>(active - 1)].steps <= t) --active;
    const auto place = [&](int row) { return lstm.reversed ? lines[static_cast<std::size_t>(row)].steps - 1 - t : t; };
    for (int row = 0; row < active; ++row) run.feed(row, lines[static_cast<std::size_t>(row)].at(place(row)));
    run.step(active, scratch);
    for (int row = 0; row < active; ++row) run.read(row, results[static_cast<std::size_t>(row)].at(place(row)));
  }
  return results;
}

std::vector<float> softmax_outputs(const PackedNetwork& network, const FeatureMap& line, Scratch& scratch) {
  constexpr float lowest = -86.0F;
  const int width = network.softmax.panels * panel_width;
  const int classes = network.classes;
  std::vector<float> outputs(static_cast<std::size_t>(line.steps) * static_cast<std::size_t>(classes));
  AlignedVector<std::int32_t> sums(static_cast<std::size_t>(softmax_rows) * static_cast<std::size_t>(width));
  float* out = outputs.data();
  for (int begin = 0; begin < line.steps; begin += softmax_rows) {
    const int rows = std::min(softmax_rows, line.steps - begin);
    network.kernel->products(network.softmax, {line.at(begin), line.stride, rows}, scratch, sums.data());
    for (int row = 0; row < rows; ++row, out += classes) {
      const std::int32_t* sum = sums.data() + std::ptrdiff_t{row} * width;
      for (int i = 0; i < classes; ++i) {
        out[i] = static_cast<float>(sum[i]) * network.softmax.scale[static_cast<std::size_t>(i)];
      }
      const float largest = *std::max_element(out, out + classes);
      float total = 0.0F;
      for (int i = 0; i < classes; ++i) {
        out[i] = std::exp(std::max(out[i] - largest, lowest));
        total += out[i];
      }
      for (int i = 0; i < classes; ++i) out[i] /= total;
    }
  }
  return outputs;
}

std::vector<std::vector<float>> run_network(const PackedNetwork& network, std::span<const LineInput> lines) {
  Scratch scratch;
  std::vector<FeatureMap> maps;
  for (const LineInput& line : lines) maps.push_back(pooled_columns(network, line, scratch));
  maps = column_summaries(network, maps, scratch);
  for (const PackedLstm& lstm : network.chain) maps = along_lines(network, lstm, maps, scratch);
  std::vector<std::vector<float>> outputs;
  for (const FeatureMap& map : maps) outputs.push_back(softmax_outputs(network, map, scratch));
  return outputs;
}

}  // namespace atagande::recognise
