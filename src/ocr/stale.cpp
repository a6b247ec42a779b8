// A layer that belongs to another picture shares its short words and its subject with this one, but not its long words
// line for line. So the part of the page where the layer has most to say is read, and the layer's long words are looked
// up among those read.
#include <algorithm>
#include <cmath>

#include "ocr/ocr.h"
#include "text/text.h"

namespace atagande::ocr {
namespace {

constexpr double strip_height_pt = 100.0;
constexpr double strip_margin_pt = 8.0;
constexpr std::size_t long_word = 5;  // letters
constexpr std::size_t least_words = 8;
constexpr double least_found = 0.35;  // a layer full of misreadings has more
constexpr double least_confidence = 0.6;

// Lower case letters and digits, without accents.
std::string key_of(const std::string& raw) {
  std::string key;
  for (const char c : text::folded(raw, text::Fold::accents | text::Fold::lower)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key.push_back(c);
  }
  return key;
}

std::vector<std::string> long_words(const std::vector<Line>& lines, double top, double bottom) {
  std::vector<std::string> keys;
  for (const Line& line : lines) {
    for (const Word& word : line.words) {
      const double middle = 0.5 * (word.box.y0 + word.box.y1);
      if (middle < top || middle >= bottom) continue;
      std::string key = key_of(word.raw);
      if (key.size() >= long_word) keys.push_back(std::move(key));
    }
  }
  return keys;
}

// Equal but for one letter.
bool alike(const std::string& a, const std::string& b) {
  const std::string& longer = a.size() >= b.size() ? a : b;
  const std::string& shorter = a.size() >= b.size() ? b : a;
  if (longer.size() - shorter.size() > 1) return false;
  const auto [at, other] = std::mismatch(shorter.begin(), shorter.end(), longer.begin());
  if (at == shorter.end()) return true;
  const auto rest = shorter.size() == longer.size() ? at + 1 : at;
  return std::equal(rest, shorter.end(), other + 1, longer.end());
}

// Where the strip begins that holds most long words.
double best_top(const std::vector<Line>& layer) {
  double best = 0.0;
  std::size_t most = 0;
  for (const Line& line : layer) {
    const double top = line.box.y0;
    const std::size_t words = long_words(layer, top, top + strip_height_pt).size();
    if (words > most) {
      most = words;
      best = top;
    }
  }
  return best;
}

}  // namespace

LayerFit fit_of_layer(Engine& engine, const image::PagePicture& picture, const std::vector<Line>& layer,
                      double width_pt, std::chrono::milliseconds time) {
  constexpr std::size_t most_lines = 2000;  // a page of print has a hundred
  if (picture.image.empty() || layer.size() > most_lines) return LayerFit::unknown;
  const double top = best_top(layer);
  const std::vector<std::string> said = long_words(layer, top, top + strip_height_pt);
  if (said.size() < least_words) return LayerFit::unknown;
  const Box strip{0.0, top, width_pt, top + strip_height_pt};
  image::PagePicture part{image::cropped(picture, strip, strip_margin_pt), {}};
  if (part.image.empty()) return LayerFit::unknown;
  if (image::measure(part.image).blank) return LayerFit::stale;
  const double step = std::hypot(picture.to_page.a, picture.to_page.b);
  part.to_page = {step, 0, 0, step, 0, 0};
  ReadOptions options;
  options.time = time;
  options.find_orientation = false;
  const double height = part.image.height_px * step;
  const Page read = read_page(engine, part, 1, part.image.width_px * step, height, options);
  const std::vector<std::string> seen = long_words(read.lines, 0.0, height);
  if (seen.size() < least_words || read.ocr_confidence.value_or(0.0) < least_confidence) return LayerFit::unknown;
  const auto found = std::count_if(said.begin(), said.end(), [&](const std::string& word) {
    return std::any_of(seen.begin(), seen.end(), [&](const std::string& other) { return alike(word, other); });
  });
  return static_cast<double>(found) < least_found * static_cast<double>(said.size()) ? LayerFit::stale : LayerFit::fits;
}

}  // namespace atagande::ocr
