// AVX2: weights widened to 16 bits when packed, [panel][pair of inputs][16 outputs][2], so that one multiply-add takes
// two inputs of eight outputs and nothing saturates; six rows by sixteen outputs stay in registers. The curves are read
// by eight 8-byte loads, which is quicker here than two gathers.
//
// Only the functions marked below are compiled for AVX2; nothing else in the program needs it.
#include "recognise/kernel.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include <algorithm>
#include <utility>

#include "recognise/cells_avx2.h"

namespace atagande::recognise {

namespace {

constexpr int tile_rows = 6;

int pairs_of(const PackedMatrix& matrix) { return (matrix.inputs + 1) / 2; }

PackedMatrix pack(const PackedRows& rows) {
  PackedMatrix packed = packed_frame(rows);
  const int pairs = pairs_of(packed);
  const auto panel_numbers = static_cast<std::size_t>(pairs) * panel_width * 2;
  packed.weights.assign(panel_numbers * static_cast<std::size_t>(packed.panels) * sizeof(std::int16_t), std::byte{0});
  auto* weights = reinterpret_cast<std::int16_t*>(packed.weights.data());
  for (std::size_t output = 0; output < rows.rows.size(); ++output) {
    const std::int8_t* from = rows.rows[output].weights;
    if (from == nullptr) continue;
    std::int16_t* panel = weights + output / panel_width * panel_numbers + output % panel_width * 2;
    for (int i = 0; i < rows.inputs; ++i) panel[std::ptrdiff_t{i / 2} * panel_width * 2 + i % 2] = from[i];
  }
  return packed;
}

ATAGANDE_AVX2 const std::int16_t* widen(const PackedMatrix& matrix, const Rows& rows, Scratch& scratch) {
  const std::ptrdiff_t padded = matrix.wide_inputs;
  scratch.wide.resize(static_cast<std::size_t>(padded * rows.count));
  for (int row = 0; row < rows.count; ++row) {
    const std::int8_t* from = rows.first + row * rows.stride;
    std::int16_t* to = scratch.wide.data() + row * padded;
    for (std::ptrdiff_t i = 0; i < padded; i += 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i));
      _mm256_store_si256(reinterpret_cast<__m256i*>(to + i), _mm256_cvtepi8_epi16(bytes));
    }
  }
  return scratch.wide.data();
}

/// Two inputs of one row against sixteen outputs.
ATAGANDE_AVX2 inline void multiply_add(__m256i& low, __m256i& high, __m256i first, __m256i second,
                                       const std::int16_t* row) {
  const __m256i input = _mm256_castps_si256(_mm256_broadcast_ss(reinterpret_cast<const float*>(row)));
  low = _mm256_add_epi32(low, _mm256_madd_epi16(first, input));
  high = _mm256_add_epi32(high, _mm256_madd_epi16(second, input));
}

ATAGANDE_AVX2 inline void store(std::int32_t* sums, __m256i low, __m256i high) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums), low);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + 8), high);
}

struct Tile {
  const std::int16_t* weights;  // of one panel
  const std::int32_t* bias;
  int pairs;
  const std::int16_t* rows;
  std::ptrdiff_t row_stride;
  std::int32_t* sums;
  std::ptrdiff_t sums_stride;
};

/// One panel for as many rows as there are indices. Folds instead of loops, so that the sums stay in registers.
template <int... row>
ATAGANDE_AVX2 void multiply(const Tile& tile, std::integer_sequence<int, row...> /*rows*/) {
  const __m256i low_bias = _mm256_load_si256(reinterpret_cast<const __m256i*>(tile.bias));
  const __m256i high_bias = _mm256_load_si256(reinterpret_cast<const __m256i*>(tile.bias + 8));
  __m256i low[] = {(static_cast<void>(row), low_bias)...};
  __m256i high[] = {(static_cast<void>(row), high_bias)...};
  const std::int16_t* weights = tile.weights;
  const std::int16_t* inputs = tile.rows;
  for (int pair = 0; pair < tile.pairs; ++pair) {
    const __m256i first = _mm256_load_si256(reinterpret_cast<const __m256i*>(weights));
    const __m256i second = _mm256_load_si256(reinterpret_cast<const __m256i*>(weights + 16));
    (multiply_add(low[row], high[row], first, second, inputs + row * tile.row_stride), ...);
    weights += 32;
    inputs += 2;
  }
  (store(tile.sums + row * tile.sums_stride, low[row], high[row]), ...);
}

template <int rows>
void multiply(const Tile& tile) {
  multiply(tile, std::make_integer_sequence<int, rows>());
}

void panel_products(const PackedMatrix& matrix, int panel, const std::int16_t* rows, int count, std::int32_t* sums,
                    std::ptrdiff_t sums_stride) {
  const int pairs = pairs_of(matrix);
  Tile tile{
      reinterpret_cast<const std::int16_t*>(matrix.weights.data()) + std::ptrdiff_t{panel} * pairs * panel_width * 2,
      &matrix.bias[static_cast<std::size_t>(panel) * panel_width],
      pairs,
      rows,
      matrix.wide_inputs,
      sums,
      sums_stride};
  while (count > 0) {
    // Two tiles of four rather than six and two.
    const int take = count == tile_rows + 1 || count == tile_rows + 2 ? 4 : std::min(count, tile_rows);
    switch (take) {
      case 1:
        multiply<1>(tile);
        break;
      case 2:
        multiply<2>(tile);
        break;
      case 3:
        multiply<3>(tile);
        break;
      case 4:
        multiply<4>(tile);
        break;
      case 5:
        multiply<5>(tile);
        break;
      default:
        multiply<tile_rows>(tile);
        break;
    }
    tile.rows += take * tile.row_stride;
    tile.sums += take * sums_stride;
    count -= take;
  }
}

void products(const PackedMatrix& matrix, const Rows& rows, Scratch& scratch, std::int32_t* sums) {
  const std::int16_t* wide = widen(matrix, rows, scratch);
  for (int panel = 0; panel < matrix.panels; ++panel) {
    panel_products(matrix, panel, wide, rows.count, sums + std::ptrdiff_t{panel} * panel_width,
                   std::ptrdiff_t{matrix.panels} * panel_width);
  }
}

void lstm_step(const LstmStep& step, Scratch& scratch) {
  const PackedMatrix& matrix = *step.weights;
  const std::int16_t* wide = widen(matrix, step.rows, scratch);
  constexpr std::ptrdiff_t sums_stride = std::ptrdiff_t{gates} * panel_width;
  scratch.sums.resize(static_cast<std::size_t>(step.rows.count) * static_cast<std::size_t>(sums_stride));
  for (int panel = 0; panel < matrix.panels; panel += gates) {
    for (int gate = 0; gate < gates; ++gate) {
      panel_products(matrix, panel + gate, wide, step.rows.count,
                     scratch.sums.data() + std::ptrdiff_t{gate} * panel_width, sums_stride);
    }
    lstm_cells_avx2(step, panel, scratch.sums.data());
  }
}

constexpr KernelFunctions functions = {pack, products, lstm_step, tanh_layer_avx2};

}  // namespace

const KernelFunctions* avx2_functions() { return &functions; }

}  // namespace atagande::recognise

#else

namespace atagande::recognise {
const KernelFunctions* avx2_functions() { return nullptr; }
}  // namespace atagande::recognise

#endif
