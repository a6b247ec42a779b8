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
  const auto padded = static_cast<std::size_t>(packed.wide_inputs);
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
  const auto padded = static_cast<std::size_t>(matrix.wide_inputs);
  scratch.wide.resize(padded * static_cast<std::size_t>(rows.count));
  for (int row = 0; row < rows.count; ++row) {
    std::copy_n(rows.first + row * rows.stride, padded, scratch.wide.data() + static_cast<std::size_t>(row) * padded);
  }
  return scratch.wide.data();
}

/// Four outputs of one row.
void dot_products(const std::int16_t* w0, std::ptrdiff_t stride, const std::int16_t* row, std::int32_t* sums) {
  std::int32_t s0 = 0;
  std::int32_t s1 = 0;
  std::int32_t s2 = 0;
  std::int32_t s3 = 0;
  const std::int16_t* w1 = w0 + stride;
  const std::int16_t* w2 = w1 + stride;
  const std::int16_t* w3 = w2 + stride;
  for (std::ptrdiff_t i = 0; i < stride; ++i) {
    s0 += w0[i] * row[i];
    s1 += w1[i] * row[i];
    s2 += w2[i] * row[i];
    s3 += w3[i] * row[i];
  }
  sums[0] += s0;
  sums[1] += s1;
  sums[2] += s2;
  sums[3] += s3;
}

/// Two outputs of three rows.
void dot_products(const std::int16_t* w0, std::ptrdiff_t stride, const std::int16_t* row0, std::int32_t* sums,
                  std::ptrdiff_t sums_stride) {
  std::int32_t s00 = 0;
  std::int32_t s01 = 0;
  std::int32_t s10 = 0;
  std::int32_t s11 = 0;
  std::int32_t s20 = 0;
  std::int32_t s21 = 0;
  const std::int16_t* w1 = w0 + stride;
  const std::int16_t* row1 = row0 + stride;
  const std::int16_t* row2 = row1 + stride;
  for (std::ptrdiff_t i = 0; i < stride; ++i) {
    s00 += w0[i] * row0[i];
    s01 += w1[i] * row0[i];
    s10 += w0[i] * row1[i];
    s11 += w1[i] * row1[i];
    s20 += w0[i] * row2[i];
    s21 += w1[i] * row2[i];
  }
  sums[0] += s00;
  sums[1] += s01;
  sums[sums_stride] += s10;
  sums[sums_stride + 1] += s11;
  sums[2 * sums_stride] += s20;
  sums[2 * sums_stride + 1] += s21;
}

/// Panels [first, first + count) of all rows: sums[row][16 * count].
void panel_products(const PackedMatrix& matrix, const std::int16_t* wide, int rows, int first, int count,
                    std::int32_t* sums) {
  const std::ptrdiff_t stride = matrix.wide_inputs;
  const int outputs = count * panel_width;
  const std::int32_t* bias = &matrix.bias[static_cast<std::size_t>(first) * panel_width];
  const auto* weights = reinterpret_cast<const std::int16_t*>(matrix.weights.data()) + first * panel_width * stride;
  for (int row = 0; row < rows; ++row) std::copy_n(bias, outputs, sums + std::ptrdiff_t{row} * outputs);
  for (int output = 0; output < outputs; output += 4, weights += 4 * stride) {
    int row = 0;
    for (; row + 3 <= rows; row += 3) {
      std::int32_t* at = sums + std::ptrdiff_t{row} * outputs + output;
      dot_products(weights, stride, wide + row * stride, at, outputs);
      dot_products(weights + 2 * stride, stride, wide + row * stride, at + 2, outputs);
    }
    for (; row < rows; ++row) {
      dot_products(weights, stride, wide + row * stride, sums + std::ptrdiff_t{row} * outputs + output);
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
  const Curves curves;
  for (int row = 0; row < step.rows.count; ++row) {
    const std::int32_t* gate = sums + std::ptrdiff_t{row} * gates * panel_width;
    float* cell = step.cells + std::ptrdiff_t{row} * padded_cells + first_cell;
    std::int8_t* state = step.state + row * step.rows.stride + first_cell;
    for (int i = 0; i < cells; ++i) {
      const auto value = [&](int g) {
        const int at = g * panel_width + i;
        return static_cast<float>(gate[at]) * scale[at];
      };
      const float input = curves.tanh(value(0)) * curves.logistic(value(1));
      const float kept = cell[i] * curves.logistic(value(2));
      cell[i] = std::clamp(kept + input, -100.0F, 100.0F);
      state[i] = quantised(curves.tanh(cell[i]) * curves.logistic(value(3)));
    }
  }
}

void tanh_layer_portable(const PackedMatrix& matrix, const std::int32_t* sums, int rows, std::int8_t* out) {
  const int outputs = matrix.panels * panel_width;
  const Curves curves;
  for (int row = 0; row < rows; ++row) {
    for (int i = 0; i < outputs; ++i) {
      out[i] = quantised(curves.tanh(static_cast<float>(sums[i]) * matrix.scale[std::size_t(i)]));
    }
    sums += outputs;
    out += outputs;
  }
}

const KernelFunctions* portable_functions() { return &functions; }

}  // namespace atagande::recognise
