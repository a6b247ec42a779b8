// Where a sentence holds several statements, and what stands in front of one; for this room's own files. Texts are
// folded; offsets are bytes of the text given. What clauses begin with is the business of word lists.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/rules.h"

namespace atagande::extract {

/// Main clauses with subjects of their own ("A ska …, och B ska …"): the first, and the rest without the words between.
std::optional<std::pair<Span, Span>> split_clause(const rules::RuleSet& rules, std::string_view text);

/// The clauses of a list that is written as one sentence ("att …, att … samt att …"); none where it is no such list.
std::vector<Span> clause_items(const rules::RuleSet& rules, std::string_view text);

/// Length of a section's number with its space ("1.2 ") at the beginning of a text, or 0.
std::size_t number_length(std::string_view text);

/// "3.1 mål" → "mål".
std::string_view unnumbered(std::string_view text);

/// Whether a text has at least `least` capitals, and no small letter or digit.
bool in_capitals(std::string_view text, std::size_t least);

}  // namespace atagande::extract
