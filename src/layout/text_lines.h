// Plain text as lines with what can be said of each by itself and by its neighbours: indentation, wrapping, marks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "layout/marks.h"

namespace atagande::layout {

struct TextLine {
  std::string text;         // trimmed; without Markdown's emphasis
  std::size_t indent = 0;   // columns
  std::size_t length = 0;   // code points, without the indentation
  std::size_t blanks = 0;   // blank lines before it
  bool emphasised = false;  // the whole line stood between ** **
  int hashes = 0;           // Markdown's heading level, already taken off
  bool item = false;        // `mark` is the mark of a list item
  bool hangs = false;       // stands indented under an item's text, with nothing between
  Mark mark;

  /// The text without the mark of an item.
  [[nodiscard]] std::string_view body() const {
    return item ? std::string_view(text).substr(mark.behind) : std::string_view(text);
  }
};

struct TextLines {
  std::vector<TextLine> lines;
  std::size_t wrap_width = 0;  // code points; 0: lines are not wrapped

  /// Whether line i goes on in line i+1.
  [[nodiscard]] bool goes_on(std::size_t i) const;
};

/// The lines of `utf8` that are not blank, with marks decided.
TextLines read_lines(std::string_view utf8);

/// A piece of a line whose pieces are parted by runs of spaces.
struct TextPiece {
  std::size_t column = 0;  // code points from the left edge
  std::string text;
};
/// The line's pieces at runs of at least `gap` spaces.
std::vector<TextPiece> pieces_of(const TextLine& line, std::size_t gap);
/// Whether there is more than one.
bool has_gap(const TextLine& line, std::size_t gap);

/// "Heading ........ 4"
bool is_contents_line(std::string_view text);
bool is_table_line(std::string_view text);
/// Last letter or sign, 0 where there is none.
char32_t last_of(std::string_view text);
char32_t first_of(std::string_view text);
/// . ! ? : ; also inside a closing quote or bracket
bool ends_sentence(std::string_view text);
bool ends_in_hyphen(std::string_view text);

}  // namespace atagande::layout
