// Patterns over the folded view of a text. RE2 does the work, in time linear in the text; it shows in pattern.cpp only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/document.h"
#include "text/text.h"

namespace atagande::rules {

/// How texts are folded before patterns see them.
constexpr text::Fold matching_fold = text::Fold::space | text::Fold::lower | text::Fold::accents | text::Fold::cells;

/// What a group of a pattern captured; `set` is false where the group took no part in the match.
struct Group {
  Span span;
  bool set = false;
};

/// Most patterns of a rule set are never asked by a document: those known to be valid are compiled when they are.
enum class Compile { now, when_asked };

/// Safe to be asked by several threads at once.
class Pattern {
 public:
  /// `source` in RE2's syntax with word lists already written out; \p{L}, \p{Lu} and \p{Ll} are letters of Latin
  /// script. With `exact` it is matched against the original spelling, otherwise both sides are folded. Throws
  /// std::invalid_argument with RE2's message: here, or with Compile::when_asked where it is first asked.
  Pattern(std::string source, bool exact, Compile when = Compile::now);
  ~Pattern();
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;

  [[nodiscard]] bool found_in(std::string_view text) const;
  /// First match at or after `from`; groups[0] is the whole match, the others are there as far as the last that has a
  /// name (which may be 0, where that group is all of the pattern). False if there is none.
  bool find(std::string_view text, std::size_t from, std::vector<Group>& groups) const;
  [[nodiscard]] const std::vector<std::pair<std::string, int>>& names() const;
  [[nodiscard]] const std::string& source() const;
  [[nodiscard]] bool exact() const;
  /// Size of the compiled program: a measure of how much work a match can be.
  [[nodiscard]] int program_size() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A single letter as the folded view of a text has it; a space stays.
std::string folded_letter(std::string_view letter);

/// A pattern as it reads on the folded view: letters lower case without accents; escapes and group names untouched.
std::string folded_pattern(std::string_view source);

}  // namespace atagande::rules
