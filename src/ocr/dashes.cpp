// A dash is where each of a run of columns holds one thin stroke between the baseline and the height of an x. Typefaces
// agree on how long it is: a hyphen 0.2 to 0.27 of the size of the type, an en dash 0.45 to 0.56, an em dash 0.8 to 1.
#include "ocr/dashes.h"

#include <cmath>

#include "text/text.h"

namespace atagande::ocr {
namespace {

constexpr double longest_hyphen = 0.365;  // em
constexpr double longest_en_dash = 0.68;
constexpr double longest_em_dash = 1.3;
constexpr double shortest_dash = 0.12;
constexpr double thickest_dash = 0.15;
constexpr double highest = 0.44;  // above the baseline
constexpr double lowest = 0.10;
constexpr double reach = 0.5;  // how far from its place a character may be said to stand

// Parts of the em that print typically takes.
constexpr double capital_height = 0.71;
constexpr double ring_height = 0.79;      // of å
constexpr double accented_height = 0.92;  // of capitals with a ring or dots
constexpr double x_height = 0.49;
constexpr double descender = 0.21;

struct Shape {
  bool letters = false;
  bool tall = false;
  bool middling = false;  // higher than an x, lower than a capital
  bool falls = false;
  bool ring = false;
  bool accented = false;  // a capital with something above it
  [[nodiscard]] double share() const {
    const double rise = accented ? accented_height : ring ? ring_height : tall ? capital_height : x_height;
    return rise + (falls ? descender : 0.0);
  }
};

Shape shape_of(std::string_view word) {
  constexpr std::u32string_view low = U"acemnorsuvwxzgpqy";
  constexpr std::u32string_view falling = U"gpqyjQ";
  Shape shape;
  for (const char32_t c : text::to_utf32(word)) {
    if (!text::is_letter(c) && !text::is_digit(c)) {
      if (!is_dash(text::to_utf8(std::u32string(1, c)))) return {};  // stops, quotation marks: no measure
      continue;
    }
    shape.letters = true;
    shape.ring = shape.ring || c == U'\u00E5';
    shape.accented = shape.accented || c == U'\u00C5' || c == U'\u00C4' || c == U'\u00D6';
    if (falling.find(c) != std::u32string_view::npos) shape.falls = true;
    if (c == U't' || c == U'i') shape.middling = true;
    if (c != U't' && c != U'i' && low.find(c) == std::u32string_view::npos) shape.tall = true;
  }
  return shape;
}

// One thin stroke in the column, within the band of dashes: its middle, or a negative number.
double stroke_in(const InkView& ink, int x, const LineType& type) {
  int first = -1;
  int last = -1;
  int count = 0;
  const bool placed = type.baseline > 0.0;
  const int top = placed ? static_cast<int>(type.baseline - 0.8 * type.em) : ink.box().y0;
  const int bottom = placed ? static_cast<int>(type.baseline + 0.15 * type.em) : ink.box().y1;
  for (int y = top; y < bottom; ++y) {
    if (!ink.pixel(x, y)) continue;
    if (first < 0) first = y;
    last = y;
    ++count;
  }
  if (first < 0 || count != last - first + 1 || count > std::max(2.0, thickest_dash * type.em)) return -1.0;
  const double middle = 0.5 * (first + last + 1);
  if (!placed) return middle;
  const bool in_band = middle > type.baseline - highest * type.em && middle < type.baseline - lowest * type.em;
  return in_band ? middle : -1.0;
}

}  // namespace

bool is_dash(std::string_view character) {
  return character == "-" || character == "\u2010" || character == "\u2013" || character == "\u2014";
}

LineType type_of(std::span<const InkedWord> words) {
  std::vector<double> sizes;
  std::vector<double> bottoms;
  for (const InkedWord& word : words) {
    const Shape shape = shape_of(word.text);
    if (!shape.letters) continue;
    if (!shape.falls) bottoms.push_back(word.box.y1);
    if (shape.middling && !shape.tall) continue;
    sizes.push_back((word.box.y1 - word.box.y0) / shape.share());
  }
  if (sizes.empty() || bottoms.empty()) return {};
  const auto median = [](std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
  };
  return {median(sizes), median(bottoms)};
}

std::string_view dash_in(const InkView& ink, int x0, int x1, const LineType& type) {
  if (type.em <= 0.0) return {};
  const int from = static_cast<int>(std::floor(x0 - reach * type.em));
  const int to = static_cast<int>(std::ceil(x1 + reach * type.em));
  int longest = 0;
  int run = 0;
  double before = -1.0;
  for (int x = from; x <= to; ++x) {
    const double middle = stroke_in(ink, x, type);
    const bool goes_on = run > 0 && std::abs(middle - before) <= std::max(1.0, 0.04 * type.em);
    run = middle < 0.0 ? 0 : goes_on ? run + 1 : 1;
    before = middle;
    longest = std::max(longest, run);
  }
  const double length = longest / type.em;
  if (length < shortest_dash || length > longest_em_dash) return {};
  return length <= longest_hyphen ? "-" : length <= longest_en_dash ? "\u2013" : "\u2014";
}

}  // namespace atagande::ocr
