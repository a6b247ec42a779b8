// The cells and curves in AVX2, shared by all kernels for x86-64.
#pragma once

#include "recognise/kernel.h"

#if defined(__x86_64__)

#define ATAGANDE_AVX2 __attribute__((target("avx2")))

namespace atagande::recognise {

void lstm_cells_avx2(const LstmStep& step, int panel, const std::int32_t* sums);
void tanh_layer_avx2(const PackedMatrix& matrix, const std::int32_t* sums, int rows, std::int8_t* out);

}  // namespace atagande::recognise

#endif
