// Names to be signed stand under the line for the pen, over it, or before it, and a page mostly keeps to one of these.
// Each way is tried on all signatories of a page, and the one that gives most of the strokes to a name is taken, so
// that the strokes between two names one below the other go to the right one.
#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "layout/blocks.h"
#include "layout/layout.h"

namespace atagande::layout {
namespace {

constexpr double farthest_above_pt = 48.0;
constexpr double farthest_below_pt = 72.0;
constexpr double farthest_beside_pt = 220.0;
constexpr double farthest_off_column_pt = 36.0;
constexpr double none = std::numeric_limits<double>::infinity();

enum class Way { above, below, beside };

struct Place {
  std::size_t signatory = 0;
  Box name;
};

double gap(double a0, double a1, double b0, double b1) { return std::max({0.0, b0 - a1, a0 - b1}); }

// How far strokes are from where a name has them by this way; infinite where they cannot belong to it.
double distance(const Box& name, const Box& ink, Way way) {
  const double middle = 0.5 * (ink.y0 + ink.y1);
  const double across = gap(name.x0, name.x1, ink.x0, ink.x1);
  if (way == Way::beside) {
    const bool on_row = middle > name.y0 - name.height() && middle < name.y1 + name.height();
    return on_row && ink.x0 > 0.5 * (name.x0 + name.x1) && across < farthest_beside_pt ? across : none;
  }
  if (across > farthest_off_column_pt) return none;
  const bool above = way == Way::above;
  if (above ? middle > name.y1 : middle < name.y0) return none;
  const double along = above ? std::max(0.0, name.y0 - ink.y1) : std::max(0.0, ink.y0 - name.y1);
  return along < (above ? farthest_above_pt : farthest_below_pt) ? along + across : none;
}

struct Assignment {
  std::vector<int> ink_of;  // by place: the nearest strokes, or -1
  std::size_t signed_places = 0;
  double distance = 0.0;
};

Assignment assign(const std::vector<Place>& places, const std::vector<InkRegion>& ink, Way way) {
  Assignment result;
  result.ink_of.assign(places.size(), -1);
  std::vector<double> nearest(places.size(), none);
  for (std::size_t i = 0; i < ink.size(); ++i) {
    std::size_t best = 0;
    double least = none;
    for (std::size_t k = 0; k < places.size(); ++k) {
      const double at = distance(places[k].name, ink[i].box, way);
      if (at < least) {
        least = at;
        best = k;
      }
    }
    if (least >= nearest[best] || least == none) continue;
    nearest[best] = least;
    result.ink_of[best] = static_cast<int>(i);
  }
  for (const double each : nearest) {
    if (each == none) continue;
    ++result.signed_places;
    result.distance += each;
  }
  return result;
}

Assignment best_assignment(const std::vector<Place>& places, const std::vector<InkRegion>& ink) {
  Assignment best = assign(places, ink, Way::above);
  for (const Way way : {Way::below, Way::beside}) {
    Assignment other = assign(places, ink, way);
    const bool more = other.signed_places > best.signed_places;
    const bool nearer = other.signed_places == best.signed_places && other.distance < best.distance;
    if (more || nearer) best = std::move(other);
  }
  return best;
}

// The strokes of a first name and those of a surname may be apart.
Box whole_signature(const std::vector<InkRegion>& ink, std::size_t first, const std::vector<int>& taken) {
  Box whole = ink[first].box;
  for (std::size_t i = 0; i < ink.size(); ++i) {
    if (std::find(taken.begin(), taken.end(), static_cast<int>(i)) != taken.end()) continue;
    const Box& other = ink[i].box;
    const double overlap = std::min(whole.y1, other.y1) - std::max(whole.y0, other.y0);
    const bool on_row = overlap > 0.3 * std::min(whole.height(), other.height());
    if (on_row && gap(whole.x0, whole.x1, other.x0, other.x1) < farthest_off_column_pt) whole = united(whole, other);
  }
  return whole;
}

// Names of signatories that stand on the page.
std::vector<Place> places_on(const Document& document, const std::vector<Signatory>& signatories, int page) {
  std::vector<Place> places;
  for (std::size_t i = 0; i < signatories.size(); ++i) {
    if (signatories[i].evidence.empty()) continue;
    const std::vector<PageBoxes> found = boxes_for(document, signatories[i].evidence.front());
    if (found.empty() || found.front().page != page || found.front().boxes.empty()) continue;
    Box name = found.front().boxes.front();
    for (const Box& box : found.front().boxes) name = united(name, box);
    places.push_back({i, name});
  }
  return places;
}

}  // namespace

void find_signatures(const Document& document, std::vector<Signatory>& signatories) {
  for (const PageSummary& page : document.pages) {
    if (page.text_source != TextSource::ocr) continue;  // nobody looked for ink
    const std::vector<Place> places = places_on(document, signatories, page.number);
    const Assignment assignment = best_assignment(places, page.ink);
    for (std::size_t i = 0; i < places.size(); ++i) {
      Signatory& signatory = signatories[places[i].signatory];
      const int ink = assignment.ink_of[i];
      signatory.signature_present = ink >= 0;
      if (ink < 0) continue;
      const Box box = whole_signature(page.ink, static_cast<std::size_t>(ink), assignment.ink_of);
      signatory.signature = Signature{page.number, box};
    }
  }
}

}  // namespace atagande::layout
