// tanh and the logistic function as the network was trained with them: linear between samples 1/256 apart. The error of
// the interpolation is part of the result.
#pragma once

#include <array>
#include <cmath>

namespace atagande::recognise {

constexpr int curve_samples = 4096;
constexpr float curve_scale = 256.0F;

/// Sample k and how much the next one is larger. From the last on the curve is 1.
struct CurveSample {
  float value = 0.0F;
  float rise = 0.0F;
};
using Curve = std::array<CurveSample, curve_samples>;

/// For arguments from 0 up.
const Curve& tanh_curve();
const Curve& logistic_curve();

inline float on_curve(const Curve& curve, float magnitude) {
  const float at = magnitude * curve_scale;
  if (!(at < static_cast<float>(curve_samples - 1))) return 1.0F;
  const int k = static_cast<int>(at);
  const CurveSample& sample = curve[static_cast<std::size_t>(k)];
  return sample.value + sample.rise * (at - static_cast<float>(k));
}

inline float tanh_of(float x) { return x < 0.0F ? -on_curve(tanh_curve(), -x) : on_curve(tanh_curve(), x); }

inline float logistic_of(float x) {
  return x < 0.0F ? 1.0F - on_curve(logistic_curve(), -x) : on_curve(logistic_curve(), x);
}

}  // namespace atagande::recognise
