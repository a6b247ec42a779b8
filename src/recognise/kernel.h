// How the products and cells of the network are computed: one set of functions a kernel, all with the same bits.
//
// A layer's outputs stand in panels of 16; an LSTM's are ordered so that four panels in a row are the four gates of the
// same 16 cells. Activations are int8 rows, one a line (or column), padded with zeros to a multiple of 64. Sums are
// exact in int32 whatever their order, so that a kernel can differ from another in speed alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

#include "recognise/network.h"
#include "recognise/recognise.h"

namespace atagande::recognise {

constexpr int panel_width = 16;
constexpr int gates = 4;
constexpr int input_padding = 64;

constexpr int rounded_up(int value, int multiple) { return (value + multiple - 1) / multiple * multiple; }

/// Memory on cache lines.
template <typename T>
struct CacheLineAllocator {
  using value_type = T;
  CacheLineAllocator() = default;
  template <typename U>
  explicit CacheLineAllocator(const CacheLineAllocator<U>& /*other*/) {}
  T* allocate(std::size_t count) { return static_cast<T*>(::operator new (count * sizeof(T), std::align_val_t{64})); }
  void deallocate(T* pointer, std::size_t /*count*/) { ::operator delete (pointer, std::align_val_t{64}); }
  bool operator==(const CacheLineAllocator&) const = default;
};
template <typename T>
using AlignedVector = std::vector<T, CacheLineAllocator<T>>;

/// The rows of one matrix, or of the gates of an LSTM, in the order in which they are computed. A row without weights
/// fills a panel up.
struct PackedRows {
  struct Row {
    const std::int8_t* weights = nullptr;  // inputs of them; null: all zero
    std::int32_t bias = 0;
    float scale = 0.0F;
  };
  std::vector<Row> rows;  // a multiple of panel_width
  int inputs = 0;
};
PackedRows rows_of(const Matrix& matrix);
PackedRows rows_of(const LstmWeights& lstm);

/// A matrix as one kernel reads it.
struct PackedMatrix {
  int panels = 0;
  int inputs = 0;
  int padded_inputs = 0;  // also the stride of rows of activations, in bytes
  int wide_inputs = 0;    // padded less, for kernels that copy activations to 16 bits
  AlignedVector<std::byte> weights;
  AlignedVector<std::int32_t> bias;  // what a sum starts with
  AlignedVector<float> scale;
};

/// Rows of activations: `count` of `PackedMatrix::padded_inputs` bytes, `stride` apart.
struct Rows {
  const std::int8_t* first = nullptr;
  std::ptrdiff_t stride = 0;
  int count = 0;
};

/// Memory that a kernel uses again from call to call.
struct Scratch {
  AlignedVector<std::int16_t> wide;
  AlignedVector<std::uint8_t> bytes;
  AlignedVector<std::int32_t> sums;
};

/// One step of an LSTM for several independent rows.
struct LstmStep {
  const PackedMatrix* weights = nullptr;
  Rows rows;                     // [input, state]
  float* cells = nullptr;        // rows x padded cells
  int states = 0;                // real cells
  std::int8_t* state = nullptr;  // where the new state of a row goes; `rows.stride` apart, elsewhere than `rows`
};

struct KernelFunctions {
  PackedMatrix (*pack)(const PackedRows& rows);
  /// sums[row][16 * panels]: bias and products, unscaled.
  void (*products)(const PackedMatrix& matrix, const Rows& rows, Scratch& scratch, std::int32_t* sums);
  void (*lstm_step)(const LstmStep& step, Scratch& scratch);
  /// out[i] = tanh of sums[i] * scale[i % 16 * panels] in 127ths.
  void (*tanh_layer)(const PackedMatrix& matrix, const std::int32_t* sums, int rows, std::int8_t* out);
};

/// The frame of a packed matrix: everything but the weights.
PackedMatrix packed_frame(const PackedRows& rows);

/// Ends a step for the 16 cells of four panels from `panel` on; sums[row][4 gates][16].
void lstm_cells(const LstmStep& step, int panel, const std::int32_t* sums);
void tanh_layer_portable(const PackedMatrix& matrix, const std::int32_t* sums, int rows, std::int8_t* out);

/// The functions of a kernel that is among supported_kernels().
const KernelFunctions& functions_of(Kernel kernel);

/// Null where the program was built for another processor.
const KernelFunctions* portable_functions();
const KernelFunctions* avx2_functions();
const KernelFunctions* vnni_functions();
const KernelFunctions* amx_functions();

}  // namespace atagande::recognise
