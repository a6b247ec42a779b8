// Inside the room only: a font of empty glyphs, which gives invisible text its letters and widths.
#pragma once

#include <string>
#include <string_view>

namespace atagande::output {

/// Every glyph is this wide, and reaches from descent to ascent, in thousandths of the font size.
inline constexpr int glyph_width = 500;
inline constexpr int glyph_ascent = 780;
inline constexpr int glyph_descent = -220;

/// The font for a set of characters: each has a glyph of its own from 1, in order; glyph 0 stands for what is missing
/// and is never used.
class GlyphlessFont {
 public:
  /// `characters` sorted, each once, at most 65,000.
  explicit GlyphlessFont(std::u32string characters) : characters_(std::move(characters)) {}

  /// The glyphs of a text, two bytes each; characters that the font lacks are left out.
  [[nodiscard]] std::string encoded(std::string_view utf8) const;
  /// A TrueType font (tables glyf, head, hhea, hmtx, loca and maxp, as PDF asks) with an empty outline for each glyph.
  [[nodiscard]] std::string program() const;
  /// The CMap that leads glyphs back to Unicode.
  [[nodiscard]] std::string to_unicode() const;

 private:
  std::u32string characters_;
};

}  // namespace atagande::output
