// A mark is told by its shape alone: which signs are bullets, and which short tokens recognisers make of bullets (seen
// from Tesseract: e ¢ « * ° © ® o for a dot). Whether a line that begins so is a list item is for the caller, who
// sees the lines around it.
#include "layout/marks.h"

#include <algorithm>
#include <array>

#include "text/text.h"

namespace atagande::layout {
namespace {

using std::string_view;

// Parted by spaces, with one at either end; the last three are Symbol's and Wingdings' bullets in the private use area.
constexpr string_view bullets =
    " • ‣ ◦ · ● ○ ■ □ ▪ ▫ ► ▶ ➢ ➤ ✓ ✔ – — - − * ∙ ⁃ ◆ ◇ ❖ ★ ☐ ☑ ✗ → ⇒ ➔ ➜ ❑ ❒ ◼ ◾ ⚫ \xEF\x82\xB7 \xEF\x82\xA7 "
    "\xEF\x83\xBC ";
constexpr string_view misread_marks =
    " e E o O 0 ¢ « » ° © ® l | c s + . , : ' \" ” “ ’ ‘ ~ ^ ¤ > = _ e. e» »e es ee .. ¬ º ";

bool holds(string_view set, string_view token) { return set.find(' ' + std::string(token) + ' ') != string_view::npos; }

bool all_digits(string_view token) {
  return !token.empty() && std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int to_number(string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

int roman(string_view token) {
  constexpr std::array<string_view, 12> small = {"i",   "ii",   "iii", "iv", "v",  "vi",
                                                 "vii", "viii", "ix",  "x",  "xi", "xii"};
  const auto* found = std::find(small.begin(), small.end(), token);
  return found == small.end() ? 0 : static_cast<int>(found - small.begin()) + 1;
}

/// Two or three signs that a dot may be read as.
bool is_scribble(string_view token) {
  std::size_t signs = 0;
  for (std::size_t at = 0; at < token.size(); ++signs) {
    const text::CodePoint point = text::code_point_at(token, at);
    if (std::u32string_view(U"•·*«»°¢©®¤~^¬º+=<>").find(point.value) == std::u32string_view::npos) return false;
    at = point.next;
  }
  return signs >= 2 && signs <= 3;
}

/// 1.2, 1.2.3, 1.2.
bool is_section(string_view token) {
  std::size_t parts = 0;
  while (!token.empty()) {
    const std::size_t dot = std::min(token.find('.'), token.size());
    if (dot == 0 || dot > 2 || !all_digits(token.substr(0, dot))) return false;
    ++parts;
    token.remove_prefix(std::min(token.size(), dot + 1));
  }
  return parts >= 2 && parts <= 5;
}

Mark enumerated(string_view token) {
  Mark mark;
  mark.text = std::string(token);
  const bool round = token.ends_with(')');
  if (!round && !token.ends_with('.')) return {};
  token.remove_suffix(1);
  if (round && token.starts_with('(')) token.remove_prefix(1);
  if (token.empty()) return {};
  if (token.size() <= 2 && all_digits(token)) {
    mark.kind = MarkKind::numbered;
    mark.number = to_number(token);
    return mark;
  }
  const bool letter = token.size() == 1 && token[0] >= 'a' && token[0] <= 'z';
  if (!round && !letter) return {};
  if (letter) {
    mark.kind = MarkKind::lettered;
    mark.number = token[0] - 'a' + 1;
    return mark;
  }
  if (const int value = roman(token); value > 0) {
    mark.kind = MarkKind::lettered;
    mark.number = value;
    return mark;
  }
  return {};
}

}  // namespace

Mark mark_of_token(string_view token) {
  if (token.empty() || token.size() > 12) return {};
  if (token == " ") return {MarkKind::misread, " ", 0, 0};  // ink a recogniser took for no letter
  if (holds(bullets, token)) return {MarkKind::bullet, std::string(token), 0, 0};
  if (Mark mark = enumerated(token); mark.kind != MarkKind::none) return mark;
  if (is_section(token)) return {MarkKind::section, std::string(token), 0, 0};
  if (holds(misread_marks, token) || is_scribble(token)) return {MarkKind::misread, std::string(token), 0, 0};
  return {};
}

Mark mark_of(string_view line) {
  std::size_t at = 0;
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
  std::size_t end = at;
  while (end < line.size() && line[end] != ' ' && line[end] != '\t' && !line.substr(end).starts_with("\xC2\xA0")) ++end;
  Mark mark = mark_of_token(line.substr(at, end - at));
  if (mark.kind == MarkKind::none) {  // "•text": a bullet that is no dash needs no space
    for (const string_view bullet : {"•", "●", "■", "▪", "◦", "►", "\xEF\x82\xB7"}) {
      if (line.substr(at).starts_with(bullet)) {
        mark = {MarkKind::bullet, std::string(bullet), 0, 0};
        end = at + bullet.size();
      }
    }
    if (mark.kind == MarkKind::none) return {};
  }
  while (end < line.size()) {
    const text::CodePoint point = text::code_point_at(line, end);
    if (!text::is_space(point.value)) break;
    end = point.next;
  }
  if (end >= line.size()) return {};
  mark.behind = end;
  return mark;
}

bool is_dash(string_view mark) { return mark == "–" || mark == "—" || mark == "−" || mark == "-"; }

}  // namespace atagande::layout
