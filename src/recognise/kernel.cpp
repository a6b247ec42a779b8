// What the kernels share: the order of rows, and which kernels this processor and operating system allow.
#include "recognise/kernel.h"

#include <algorithm>
#include <array>

namespace atagande::recognise {

namespace {

PackedRows::Row row_of(const Matrix& matrix, int output) {
  return {matrix.row(output), matrix.bias(output), matrix.scales[static_cast<std::size_t>(output)]};
}

}  // namespace

PackedRows rows_of(const Matrix& matrix) {
  PackedRows packed;
  packed.inputs = matrix.inputs;
  for (int output = 0; output < matrix.outputs; ++output) packed.rows.push_back(row_of(matrix, output));
  packed.rows.resize(static_cast<std::size_t>(rounded_up(matrix.outputs, panel_width)));
  return packed;
}

PackedRows rows_of(const LstmWeights& lstm) {
  PackedRows packed;
  packed.inputs = lstm.inputs + lstm.states;
  for (int first = 0; first < lstm.states; first += panel_width) {
    for (const Matrix& gate : lstm.gates) {
      for (int cell = first; cell < first + panel_width; ++cell) {
        packed.rows.push_back(cell < lstm.states ? row_of(gate, cell) : PackedRows::Row{});
      }
    }
  }
  return packed;
}

PackedMatrix packed_frame(const PackedRows& rows) {
  PackedMatrix packed;
  packed.panels = static_cast<int>(rows.rows.size()) / panel_width;
  packed.inputs = rows.inputs;
  packed.padded_inputs = rounded_up(rows.inputs, input_padding);
  packed.wide_inputs = rounded_up(rows.inputs, 16);
  for (const PackedRows::Row& row : rows.rows) {
    packed.bias.push_back(row.bias);
    packed.scale.push_back(row.scale);
  }
  return packed;
}

}  // namespace atagande::recognise
