// Scaling as Leptonica 1.82 does it, in 1/16 pixels: bilinear from 0.7 up, area mean below, with exact cases for halves
// and doubles, then a light unsharp mask near the original size. Every truncation is part of the result.
#include <algorithm>
#include <cstddef>

#include "recognise/image.h"

namespace atagande::recognise {

namespace {

constexpr int sixteenths = 16;
constexpr double bilinear_from = 0.7;  // compared in double: 48 / 240 as float is more than 0.2

struct Sharpening {
  int half_width = 0;  // 0: none
  float fraction = 0.0F;
};

Sharpening sharpening(float factor) {
  if (factor == 1.0F) return {};
  const auto exact = static_cast<double>(factor);
  if (exact >= bilinear_from) return exact < 1.4 ? Sharpening{2, 0.4F} : Sharpening{};
  return exact > 0.2 ? Sharpening{1, 0.2F} : Sharpening{};
}

Plane plane_of(const ImageView& view, int channel) {
  Plane plane{view.width, view.height, {}};
  plane.samples.resize(std::size_t(view.width) * std::size_t(view.height));
  for (int y = 0; y < view.height; ++y) {
    const std::uint8_t* from = view.pixels + y * view.stride + channel;
    std::uint8_t* to = plane.row(y);
    for (int x = 0; x < view.width; ++x) to[x] = from[std::ptrdiff_t{x} * view.channels];
  }
  return plane;
}

Plane blank(int width, int height) {
  return {width, height, std::vector<std::uint8_t>(std::size_t(width) * std::size_t(height))};
}

/// Twofold and fourfold enlargement: fractions are exact and truncated, not rounded.
Plane enlarge(const Plane& from, int by) {
  Plane to = blank(from.width * by, from.height * by);
  for (int y = 0; y < to.height; ++y) {
    const std::uint8_t* upper = from.row(y / by);
    const std::uint8_t* lower = from.row(std::min(y / by + 1, from.height - 1));
    const int j = y % by;
    for (int x = 0; x < to.width; ++x) {
      const int left = x / by;
      const int right = std::min(left + 1, from.width - 1);
      const int i = x % by;
      const int sum = (by - i) * (by - j) * upper[left] + i * (by - j) * upper[right] + (by - i) * j * lower[left] +
                      i * j * lower[right];
      to.row(y)[x] = static_cast<std::uint8_t>(sum / (by * by));
    }
  }
  return to;
}

float sixteenths_per_pixel(int from, int to) {
  return static_cast<float>(static_cast<double>(sixteenths) * static_cast<double>(static_cast<float>(from)) /
                            static_cast<double>(static_cast<float>(to)));
}

/// Where a target pixel lies between two source pixels.
struct Between {
  int left = 0;
  int right = 0;
  int fraction = 0;  // sixteenths from left to right
};

std::vector<Between> places_between(int from, int to) {
  const float step = sixteenths_per_pixel(from, to);
  std::vector<Between> places(static_cast<std::size_t>(to));
  for (int i = 0; i < to; ++i) {
    const int at = static_cast<int>(step * static_cast<float>(i));
    const int left = std::min(at >> 4, from - 1);
    places[static_cast<std::size_t>(i)] = {left, std::min(left + 1, from - 1), at & 15};
  }
  return places;
}

/// The weighted sums are exact, so that a row may be mixed downwards first and across after that.
Plane bilinear(const Plane& from, int width, int height) {
  Plane to = blank(width, height);
  const std::vector<Between> across = places_between(from.width, width);
  const std::vector<Between> down = places_between(from.height, height);
  std::vector<std::int16_t> mixed(static_cast<std::size_t>(from.width));
  for (int y = 0; y < height; ++y) {
    const Between& place = down[static_cast<std::size_t>(y)];
    const std::uint8_t* upper = from.row(place.left);
    const std::uint8_t* lower = from.row(place.right);
    const int fraction = place.fraction;
    for (std::size_t x = 0; x < mixed.size(); ++x) {
      mixed[x] = static_cast<std::int16_t>((sixteenths - fraction) * upper[x] + fraction * lower[x]);
    }
    std::uint8_t* out = to.row(y);
    for (const Between& at : across) {
      const int sum = (sixteenths - at.fraction) * mixed[static_cast<std::size_t>(at.left)] +
                      at.fraction * mixed[static_cast<std::size_t>(at.right)];
      *out++ = static_cast<std::uint8_t>((sum + 128) / 256);
    }
  }
  return to;
}

/// Repeated means of 2 x 2, each truncated.
Plane halve(const Plane& from) {
  Plane to = blank(from.width / 2, from.height / 2);
  for (int y = 0; y < to.height; ++y) {
    const std::uint8_t* upper = from.row(2 * y);
    const std::uint8_t* lower = from.row(2 * y + 1);
    for (int x = 0; x < to.width; ++x) {
      const int sum = upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1];
      to.row(y)[x] = static_cast<std::uint8_t>(sum >> 2);
    }
  }
  return to;
}

/// The source pixels under one target pixel along one axis: their share of it in sixteenths.
struct Cover {
  int first = 0;  // pixel
  int last = 0;
  int from = 0;   // sixteenths inside `first` where the target pixel begins
  int until = 0;  // sixteenths inside `last` where it ends
  int length = 0;
  bool at_edge = false;

