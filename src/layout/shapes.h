// What a line of text may be by its shape alone.
#pragma once

#include <cstddef>
#include <string_view>

namespace atagande::layout {

inline constexpr std::size_t longest_heading = 100;  // code points

/// Number of code points.
std::size_t count(std::string_view text);
/// A page number with what little may stand around it: "4", "- 4 -", "4 (6)", a word and a number.
bool is_page_number(std::string_view text);
/// A page number without a word.
bool is_lone_number(std::string_view text);
/// Short, begins like a sentence and does not end like one.
bool has_heading_shape(std::string_view text);
/// Whether there is a letter or digit in it.
bool says_something(std::string_view text);

}  // namespace atagande::layout
