// What can be told of a passage of a document by itself: its text, its sentences, what it begins with and what it is
// called in the rules' word lists. For this room's own files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/outline.h"

namespace atagande::extract {

/// Both arguments outlive it; of the outline only the document and its folded view are looked at. Spans are of
/// Document::text and not empty.
class Passages {
 public:
  Passages(const Outline& outline, const rules::RuleSet& rules) : outline_(outline), rules_(rules) {}

  [[nodiscard]] std::string_view spelt(Span span) const;
  [[nodiscard]] std::string_view folded(Span span) const;
  /// The entry of a word list that the whole passage is; null where it is none.
  [[nodiscard]] const std::string* value_of(std::string_view list, Span span) const;
  [[nodiscard]] bool begins_with(std::string_view list, Span span) const;
  /// Whether it ends in a sign that a heading does not end in.
  [[nodiscard]] bool closed(Span span) const;
  /// A line such as "Ansvarig: …", which belongs to what stands above it.
  [[nodiscard]] bool is_continuation(Span span) const;
  /// Such a line that says who acts.
  [[nodiscard]] bool says_who(Span span) const;
  /// Whether a sentence says that a list comes, although it is closed by a full stop.
  [[nodiscard]] bool announces_list(Span sentence) const;
  [[nodiscard]] bool names_actor(Span cell) const;
  [[nodiscard]] bool names_columns(const PlacedBlock& row) const;
  /// Of the label that a text begins with, to its colon; 0 where there is none or less than `least_words` behind it.
  [[nodiscard]] std::size_t label_length(Span span, std::size_t least_words) const;
  /// Sentences, those of several main clauses parted; a number in front of the first ("4.1.3 ") belongs to none.
  [[nodiscard]] std::vector<Span> sentences_of(Span span) const;

 private:
  [[nodiscard]] std::vector<Span> whole_sentences_of(Span span) const;

  const Outline& outline_;
  const rules::RuleSet& rules_;
};

}  // namespace atagande::extract
