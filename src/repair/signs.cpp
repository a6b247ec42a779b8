// A misread list mark is a lone letter or sign, then a space, then a word, at the beginning of a line. Shape and
// position are all that text can tell; where the page's geometry is known, layout has recovered the marks before.
#include "repair/signs.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>

#include "text/text.h"

namespace atagande::repair {
namespace {

struct Shape {
  std::string_view read;
  bool letter = false;  // also a letter, or a speck: needs more evidence
};

constexpr std::array<Shape, 8> shapes = {{{"e", true},
                                          {"\xC2\xA2", false},
                                          {"\xC2\xAB", false},
                                          {"\xC2\xBB", false},
                                          {"\xC2\xB0", false},
                                          {"\xC2\xA9", true},
                                          {"l", true},
                                          {".", true}}};
constexpr std::string_view bullet = "\xE2\x80\xA2";

struct Mark {
  Span span;
  std::string_view read;
  bool letter = false;
  bool after_colon = false;
  bool before_capital = false;
};

/// Whether the line before the one that begins at `line` ends in a colon, empty lines left out.
bool colon_before(std::string_view text, std::size_t line) {
  while (line > 0) {
    const char c = text[line - 1];
    if (c == ':') return true;
    if (c != '\n' && c != ' ' && c != '\r') return false;
    --line;
  }
  return false;
}

std::vector<Mark> marks_of(std::string_view text) {
  std::vector<Mark> out;
  for (std::size_t line = 0; line < text.size();) {
    std::size_t at = line;
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\f')) ++at;
    for (const Shape& shape : shapes) {
      if (text.substr(at, shape.read.size()) != shape.read) continue;
      const std::size_t space = at + shape.read.size();
      if (space + 1 >= text.size() || text[space] != ' ') continue;
      const char32_t next = text::code_point_at(text, space + 1).value;
      if (!text::is_letter(next)) continue;
      out.push_back({{at, space}, shape.read, shape.letter, colon_before(text, line), text::is_upper(next)});
    }
    const std::size_t end = text.find('\n', line);
    if (end == std::string_view::npos) break;
    line = end + 1;
  }
  return out;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

void add_sign(std::string_view text, std::size_t at, std::size_t size, std::string_view put,
              std::vector<Correction>& out) {
  out.push_back(
      {{at, at + size}, std::string(text.substr(at, size)), std::string(put), "letter", "sign beside a number", 0.9});
}

bool section_as_read(char c) { return c == '8' || c == '$'; }

/// The line of `text` around `at`.
Span line_around(std::string_view text, std::size_t at) {
  return {at == 0 ? 0 : text.rfind('\n', at - 1) + 1, std::min(text.find('\n', at), text.size())};
}

bool has_bar(std::string_view text, Span line) {
  return text.substr(line.begin, line.size()).find('|') != std::string_view::npos;
}

/// Whether a bar stands in the line before or after: bars one above the other are a rule or a table.
bool bars_beside(std::string_view text, Span line) {
  const bool before = line.begin > 0 && has_bar(text, line_around(text, line.begin - 1));
  return before || (line.end + 1 < text.size() && has_bar(text, line_around(text, line.end + 1)));
}

/// A bar that stands for the word "I" or "i": alone in its line and without one above or below, a word after it, maybe
/// in the next line.
void add_bars(std::string_view text, std::vector<Correction>& out) {
  for (std::size_t at = text.find('|'); at != std::string_view::npos; at = text.find('|', at + 1)) {
    const Span line = line_around(text, at);
    if (std::count(text.begin() + static_cast<std::ptrdiff_t>(line.begin),
                   text.begin() + static_cast<std::ptrdiff_t>(line.end), '|') > 1 ||
        bars_beside(text, line))
      continue;
    if ((at > line.begin && text[at - 1] != ' ') || at + 2 >= text.size()) continue;
    if (text[at + 1] != ' ' && (text[at + 1] != '\n' || at == line.begin)) continue;
    const char32_t next = text::code_point_at(text, at + 2).value;
    if (!text::is_letter(next) && !(text::is_digit(next) && at > line.begin)) continue;
    std::size_t last = at == 0 ? std::string_view::npos : text.find_last_not_of(" \n", at - 1);
    const bool begins = last == std::string_view::npos || text[last] == '.' || text[last] == '?' || text[last] == '!';
    if (!begins && !text::is_lower(next) && at == line.begin) continue;
    out.push_back({{at, at + 1}, "|", begins ? "I" : "i", "letter", "letter shape", 0.9});
  }
}

bool in_address(char c) { return (c >= 'a' && c <= 'z') || digit(c) || c == '.' || c == '-' || c == '_'; }

/// Whether `text` begins with a domain as addresses end in: labels parted by stops, the last of two letters or more.
bool begins_with_domain(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && in_address(text[end]) && text[end] != '_') ++end;
  while (end > 0 && !(text[end - 1] >= 'a' && text[end - 1] <= 'z')) --end;  // the stop of a sentence
  if (end == 0 || text[0] == '.') return false;
  const std::size_t stop = text.rfind('.', end - 1);
  if (stop == std::string_view::npos || end - stop < 3 || end - stop > 7) return false;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(stop) + 1,
                     text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return c >= 'a' && c <= 'z'; });
}

