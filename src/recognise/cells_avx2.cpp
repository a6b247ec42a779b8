// Eight cells at a time, with the operations of the portable cell in the same order, so that every bit is the same. A
// sample of a curve and its rise stand side by side, so that one 8-byte load fetches both.
#include "recognise/cells_avx2.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include <algorithm>

#include "recognise/tables.h"

namespace atagande::recognise {

namespace {

constexpr int lanes = 8;

ATAGANDE_AVX2 inline __m256 on_curve(const CurveSample* curve, __m256 magnitude) {
  const __m256 scaled = _mm256_mul_ps(magnitude, _mm256_set1_ps(curve_scale));
  const __m256 at = _mm256_min_ps(scaled, _mm256_set1_ps(static_cast<float>(curve_samples - 1)));
  const __m256i k = _mm256_cvttps_epi32(at);
  alignas(32) std::int32_t index[lanes];
  _mm256_store_si256(reinterpret_cast<__m256i*>(index), k);
  const auto* pairs = reinterpret_cast<const double*>(curve);
  const __m128d p01 = _mm_loadh_pd(_mm_load_sd(pairs + index[0]), pairs + index[1]);
  const __m128d p23 = _mm_loadh_pd(_mm_load_sd(pairs + index[2]), pairs + index[3]);
  const __m128d p45 = _mm_loadh_pd(_mm_load_sd(pairs + index[4]), pairs + index[5]);
  const __m128d p67 = _mm_loadh_pd(_mm_load_sd(pairs + index[6]), pairs + index[7]);
  const __m256 even = _mm256_castpd_ps(_mm256_insertf128_pd(_mm256_castpd128_pd256(p01), p45, 1));
  const __m256 odd = _mm256_castpd_ps(_mm256_insertf128_pd(_mm256_castpd128_pd256(p23), p67, 1));
  const __m256 value = _mm256_shuffle_ps(even, odd, 0x88);
  const __m256 rise = _mm256_shuffle_ps(even, odd, 0xDD);
  return _mm256_add_ps(value, _mm256_mul_ps(rise, _mm256_sub_ps(at, _mm256_cvtepi32_ps(k))));
}

ATAGANDE_AVX2 inline __m256 tanh_of(const CurveSample* curve, __m256 x) {
  const __m256 sign_bit = _mm256_set1_ps(-0.0F);
  return _mm256_or_ps(on_curve(curve, _mm256_andnot_ps(sign_bit, x)), _mm256_and_ps(sign_bit, x));
}

ATAGANDE_AVX2 inline __m256 logistic_of(const CurveSample* curve, __m256 x) {
  const __m256 upper = on_curve(curve, _mm256_andnot_ps(_mm256_set1_ps(-0.0F), x));
  return _mm256_blendv_ps(upper, _mm256_sub_ps(_mm256_set1_ps(1.0F), upper), x);
}

/// Eight values in [-1, 1] in 127ths, half away from zero.
ATAGANDE_AVX2 inline void store_quantised(__m256 value, std::int8_t* out, int count) {
  const __m256 scaled = _mm256_mul_ps(value, _mm256_set1_ps(127.0F));
  const __m256 half = _mm256_or_ps(_mm256_set1_ps(0.5F), _mm256_and_ps(scaled, _mm256_set1_ps(-0.0F)));
  const __m256i rounded = _mm256_cvttps_epi32(_mm256_add_ps(scaled, half));
  const __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(rounded), _mm256_extracti128_si256(rounded, 1));
  alignas(16) std::int8_t bytes[16];
  _mm_store_si128(reinterpret_cast<__m128i*>(bytes), _mm_packs_epi16(words, words));
  if (count == lanes) {
    __builtin_memcpy(out, bytes, lanes);
  } else {
    std::copy_n(bytes, count, out);
  }
}

ATAGANDE_AVX2 inline __m256 scaled_sums(const std::int32_t* sums, const float* scale) {
  const __m256i whole = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(sums));
  return _mm256_mul_ps(_mm256_cvtepi32_ps(whole), _mm256_loadu_ps(scale));
}

ATAGANDE_AVX2 inline void eight_cells(const std::int32_t* sums, const float* scale, float* cell, std::int8_t* state,
                                      int count, const CurveSample* tanh, const CurveSample* logistic) {
  const __m256 input = tanh_of(tanh, scaled_sums(sums, scale));
  const __m256 input_gate = logistic_of(logistic, scaled_sums(sums + panel_width, scale + panel_width));
  const __m256 forget_gate = logistic_of(logistic, scaled_sums(sums + 2 * panel_width, scale + 2 * panel_width));
  const __m256 output_gate = logistic_of(logistic, scaled_sums(sums + 3 * panel_width, scale + 3 * panel_width));
  const __m256 kept = _mm256_mul_ps(_mm256_loadu_ps(cell), forget_gate);
  const __m256 sum = _mm256_add_ps(kept, _mm256_mul_ps(input, input_gate));
  const __m256 bounded = _mm256_max_ps(_mm256_min_ps(sum, _mm256_set1_ps(100.0F)), _mm256_set1_ps(-100.0F));
  _mm256_storeu_ps(cell, bounded);
  store_quantised(_mm256_mul_ps(tanh_of(tanh, bounded), output_gate), state, count);
}

}  // namespace

ATAGANDE_AVX2 void lstm_cells_avx2(const LstmStep& step, int panel, const std::int32_t* sums) {
  const CurveSample* tanh = tanh_curve().data();
  const CurveSample* logistic = logistic_curve().data();
  const float* scale = &step.weights->scale[static_cast<std::size_t>(panel) * panel_width];
  const int padded_cells = step.weights->panels / gates * panel_width;
  const int first_cell = panel / gates * panel_width;
  for (int row = 0; row < step.rows.count; ++row) {
    float* cell = step.cells + std::ptrdiff_t{row} * padded_cells + first_cell;
    std::int8_t* state = step.state + row * step.rows.stride + first_cell;
    for (int i = 0; i < panel_width; i += lanes) {
      const int count = std::min(lanes, step.states - first_cell - i);
      if (count > 0) eight_cells(sums + i, scale + i, cell + i, state + i, count, tanh, logistic);
    }
    sums += std::ptrdiff_t{gates} * panel_width;
  }
}

ATAGANDE_AVX2 void tanh_layer_avx2(const PackedMatrix& matrix, const std::int32_t* sums, int rows, std::int8_t* out) {
  const CurveSample* tanh = tanh_curve().data();
  const int outputs = matrix.panels * panel_width;
  for (int row = 0; row < rows; ++row) {
    for (int i = 0; i < outputs; i += lanes) {
      const __m256 value = scaled_sums(sums + i, &matrix.scale[static_cast<std::size_t>(i)]);
      store_quantised(tanh_of(tanh, value), out + i, lanes);
    }
    sums += outputs;
    out += outputs;
  }
}

}  // namespace atagande::recognise

#endif
