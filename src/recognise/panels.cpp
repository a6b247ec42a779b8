#include "recognise/panels.h"

#include <numeric>

namespace atagande::recognise {

PackedMatrix pack_panels(const PackedRows& rows) {
  PackedMatrix packed = packed_frame(rows);
  const std::ptrdiff_t bytes = panel_bytes(packed);
  packed.weights.assign(static_cast<std::size_t>(bytes * packed.panels), std::byte{0});
  for (std::size_t output = 0; output < rows.rows.size(); ++output) {
    const std::int8_t* from = rows.rows[output].weights;
    if (from == nullptr) continue;
    std::byte* panel = packed.weights.data() + static_cast<std::ptrdiff_t>(output / panel_width) * bytes +
                       static_cast<std::ptrdiff_t>(output % panel_width) * 4;
    for (std::ptrdiff_t i = 0; i < rows.inputs; ++i) {
      panel[i / 4 * 4 * panel_width + i % 4] = static_cast<std::byte>(from[i]);
    }
  }
  return packed;
}

PackedMatrix pack_panels_for_unsigned(const PackedRows& rows) {
  PackedMatrix packed = pack_panels(rows);
  for (std::size_t output = 0; output < rows.rows.size(); ++output) {
    const std::int8_t* weights = rows.rows[output].weights;
    if (weights != nullptr) packed.bias[output] -= 128 * std::accumulate(weights, weights + rows.inputs, 0);
  }
  return packed;
}

}  // namespace atagande::recognise