constexpr std::string_view percent_as_read = "2?";

/// A "2?" after a number.
struct PercentRead {
  std::size_t at = 0;
  std::string_view number;  // that it touches, with its decimals; empty where a space parts them
  bool before_small_letter = false;

  /// Whether the number can be no share as it stands, but is one without the 2.
  [[nodiscard]] bool settled() const {
    if (number.find_first_of(",.") != std::string_view::npos || number.front() == '0') return false;
    return number.size() == 2 || number == "100";
  }
};

/// Calls `visit` with each "2?" that ends a number or stands by itself after one.
template <typename Visit>
void for_each_percent(std::string_view text, Visit visit) {
  for (std::size_t at = text.find(percent_as_read); at != std::string_view::npos;
       at = text.find(percent_as_read, at + 1)) {
    const std::size_t next = at + percent_as_read.size() + 1;
    PercentRead read{at, {}, false};
    read.before_small_letter =
        next < text.size() && text[next - 1] == ' ' && text::is_lower(text::code_point_at(text, next).value);
    if (at > 1 && text[at - 1] == ' ' && digit(text[at - 2])) {
      visit(read);
      continue;
    }
    std::size_t begin = at;
    while (begin > 0 && (digit(text[begin - 1]) || ((text[begin - 1] == ',' || text[begin - 1] == '.') && begin < at &&
                                                    begin > 1 && digit(text[begin - 2])))) {
      --begin;
    }
    const bool alone = begin == 0 || text[begin - 1] == ' ' || text[begin - 1] == '\n' || text[begin - 1] == '(';
    if (begin == at || !alone) continue;
    read.number = text.substr(begin, at - begin);
    visit(read);
  }
}

constexpr std::string_view section_sign = "\xC2\xA7";

/// A line that begins with "8" or "$", a number and a capital, as short as a heading.
struct NumberedLine {
  std::size_t at = 0;
  bool spaced = false;  // "8 1" and not "81"
  bool dollar = false;
  int number = 0;
};

std::optional<NumberedLine> numbered_line(std::string_view text, std::size_t at) {
  constexpr std::size_t longest_heading = 90;
  if (!section_as_read(text[at])) return std::nullopt;
  const std::size_t end = std::min(text.find('\n', at), text.size());
  if (end - at > longest_heading) return std::nullopt;
  NumberedLine line{at, at + 1 < end && text[at + 1] == ' ', text[at] == '$', 0};
  std::size_t next = at + (line.spaced ? 2 : 1);
  const std::size_t digits = next;
  while (next < end && digit(text[next]) && next < digits + 2) line.number = 10 * line.number + (text[next++] - '0');
  if (next == digits || next + 1 >= end) return std::nullopt;
  if (text[next] == '.') ++next;
  if (text[next] != ' ' || next + 1 >= end || !text::is_upper(text::code_point_at(text, next + 1).value)) {
    return std::nullopt;
  }
  return line;
}

bool is_date(std::string_view text) {
  constexpr std::string_view form = "0000-00-00";
  return text.size() == form.size() && std::equal(text.begin(), text.end(), form.begin(), [](char c, char wanted) {
           return wanted == '-' ? c == '-' : digit(c);
         });
}

void add_section(std::string_view text, Span span, bool spaced, std::vector<Correction>& out) {
  out.push_back({span, std::string(text.substr(span.begin, span.size())),
                 std::string(section_sign) + (spaced ? "" : " "), "letter", "sign before a number", 0.9});
}

/// `sign` after a date and before the number that ends the line.
void add_sections_after_dates(std::string_view text, char sign, std::vector<Correction>& out) {
  constexpr std::size_t date_size = 10;
  for (std::size_t at = text.find(sign); at != std::string_view::npos; at = text.find(sign, at + 1)) {
    if (at < date_size + 1 || text[at - 1] != ' ' || !is_date(text.substr(at - 1 - date_size, date_size))) continue;
    if (at + 2 >= text.size() || text[at + 1] != ' ') continue;
    std::size_t end = at + 2;
    while (end < text.size() && digit(text[end])) ++end;
    const std::size_t digits = end - (at + 2);
    const bool number = digits >= 1 && digits <= 3 && (end == text.size() || text[end] == '\n');
    if (number) add_section(text, {at, at + 1}, true, out);
  }
}

/// Whether they count upwards from one or two; a heading or two may have been read otherwise.
bool count_up(const std::vector<NumberedLine>& lines) {
  constexpr std::size_t enough = 3;
  if (lines.size() < enough || lines.front().number > 2) return false;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const int step = lines[i].number - lines[i - 1].number;
    if (step < 1 || step > 2) return false;
  }
  return true;
}

}  // namespace

