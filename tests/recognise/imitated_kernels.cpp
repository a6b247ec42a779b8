#include "imitated_kernels.h"

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "recognise/panels.h"

#define ATAGANDE_TARGET
#define TILE_CONFIGURE() configure_tiles()
#define TILE_RELEASE() release_tiles()
#define TILE_LOAD(tile, from, stride) tile_load(tile, from, stride)
#define TILE_STORE(tile, to, stride) tile_store(tile, to, stride)
#define TILE_DOT(sums, inputs, weights) tile_dot(sums, inputs, weights)

namespace atagande::recognise {

namespace {

void finish_cells(const LstmStep& step, int panel, const std::int32_t* sums) { lstm_cells(step, panel, sums); }

namespace vnni {

struct Vector {
  std::uint8_t bytes[64];
};

Vector load(const void* from) {
  Vector vector;
  std::memcpy(vector.bytes, from, sizeof vector.bytes);
  return vector;
}
void store(void* to, const Vector& value) { std::memcpy(to, value.bytes, sizeof value.bytes); }
Vector broadcast(const std::uint8_t* four) {
  Vector vector;
  for (std::size_t i = 0; i < 64; ++i) vector.bytes[i] = four[i % 4];
  return vector;
}
/// VPDPBUSD: to each 32-bit sum, four products of an unsigned by a signed byte.
Vector dot(const Vector& sums, const Vector& inputs, const Vector& weights) {
  std::int32_t lanes[16];
  std::memcpy(lanes, sums.bytes, sizeof lanes);
  for (std::size_t i = 0; i < 64; ++i) lanes[i / 4] += inputs.bytes[i] * static_cast<std::int8_t>(weights.bytes[i]);
  return load(lanes);
}

#include "recognise/vnni_loops.inc"

constexpr KernelFunctions functions = {pack_panels_for_unsigned, products, lstm_step, tanh_layer_portable};

}  // namespace vnni

namespace amx {

struct Tile {
  std::uint8_t rows[16][64];
};
thread_local Tile tiles[8];
thread_local bool configured = false;

void configure_tiles() { configured = true; }
void release_tiles() { configured = false; }

void tile_load(int tile, const void* from, std::ptrdiff_t stride) {
  if (!configured) std::abort();
  for (int row = 0; row < 16; ++row) {
    std::memcpy(tiles[tile].rows[row], static_cast<const std::uint8_t*>(from) + row * stride, 64);
  }
}
void tile_store(int tile, void* to, std::ptrdiff_t stride) {
  for (int row = 0; row < 16; ++row) {
    std::memcpy(static_cast<std::uint8_t*>(to) + row * stride, tiles[tile].rows[row], 64);
  }
}
/// TDPBSSD: sums[m][n] += four products of signed bytes inputs[m][4k …] by weights[k][4n …], for each k.
void tile_dot(int sums, int inputs, int weights) {
  for (int m = 0; m < 16; ++m) {
    std::int32_t lanes[16];
    std::memcpy(lanes, tiles[sums].rows[m], sizeof lanes);
    for (int k = 0; k < 16; ++k) {
      for (int n = 0; n < 16; ++n) {
        for (int i = 0; i < 4; ++i) {
          lanes[n] += static_cast<std::int8_t>(tiles[inputs].rows[m][4 * k + i]) *
                      static_cast<std::int8_t>(tiles[weights].rows[k][4 * n + i]);
        }
      }
    }
    std::memcpy(tiles[sums].rows[m], lanes, sizeof lanes);
  }
}

#include "recognise/amx_loops.inc"

constexpr KernelFunctions functions = {pack_panels, products, lstm_step, tanh_layer_portable};

}  // namespace amx

}  // namespace

const KernelFunctions& imitated_vnni() { return vnni::functions; }
const KernelFunctions& imitated_amx() { return amx::functions; }

}  // namespace atagande::recognise
