// tanh and the logistic function as the network was trained with them: linear between samples 1/256 apart. The error of
// the interpolation is part of the result.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

namespace atagande::recognise {

constexpr int curve_samples = 4096;
constexpr float curve_scale = 256.0F;

/// Sample k and how much the next one is larger. The last is 1 and stands for all that follow.
struct CurveSample {
  float value = 0.0F;
  float rise = 0.0F;
};
using Curve = std::array<CurveSample, curve_samples>;

/// For arguments from 0 up.
const Curve& tanh_curve();
const Curve& logistic_curve();

inline float on_curve(const Curve& curve, float magnitude) {
  const float at = std::min(magnitude * curve_scale, static_cast<float>(curve_samples - 1));
  const int k = static_cast<int>(at);
  const CurveSample& sample = curve[static_cast<std::size_t>(k)];
  return sample.value + sample.rise * (at - static_cast<float>(k));
}

/// Both curves at hand, for loops.
struct Curves {
  const Curve& tanh_samples = tanh_curve();
  const Curve& logistic_samples = logistic_curve();

  [[nodiscard]] float tanh(float x) const { return std::copysign(on_curve(tanh_samples, std::fabs(x)), x); }
  [[nodiscard]] float logistic(float x) const {
    const float upper = on_curve(logistic_samples, std::fabs(x));
    return x < 0.0F ? 1.0F - upper : upper;
  }
};

}  // namespace atagande::recognise
