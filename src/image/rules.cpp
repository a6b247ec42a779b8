// Long thin runs of ink: openings with a line of pixels in each direction, then the boxes of what is left. Print has no
// straight run that long.
#include <allheaders.h>

#include <algorithm>
#include <cmath>

#include "image/image.h"
#include "image/pix.h"

namespace atagande::image {
namespace {

constexpr double thickest_pt = 4.0;
constexpr double bridged_gap_pt = 0.5;  // less than lies between letters

struct BoxaDeleter {
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};

void collect(Pix* bilevel, int length, int gap, double step, bool horizontal, const PagePicture& picture,
             std::vector<Rule>& rules) {
  const PixPtr closed(horizontal ? pixCloseBrick(nullptr, bilevel, gap, 1) : pixCloseBrick(nullptr, bilevel, 1, gap));
  const PixPtr runs(horizontal ? pixOpenCompBrick(nullptr, closed.get(), length, 1)
                               : pixOpenCompBrick(nullptr, closed.get(), 1, length));
  if (!runs) return;
  const std::unique_ptr<Boxa, BoxaDeleter> boxes(pixConnCompBB(runs.get(), 8));
  const int count = boxes ? boxaGetCount(boxes.get()) : 0;
  for (int i = 0; i < count; ++i) {
    l_int32 x = 0;
    l_int32 y = 0;
    l_int32 w = 0;
    l_int32 h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    const Box box = apply(picture.to_page, Box{double(x), double(y), double(x + w), double(y + h)});
    if (std::min(w, h) * step <= thickest_pt) rules.push_back({box});  // before skew widens the box
  }
}

}  // namespace

std::vector<Rule> find_rules(const PagePicture& picture, double least_length_pt) {
  std::vector<Rule> rules;
  const double step = std::hypot(picture.to_page.a, picture.to_page.b);
  if (picture.image.empty() || step <= 0) return rules;
  const int length = static_cast<int>(least_length_pt / step);
  if (length < 10 || length >= std::max(picture.image.width_px, picture.image.height_px)) return rules;
  const int gap = 1 + static_cast<int>(bridged_gap_pt / step);
  const PixPtr bilevel = to_bilevel(picture.image, 160);
  collect(bilevel.get(), length, gap, step, true, picture, rules);
  collect(bilevel.get(), length, gap, step, false, picture, rules);
  std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) {
    return a.box.y0 != b.box.y0 ? a.box.y0 < b.box.y0 : a.box.x0 < b.box.x0;
  });
  return rules;
}

}  // namespace atagande::image
