// A line is one text matrix; its words are reached by moves along it and stretched (Tz) to the width of their boxes. On
// a page scanned askew they go down step by step, not turned: readers cut turned words to pieces. Reading order is the
// order of the blocks, so that what is copied reads right.
#include "output/invisible_text.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "output/xml.h"
#include "text/text.h"

namespace atagande::output {
namespace {

/// What is written for a word: the whole of a parted one at its first part, nothing at its second.
std::string shown(const TextWord& word) {
  if (word.hyphen == HyphenPart::second) return "";
  return (word.hyphen == HyphenPart::first ? word.whole : word.text) + (word.space_after ? " " : "");
}

/// A PDF string in parentheses.
std::string literal(const std::string& bytes) {
  std::string text = "(";
  for (const char byte : bytes) {
    if (byte == '(' || byte == ')' || byte == '\\') text += '\\';
    if (byte == '\r') {
      text += "\\r";  // a bare one would be read as a line feed
    } else {
      text += byte;
    }
  }
  return text + ")";
}

/// The matrix that sets upright text at the left end of `line`: unit vectors along and up, then the place.
std::string text_matrix(const TextLine& line, const Affine& map) {
  std::string text;
  for (const double number : {map.a, map.b, -map.c, -map.d}) text += plain_decimal(number, 4) + " ";
  return text + plain_decimal(map.x(line.box.x0, line.baseline_y), 1) + " " +
         plain_decimal(map.y(line.box.x0, line.baseline_y), 1) + " Tm\n";
}

/// How far the words of a line are let fall with it, as a share of its slope. Readers take words for one line as long
/// as their baselines differ by less than half a letter's height (0.5 in Poppler), whence the limit.
double share_of_slope(const TextLine& line) {
  const double fall = std::abs(line.slope) * line.box.width();
  const double limit = 0.4 * line.height;
  return fall <= limit ? 1.0 : limit / fall;
}

double tenths(double value) { return std::round(value * 10.0) / 10.0; }

std::string words_of(const TextLine& line, const GlyphlessFont& font) {
  const double slope = line.slope * share_of_slope(line);
  // A line let fall less than it does is put off by half of the difference, to be right in its middle.
  const double lift = (slope - line.slope) * line.box.width() / 2.0;
  std::string text;
  double last_x = 0.0;
  double last_y = 0.0;
  long last_stretch = -1;
  for (const TextWord& word : line.words) {
    const std::string glyphs = font.encoded(shown(word));
    const auto letters =
        static_cast<double>(font.encoded(word.hyphen == HyphenPart::first ? word.whole : word.text).size() / 2);
    if (glyphs.empty() || letters < 1.0 || word.box.empty()) continue;
    const double x = tenths(word.box.x0 - line.box.x0);
    const double middle = (word.box.x0 + word.box.x1) / 2.0 - line.box.x0;
    const double y = tenths(lift - slope * middle);
    if (x != last_x || y != last_y) {
      text += plain_decimal(x - last_x, 1) + " " + plain_decimal(y - last_y, 1) + " Td";
    }
    last_x = x;
    last_y = y;
    const long stretch =
        std::max(1L, std::lround(100.0 * word.box.width() / (letters * line.height * glyph_width / 1000.0)));
    if (stretch != last_stretch) text += " " + std::to_string(stretch) + " Tz";
    last_stretch = stretch;
    text += literal(glyphs) + "Tj\n";
  }
  return text;
}

}  // namespace

std::u32string characters_of(const std::vector<PageText>& pages) {
  std::set<char32_t> characters{U' '};
  for (const PageText& page : pages) {
    for (const TextBlock& block : page.blocks) {
      for (const TextCell& cell : block.cells) {
        for (const TextLine& line : cell.lines) {
          for (const TextWord& word : line.words) {
            const std::u32string letters = text::to_utf32(shown(word));
            characters.insert(letters.begin(), letters.end());
          }
        }
      }
    }
  }
  return {characters.begin(), characters.end()};
}

std::string invisible_text(const PageText& page, const GlyphlessFont& font, const std::string& font_name,
                           const Affine& to_user_space) {
  std::string text;
  std::string last_size;
  for (const TextBlock& block : page.blocks) {
    for (const TextCell& cell : block.cells) {
      for (const TextLine& line : cell.lines) {
        const std::string words = words_of(line, font);
        if (words.empty() || line.height <= 0.0) continue;
        const std::string size = plain_decimal(line.height, 1);
        if (size != last_size) text += font_name + " " + size + " Tf\n";
        last_size = size;
        text += text_matrix(line, to_user_space) + words;
      }
    }
  }
  return text.empty() ? "" : "BT\n3 Tr\n" + text + "ET\n";
}

}  // namespace atagande::output
