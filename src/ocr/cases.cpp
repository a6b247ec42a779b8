// The left part of a letter reaches its height in all letters looked at, and is narrower than any of them, so that no
// neighbour comes into it.
#include "ocr/cases.h"

#include "text/text.h"

namespace atagande::ocr {
namespace {

constexpr double strip = 0.3;  // em
constexpr double inside = 0.42;
constexpr double highest = 0.85;
constexpr double tallest_small = 0.58;
constexpr double lowest_capital = 0.62;
constexpr double capital_top = 0.76;  // what stands above that is the line before

constexpr std::u32string_view small_letters = U"cosuvwxz";
constexpr std::u32string_view capitals = U"COSUVWXZ";

}  // namespace

Height height_of_first(const InkView& ink, const recognise::PixelBox& word, const LineType& type) {
  if (type.em <= 0.0 || type.baseline <= 0.0) return Height::unknown;
  const int x1 = word.x0 + static_cast<int>(strip * type.em);
  // Upwards from within the letter, so that dust above it is not taken for it.
  const int lowest = static_cast<int>(type.baseline - highest * type.em);
  int top = static_cast<int>(type.baseline - inside * type.em);
  if (!ink.row(top, word.x0, x1)) return Height::unknown;
  while (top > lowest && ink.row(top - 1, word.x0, x1)) --top;
  if (top == lowest) return Height::unknown;
  const double height = (type.baseline - top) / type.em;
  if (height >= lowest_capital) return Height::capital;
  if (height > tallest_small) return Height::unknown;
  // A capital may be broken; a small letter has nothing above it.
  for (int y = top - 1; y > type.baseline - capital_top * type.em; --y) {
    if (ink.row(y, word.x0, x1)) return Height::unknown;
  }
  return Height::small;
}

std::string with_first(const std::string& text, Height height) {
  if (text.size() < 2 || height == Height::unknown) return text;
  const std::u32string_view from = height == Height::capital ? small_letters : capitals;
  const std::u32string_view to = height == Height::capital ? capitals : small_letters;
  const std::size_t at = from.find(static_cast<char32_t>(static_cast<unsigned char>(text[0])));
  if (at == std::u32string_view::npos || !text::is_letter(text::code_point_at(text, 1).value)) return text;
  return text::to_utf8(to.substr(at, 1)) + text.substr(1);
}

}  // namespace atagande::ocr
