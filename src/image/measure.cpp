// Everything is measured on a grid of tiles and on every few rows: the choice of a treatment needs no more, and a page
// takes a few milliseconds. The print's grey level is that of the tiles that hold print: of a page with a few lines on
// it, all else is paper, and what is darkest there is hardly darker than paper.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "image/image.h"

namespace atagande::image {
namespace {

constexpr int tiles = 12;  // a side
constexpr int row_step = 3;
constexpr double paper_percentile = 0.75;
constexpr double least_paper = 0.75;     // of the paper's level: what is darker is no paper
constexpr double print_share = 0.012;    // of a tile that is print, at least; dust is less
constexpr double most_print = 0.4;       // and at most; the bed of a scanner and pictures are more
constexpr double least_step = 24.0;      // from paper to print, grey levels
constexpr double noise_step = 4.0;       // the same in deviations of the paper
constexpr double darkest_share = 0.004;  // of a tile with print; dust darker than ink is less
constexpr double darkest_page_share = 0.005;
constexpr double dark_tiles = 0.04;  // of those with print

using Histogram = std::array<std::int64_t, 256>;

int percentile(const Histogram& histogram, double share) {
  const auto total = std::accumulate(histogram.begin(), histogram.end(), std::int64_t{0});
  std::int64_t below = 0;
  for (int level = 0; level < 256; ++level) {
    below += histogram[static_cast<std::size_t>(level)];
    if (static_cast<double>(below) >= share * static_cast<double>(total)) return level;
  }
  return 255;
}

Histogram histogram_of(const GreyImage& image, int x0, int y0, int x1, int y1) {
  Histogram histogram{};
  for (int y = y0; y < y1; y += row_step) {
    const std::uint8_t* row = image.row(y);
    for (int x = x0; x < x1; ++x) ++histogram[row[x]];
  }
  return histogram;
}

// Spread of the paper: each pixel of a light neighbourhood against the mean of its two neighbours in the row.
double paper_noise(const GreyImage& image, double dark) {
  double sum = 0.0;
  std::int64_t count = 0;
  for (int y = 0; y < image.height_px; y += 7) {
    const std::uint8_t* row = image.row(y);
    for (int x = 1; x + 1 < image.width_px; ++x) {
      if (row[x - 1] < dark || row[x] < dark || row[x + 1] < dark) continue;
      const double difference = row[x] - 0.5 * (row[x - 1] + row[x + 1]);
      sum += difference * difference;
      ++count;
    }
  }
  return count == 0 ? 0.0 : std::sqrt(sum / static_cast<double>(count) / 1.5);
}

void measure_specks(const GreyImage& image, double dark, Quality& quality) {
  std::int64_t specks = 0;
  std::int64_t ink = 0;
  for (int y = 1; y + 1 < image.height_px; y += row_step) {
    const std::uint8_t* above = image.row(y - 1);
    const std::uint8_t* row = image.row(y);
    const std::uint8_t* below = image.row(y + 1);
    for (int x = 1; x + 1 < image.width_px; ++x) {
      if (row[x] >= dark) continue;
      ++ink;
      int neighbours = 0;
      for (int i = x - 1; i <= x + 1; ++i) neighbours += (above[i] < dark) + (row[i] < dark) + (below[i] < dark);
      specks += neighbours == 1 ? 1 : 0;
    }
  }
  const auto looked_at = static_cast<double>(image.width_px) * image.height_px / row_step;
  quality.ink_density = static_cast<double>(ink) / std::max(looked_at, 1.0);
  quality.specks = ink == 0 ? 0.0 : static_cast<double>(specks) / static_cast<double>(ink);
}

std::vector<Histogram> tiles_of(const GreyImage& image) {
  std::vector<Histogram> grid;
  for (int ty = 0; ty < tiles; ++ty) {
    for (int tx = 0; tx < tiles; ++tx) {
      grid.push_back(histogram_of(image, image.width_px * tx / tiles, image.height_px * ty / tiles,
                                  image.width_px * (tx + 1) / tiles, image.height_px * (ty + 1) / tiles));
    }
  }
  return grid;
}

Histogram middle_of(const GreyImage& image) {
  return histogram_of(image, image.width_px / 8, image.height_px / 8, std::max(image.width_px * 7 / 8, 1),
                      std::max(image.height_px * 7 / 8, 1));
}

// Pixels darker than the tile's paper by more than `step`, and all.
std::pair<std::int64_t, std::int64_t> print_in(const Histogram& tile, double step) {
  const int paper = percentile(tile, paper_percentile);
  std::int64_t print = 0;
  for (int level = 0; level < paper - step; ++level) print += tile[static_cast<std::size_t>(level)];
  return {print, std::accumulate(tile.begin(), tile.end(), std::int64_t{0})};
}

// How dark the print of a tile is; none where it holds none.
std::optional<int> ink_of(const Histogram& tile, double step) {
  const auto [print, all] = print_in(tile, step);
  const double share = all == 0 ? 0.0 : static_cast<double>(print) / static_cast<double>(all);
  if (share < print_share || share > most_print) return std::nullopt;
  return percentile(tile, darkest_share);
}

// How dark the page's print is: what shines through from the other side fills more tiles than a title does, but paler.
// None where only tiles along the edges hold print.
std::optional<int> ink_of(const std::vector<Histogram>& grid, double step) {
  std::vector<int> inks;
  for (int ty = 1; ty + 1 < tiles; ++ty) {
    for (int tx = 1; tx + 1 < tiles; ++tx) {
      const Histogram& tile = grid[static_cast<std::size_t>(ty) * tiles + static_cast<std::size_t>(tx)];
      if (const auto ink = ink_of(tile, step)) inks.push_back(*ink);
    }
  }
  if (inks.empty()) return std::nullopt;
  const auto dark = inks.begin() + static_cast<std::ptrdiff_t>(dark_tiles * static_cast<double>(inks.size()));
  std::nth_element(inks.begin(), dark, inks.end());
  return *dark;
}

}  // namespace

Quality measure(const GreyImage& image) {
  Quality quality;
  if (image.empty()) {
    quality.blank = true;
    return quality;
  }
  const Histogram all = histogram_of(image, 0, 0, image.width_px, image.height_px);
  const auto total = std::accumulate(all.begin(), all.end(), std::int64_t{0});
  quality.bilevel = all.front() + all.back() == total;

  std::vector<Histogram> grid = tiles_of(image);
  std::vector<int> paper;
  paper.reserve(grid.size());
  for (const Histogram& tile : grid) paper.push_back(percentile(tile, paper_percentile));
  std::sort(paper.begin(), paper.end());
  quality.paper = paper[paper.size() / 2];
  quality.paper_slope = paper[paper.size() * 95 / 100] - paper[paper.size() * 5 / 100];
  if (!quality.bilevel) quality.noise = paper_noise(image, least_paper * quality.paper);

  const std::optional<int> ink = ink_of(grid, std::max(least_step, noise_step * quality.noise));
  quality.ink = std::min<double>(ink.value_or(percentile(middle_of(image), darkest_page_share)), quality.paper);
  const double dark = 0.5 * (quality.paper + quality.ink);
  if (!quality.bilevel) quality.noise = paper_noise(image, dark);
  measure_specks(image, dark, quality);
  quality.blank = quality.contrast() < std::max(24.0, 5.0 * quality.noise) && quality.ink_density < 0.5;
  if (quality.bilevel && all.front() == 0) quality.blank = true;
  return quality;
}

Treatment choose_treatment(const Quality& quality) {
  Treatment treatment;
  if (quality.blank) return treatment;
  treatment.remove_specks = true;
  treatment.level_paper =
      !quality.bilevel && (quality.paper < 225 || quality.paper_slope > 40 || quality.contrast() < 150);
  treatment.enlarge = quality.bilevel || treatment.level_paper;
  treatment.deskew = true;
  treatment.take_out_rules = quality.bilevel || treatment.level_paper;
  return treatment;
}

}  // namespace atagande::image