std::vector<Correction> mend_sections(std::string_view text) {
  std::vector<Correction> out;
  std::vector<NumberedLine> lines;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto line = numbered_line(text, at)) lines.push_back(*line);
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  const bool headings = count_up(lines);
  for (const NumberedLine& line : lines) {
    if (headings || line.dollar) add_section(text, {line.at, line.at + 1}, line.spaced, out);
  }
  for (const char sign : {'8', '$'}) add_sections_after_dates(text, sign, out);
  std::sort(out.begin(), out.end(),
            [](const Correction& a, const Correction& b) { return a.span.begin < b.span.begin; });
  return out;
}

std::vector<Correction> mend_bullets(std::string_view text) {
  const std::vector<Mark> marks = marks_of(text);
  std::map<std::string_view, int> with_capital;
  for (const Mark& mark : marks) {
    if (mark.before_capital) ++with_capital[mark.read];
  }
  std::vector<Correction> out;
  for (const Mark& mark : marks) {
    const bool list = with_capital[mark.read] >= 2 || (mark.after_colon && mark.before_capital);
    if (mark.letter && (!list || !mark.before_capital)) continue;
    out.push_back(
        {mark.span, std::string(mark.read), std::string(bullet), "letter", "list mark", mark.letter ? 0.95 : 0.98});
  }
  return out;
}

std::vector<Correction> mend_addresses(std::string_view text) {
  std::vector<Correction> out;
  for (std::size_t at = text.find('Q'); at != std::string_view::npos; at = text.find('Q', at + 1)) {
    const bool alone = at > 1 && text[at - 1] == ' ' && at + 1 < text.size() && text[at + 1] == ' ';
    const std::size_t begin = alone ? at - 1 : at;
    const std::size_t end = alone ? at + 2 : at + 1;
    if (begin == 0 || end >= text.size() || text[begin - 1] == '.' || !in_address(text[begin - 1])) continue;
    if (!begins_with_domain(text.substr(end))) continue;
    out.push_back({{begin, end}, std::string(text.substr(begin, end - begin)), "@", "letter", "address", 0.95});
  }
  return out;
}

std::vector<Correction> mend_percent(std::string_view text) {
  std::vector<Correction> out;
  for_each_percent(text, [&](const PercentRead& read) {
    if (!read.before_small_letter) return;
    if (read.number.empty()) {
      add_sign(text, read.at, percent_as_read.size(), "%", out);
    } else if (read.settled()) {
      add_sign(text, read.at, percent_as_read.size(), " %", out);
    }
  });
  return out;
}

std::vector<Unsettled> unsettled_signs(std::string_view text) {
  std::vector<Unsettled> out;
  for_each_percent(text, [&](const PercentRead& read) {
    if (read.number.empty() || read.settled() || !read.before_small_letter) return;
    const Span span{read.at - read.number.size(), read.at + percent_as_read.size()};
    out.push_back(
        {span, std::string(text.substr(span.begin, span.size())), "a number and perhaps a sign for per cent"});
  });
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    const std::size_t before = at > 0 && text[at - 1] == ' ' ? at - 1 : at;
    const std::size_t after = at + 1 < text.size() && text[at + 1] == ' ' ? at + 2 : at + 1;
    const bool beside_number = (before > 0 && digit(text[before - 1])) || (after < text.size() && digit(text[after]));
    if (beside_number) out.push_back({{at, at + 1}, "$", "perhaps a section sign"});
  }
  std::sort(out.begin(), out.end(), [](const Unsettled& a, const Unsettled& b) { return a.span.begin < b.span.begin; });
  return out;
}

std::vector<Correction> mend_signs(std::string_view text) {
  std::vector<Correction> out;
  for (std::size_t at = 1; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    const bool after_number = digit(text[at - 1]) || (text[at - 1] == ' ' && at > 1 && digit(text[at - 2]));
    if (!after_number) continue;
    for (const std::string_view read :
         {std::string_view("Yo"), std::string_view("\xC2\xB0/o"), std::string_view("0/0")}) {
      const bool ends = rest.size() == read.size() ||
                        (rest.size() > read.size() && (rest[read.size()] == ' ' || rest[read.size()] == '\n'));
      if (rest.substr(0, read.size()) == read && ends && !(read == "0/0" && digit(text[at - 1]))) {
        add_sign(text, at, read.size(), "%", out);
        break;
      }
    }
    const bool lone_dollar =
        rest[0] == '$' && text[at - 1] == ' ' && rest.size() > 2 && rest[1] == ' ' && rest[2] >= 'a' && rest[2] <= 'z';
    if (lone_dollar) add_sign(text, at, 1, "\xC2\xA7", out);
  }
  add_bars(text, out);
  std::sort(out.begin(), out.end(),
            [](const Correction& a, const Correction& b) { return a.span.begin < b.span.begin; });
  return out;
}

}  // namespace atagande::repair
