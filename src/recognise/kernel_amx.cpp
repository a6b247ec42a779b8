// AMX: one instruction multiplies a tile of 16 rows of 64 inputs by a tile of 64 inputs of 16 outputs, signed by
// signed, so that nothing needs correcting. Only the functions that the loops mark are compiled for it.
#include "recognise/kernel.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include <atomic>
#include <cstring>

#include "recognise/cells_avx2.h"
#include "recognise/panels.h"

#define ATAGANDE_TARGET __attribute__((target("amx-tile,amx-int8")))
#define TILE_CONFIGURE() _tile_loadconfig(&all_tiles)
#define TILE_RELEASE() _tile_release()
#define TILE_LOAD(tile, from, stride) _tile_loadd(tile, from, stride)
#define TILE_STORE(tile, to, stride) _tile_stored(tile, to, stride)
#define TILE_DOT(sums, inputs, weights) _tile_dpbssd(sums, inputs, weights)

namespace atagande::recognise {

namespace {

/// The operand of ldtilecfg: palette 1, eight tiles of 16 rows of 64 bytes.
struct alignas(64) TileConfiguration {
  std::uint8_t palette = 1;
  std::uint8_t start_row = 0;
  std::uint8_t reserved[14] = {};
  std::uint16_t row_bytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
  std::uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
};
static_assert(sizeof(TileConfiguration) == 64);

constexpr TileConfiguration all_tiles;

void finish_cells(const LstmStep& step, int panel, const std::int32_t* sums) { lstm_cells_avx2(step, panel, sums); }

#include "recognise/amx_loops.inc"

constexpr KernelFunctions functions = {pack_panels, products, lstm_step, tanh_layer_avx2};

}  // namespace

const KernelFunctions* amx_functions() { return &functions; }

}  // namespace atagande::recognise

#else

namespace atagande::recognise {
const KernelFunctions* amx_functions() { return nullptr; }
}  // namespace atagande::recognise

#endif
