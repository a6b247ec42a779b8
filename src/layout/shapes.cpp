// Shapes are told by letters, digits and signs, never by words.
#include "layout/shapes.h"

#include <algorithm>

#include "layout/text_lines.h"
#include "text/text.h"

namespace atagande::layout {

using std::string_view;

namespace {

/// "A whole sentence. And more": a stop after a word, not after a number or an abbreviation.
bool has_inner_stop(string_view text) {
  for (std::size_t at = text.find(". "); at != string_view::npos; at = text.find(". ", at + 1)) {
    const std::size_t begin = text.substr(0, at).find_last_of(" .") + 1;  // npos + 1 is 0
    if (count(text.substr(begin, at - begin)) >= 4 && text::is_lower(last_of(text.substr(0, at)))) return true;
  }
  return false;
}

}  // namespace

std::size_t count(string_view text) { return text::code_points_before(text, text.size()); }

bool says_something(string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    if (text::is_letter(point.value) || text::is_digit(point.value)) return true;
    at = point.next;
  }
  return false;
}

bool is_page_number(string_view text) {
  std::size_t letters = 0;
  std::size_t digits = 0;
  std::size_t words = 1;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    if (text::is_letter(point.value)) ++letters;
    if (text::is_digit(point.value)) ++digits;
    if (point.value == U' ') ++words;
    at = point.next;
  }
  return digits > 0 && digits <= 6 && letters <= 7 && words <= 4 && (letters == 0 || text::is_letter(first_of(text)));
}

bool is_lone_number(string_view text) {
  return is_page_number(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || (c & 0x80) != 0;
         });
}

bool has_heading_shape(string_view text) {
  const char32_t first = first_of(text);
  if (!text::is_upper(first) && !text::is_digit(first) && first != U'§' && first != U'”' && first != U'"') return false;
  const char32_t last = last_of(text);
  if (ends_sentence(text) && last != U'?') return false;
  if (last == U',' || last == U'-' || last == U'–' || text.find('@') != std::string::npos) return false;
  if (text.find(" / ") != std::string::npos || text.find(" > ") != std::string::npos) return false;
  if (has_inner_stop(text)) return false;
  return count(text) <= longest_heading;
}

}  // namespace atagande::layout
