// The marks of list items: what may begin a line and not be part of its text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace atagande::layout {

enum class MarkKind {
  none,
  bullet,    // • - * and the like; surely a mark where more than one line has it
  misread,   // e ¢ « ° and other short tokens a recogniser makes of a bullet: a mark only by its company
  numbered,  // 1. 1) (1)
  section,   // 1.2 1.2.3: a heading's number
  lettered,  // a) a. iv)
};

struct Mark {
  MarkKind kind = MarkKind::none;
  std::string text;        // as it stands
  int number = 0;          // of a numbered mark; a is 1
  std::size_t behind = 0;  // offset of the text after mark and space
  bool operator==(const Mark&) const = default;
};

/// The mark at the beginning of `line` (after its indentation), if text follows it.
Mark mark_of(std::string_view line);

/// The kind of `token` when it stands alone at the beginning of a line.
Mark mark_of_token(std::string_view token);

/// A dash, which also opens what somebody says.
bool is_dash(std::string_view mark);

}  // namespace atagande::layout
