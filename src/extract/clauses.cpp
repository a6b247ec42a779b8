// Clauses are told by what they begin with: a joining word or sign, a subject and a verb that binds (the list
// "clause_starts"), or the word that opens each item of a list ("clause_items").
#include "extract/clauses.h"

#include "text/text.h"

namespace atagande::extract {
namespace {

constexpr std::string_view number_signs = "\xC2\xA7 0123456789.)-";
constexpr std::string_view between = " ,;";
constexpr std::size_t most_parts_of_number = 5;
constexpr int highest_part = 19;  // of a clause's number

// Where a clause's own words end: signs and joining words behind it belong to none.
std::size_t clause_end(const rules::RuleSet& rules, std::string_view text, std::size_t end) {
  while (end > 0) {
    const std::size_t last = text.find_last_not_of(between, end - 1);
    if (last == std::string_view::npos) return end;
    end = last + 1;
    const std::size_t word = text.find_last_of(' ', last);
    if (word == std::string_view::npos) return end;
    if (rules.value_of("clause_joiners", text.substr(word + 1, last - word)) == nullptr) return end;
    end = word;
  }
  return end;
}

// Whether a sign or a joining word stands in front of a place.
bool parted(const rules::RuleSet& rules, std::string_view text, std::size_t at) {
  const std::size_t last = at == 0 ? std::string_view::npos : text.find_last_not_of(' ', at - 1);
  if (last == std::string_view::npos) return true;
  if (between.find(text[last]) != std::string_view::npos) return true;
  const std::size_t word = text.find_last_of(' ', last);
  const std::size_t from = word == std::string_view::npos ? 0 : word + 1;
  return rules.value_of("clause_joiners", text.substr(from, last + 1 - from)) != nullptr;
}

}  // namespace

std::optional<std::pair<Span, Span>> split_clause(const rules::RuleSet& rules, std::string_view text) {
  const auto starts = rules.scan("clause_starts", text);
  if (starts.empty() || rules.scan("clause_verbs", text.substr(0, starts.front().span.begin)).empty()) return {};
  std::size_t begin = starts.front().span.begin;
  const std::size_t end = clause_end(rules, text, begin);
  const auto skip_signs = [&] {
    while (begin < text.size() && between.find(text[begin]) != std::string_view::npos) ++begin;
  };
  skip_signs();
  const auto joiners = rules.scan("clause_joiners", text.substr(begin));
  if (!joiners.empty() && joiners.front().span.begin == 0) begin += joiners.front().span.end;
  skip_signs();
  if (end == 0 || begin >= text.size()) return {};
  return std::pair{Span{0, end}, Span{begin, text.size()}};
}

std::vector<Span> clause_items(const rules::RuleSet& rules, std::string_view text) {
  std::vector<std::size_t> starts;
  for (const auto& found : rules.scan("clause_items", text)) {
    if (parted(rules, text, found.span.begin)) starts.push_back(found.span.begin);
  }
  if (starts.size() < 2 || starts.front() != 0) return {};
  std::vector<Span> result;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : text.size();
    result.push_back({starts[i], clause_end(rules, text, end)});
  }
  return result;
}

std::size_t number_length(std::string_view text) {
  std::size_t at = 0;
  std::size_t parts = 0;
  int last = 0;
  while (parts < most_parts_of_number) {
    const std::size_t from = at;
    for (last = 0; at < text.size() && text::is_digit(static_cast<unsigned char>(text[at])) && at < from + 3; ++at) {
      last = last * 10 + (text[at] - '0');
    }
    if (at == from || at > from + 2 || at >= text.size() || text[from] == '0' || last > highest_part) return 0;
    ++parts;
    if (text[at] != '.') break;
    ++at;
    if (at < text.size() && text[at] == ' ') break;
  }
  // "1.2 ", "1.2. ", "4.1.3 "; but "1. " is a mark, "18.30" a time and "2.5 miljoner" an amount.
  if (parts < 2 || at + 1 >= text.size() || text[at] != ' ') return 0;
  return text::is_lower(text::code_point_at(text, at + 1).value) ? 0 : at + 1;
}

bool in_capitals(std::string_view text, std::size_t least) {
  std::size_t capitals = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    if (text::is_lower(point.value) || text::is_digit(point.value)) return false;
    if (text::is_upper(point.value)) ++capitals;
    at = point.next;
  }
  return capitals >= least;
}

std::string_view unnumbered(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(number_signs);
  return begin == std::string_view::npos ? text : text.substr(begin);
}

}  // namespace atagande::extract
