// Each component goes through a table that holds its decoded value for every sample; 16-bit samples count by their
// upper byte. One-component pictures are a table look-up a pixel.
#include "pdf/samples.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace atagande::pdf {
namespace {

std::uint8_t to_byte(double value) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 1.0) * 255.0));
}

// Sample number i of a row: at most 8 bits, the upper ones of 16.
unsigned sample_at(const unsigned char* row, std::size_t i, int bits) {
  switch (bits) {
    case 8:
      return row[i];
    case 16:
      return row[2 * i];
    default: {
      const std::size_t bit = i * static_cast<std::size_t>(bits);
      const auto shift = static_cast<unsigned>(8 - bits) - static_cast<unsigned>(bit % 8);
      return (static_cast<unsigned>(row[bit / 8]) >> shift) & ((1U << bits) - 1U);
    }
  }
}

using Table = std::array<double, 256>;

Table decoding_table(const SampleFormat& format, std::size_t component) {
  const int levels = (1 << std::min(format.bits, 8)) - 1;
  double low = 0.0;
  double high = format.model == ColourModel::indexed ? levels : 1.0;
  if (format.decode.size() >= 2 * component + 2) {
    low = format.decode[2 * component];
    high = format.decode[2 * component + 1];
  }
  Table table{};
  for (int i = 0; i <= levels; ++i) table[static_cast<std::size_t>(i)] = low + (high - low) * i / levels;
  return table;
}

std::array<std::uint8_t, 256> grey_table(const SampleFormat& format) {
  const Table decoded = decoding_table(format, 0);
  std::array<std::uint8_t, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (format.model != ColourModel::indexed) {
      table[i] = to_byte(decoded[i]);
    } else if (!format.palette.empty()) {
      const auto last = static_cast<double>(format.palette.size() - 1);
      table[i] = format.palette[static_cast<std::size_t>(std::clamp(std::round(decoded[i]), 0.0, last))];
    }
  }
  return table;
}

}  // namespace

double grey_of(ColourModel model, const double* v) {
  switch (model) {
    case ColourModel::rgb:
      return 0.299 * v[0] + 0.587 * v[1] + 0.114 * v[2];
    case ColourModel::cmyk:
      return (1.0 - v[3]) * (1.0 - (0.299 * v[0] + 0.587 * v[1] + 0.114 * v[2]));
    default:
      return v[0];
  }
}

std::string samples_to_pgm(std::string_view samples, const SampleFormat& format) {
  std::string pgm = "P5\n" + std::to_string(format.width) + " " + std::to_string(format.height) + "\n255\n";
  const std::size_t header = pgm.size();
  const auto width = static_cast<std::size_t>(format.width);
  const auto height = static_cast<std::size_t>(format.height);
  pgm.resize(header + width * height, '\xff');
  const std::size_t rows = std::min(height, samples.size() / std::max<std::size_t>(format.row_bytes(), 1));
  const auto table = grey_table(format);
  std::array<Table, 4> decoded{};
  const auto components = static_cast<std::size_t>(format.components());
  for (std::size_t c = 0; c < components; ++c) decoded[c] = decoding_table(format, c);
  for (std::size_t y = 0; y < rows; ++y) {
    const auto* row = reinterpret_cast<const unsigned char*>(samples.data()) + y * format.row_bytes();
    char* out = pgm.data() + header + y * width;
    for (std::size_t x = 0; x < width; ++x) {
      if (components == 1) {
        out[x] = static_cast<char>(table[sample_at(row, x, format.bits)]);
        continue;
      }
      std::array<double, 4> colour{};
      for (std::size_t c = 0; c < components; ++c)
        colour[c] = decoded[c][sample_at(row, x * components + c, format.bits)];
      out[x] = static_cast<char>(to_byte(grey_of(format.model, colour.data())));
    }
  }
  return pgm;
}

}  // namespace atagande::pdf
