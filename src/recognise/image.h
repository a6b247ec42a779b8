// A line image on its way to the network: a view of the caller's pixels, a scaled copy, the int8 input.
#pragma once

#include <cstdint>
#include <vector>

#include "recognise/recognise.h"

namespace atagande::recognise {

/// One plane of 8-bit samples, row by row without gaps.
struct Plane {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> samples;

  [[nodiscard]] const std::uint8_t* row(int y) const { return samples.data() + std::size_t(y) * std::size_t(width); }
  std::uint8_t* row(int y) { return samples.data() + std::size_t(y) * std::size_t(width); }
};

/// One plane (grey) or three (red, green, blue) of the same size.
using Raster = std::vector<Plane>;

/// Width of an image of width x height px after scaling to `to_height` rows.
std::int64_t scaled_width(int width, int height, int to_height);

/// `view` scaled to `to_height` rows, each plane by itself, and sharpened where the scale calls for it:
/// Leptonica 1.82's pixScale to the bit. `view` is at least 1 x 1 and scaled_width at least 1.
Raster scale_to_height(const ImageView& view, int to_height);

enum class Polarity { as_is, inverted };

/// The only plane, or 0.3 red + 0.5 green + 0.2 blue; each sample inverted first on request.
Plane grey_of(const Raster& raster, Polarity polarity);

/// Stretches the contrast between the dark and bright extremes met on the middle row to [-127, 127]; row by row.
std::vector<std::int8_t> network_input(const Plane& grey);

}  // namespace atagande::recognise
