#include "recognise/tables.h"

namespace atagande::recognise {

namespace {

template <typename Function>
Curve sampled(Function function) {
  Curve curve;
  for (std::size_t k = 0; k + 1 < curve.size(); ++k) {
    const auto here = static_cast<float>(function(static_cast<double>(k) / static_cast<double>(curve_scale)));
    const auto next = static_cast<float>(function(static_cast<double>(k + 1) / static_cast<double>(curve_scale)));
    curve[k] = {here, next - here};
  }
  curve.back() = {1.0F, 0.0F};
  return curve;
}

}  // namespace

const Curve& tanh_curve() {
  alignas(64) static const Curve curve = sampled([](double x) { return std::tanh(x); });
  return curve;
}

const Curve& logistic_curve() {
  alignas(64) static const Curve curve = sampled([](double x) { return 1.0 / (1.0 + std::exp(-x)); });
  return curve;
}

}  // namespace atagande::recognise
