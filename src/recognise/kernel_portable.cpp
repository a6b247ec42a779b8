// The reference for all kernels, in C++ that a compiler vectorises by itself: weights and activations widened to 16
// bits, row by row, so that the inner loop is a plain dot product.
#include <algorithm>
#include <cstring>

#include "recognise/kernel.h"
#include "recognise/round.h"
#include "recognise/tables.h"

namespace atagande::recognise {

namespace {

PackedMatrix pack(const PackedRows& rows) {
  PackedMatrix packed = packed_frame(rows);
  const auto padded = static_cast<std::size_t>(packed.padded_inputs);
  packed.weights.resize(rows.rows.size() * padded * sizeof(std::int16_t));
  auto* out = reinterpret_cast<std::int16_t*>(packed.weights.data());
  for (const PackedRows::Row& row : rows.rows) {
    std::fill_n(out, padded, std::int16_t{0});
    if (row.weights != nullptr) std::copy_n(row.weights, rows.inputs, out);
    out += padded;
  }
  return packed;
}

const std::int16_t* widen(const PackedMatrix& matrix, const Rows& rows, Scratch& scratch) {
  const auto padded = static_cast<std::size_t>(matrix.padded_inputs);
  scratch.wide.resize(padded * static_cast<std::size_t>(rows.count));
  for (int row = 0; row < rows.count; ++row) {
    std::copy_n(rows.first + row * rows.stride, padded, scratch.wide.data() + static_cast<std::size_t>(row) * padded);
  }
  return scratch.wide.data();
}

/// Four outputs of one row.
void dot_products(const std::int16_t* weights, const std::int16_t* row, int inputs, const std::int32_t* bias,
                  std::int32_t* sums) {
  std::int32_t s0 = 0;
  std::int32_t s1 = 0;
  std::int32_t s2 = 0;
  std::int32_t s3 = 0;
  const std::int16_t* w1 = weights + inputs;
  const std::int16_t* w2 = w1 + inputs;
  const std::int16_t* w3 = w2 + inputs;
  for (int i = 0; i < inputs; ++i) {
    s0 += weights[i] * row[i];
    s1 += w1[i] * row[i];
    s2 += w2[i] * row[i];
    s3 += w3[i] * row[i];
  }
  sums[0] = bias[0] + s0;
  sums[1] = bias[1] + s1;
  sums[2] = bias[2] + s2;
  sums[3] = bias[3] + s3;
}

/// Panels [first, first + count) of all rows: sums[row][16 * count].
void panel_products(const PackedMatrix& matrix, const std::int16_t* wide, int rows, int first, int count,
                    std::int32_t* sums) {
  const auto* weights = reinterpret_cast<const std::int16_t*>(matrix.weights.data());
  const int outputs = count * panel_width;
  for (int output = 0; output < outputs; output += 4) {
    const int at = first * panel_width + output;
    const std::int16_t* four = weights + std::ptrdiff_t{at} * matrix.padded_inputs;
    for (int row = 0; row < rows; ++row) {
      dot_products(four, wide + std::ptrdiff_t{row} * matrix.padded_inputs, matrix.padded_inputs,
                   &matrix.bias[std::size_t(at)], sums + std::ptrdiff_t{row} * outputs + output);
    }
  }
}

void products(const PackedMatrix& matrix, const Rows& rows, Scratch& scratch, std::int32_t* sums) {
  panel_products(matrix, widen(matrix, rows, scratch), rows.count, 0, matrix.panels, sums);
}

void lstm_step(const LstmStep& step, Scratch& scratch) {
  const PackedMatrix& matrix = *step.weights;
  const std::int16_t* wide = widen(matrix, step.rows, scratch);
  scratch.sums.resize(static_cast<std::size_t>(step.rows.count) * gates * panel_width);
  for (int panel = 0; panel < matrix.panels; panel += gates) {
    panel_products(matrix, wide, step.rows.count, panel, gates, scratch.sums.data());
    lstm_cells(step, panel, scratch.sums.data());
  }
}

constexpr KernelFunctions functions = {pack, products, lstm_step, tanh_layer_portable};

}  // namespace

void lstm_cells(const LstmStep& step, int panel, const std::int32_t* sums) {
  const float* scale = &step.weights->scale[static_cast<std::size_t>(panel) * panel_width];
  const int padded_cells = step.weights->panels / gates * panel_width;
  const int first_cell = panel / gates * panel_width;
  const int cells = std::min(panel_width, step.states - first_cell);
  for (int row = 0; row < step.rows.count; ++row) {
    const std::int32_t* gate = sums + std::ptrdiff_t{row} * gates * panel_width;
    float* cell = step.cells + std::ptrdiff_t{row} * padded_cells + first_cell;
    std::int8_t* state = step.state + row * step.rows.stride + first_cell;
    for (int i = 0; i < cells; ++i) {
      const auto value = [&](int g) {
        const int at = g * panel_width + i;
        return static_cast<float>(gate[at]) * scale[at];
      };
      const float input = tanh_of(value(0)) * logistic_of(value(1));
      const float kept = cell[i] * logistic_of(value(2));
      cell[i] = std::clamp(kept + input, -100.0F, 100.0F);
      state[i] = quantised(tanh_of(cell[i]) * logistic_of(value(3)));
    }
  }
}

void tanh_layer_portable(const PackedMatrix& matrix, const std::int32_t* sums, int rows, std::int8_t* out) {
  const int outputs = matrix.panels * panel_width;
  for (int row = 0; row < rows; ++row) {
    for (int i = 0; i < outputs; ++i) {
      out[i] = quantised(tanh_of(static_cast<float>(sums[i]) * matrix.scale[std::size_t(i)]));
    }
    sums += outputs;
    out += outputs;
  }
}

const KernelFunctions* portable_functions() { return &functions; }

}  // namespace atagande::recognise
