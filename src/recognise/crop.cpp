// Which part of the page is one line image. Heights count upwards from the page's bottom edge here, since values are
// cut to integers in that direction.
#include <algorithm>
#include <cstddef>

#include "recognise/recognise.h"

namespace atagande::recognise {

namespace {

constexpr int padding_px = 4;
constexpr double tallest_word = 1.25;  // line heights
constexpr double widest_gap = 2.0;

int height_of(const PixelBox& box) { return box.y1 - box.y0; }

PixelBox united(const PixelBox& a, const PixelBox& b) {
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

double baseline_at(const TextRow& row, double x) {
  const double run = row.baseline_x1 - row.baseline_x0;
  const double slope = run == 0.0 ? 0.0 : (row.baseline_y1 - row.baseline_y0) / run;
  return row.baseline_y0 + slope * (x - row.baseline_x0);
}

PixelBox clipped(const PixelBox& box, int width, int height) {
  return {std::clamp(box.x0, 0, width), std::clamp(box.y0, 0, height), std::clamp(box.x1, 0, width),
          std::clamp(box.y1, 0, height)};
}

PixelBox line_box(const TextRow& row, const PixelBox& words, int page_width, int page_height) {
  const double baseline = page_height - baseline_at(row, (words.x0 + words.x1) / 2.0);
  const int bottom = std::min(page_height - words.y1, static_cast<int>(baseline - row.descender));
  const int top = std::max(page_height - words.y0, static_cast<int>(baseline + row.x_height + row.ascender));
  const PixelBox padded = {words.x0 - padding_px, page_height - top - padding_px, words.x1 + padding_px,
                           page_height - bottom + padding_px};
  return clipped(padded, page_width, page_height);
}

}  // namespace

std::vector<PixelBox> line_crops(const TextRow& row, int page_width, int page_height) {
  const double line_height = row.x_height + row.ascender + row.descender;
  std::vector<PixelBox> crops;
  for (std::size_t begin = 0; begin < row.words.size();) {
    PixelBox box = row.words[begin];
    std::size_t end = begin + 1;
    for (; end < row.words.size(); ++end) {
      const PixelBox& next = row.words[end];
      const PixelBox both = united(box, next);
      if (next.x0 - box.x1 > widest_gap * line_height || height_of(next) > tallest_word * line_height ||
          height_of(both) > tallest_word * line_height) {
        break;
      }
      box = both;
    }
    const PixelBox crop = line_box(row, box, page_width, page_height);
    if (crop.x1 > crop.x0 && crop.y1 > crop.y0) crops.push_back(crop);
    begin = end;
  }
  return crops;
}

LineImage crop(const ImageView& page, const PixelBox& box) {
  const PixelBox inside = clipped(box, page.width, page.height);
  LineImage line;
  line.left = inside.x0;
  line.top = inside.y0;
  line.image = page;
  line.image.width = std::max(inside.x1 - inside.x0, 0);
  line.image.height = std::max(inside.y1 - inside.y0, 0);
  if (page.pixels != nullptr) {
    line.image.pixels = page.pixels + inside.y0 * page.stride + std::ptrdiff_t{inside.x0} * page.channels;
  }
  return line;
}

}  // namespace atagande::recognise
