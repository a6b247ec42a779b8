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
constexpr double thin_pt = 1.6;         // of a rule that a scan tears into dashes
constexpr double torn_gap_pt = 2.2;     // between two dashes
constexpr double least_torn = 0.5;      // share of such a rule that is inked
constexpr double beside_pt = 1.6;       // where it has nothing beside it
constexpr double most_beside = 0.25;    // but for what crosses it
constexpr double grown_pt = 2.0;        // by how much ink is broader than a rule where it is joined to it
constexpr double most_joined = 0.43;    // of its length, to what stands on it, hangs from it or crosses it
constexpr int pale = 190;
constexpr int palest = 225;
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

bool ink_at(const l_uint32* data, int words, int x, int y) {
  return GET_DATA_BIT(data + static_cast<std::ptrdiff_t>(y) * words, x) != 0;
}

// How much of a run's length holds ink between two heights, measured across it from its edge.
int inked_length(Pix* bilevel, const Run& run, int first, int last, bool level) {
  const int breadth = level ? pixGetHeight(bilevel) : pixGetWidth(bilevel);
  const l_uint32* data = pixGetData(bilevel);
  const int words = pixGetWpl(bilevel);
  int inked = 0;
  for (int along = static_cast<int>(run.from); along < static_cast<int>(run.to); ++along) {
    bool ink = false;
    for (int across = std::max(first, 0); across < std::min(last, breadth) && !ink; ++across) {
      ink = level ? ink_at(data, words, along, across) : ink_at(data, words, across, along);
    }
    inked += ink ? 1 : 0;
  }
  return inked;
}

// Whether most of a run is the foot, the head or the bar of letters, as it happens to large print.
bool is_of_letters(Pix* bilevel, const Run& run, double step, bool level) {
  const int breadth = level ? pixGetHeight(bilevel) : pixGetWidth(bilevel);
  const l_uint32* data = pixGetData(bilevel);
  const int words = pixGetWpl(bilevel);
  const auto inked = [&](int along, int across) {
    if (across < 0 || across >= breadth) return false;
    return level ? ink_at(data, words, along, across) : ink_at(data, words, across, along);
  };
  const int first = static_cast<int>(run.across0);
  const int last = static_cast<int>(run.across1);
  const double broadest = last - first + grown_pt / step;
  int all = 0;
  int joined = 0;
  for (int along = static_cast<int>(run.from); along < static_cast<int>(run.to); ++along) {
    int begin = first;
    while (begin < last && !inked(along, begin)) ++begin;
    if (begin == last) continue;
    int end = begin;
    while (end - begin <= broadest && inked(along, end)) ++end;
    while (end - begin <= broadest && inked(along, begin - 1)) --begin;
    ++all;
    joined += end - begin > broadest ? 1 : 0;
  }
  return joined > most_joined * all;
}

// Runs torn into dashes: thin ink in one line, with nothing close beside it.
std::vector<Run> torn_runs_of(Pix* bilevel, int length, double step, bool level) {
  const int thick = std::max(3, static_cast<int>(std::lround(thin_pt / step)) + 1);
  const PixPtr broad(level ? pixOpenBrick(nullptr, bilevel, 1, thick) : pixOpenBrick(nullptr, bilevel, thick, 1));
  const PixPtr thin(pixSubtract(nullptr, bilevel, broad.get()));
  const int gap = 1 + static_cast<int>(torn_gap_pt / step);
  std::vector<Run> found;
  if (!thin) return found;
  std::vector<Run> runs = runs_of(thin.get(), length, gap, 1.5 * thick, level);
  if (runs.size() > most_runs) return found;
  const int near = std::max(2, static_cast<int>(std::lround(beside_pt / step)));
  for (Run& run : runs) {
    const double extent = run.to - run.from;
    const auto begin = static_cast<int>(run.across0);
    const auto end = static_cast<int>(run.across1);
    const bool clear = inked_length(bilevel, run, begin - 1 - near, begin - 1, level) < most_beside * extent &&
                       inked_length(bilevel, run, end + 1, end + 1 + near, level) < most_beside * extent;
    if (clear && inked_length(thin.get(), run, begin, end, level) >= least_torn * extent) found.push_back(run);
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

// A rule's ends and edges in pixels of the picture.
struct Found {
  bool level = true;
  Run run;
};

void collect(Pix* bilevel, Pix* torn, double least_length, double step, bool level, std::vector<Found>& found) {
  const int length = std::max(10, static_cast<int>(std::min(run_pt, least_length) / step));
  const int gap = 1 + static_cast<int>(bridged_gap_pt / step);
  std::vector<Run> runs = runs_of(bilevel, length, gap, thickest_pt / step, level);
  if (torn != nullptr) {
    for (Pix* ink : {bilevel, torn}) {
      const std::vector<Run> more = torn_runs_of(ink, length, step, level);
      runs.insert(runs.end(), more.begin(), more.end());
    }
  }
  if (runs.size() > most_runs) {  // a picture or a pattern: only what is whole counts
    std::erase_if(runs, [&](const Run& run) { return (run.to - run.from) * step < least_length; });
  } else {
    runs = pieced_together(std::move(runs), torn_pt / step, aside_pt / step);
  }
  for (const Run& run : runs) {
    const double extent = run.to - run.from;
    if (extent * step < least_length || run.inked < least_inked * extent) continue;
    if (!is_of_letters(bilevel, run, step, level)) found.push_back({level, run});
  }
}

std::vector<Found> find(const PagePicture& picture, double least_length_pt, bool torn) {
  std::vector<Found> found;
  const double step = std::hypot(picture.to_page.a, picture.to_page.b);
  if (picture.image.empty() || step <= 0) return found;
  const int length = static_cast<int>(least_length_pt / step);
  if (length < 10 || length >= std::max(picture.image.width_px, picture.image.height_px)) return found;
  const PixPtr bilevel = to_bilevel(picture.image, pale);
  const PixPtr paler = torn ? to_bilevel(picture.image, palest) : nullptr;
  collect(bilevel.get(), paler.get(), least_length_pt, step, true, found);
  collect(bilevel.get(), paler.get(), least_length_pt, step, false, found);
  return found;
}

std::vector<Rule> on_page(const std::vector<Found>& found, const Affine& to_page) {
  std::vector<Rule> rules;
  for (const auto& [level, run] : found) {
    const Box box =
        level ? Box{run.from, run.across0, run.to, run.across1} : Box{run.across0, run.from, run.across1, run.to};
    rules.push_back({apply(to_page, box)});
  }
  std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) {
    return a.box.y0 != b.box.y0 ? a.box.y0 < b.box.y0 : a.box.x0 < b.box.x0;
  });
  return rules;
}

