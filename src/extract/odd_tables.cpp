#include "extract/odd_tables.h"

#include <algorithm>
#include <string>

namespace atagande::extract {
namespace {

constexpr std::size_t least_names_of_turned_table = 3;
constexpr std::string_view what_is_done = "what";
constexpr std::string_view who_acts = "who";

// "Problem 2" behind "Problem 1".
bool begins_another_part(const Passages& passages, Span first, Span name) {
  const auto kind = [&](Span span) {
    const std::string_view text = passages.folded(span);
    return text.substr(0, text.find_first_of("0123456789"));
  };
  return kind(first) == kind(name);
}

// The name of a column that ends at a colon, of three words at most and with a capital; empty where none ends there.
Span name_before(const Passages& passages, Span text, std::size_t colon) {
  constexpr int most_words = 3;
  constexpr std::size_t longest_name = 60;
  const std::size_t from = colon - std::min(colon, longest_name);
  const std::string_view spelt = passages.spelt(text);
  std::size_t begin = colon;
  for (int words = 0; words < most_words && begin > from; ++words) {
    const std::size_t space =
        begin < from + 2 ? std::string_view::npos : spelt.substr(from, begin - 1 - from).rfind(' ');
    if (space == std::string_view::npos && from > 0) return {};
    begin = space == std::string_view::npos ? 0 : from + space + 1;
    const Span name{text.begin + begin, text.begin + colon};
    const bool capital = text::is_upper(text::code_point_at(spelt, begin).value);
    if (capital && passages.value_of("column_names", name) != nullptr) return name;
  }
  return {};
}

// "Åtgärd: … Ansvarig: …": the fields of a paragraph that begins with the name of one.
std::vector<LabelledField> fields_of(const Passages& passages, Span text) {
  const std::string_view spelt = passages.spelt(text);
  std::vector<LabelledField> fields;
  for (std::size_t colon = spelt.find(':'); colon != std::string_view::npos; colon = spelt.find(':', colon + 1)) {
    const Span name = name_before(passages, text, colon);
    const std::size_t value = spelt.find_first_not_of(' ', colon + 1);
    if (name.empty() || value == std::string_view::npos) continue;
    if (fields.empty() && name.begin != text.begin) return {};
    const bool again = std::any_of(fields.begin(), fields.end(), [&](const LabelledField& one) {
      return passages.folded(one.name) == passages.folded(name);
    });
    if (again) return {};
    if (!fields.empty()) {
      Span& before = fields.back().value;
      if (name.begin <= before.begin) return {};
      before.end = text.begin + spelt.find_last_not_of(' ', name.begin - text.begin - 1) + 1;
    }
    fields.push_back({name, {text.begin + value, text.end}});
  }
  return fields;
}

}  // namespace

std::size_t end_of_turned_table(const Blocks& blocks, std::size_t from, const Passages& passages) {
  const PlacedBlock& first = blocks[from];
  if (passages.names_columns(first)) return from;
  std::size_t end = from;
  std::size_t names = 0;
  for (; end < blocks.size(); ++end) {
    const PlacedBlock& row = blocks[end];
    if (row.kind != BlockKind::table_row || row.table != first.table || row.cells.size() < 2) break;
    const Span name = row.cells.front();
    if (name.empty()) continue;
    if (end > from && begins_another_part(passages, first.cells.front(), name)) break;
    if (passages.value_of("column_names", name) != nullptr) ++names;
  }
  return names < least_names_of_turned_table || names * 2 < end - from ? from : end;
}

LabelledRow labelled_row_at(const Blocks& blocks, std::size_t from, const Passages& passages) {
  LabelledRow row;
  const auto known = [&](const LabelledField& field) {
    return std::any_of(row.fields.begin(), row.fields.end(), [&](const LabelledField& one) {
      return passages.folded(one.name) == passages.folded(field.name);
    });
  };
  for (std::size_t i = from; i < blocks.size(); ++i) {
    if (blocks[i].kind != BlockKind::paragraph && blocks[i].kind != BlockKind::heading) break;
    const std::vector<LabelledField> fields = fields_of(passages, blocks[i].span);
    if (fields.empty() || std::any_of(fields.begin(), fields.end(), known)) break;
    if (row.fields.empty() && *passages.value_of("column_names", fields.front().name) != what_is_done) break;
    row.fields.insert(row.fields.end(), fields.begin(), fields.end());
    ++row.blocks;
  }
  const bool says_who = std::any_of(row.fields.begin(), row.fields.end(), [&](const LabelledField& field) {
    return *passages.value_of("column_names", field.name) == who_acts;
  });
  return says_who ? row : LabelledRow{};
}

}  // namespace atagande::extract
