// What remains once type and ruled lines are taken off the page: pen strokes are large connected components, thin all
// along and mostly air within their box. Pictures and logos are thick or dense, dust is small. Strokes close to one
// another are one signature.
#include <allheaders.h>

#include <algorithm>
#include <cmath>

#include "image/image.h"
#include "image/pix.h"

namespace atagande::image {
namespace {

constexpr double least_stroke_side_pt = 14.0;
constexpr double thickest_stroke_pt = 3.2;
constexpr double most_thick_share = 0.12;  // of the ink that outlasts an opening by the thickest stroke
constexpr double most_density = 0.32;
constexpr double joined_pt = 9.0;
constexpr double least_width_pt = 28.0;
constexpr double least_height_pt = 9.0;
constexpr double most_width_pt = 330.0;
constexpr double most_height_pt = 150.0;
constexpr double type_margin_pt = 0.7;
constexpr double straight_pt = 30.0;  // pens do not draw that straight
constexpr double rule_margin_pt = 0.6;

struct BoxaDeleter {
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};

struct PixelRect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

PixelRect pixels_of(const Box& box, double margin_pt, const Affine& to_pixels, int width, int height) {
  const Box wide{box.x0 - margin_pt, box.y0 - margin_pt, box.x1 + margin_pt, box.y1 + margin_pt};
  const Box on_picture = apply(to_pixels, wide);
  const int x0 = static_cast<int>(std::clamp(std::floor(on_picture.x0), 0.0, static_cast<double>(width)));
  const int y0 = static_cast<int>(std::clamp(std::floor(on_picture.y0), 0.0, static_cast<double>(height)));
  const int x1 = static_cast<int>(std::clamp(std::ceil(on_picture.x1), 0.0, static_cast<double>(width)));
  const int y1 = static_cast<int>(std::clamp(std::ceil(on_picture.y1), 0.0, static_cast<double>(height)));
  return {x0, y0, x1 - x0, y1 - y0};
}

void erase(Pix* pix, const PixelRect& rect) {
  pixRasterop(pix, rect.x, rect.y, rect.width, rect.height, PIX_CLR, nullptr, 0, 0);
}

// Long straight runs across and down, somewhat widened.
void erase_rules(Pix* pix, int length, int margin) {
  if (length < 8) return;
  PixPtr runs(pixOpenCompBrick(nullptr, pix, length, 1));
  const PixPtr down(pixOpenCompBrick(nullptr, pix, 1, length));
  if (!runs || !down) return;
  pixOr(runs.get(), runs.get(), down.get());
  const PixPtr wide(pixDilateBrick(nullptr, runs.get(), 2 * margin + 1, 2 * margin + 1));
  if (wide) pixSubtract(pix, pix, wide.get());
}

int count_in(Pix* pix, const PixelRect& rect) {
  const PixPtr part(pixCreate(rect.width, rect.height, 1));
  if (!part) return 0;
  pixRasterop(part.get(), 0, 0, rect.width, rect.height, PIX_SRC, pix, rect.x, rect.y);
  l_int32 count = 0;
  pixCountPixels(part.get(), &count, nullptr);
  return count;
}

// Seeds of signatures among the connected components, in pixels.
std::vector<PixelRect> strokes(Pix* bilevel, Pix* thick, double pixels_per_pt) {
  std::vector<PixelRect> found;
  const std::unique_ptr<Boxa, BoxaDeleter> boxes(pixConnCompBB(bilevel, 8));
  const int count = boxes ? boxaGetCount(boxes.get()) : 0;
  for (int i = 0; i < count; ++i) {
    PixelRect rect;
    boxaGetBoxGeometry(boxes.get(), i, &rect.x, &rect.y, &rect.width, &rect.height);
    const double width_pt = rect.width / pixels_per_pt;
    const double height_pt = rect.height / pixels_per_pt;
    if (std::max(width_pt, height_pt) < least_stroke_side_pt || width_pt > most_width_pt || height_pt > most_height_pt)
      continue;
    if (std::min(width_pt, height_pt) < thickest_stroke_pt) continue;  // what is left of a rule
    const int ink = count_in(bilevel, rect);
    const double density = static_cast<double>(ink) / (static_cast<double>(rect.width) * rect.height);
    if (density > most_density || count_in(thick, rect) > most_thick_share * ink) continue;
    found.push_back(rect);
  }
  return found;
}

bool close(const Box& a, const Box& b) {
  return a.x0 - joined_pt < b.x1 && b.x0 - joined_pt < a.x1 && a.y0 - joined_pt / 3 < b.y1 &&
         b.y0 - joined_pt / 3 < a.y1;
}

void join_close(std::vector<Box>& boxes) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      for (std::size_t k = boxes.size(); k-- > i + 1;) {
        if (!close(boxes[i], boxes[k])) continue;
        boxes[i] = {std::min(boxes[i].x0, boxes[k].x0), std::min(boxes[i].y0, boxes[k].y0),
                    std::max(boxes[i].x1, boxes[k].x1), std::max(boxes[i].y1, boxes[k].y1)};
        boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(k));
        changed = true;
      }
    }
  }
}

}  // namespace

std::vector<InkRegion> find_pen_strokes(const PagePicture& picture, const std::vector<Box>& type) {
  std::vector<InkRegion> regions;
  const double step = std::hypot(picture.to_page.a, picture.to_page.b);
  if (picture.image.empty() || step <= 0.0) return regions;
  const int width = picture.image.width_px;
  const int height = picture.image.height_px;
  const Affine to_pixels = inverse(picture.to_page);
  const PixPtr bilevel = to_bilevel(picture.image, 150);
  for (const Box& box : type) erase(bilevel.get(), pixels_of(box, type_margin_pt, to_pixels, width, height));
  erase_rules(bilevel.get(), static_cast<int>(straight_pt / step),
              static_cast<int>(std::lround(rule_margin_pt / step)));
  const int side = std::max(3, static_cast<int>(std::lround(thickest_stroke_pt / step)));
  const PixPtr thick(pixOpenBrick(nullptr, bilevel.get(), side, side));
  if (!thick) return regions;

  std::vector<Box> boxes;
  for (const PixelRect& rect : strokes(bilevel.get(), thick.get(), 1.0 / step)) {
    boxes.push_back(apply(picture.to_page, Box{double(rect.x), double(rect.y), double(rect.x + rect.width),
                                               double(rect.y + rect.height)}));
  }
  if (boxes.size() > 500) return regions;  // a drawing, not signatures
  join_close(boxes);
  for (const Box& box : boxes) {
    if (box.width() < least_width_pt || box.height() < least_height_pt || box.width() > most_width_pt ||
        box.height() > most_height_pt)
      continue;
    const PixelRect rect = pixels_of(box, 0.0, to_pixels, width, height);
    if (rect.width < 1 || rect.height < 1) continue;
    regions.push_back(
        {box, static_cast<double>(count_in(bilevel.get(), rect)) / (static_cast<double>(rect.width) * rect.height)});
  }
  std::sort(regions.begin(), regions.end(), [](const InkRegion& a, const InkRegion& b) {
    return a.box.y0 != b.box.y0 ? a.box.y0 < b.box.y0 : a.box.x0 < b.box.x0;
  });
  return regions;
}

}  // namespace atagande::image