// The picture as a rule has it: along it and across.
class Lengthwise {
 public:
  Lengthwise(GreyImage& image, bool level) : image_(image), level_(level) {}
  [[nodiscard]] int length() const { return level_ ? image_.width_px : image_.height_px; }
  [[nodiscard]] int breadth() const { return level_ ? image_.height_px : image_.width_px; }
  [[nodiscard]] std::uint8_t& at(int along, int across) {
    return level_ ? image_.row(across)[along] : image_.row(along)[across];
  }
  [[nodiscard]] bool inked(int along, int across) {
    return across >= 0 && across < breadth() && at(along, across) < halo;
  }

 private:
  static constexpr int halo = 215;
  GreyImage& image_;
  bool level_;
};

// The run of ink at one place of a rule, its breadth seen from the rule's band; empty where there is none.
std::pair<int, int> stroke_at(Lengthwise& picture, int along, int first, int last) {
  int begin = first;
  while (begin < last && !picture.inked(along, begin)) ++begin;
  if (begin >= last) return {0, 0};
  int end = begin;
  while (picture.inked(along, end)) ++end;
  while (picture.inked(along, begin - 1)) --begin;
  return {begin, end};
}

// Where the ink is broader than the rule something crosses it, which stays.
void take_out(Lengthwise picture, const Run& run, double thickest) {
  const int from = std::max(static_cast<int>(run.from) - 2, 0);
  const int to = std::min(static_cast<int>(run.to) + 2, picture.length());
  const int first = std::max(static_cast<int>(run.across0) - 1, 0);
  const int last = std::min(static_cast<int>(run.across1) + 1, picture.breadth());
  std::vector<int> breadths;
  for (int along = from; along < to; ++along) {
    const auto [begin, end] = stroke_at(picture, along, first, last);
    if (end > begin) breadths.push_back(end - begin);
  }
  if (breadths.empty()) return;
  const auto middle = breadths.begin() + static_cast<std::ptrdiff_t>(breadths.size() / 2);
  std::nth_element(breadths.begin(), middle, breadths.end());
  if (*middle > thickest) return;
  const int broadest = *middle + std::max(2, *middle / 2);
  for (int along = from; along < to; ++along) {
    for (int at = first; at < last;) {
      const auto [begin, end] = stroke_at(picture, along, at, last);
      if (end <= begin) break;
      at = end;
      if (end - begin > broadest) continue;
      for (int across = std::max(begin - 1, 0); across < std::min(end + 1, picture.breadth()); ++across) {
        picture.at(along, across) = 255;
      }
    }
  }
}

}  // namespace

std::vector<Rule> find_rules(const PagePicture& picture, double least_length_pt) {
  return on_page(find(picture, least_length_pt, false), picture.to_page);
}

std::vector<Rule> take_out_rules(PagePicture& picture, double least_length_pt) {
  const std::vector<Found> found = find(picture, least_length_pt, true);
  const double step = std::hypot(picture.to_page.a, picture.to_page.b);
  constexpr int rounds = 2;  // where two cross, each is in the other's way
  for (int i = 0; i < rounds; ++i) {
    for (const auto& [level, run] : found) take_out(Lengthwise(picture.image, level), run, thickest_pt / step);
  }
  return on_page(found, picture.to_page);
}

}  // namespace atagande::image