  [[nodiscard]] int overlap(int pixel) const {
    return (pixel == last ? until : sixteenths) - (pixel == first ? from : 0);
  }
};

std::vector<Cover> covers(int from, int to) {
  const float step = sixteenths_per_pixel(from, to);
  std::vector<Cover> result(static_cast<std::size_t>(to));
  for (int i = 0; i < to; ++i) {
    const int begin = static_cast<int>(step * static_cast<float>(i));
    const int end = static_cast<int>(static_cast<double>(step) * (static_cast<double>(i) + 1.0));
    Cover& cover = result[static_cast<std::size_t>(i)];
    cover = {begin >> 4, end >> 4, begin & 15, end & 15, end - begin, (end >> 4) > from - 2};
    cover.first = std::min(cover.first, from - 1);
  }
  return result;
}

std::uint8_t mean_under(const Plane& from, const Cover& across, const Cover& down) {
  if (across.at_edge || down.at_edge) return from.row(down.first)[across.first];
  std::int64_t sum = 0;
  for (int y = down.first; y <= down.last; ++y) {
    const std::uint8_t* row = from.row(y);
    int row_sum = 0;
    for (int x = across.first; x <= across.last; ++x) row_sum += across.overlap(x) * row[x];
    sum += std::int64_t{row_sum} * down.overlap(y);
  }
  const std::int64_t area = std::int64_t{across.length} * down.length;
  return static_cast<std::uint8_t>(std::min<std::int64_t>((sum + 128) / area, 255));
}

Plane area_mean(const Plane& from, int width, int height) {
  Plane to = blank(width, height);
  const std::vector<Cover> across = covers(from.width, width);
  const std::vector<Cover> down = covers(from.height, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      to.row(y)[x] = mean_under(from, across[static_cast<std::size_t>(x)], down[static_cast<std::size_t>(y)]);
    }
  }
  return to;
}

/// out[x] = sum of 2k + 1 neighbours of in[x], for x from k on.
void sum_across(const std::vector<int>& in, int k, std::vector<float>& out) {
  const std::size_t last = in.size() - static_cast<std::size_t>(k);
  for (auto x = static_cast<std::size_t>(k); x < last; ++x) {
    const int* middle = &in[x];
    const int sum =
        k == 1 ? middle[-1] + middle[0] + middle[1] : middle[-2] + middle[-1] + middle[0] + middle[1] + middle[2];
    out[x] = static_cast<float>(sum);
  }
}

/// Edge pixels stay as they are.
Plane sharpen(const Plane& from, Sharpening how) {
  Plane to = from;
  const int k = how.half_width;
  if (from.width <= 2 * k || from.height <= 2 * k) return to;
  const auto per_pixel = static_cast<float>(1.0 / static_cast<double>((2 * k + 1) * (2 * k + 1)));
  std::vector<int> columns(static_cast<std::size_t>(from.width));
  std::vector<float> sums(columns.size());
  for (int y = k; y < from.height - k; ++y) {
    std::fill(columns.begin(), columns.end(), 0);
    for (int dy = -k; dy <= k; ++dy) {
      const std::uint8_t* row = from.row(y + dy);
      for (std::size_t x = 0; x < columns.size(); ++x) columns[x] += row[x];
    }
    sum_across(columns, k, sums);
    const std::uint8_t* in = from.row(y);
    std::uint8_t* out = to.row(y);
    for (int x = k; x < from.width - k; ++x) {
      const auto pixel = static_cast<float>(in[x]);
      const float mean = per_pixel * sums[static_cast<std::size_t>(x)];
      const double value = static_cast<double>(pixel + how.fraction * (pixel - mean)) + 0.5;
      out[x] = static_cast<std::uint8_t>(std::clamp(static_cast<int>(value), 0, 255));
    }
  }
  return to;
}

Plane scale_plane(Plane plane, float factor, int to_height) {
  for (const int by : {2, 4}) {
    if (factor == static_cast<float>(by)) return enlarge(plane, by);
  }
  for (const int by : {2, 4, 8, 16}) {
    if (factor != 1.0F / static_cast<float>(by)) continue;
    for (int left = by; left > 1; left /= 2) plane = halve(plane);
    return plane;
  }
  const auto width = static_cast<int>(scaled_width(plane.width, plane.height, to_height));
  return static_cast<double>(factor) >= bilinear_from ? bilinear(plane, width, to_height)
                                                      : area_mean(plane, width, to_height);
}

}  // namespace

std::int64_t scaled_width(int width, int height, int to_height) {
  const float factor = static_cast<float>(to_height) / static_cast<float>(height);
  for (const int by : {2, 4, 8, 16}) {
    if (factor == 1.0F / static_cast<float>(by)) return width / by;
  }
  return static_cast<std::int64_t>(static_cast<double>(factor * static_cast<float>(width)) + 0.5);
}

Raster scale_to_height(const ImageView& view, int to_height) {
  const float factor = static_cast<float>(to_height) / static_cast<float>(view.height);
  Raster raster;
  for (int channel = 0; channel < view.channels; ++channel) {
    Plane plane = plane_of(view, channel);
    if (factor != 1.0F) plane = scale_plane(std::move(plane), factor, to_height);
    const Sharpening how = sharpening(factor);
    if (how.half_width > 0) plane = sharpen(plane, how);
    raster.push_back(std::move(plane));
  }
  return raster;
}

}  // namespace atagande::recognise
