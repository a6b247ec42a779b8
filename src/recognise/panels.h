// The weights as AVX-512 VNNI and AMX both read them: [panel][four inputs][16 outputs][4] bytes, inputs padded with
// zeros to a multiple of 64. One 64-byte line is one VNNI operand, 16 lines are one AMX tile.
#pragma once

#include "recognise/kernel.h"

namespace atagande::recognise {

/// Bytes of one panel.
constexpr std::ptrdiff_t panel_bytes(const PackedMatrix& matrix) {
  return std::ptrdiff_t{matrix.padded_inputs} * panel_width;
}

PackedMatrix pack_panels(const PackedRows& rows);

/// The same for activations that are 128 too large: 128 times the weights is taken off each bias.
PackedMatrix pack_panels_for_unsigned(const PackedRows& rows);

}  // namespace atagande::recognise
