// Where the ink of a page is, and part of it seen closely.
//
// Internal to the room.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "recognise/recognise.h"

namespace atagande::ocr {

/// Which pixels are ink, row-major.
struct InkMap {
  int width = 0;
  int height = 0;
  std::vector<bool> ink;
  [[nodiscard]] bool at(int x, int y) const {
    return ink[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
};

/// The ink inside a box, which is clipped to the page. Light print on dark ground (`inverted`) counts its paper as ink.
class InkView {
 public:
  InkView(const InkMap& map, const recognise::PixelBox& box, bool inverted)
      : map_(map), inverted_(inverted), box_(box) {
    box_.x0 = std::clamp(box_.x0, 0, map.width);
    box_.x1 = std::clamp(box_.x1, box_.x0, map.width);
    box_.y0 = std::clamp(box_.y0, 0, map.height);
    box_.y1 = std::clamp(box_.y1, box_.y0, map.height);
  }
  [[nodiscard]] bool pixel(int x, int y) const {
    return x >= box_.x0 && x < box_.x1 && y >= box_.y0 && y < box_.y1 && map_.at(x, y) != inverted_;
  }
  [[nodiscard]] bool column(int x) const { return column(x, box_.y0, box_.y1); }
  [[nodiscard]] bool column(int x, int y0, int y1) const {
    if (x < box_.x0 || x >= box_.x1) return false;
    for (int y = std::max(y0, box_.y0); y < std::min(y1, box_.y1); ++y) {
      if (map_.at(x, y) != inverted_) return true;
    }
    return false;
  }
  [[nodiscard]] bool row(int y, int x0, int x1) const {
    if (y < box_.y0 || y >= box_.y1) return false;
    for (int x = std::max(x0, box_.x0); x < std::min(x1, box_.x1); ++x) {
      if (map_.at(x, y) != inverted_) return true;
    }
    return false;
  }
  [[nodiscard]] const recognise::PixelBox& box() const { return box_; }

 private:
  const InkMap& map_;
  bool inverted_;
  recognise::PixelBox box_;
};

}  // namespace atagande::ocr
