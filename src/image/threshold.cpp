// Every other row is enough.
#include "image/threshold.h"

#include <array>
#include <cmath>

namespace atagande::image {

int otsu_threshold(const GreyImage& image) {
  std::array<double, 256> histogram{};
  for (int y = 0; y < image.height_px; y += 2) {
    for (int x = 0; x < image.width_px; ++x) histogram[image.row(y)[x]] += 1.0;
  }
  double total = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < 256; ++i) {
    total += histogram[i];
    sum += histogram[i] * static_cast<double>(i);
  }
  double below = 0.0;
  double below_sum = 0.0;
  double best = -1.0;
  int threshold = 128;
  for (std::size_t i = 0; i < 255; ++i) {
    below += histogram[i];
    below_sum += histogram[i] * static_cast<double>(i);
    if (below <= 0 || below >= total) continue;
    const double between =
        below * (total - below) * std::pow(below_sum / below - (sum - below_sum) / (total - below), 2);
    if (between > best) {
      best = between;
      threshold = static_cast<int>(i) + 1;
    }
  }
  return threshold;
}

}  // namespace atagande::image
