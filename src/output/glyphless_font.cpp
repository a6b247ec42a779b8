// The smallest TrueType font that PDF readers take: all outlines are empty, so that glyf has nothing but padding and
// every entry of loca is 0; all advances are the same, so that hmtx needs one. Tables as in the OpenType specification,
// big-endian. The font is made anew for each document, from the characters it uses.
#include "output/glyphless_font.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "text/text.h"

namespace atagande::output {
namespace {

void put16(std::string& bytes, int value) {
  const auto word = static_cast<std::uint16_t>(value);
  bytes += static_cast<char>(word >> 8U);
  bytes += static_cast<char>(word & 0xFFU);
}

void put32(std::string& bytes, std::uint32_t value) {
  put16(bytes, static_cast<int>(value >> 16U));
  put16(bytes, static_cast<int>(value & 0xFFFFU));
}

std::string padded(std::string table) {
  table.resize((table.size() + 3) / 4 * 4, '\0');
  return table;
}

std::uint32_t checksum(const std::string& padded_table) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i + 3 < padded_table.size(); i += 4) {
    std::uint32_t word = 0;
    for (std::size_t k = 0; k < 4; ++k) word = (word << 8U) | static_cast<unsigned char>(padded_table[i + k]);
    sum += word;
  }
  return sum;
}

constexpr std::uint32_t version_1 = 0x00010000;

std::string head_table(std::uint32_t adjustment) {
  std::string table;
  put32(table, version_1);                      // version
  put32(table, version_1);                      // font revision
  put32(table, adjustment);                     // of the whole file's checksum
  put32(table, 0x5F0F3CF5);                     // magic
  put16(table, 0);                              // flags
  put16(table, 1000);                           // units per em
  for (int i = 0; i < 4; ++i) put32(table, 0);  // made, changed: no dates
  put16(table, 0);
  put16(table, glyph_descent);
  put16(table, glyph_width);
  put16(table, glyph_ascent);
  put16(table, 0);  // style
  put16(table, 6);  // smallest readable size
  put16(table, 2);  // left to right
  put16(table, 0);  // short offsets in loca
  put16(table, 0);  // format of glyf
  return table;
}

std::string hhea_table() {
  std::string table;
  put32(table, version_1);
  put16(table, glyph_ascent);
  put16(table, glyph_descent);
  put16(table, 0);            // line gap
  put16(table, glyph_width);  // widest advance
  for (int i = 0; i < 3; ++i) put16(table, 0);
  put16(table, 1);                              // caret upright
  for (int i = 0; i < 7; ++i) put16(table, 0);  // caret, reserved, format
  put16(table, 1);                              // advances in hmtx
  return table;
}

std::string hmtx_table(int glyphs) {
  std::string table;
  put16(table, glyph_width);
  for (int i = 0; i < glyphs; ++i) put16(table, 0);  // left side bearings
  return table;
}

std::string maxp_table(int glyphs) {
  std::string table;
  put32(table, version_1);
  put16(table, glyphs);
  for (int i = 0; i < 4; ++i) put16(table, 0);  // points and contours
  put16(table, 1);                              // zones
  for (int i = 0; i < 8; ++i) put16(table, 0);
  return table;
}

std::string file_of(const std::vector<std::pair<std::string, std::string>>& tables) {
  std::string header;
  put32(header, version_1);
  put16(header, static_cast<int>(tables.size()));
  put16(header, 64);  // search range for six tables: 4 × 16,
  put16(header, 2);   // its logarithm,
  put16(header, 32);  // and what is beyond it
  std::size_t offset = header.size() + 16 * tables.size();
  std::string bodies;
  for (const auto& [tag, table] : tables) {
    const std::string body = padded(table);
    header += tag;
    put32(header, checksum(body));
    put32(header, static_cast<std::uint32_t>(offset + bodies.size()));
    put32(header, static_cast<std::uint32_t>(table.size()));
    bodies += body;
  }
  return header + bodies;
}

std::string hexadecimal16(unsigned value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {digits[(value >> 12U) & 15U], digits[(value >> 8U) & 15U], digits[(value >> 4U) & 15U], digits[value & 15U]};
}

std::string utf16_hexadecimal(char32_t c) {
  if (c < 0x10000) return hexadecimal16(c);
  const unsigned rest = c - 0x10000;
  return hexadecimal16(0xD800U + (rest >> 10U)) + hexadecimal16(0xDC00U + (rest & 0x3FFU));
}

}  // namespace

std::string GlyphlessFont::encoded(std::string_view utf8) const {
  std::string glyphs;
  for (std::size_t at = 0; at < utf8.size();) {
    const text::CodePoint point = text::code_point_at(utf8, at);
    at = point.next;
    const auto found = std::lower_bound(characters_.begin(), characters_.end(), point.value);
    if (found == characters_.end() || *found != point.value) continue;
    put16(glyphs, static_cast<int>(found - characters_.begin()) + 1);
  }
  return glyphs;
}

std::string GlyphlessFont::program() const {
  const int glyphs = static_cast<int>(characters_.size()) + 1;
  const auto tables = [&](std::uint32_t adjustment) {
    return std::vector<std::pair<std::string, std::string>>{
        {"glyf", std::string(1, '\0')},
        {"head", head_table(adjustment)},
        {"hhea", hhea_table()},
        {"hmtx", hmtx_table(glyphs)},
        {"loca", std::string(2 * static_cast<std::size_t>(glyphs + 1), '\0')},
        {"maxp", maxp_table(glyphs)}};
  };
  return file_of(tables(0xB1B0AFBAU - checksum(file_of(tables(0)))));
}

std::string GlyphlessFont::to_unicode() const {
  std::string cmap =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  constexpr std::size_t most_in_a_section = 100;
  for (std::size_t first = 0; first < characters_.size(); first += most_in_a_section) {
    const std::size_t end = std::min(first + most_in_a_section, characters_.size());
    cmap += std::to_string(end - first) + " beginbfchar\n";
    for (std::size_t i = first; i < end; ++i) {
      cmap += "<" + hexadecimal16(static_cast<unsigned>(i) + 1) + "> <" + utf16_hexadecimal(characters_[i]) + ">\n";
    }
    cmap += "endbfchar\n";
  }
  return cmap + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

}  // namespace atagande::output
