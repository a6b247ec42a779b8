// Uncompressed image samples as a PDF describes them (ISO 32000-1, 8.9.5), to 8-bit grey.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace atagande::pdf {

enum class ColourModel { grey, rgb, cmyk, indexed };

struct SampleFormat {
  int width = 0;
  int height = 0;
  int bits = 8;  // per component: 1, 2, 4, 8, 16
  ColourModel model = ColourModel::grey;
  std::vector<double> decode;         // two numbers a component; empty: the model's own
  std::vector<std::uint8_t> palette;  // indexed: grey value of each index
  [[nodiscard]] int components() const { return model == ColourModel::rgb ? 3 : model == ColourModel::cmyk ? 4 : 1; }
  [[nodiscard]] std::size_t row_bytes() const {
    return (static_cast<std::size_t>(width) * static_cast<std::size_t>(components() * bits) + 7) / 8;
  }
};

/// Grey of one colour whose components run from 0 to 1.
double grey_of(ColourModel model, const double* components);

/// A PGM file; rows that are missing come out white.
std::string samples_to_pgm(std::string_view samples, const SampleFormat& format);

}  // namespace atagande::pdf
