#include "extract/passages.h"

#include "extract/clauses.h"

namespace atagande::extract {
namespace {

constexpr std::size_t most_words_of_announcement = 30;

}  // namespace

std::string_view Passages::spelt(Span span) const {
  return std::string_view(outline_.document->text).substr(span.begin, span.size());
}

std::string_view Passages::folded(Span span) const {
  const Span view = outline_.to_folded(span);
  return std::string_view(outline_.folded.text).substr(view.begin, view.size());
}

const std::string* Passages::value_of(std::string_view list, Span span) const {
  return rules_.value_of(list, folded(span));
}

bool Passages::begins_with(std::string_view list, Span span) const {
  const auto found = rules_.scan(list, folded(span));
  return !found.empty() && found.front().span.begin == 0;
}

bool Passages::closed(Span span) const {
  return std::string_view(".:;,!?)").find(spelt(span).back()) != std::string_view::npos;
}

bool Passages::is_continuation(Span span) const { return begins_with("continuation_lines", span); }

bool Passages::says_who(Span span) const {
  const std::string_view line = folded(span);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon + 1 == line.size() || !is_continuation(span)) return false;
  const std::string* column = rules_.value_of("column_names", line.substr(0, colon));
  return column != nullptr && *column == "who";
}

bool Passages::announces_list(Span sentence) const {
  return text::words(spelt(sentence)).size() <= most_words_of_announcement &&
         !rules_.scan("list_announcers", folded(sentence)).empty();
}

bool Passages::names_actor(Span cell) const { return !cell.empty() && !rules_.scan("actors", folded(cell)).empty(); }

bool Passages::names_columns(const PlacedBlock& row) const {
  std::size_t known = 0;
  std::size_t filled = 0;
  for (const Span& cell : row.cells) {
    if (cell.empty()) continue;
    ++filled;
    if (value_of("column_names", cell) != nullptr) ++known;
  }
  return known >= 2 && known * 2 >= filled;
}

std::size_t Passages::label_length(Span span, std::size_t least_words) const {
  if (!begins_with("inline_labels", span)) return 0;
  const std::size_t colon = spelt(span).find(':');
  if (colon == std::string_view::npos) return 0;
  return text::words(spelt(span).substr(colon + 1)).size() < least_words ? 0 : colon + 1;
}

std::vector<Span> Passages::sentences_of(Span span) const {
  std::vector<Span> result;
  span.begin += number_length(spelt(span));
  for (Span sentence : whole_sentences_of(span)) {
    while (const auto parts = split_clause(rules_, folded(sentence))) {
      const Span view = outline_.to_folded(sentence);
      result.push_back(outline_.folded.original({view.begin, view.begin + parts->first.end}));
      sentence.begin = outline_.folded.original({view.begin + parts->second.begin, view.end}).begin;
    }
    result.push_back(sentence);
  }
  return result;
}

// A sentence that is nothing but a bracket belongs to the one in front.
std::vector<Span> Passages::whole_sentences_of(Span span) const {
  const std::string& text = outline_.document->text;
  std::vector<Span> result;
  for (Span sentence : text::sentences(spelt(span))) {
    sentence = {sentence.begin + span.begin, sentence.end + span.begin};
    const bool bracket = text[sentence.begin] == '(' && !result.empty();
    if (bracket && text.find(')', sentence.begin) + 2 >= sentence.end) {
      result.back().end = sentence.end;
    } else {
      result.push_back(sentence);
    }
  }
  return result;
}

}  // namespace atagande::extract
