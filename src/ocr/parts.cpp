// Ink is looked at in bands: rows of a part without ink part a stack, columns beside a part without ink part what was
// lost there. The usual height of a part is the measure of everything.
#include "ocr/parts.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace atagande::ocr {
namespace {

using recognise::PixelBox;

constexpr int padding = 4;
constexpr double stack_height = 1.7;  // usual heights of a part
constexpr double frame_height = 3.0;
constexpr std::ptrdiff_t least_framed = 3;
constexpr double row_gap = 0.22;   // between rows of a stack, at least
constexpr double least_row = 0.3;  // height of a row's ink
constexpr double most_row = 1.5;
constexpr double ring_height = 0.45;  // of the part below, at most
constexpr double ring_gap = 0.3;
constexpr std::size_t most_lost = 200;  // pieces a page
constexpr double widest_lost = 2.5;
constexpr double least_lost = 0.35;  // height of lost print, of the part it stands beside
constexpr double word_gap = 0.45;
constexpr int tall = 3;
constexpr double join_gap = 0.3;  // heights
constexpr double same_row = 0.8;

int width_of(const PixelBox& box) { return box.x1 - box.x0; }
int height_of(const PixelBox& box) { return box.y1 - box.y0; }

double usual_height(const std::vector<FoundPart>& parts) {
  std::vector<int> heights;
  for (const FoundPart& part : parts) heights.push_back(height_of(part.crop));
  if (heights.empty()) return 0.0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

PixelBox padded(const PixelBox& box, const InkMap& ink) {
  return {std::max(box.x0 - padding, 0), std::max(box.y0 - padding, 0), std::min(box.x1 + padding, ink.width),
          std::min(box.y1 + padding, ink.height)};
}

// The ink's bounds within the box; empty where there is none.
PixelBox inked(const InkMap& map, const PixelBox& within) {
  const InkView ink(map, within, false);
  PixelBox box = ink.box();
  while (box.y0 < box.y1 && !ink.row(box.y0, box.x0, box.x1)) ++box.y0;
  while (box.y1 > box.y0 && !ink.row(box.y1 - 1, box.x0, box.x1)) --box.y1;
  while (box.x0 < box.x1 && !ink.column(box.x0, box.y0, box.y1)) ++box.x0;
  while (box.x1 > box.x0 && !ink.column(box.x1 - 1, box.y0, box.y1)) --box.x1;
  return box;
}

// Runs of rows with ink; gaps of less than `least_gap` rows do not part them.
std::vector<std::pair<int, int>> bands_of(const InkMap& map, const PixelBox& box, double least_gap) {
  const InkView ink(map, box, false);
  std::vector<std::pair<int, int>> bands;
  for (int y = ink.box().y0; y < ink.box().y1; ++y) {
    if (!ink.row(y, ink.box().x0, ink.box().x1)) continue;
    if (bands.empty() || y - bands.back().second >= least_gap) bands.emplace_back(y, y);
    bands.back().second = y + 1;
  }
  return bands;
}

std::vector<FoundPart> rows_of(const FoundPart& part, const InkMap& ink, double usual) {
  const auto bands = bands_of(ink, part.crop, row_gap * usual);
  if (bands.size() < 2) return {};
  std::vector<FoundPart> rows;
  for (const auto& [top, bottom] : bands) {
    const double height = bottom - top;
    if (height < least_row * usual || height > most_row * usual) return {};
    FoundPart row = part;
    row.crop = padded(inked(ink, {part.crop.x0, top, part.crop.x1, bottom}), ink);
    row.begins_line = true;
    row.row_height_px = std::min(row.row_height_px, usual);
    rows.push_back(row);
  }
  return rows;
}

void take_out(std::vector<FoundPart>& parts, const std::vector<bool>& gone) {
  std::vector<FoundPart> kept;
  bool begins = false;  // the line whose first part is gone
  for (std::size_t i = 0; i < parts.size(); ++i) {
    begins = begins || parts[i].begins_line;
    if (gone[i]) continue;
    kept.push_back(parts[i]);
    kept.back().begins_line = begins;
    begins = false;
  }
  parts = std::move(kept);
}

PixelBox united(const PixelBox& a, const PixelBox& b) {
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

// Whether they stand in one row with less than a space between them.
bool touch(const PixelBox& left, const PixelBox& right) {
  const int lower = std::min(height_of(left), height_of(right));
  const int gap = right.x0 - left.x1 + 2 * padding;
  const int shared = std::min(left.y1, right.y1) - std::max(left.y0, right.y0);
  return left.x0 < right.x0 && std::abs(gap) < join_gap * lower && shared > same_row * lower &&
         std::abs(height_of(left) - height_of(right)) < join_gap * lower;
}

bool overlaps(const PixelBox& a, const PixelBox& b) { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1; }

// Columns in the band of `part` that no part covers, from x0 to x1, as far as they are needed.
class Beside {
 public:
  Beside(const std::vector<FoundPart>& parts, const FoundPart& part) : band_(part.crop) {
    band_.y0 += padding;
    band_.y1 -= padding;
    for (const FoundPart& other : parts) {
      const PixelBox& box = other.crop;
      if (box.y0 < band_.y1 && band_.y0 < box.y1) covered_.emplace_back(box.x0, box.x1);
    }
    std::sort(covered_.begin(), covered_.end());
  }

  /// Stretches of the band from x0 to x1 between the parts.
  [[nodiscard]] std::vector<PixelBox> free(int x0, int x1) const {
    std::vector<PixelBox> stretches;
    int begin = x0;
    for (const auto& [from, to] : covered_) {
      if (to <= begin) continue;
      if (from >= x1) break;
      if (from > begin) stretches.push_back({begin, band_.y0, from, band_.y1});
      begin = std::max(begin, to);
    }
    if (begin < x1) stretches.push_back({begin, band_.y0, x1, band_.y1});
    return stretches;
  }

 private:
  PixelBox band_;
  std::vector<std::pair<int, int>> covered_;
};

// Pieces of ink parted by word spaces in a stretch.
std::vector<PixelBox> pieces_in(const InkMap& map, const PixelBox& stretch, double gap) {
  const InkView ink(map, stretch, false);
  std::vector<PixelBox> pieces;
  for (int x = stretch.x0; x < stretch.x1; ++x) {
    if (!ink.column(x)) continue;
    if (pieces.empty() || x - pieces.back().x1 >= gap) pieces.push_back({x, stretch.y0, x, stretch.y1});
    pieces.back().x1 = x + 1;
  }
  for (PixelBox& piece : pieces) piece = inked(map, piece);
  return pieces;
}

// Print is as high as its neighbour, ends within the band (what goes on above or below is a rule or a picture), and is
// neither a line nor a block.
bool is_print(const InkMap& map, const PixelBox& piece, const FoundPart& beside) {
  const double height = height_of(beside.crop);
  if (width_of(piece) > widest_lost * height || height_of(piece) < least_lost * height) return false;
  if (width_of(piece) < 0.06 * height) return false;
  const InkView around(map, {piece.x0 - 1, piece.y0 - 2, piece.x1 + 1, piece.y1 + 2}, false);
  if (around.row(piece.y0 - 1, piece.x0, piece.x1) || around.row(piece.y1, piece.x0, piece.x1)) return false;
  int dark = 0;
  for (int y = piece.y0; y < piece.y1; ++y) {
    for (int x = piece.x0; x < piece.x1; ++x) dark += map.at(x, y) ? 1 : 0;
  }
  const double share = dark / std::max(1.0, double(width_of(piece)) * height_of(piece));
  return share > 0.12 && share < 0.8;
}

}  // namespace

void split_stacks(std::vector<FoundPart>& parts, const InkMap& ink) {
  const double usual = usual_height(parts);
  std::vector<FoundPart> result;
  for (const FoundPart& part : parts) {
    std::vector<FoundPart> rows;
    if (height_of(part.crop) > stack_height * usual) rows = rows_of(part, ink, usual);
    if (rows.empty()) rows.push_back(part);
    result.insert(result.end(), rows.begin(), rows.end());
  }
  parts = std::move(result);
}

bool all_upright(const std::vector<FoundPart>& parts, int least_px) {
  return std::all_of(parts.begin(), parts.end(), [&](const FoundPart& part) {
    return height_of(part.crop) <= std::max(tall * width_of(part.crop), least_px);
  });
}

void drop_frames(std::vector<FoundPart>& parts) {
  std::vector<bool> gone(parts.size(), false);
  const double usual = usual_height(parts);
  // Rows, that is; dots and rings of a large heading are found as parts as well.
  const auto inside = [&](const PixelBox& a, const PixelBox& b) {
    const bool row = height_of(a) > 0.6 * usual && width_of(a) > 2.0 * usual;
    return row && a.x0 >= b.x0 && a.x1 <= b.x1 && a.y0 >= b.y0 && a.y1 <= b.y1 && 2 * height_of(a) < height_of(b);
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (height_of(parts[i].crop) < frame_height * usual) continue;
    const auto held = std::count_if(parts.begin(), parts.end(),
                                    [&](const FoundPart& other) { return inside(other.crop, parts[i].crop); });
    gone[i] = held >= least_framed;
  }
  take_out(parts, gone);
}

void drop_doubled(std::vector<FoundPart>& parts, const InkMap& ink) {
  const double usual = usual_height(parts);
  std::vector<bool> gone(parts.size(), false);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (width_of(parts[i].crop) > usual + 2 * padding) continue;
    const PixelBox own = inked(ink, parts[i].crop);
    gone[i] = std::any_of(parts.begin(), parts.end(), [&](const FoundPart& other) {
      const PixelBox& box = other.crop;
      const bool larger = width_of(box) > 2 * width_of(parts[i].crop);
      const int shared = std::min(own.y1, box.y1) - std::max(own.y0, box.y0);
      return larger && own.x0 >= box.x0 && own.x1 <= box.x1 && shared > 0.9 * height_of(own);
    });
  }
  take_out(parts, gone);
}

void join_neighbours(std::vector<FoundPart>& parts) {
  std::vector<bool> gone(parts.size(), false);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (std::size_t k = 0; k < parts.size(); ++k) {
      if (k == i || gone[i] || gone[k] || !touch(parts[i].crop, parts[k].crop)) continue;
      parts[i].crop = united(parts[i].crop, parts[k].crop);
      parts[i].row_height_px = std::max(parts[i].row_height_px, parts[k].row_height_px);
      gone[k] = true;
      k = static_cast<std::size_t>(-1);  // from the first again: it may touch what it did not before
    }
  }
  take_out(parts, gone);
}

