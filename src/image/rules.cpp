// Thin runs of ink: openings with a line of pixels in each direction, then the boxes of what is left. Fine rules come
// off a scanner pale and torn, so that runs are looked for in what is hardly darker than paper, and those in one line
// are pieced together where most of it is inked. Print has no straight run that long.
#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "image/image.h"
#include "image/pix.h"

namespace atagande::image {
namespace {

constexpr double thickest_pt = 4.0;
constexpr double bridged_gap_pt = 0.5;  // less than lies between letters
constexpr double run_pt = 14.0;         // of one piece, at least
constexpr double torn_pt = 14.0;        // between two pieces, at most
constexpr double aside_pt = 1.2;        // of each other's line
constexpr double least_inked = 0.7;     // share of a rule that its pieces make
constexpr int pale = 190;
constexpr std::size_t most_runs = 4000;

struct BoxaDeleter {
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};

// A piece of a rule, along it and across, in pixels.
struct Run {
  double from = 0.0;
  double to = 0.0;
  double across0 = 0.0;
  double across1 = 0.0;
  double inked = 0.0;
  [[nodiscard]] double middle() const { return 0.5 * (across0 + across1); }
};

std::vector<Run> runs_of(Pix* bilevel, int length, int gap, double thickest, bool level) {
  const PixPtr closed(level ? pixCloseBrick(nullptr, bilevel, gap, 1) : pixCloseBrick(nullptr, bilevel, 1, gap));
  const PixPtr runs(level ? pixOpenCompBrick(nullptr, closed.get(), length, 1)
                          : pixOpenCompBrick(nullptr, closed.get(), 1, length));
  std::vector<Run> found;
  if (!runs) return found;
  const std::unique_ptr<Boxa, BoxaDeleter> boxes(pixConnCompBB(runs.get(), 8));
  const int count = boxes ? boxaGetCount(boxes.get()) : 0;
  for (int i = 0; i < count; ++i) {
    l_int32 x = 0;
    l_int32 y = 0;
    l_int32 w = 0;
    l_int32 h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    Run run{double(x), double(x + w), double(y), double(y + h), double(w)};
    if (!level) run = {double(y), double(y + h), double(x), double(x + w), double(h)};
    if (run.across1 - run.across0 <= thickest) found.push_back(run);
  }
  return found;
}

// Pieces in one line, from one end to the other.
std::vector<Run> pieced_together(std::vector<Run> runs, double torn, double aside) {
  std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) {
    return std::tie(a.from, a.across0, a.to, a.across1) < std::tie(b.from, b.across0, b.to, b.across1);
  });
  std::vector<Run> whole;
  for (const Run& run : runs) {
    Run* before = nullptr;
    for (Run& other : whole) {
      const bool fits = run.from - other.to <= torn && std::abs(run.middle() - other.middle()) <= aside;
      if (fits && (before == nullptr || other.to > before->to)) before = &other;
    }
    if (before == nullptr) {
      whole.push_back(run);
      continue;
    }
    before->inked += std::max(0.0, run.to - std::max(run.from, before->to));
    before->to = std::max(before->to, run.to);
    before->across0 = std::min(before->across0, run.across0);
    before->across1 = std::max(before->across1, run.across1);
  }
  return whole;
}

void collect(Pix* bilevel, double least_length, double step, bool level, const PagePicture& picture,
             std::vector<Rule>& rules) {
  const int length = std::max(10, static_cast<int>(std::min(run_pt, least_length) / step));
  const int gap = 1 + static_cast<int>(bridged_gap_pt / step);
  std::vector<Run> runs = runs_of(bilevel, length, gap, thickest_pt / step, level);
  if (runs.size() > most_runs) {  // a picture or a pattern: only what is whole counts
    std::erase_if(runs, [&](const Run& run) { return (run.to - run.from) * step < least_length; });
  } else {
    runs = pieced_together(std::move(runs), torn_pt / step, aside_pt / step);
  }
  for (const Run& run : runs) {
    const double extent = run.to - run.from;
    if (extent * step < least_length || run.inked < least_inked * extent) continue;
    const Box box =
        level ? Box{run.from, run.across0, run.to, run.across1} : Box{run.across0, run.from, run.across1, run.to};
    rules.push_back({apply(picture.to_page, box)});
  }
}

}  // namespace

std::vector<Rule> find_rules(const PagePicture& picture, double least_length_pt) {
  std::vector<Rule> rules;
  const double step = std::hypot(picture.to_page.a, picture.to_page.b);
  if (picture.image.empty() || step <= 0) return rules;
  const int length = static_cast<int>(least_length_pt / step);
  if (length < 10 || length >= std::max(picture.image.width_px, picture.image.height_px)) return rules;
  const PixPtr bilevel = to_bilevel(picture.image, pale);
  collect(bilevel.get(), least_length_pt, step, true, picture, rules);
  collect(bilevel.get(), least_length_pt, step, false, picture, rules);
  std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) {
    return a.box.y0 != b.box.y0 ? a.box.y0 < b.box.y0 : a.box.x0 < b.box.x0;
  });
  return rules;
}

}  // namespace atagande::image
