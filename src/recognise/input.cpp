// The network sees a grey line whose contrast is stretched between the dark and the bright extremes of its middle row,
// as int8 in [-127, 127]. Arithmetic is f32, each step rounded, as the network was trained.
#include <algorithm>
#include <array>

#include "recognise/image.h"
#include "recognise/round.h"

namespace atagande::recognise {

namespace {

constexpr double dark_quantile = 0.25;
constexpr double bright_quantile = 0.75;

struct Histogram {
  std::array<int, 256> bins{};
  int total = 0;

  void add(std::uint8_t value) {
    ++bins[value];
    ++total;
  }

  /// The value below which `fraction` of the entries lie, interpolated within its bin.
  [[nodiscard]] float quantile(double fraction) const {
    const double target = std::clamp(fraction * total, 1.0, static_cast<double>(total));
    int sum = 0;
    std::size_t read = 0;
    while (read < bins.size() && sum < target) sum += bins[read++];
    const double past = sum - target;
    return static_cast<float>(static_cast<double>(read) - past / bins[read - 1]);
  }
};

struct Levels {
  float black = 0.0F;
  float contrast = 1.0F;
};

Levels levels(const Plane& grey) {
  Histogram minima;
  Histogram maxima;
  const std::uint8_t* row = grey.row(grey.height / 2);
  for (int x = 1; x + 1 < grey.width; ++x) {
    const int before = row[x - 1];
    const int here = row[x];
    const int after = row[x + 1];
    if ((here < before && here <= after) || (here <= before && here < after)) minima.add(row[x]);
    if ((here > before && here >= after) || (here >= before && here > after)) maxima.add(row[x]);
  }
  if (minima.total == 0) minima.add(0);
  if (maxima.total == 0) maxima.add(255);
  const float black = minima.quantile(dark_quantile);
  const float white = maxima.quantile(bright_quantile);
  const float contrast = (white - black) / 2.0F;
  return {black, contrast <= 0.0F ? 1.0F : contrast};
}

}  // namespace

Plane grey_of(const Raster& raster, Polarity polarity) {
  const int flip = polarity == Polarity::inverted ? 255 : 0;
  Plane grey = raster.front();
  for (std::size_t i = 0; i < grey.samples.size(); ++i) {
    if (raster.size() < 3) {
      grey.samples[i] = static_cast<std::uint8_t>(grey.samples[i] ^ flip);
      continue;
    }
    const auto red = static_cast<float>(raster[0].samples[i] ^ flip);
    const auto green = static_cast<float>(raster[1].samples[i] ^ flip);
    const auto blue = static_cast<float>(raster[2].samples[i] ^ flip);
    const float mixed = 0.3F * red + 0.5F * green + 0.2F * blue;
    grey.samples[i] = static_cast<std::uint8_t>(static_cast<double>(mixed) + 0.5);
  }
  return grey;
}

std::vector<std::int8_t> network_input(const Plane& grey) {
  const Levels level = levels(grey);
  std::array<std::int8_t, 256> mapped{};
  for (std::size_t value = 0; value < mapped.size(); ++value) {
    const float stretched = (static_cast<float>(value) - level.black) / level.contrast - 1.0F;
    mapped[value] = clipped_int8(128.0F * stretched);
  }
  std::vector<std::int8_t> input(grey.samples.size());
  std::transform(grey.samples.begin(), grey.samples.end(), input.begin(),
                 [&mapped](std::uint8_t sample) { return mapped[sample]; });
  return input;
}

}  // namespace atagande::recognise