void mend_rings(std::vector<FoundPart>& parts, const InkMap& ink) {
  std::vector<bool> gone(parts.size(), false);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const PixelBox ring = inked(ink, parts[i].crop);
    for (std::size_t k = 0; k < parts.size(); ++k) {
      PixelBox& below = parts[k].crop;
      if (k == i || gone[k] || height_of(ring) > ring_height * height_of(below)) continue;
      const bool over = ring.x0 >= below.x0 && ring.x1 <= below.x1 && ring.y0 < below.y0 + padding &&
                        ring.y1 > below.y0 - ring_gap * height_of(below);
      if (!over) continue;
      below.y0 = std::max(ring.y0 - padding, 0);
      gone[i] = true;
      break;
    }
  }
  take_out(parts, gone);
}

void find_lost(std::vector<FoundPart>& parts, const InkMap& ink) {
  std::vector<FoundPart> found;
  int left = ink.width;
  int right = 0;
  for (const FoundPart& part : parts) {
    left = std::min(left, part.crop.x0);
    right = std::max(right, part.crop.x1);
  }
  for (const FoundPart& part : parts) {
    const Beside beside(parts, part);
    for (const PixelBox& stretch : beside.free(left, right)) {
      for (const PixelBox& piece : pieces_in(ink, stretch, word_gap * height_of(part.crop))) {
        const PixelBox crop = padded(piece, ink);
        const bool known =
            std::any_of(found.begin(), found.end(), [&](const FoundPart& other) { return overlaps(other.crop, crop); });
        if (known || !is_print(ink, piece, part)) continue;
        if (found.size() == most_lost) return;  // so many pieces are a picture
        found.push_back({{crop.x0, part.crop.y0, crop.x1, part.crop.y1}, true, part.row_height_px, true});
      }
    }
  }
  parts.insert(parts.end(), found.begin(), found.end());
}

}  // namespace atagande::ocr
