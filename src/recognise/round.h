// The two roundings by which numbers become int8: half away from zero, then clipped to [-127, 127].
#pragma once

#include <algorithm>
#include <cstdint>

namespace atagande::recognise {

inline std::int8_t clipped_int8(float value) {
  const float bounded = std::clamp(value, -128.0F, 128.0F);
  const auto rounded = static_cast<int>(bounded >= 0.0F ? bounded + 0.5F : bounded - 0.5F);
  return static_cast<std::int8_t>(std::clamp(rounded, -127, 127));
}

/// A value in [-1, 1] in 127ths.
inline std::int8_t quantised(float value) { return clipped_int8(127.0F * value); }

}  // namespace atagande::recognise
