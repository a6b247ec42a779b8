// An affine map of the plane, as pages need it to lead pixels back to points.
#pragma once

#include <algorithm>
#include <cmath>

#include "document/document.h"

namespace atagande {

/// x' = a·x + c·y + e and y' = b·x + d·y + f: the six numbers of a PDF matrix in its order.
struct Affine {
  double a = 1.0;
  double b = 0.0;
  double c = 0.0;
  double d = 1.0;
  double e = 0.0;
  double f = 0.0;

  [[nodiscard]] double x(double px, double py) const { return a * px + c * py + e; }
  [[nodiscard]] double y(double px, double py) const { return b * px + d * py + f; }
  [[nodiscard]] double determinant() const { return a * d - b * c; }
  bool operator==(const Affine&) const = default;
};

/// The map that applies `first` and then `second`.
inline Affine then(const Affine& first, const Affine& second) {
  return {second.a * first.a + second.c * first.b,
          second.b * first.a + second.d * first.b,
          second.a * first.c + second.c * first.d,
          second.b * first.c + second.d * first.d,
          second.a * first.e + second.c * first.f + second.e,
          second.b * first.e + second.d * first.f + second.f};
}

/// The smallest upright box around the image of `box`.
inline Box apply(const Affine& map, const Box& box) {
  const double xs[] = {map.x(box.x0, box.y0), map.x(box.x1, box.y0), map.x(box.x0, box.y1), map.x(box.x1, box.y1)};
  const double ys[] = {map.y(box.x0, box.y0), map.y(box.x1, box.y0), map.y(box.x0, box.y1), map.y(box.x1, box.y1)};
  const auto [left, right] = std::minmax_element(std::begin(xs), std::end(xs));
  const auto [top, bottom] = std::minmax_element(std::begin(ys), std::end(ys));
  return {*left, *top, *right, *bottom};
}

/// The map that undoes `map`; the identity where there is none.
inline Affine inverse(const Affine& map) {
  const double det = map.determinant();
  if (std::abs(det) < 1e-12) return {};
  return {map.d / det,
          -map.b / det,
          -map.c / det,
          map.a / det,
          (map.c * map.f - map.d * map.e) / det,
          (map.b * map.e - map.a * map.f) / det};
}

}  // namespace atagande
