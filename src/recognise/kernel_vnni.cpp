// AVX-512 VNNI: one instruction multiplies four inputs by sixteen outputs and adds them up. Only the functions that the
// loops mark are compiled for it.
#include "recognise/kernel.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include <utility>

#include "recognise/cells_avx2.h"
#include "recognise/panels.h"

#define ATAGANDE_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))

namespace atagande::recognise {

namespace {

using Vector = __m512i;

ATAGANDE_TARGET inline Vector load(const void* from) { return _mm512_loadu_si512(from); }
ATAGANDE_TARGET inline void store(void* to, Vector value) { _mm512_storeu_si512(to, value); }
ATAGANDE_TARGET inline Vector broadcast(const std::uint8_t* four) {
  std::int32_t whole = 0;
  __builtin_memcpy(&whole, four, sizeof whole);
  return _mm512_set1_epi32(whole);
}
ATAGANDE_TARGET inline Vector dot(Vector sums, Vector inputs, Vector weights) {
  return _mm512_dpbusd_epi32(sums, inputs, weights);
}

void finish_cells(const LstmStep& step, int panel, const std::int32_t* sums) { lstm_cells_avx2(step, panel, sums); }

#include "recognise/vnni_loops.inc"

constexpr KernelFunctions functions = {pack_panels_for_unsigned, products, lstm_step, tanh_layer_avx2};

}  // namespace

const KernelFunctions* vnni_functions() { return &functions; }

}  // namespace atagande::recognise

#else

namespace atagande::recognise {
const KernelFunctions* vnni_functions() { return nullptr; }
}  // namespace atagande::recognise

#endif
