// A text's own wrapping tells which line ends mean something: where most lines that have a successor could not have
// held its first word, lines are wrapped and such ends are joined; elsewhere a line end is the writer's. Marks are then
// decided in the company of the lines around: a lone dash opens a quotation, a lone letter is a word, several in a row
// are a list.
#include "layout/text_lines.h"

#include <algorithm>
#include <cstdint>

#include "text/text.h"

namespace atagande::layout {
namespace {

using std::string_view;

constexpr std::size_t widest_wrap = 140;
constexpr std::size_t neighbourhood = 8;  // lines
constexpr std::size_t one_longer_line_in = 12;
constexpr std::size_t narrow_wrap = 40;  // lines shorter than this may as well be ended by the writer

std::size_t count(string_view text) { return text::code_points_before(text, text.size()); }

string_view trimmed(string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const text::CodePoint point = text::code_point_at(text, begin);
    if (!text::is_space(point.value) && point.value != 0xFEFF) break;
    begin = point.next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t at = end - 1;
    while (at > begin && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    if (!text::is_space(text::code_point_at(text, at).value)) break;
    end = at;
  }
  return text.substr(begin, end - begin);
}

std::size_t indentation(string_view line) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < line.size();) {
    const text::CodePoint point = text::code_point_at(line, at);
    if (!text::is_space(point.value)) break;
    columns += point.value == U'\t' ? 4 : 1;
    at = point.next;
  }
  return columns;
}

void take_off_markdown(TextLine& line) {
  std::size_t hashes = 0;
  while (hashes < line.text.size() && line.text[hashes] == '#') ++hashes;
  if (hashes >= 1 && hashes <= 6 && hashes < line.text.size() && line.text[hashes] == ' ') {
    line.hashes = static_cast<int>(hashes);
    line.text = std::string(trimmed(string_view(line.text).substr(hashes)));
  }
  for (const string_view sign : {"**", "__"}) {
    const std::size_t first = line.text.find(sign);
    if (first == std::string::npos || (sign == "__" && first != 0)) continue;
    line.emphasised = first == 0 && line.text.size() > 4 && line.text.ends_with(sign);
    std::string kept;
    for (std::size_t at = 0; at < line.text.size();) {
      const std::size_t found = std::min(line.text.find(sign, at), line.text.size());
      kept.append(line.text, at, found - at);
      at = found + sign.size();
    }
    line.text = std::string(trimmed(kept));
  }
}

bool is_rule(string_view text) {  // a line drawn with signs: ===== ----- _____
  return text.size() >= 3 && text.find_first_not_of(text[0]) == string_view::npos &&
         string_view("=-_*~").find(text[0]) != string_view::npos;
}

std::vector<TextLine> split(string_view utf8) {
  std::vector<TextLine> lines;
  std::size_t blanks = 0;
  for (std::size_t at = 0; at <= utf8.size();) {
    const std::size_t end = std::min(utf8.find('\n', at), utf8.size());
    const string_view whole = utf8.substr(at, end - at);
    at = end + 1;
    TextLine line;
    line.text = std::string(trimmed(whole));
    if (is_rule(line.text)) {
      if (!lines.empty() && blanks == 0 && (line.text[0] == '=' || line.text[0] == '-')) {
        lines.back().hashes = line.text[0] == '=' ? 1 : 2;
      }
      line.text.clear();
    }
    take_off_markdown(line);
    if (line.text.empty()) {
      ++blanks;
      continue;
    }
    line.indent = indentation(whole);
    line.length = count(line.text);
    line.blanks = blanks;
    blanks = 0;
    line.mark = mark_of(line.text);
    lines.push_back(std::move(line));
  }
  return lines;
}

bool is_prose(const TextLine& line) {
  return !has_gap(line, 3) && !is_table_line(line.text) && !is_contents_line(line.text);
}

string_view first_word(string_view text) { return text.substr(0, std::min(text.find(' '), text.size())); }
std::size_t first_word_length(string_view text) { return count(first_word(text)); }

/// Whether most lines that have a successor could not have held its first word, were they wrapped at `width`.
bool is_wrapped_at(const std::vector<TextLine>& lines, std::size_t width) {
  std::size_t pairs = 0;
  std::size_t full = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const TextLine& next = lines[i + 1];
    const bool marked = next.mark.kind != MarkKind::none;
    if (next.blanks > 0 || marked || !is_prose(lines[i]) || !is_prose(next)) continue;
    ++pairs;
    if (lines[i].indent + lines[i].length + 1 + first_word_length(next.text) > width * 23 / 25) ++full;
  }
  const bool enough = pairs >= 3 || width >= narrow_wrap;
  return enough && pairs > 0 && full * 2 >= pairs;
}

/// Lines of a paragraph have no room for the next line's first word; a line end that is the writer's mostly has. A few
/// lines may be longer than the rest are wrapped at.
std::size_t wrap_width_of(const std::vector<TextLine>& lines) {
  std::vector<std::size_t> lengths;
  for (const TextLine& line : lines) {
    if (is_prose(line)) lengths.push_back(line.indent + line.length);
  }
  if (lengths.size() < 3) return 0;
  std::sort(lengths.rbegin(), lengths.rend());
  for (std::size_t i = 0; i <= std::max<std::size_t>(1, lengths.size() / one_longer_line_in) && i + 1 < lengths.size();
       ++i) {
    const std::size_t width = lengths[i];
    if (i > 0 && width == lengths[i - 1]) continue;
    const bool stands_out = width > lengths[i + 1] * 5 / 4;
    if (i > 0 && width < narrow_wrap && lengths[i - 1] <= width * 5 / 4) break;
    if (width <= widest_wrap && width >= 20 && !stands_out && is_wrapped_at(lines, width)) return width;
  }
  return 0;
}

/// Another line near by, in either direction, that satisfies `fits`; at most one blank line apart each.
template <class Fits>
bool has_neighbour(const std::vector<TextLine>& lines, std::size_t i, Fits fits) {
  for (std::size_t k = i + 1; k < lines.size() && k <= i + neighbourhood && lines[k].blanks <= 1; ++k) {
    if (fits(lines[k])) return true;
  }
  for (std::size_t k = i; k > 0 && i - k < neighbourhood && lines[k].blanks <= 1; --k) {
    if (fits(lines[k - 1])) return true;
  }
  return false;
}

bool after_colon(const std::vector<TextLine>& lines, std::size_t i) {
  return i > 0 && last_of(lines[i - 1].text) == U':';
}

bool is_dash_item(const std::vector<TextLine>& lines, std::size_t i) {
  const std::string& mark = lines[i].mark.text;
  if (mark != "–" && mark != "—") return true;
  const auto same = [&](std::size_t k) { return k < lines.size() && lines[k].mark.text == mark; };
  const bool close = (same(i + 1) && lines[i + 1].blanks == 0) || (i > 0 && same(i - 1) && lines[i].blanks == 0);
  if (close || after_colon(lines, i)) return true;
  std::size_t first = i;  // parted by blank lines: three in a row
  while (first > 0 && same(first - 1)) --first;
  std::size_t last = i;
  while (same(last + 1)) ++last;
  if (last - first + 1 >= 3) return true;
  return has_neighbour(lines, i,
                       [&](const TextLine& other) {
                         return &other != &lines[i] && other.blanks == 0 && other.mark.text == mark;
                       }) &&
         lines[i].blanks == 0;
}

bool is_misread_item(const std::vector<TextLine>& lines, std::size_t i) {
  const Mark& mark = lines[i].mark;
  const char32_t behind = first_of(string_view(lines[i].text).substr(mark.behind));
  if (!text::is_letter(behind) && !text::is_digit(behind)) return false;
  const auto is_mark = [&](const TextLine& other) {
    return other.mark.kind == MarkKind::misread || other.mark.kind == MarkKind::bullet;
  };
  const auto is_same = [&](const TextLine& other) { return other.mark.text == mark.text; };
  const bool letter = text::is_letter(first_of(mark.text)) || text::is_digit(first_of(mark.text));
  if (has_neighbour(lines, i, is_same)) return true;
  if (letter) return mark.text != "O" && mark.text != "0" && has_neighbour(lines, i, is_mark);
  return after_colon(lines, i) || has_neighbour(lines, i, is_mark);
}

bool is_counted_item(const std::vector<TextLine>& lines, std::size_t i) {
  const TextLine& line = lines[i];
  // "1. Trafik" over "1.1 …" is a chapter's heading.
  const bool chapter = i + 1 < lines.size() && lines[i + 1].mark.kind == MarkKind::section &&
                       lines[i + 1].mark.text.starts_with(std::to_string(line.mark.number) + ".");
  if (chapter) return false;
  const auto follows = [&](const TextLine& other, int step) {
    return other.mark.kind == line.mark.kind && other.mark.number == line.mark.number + step;
  };
  // The next or the previous number, with nothing between but lines of the items themselves.
  for (std::size_t k = i + 1; k < lines.size() && k <= i + 40; ++k) {
    if (follows(lines[k], 1)) return true;
    const bool inside = lines[k].blanks == 0 || lines[k].indent > line.indent;
    if (!inside) break;
  }
  for (std::size_t k = i; k > 0 && i - k < 40; --k) {
    if (follows(lines[k - 1], -1) && (lines[k - 1].item || k == i)) return true;
    const bool inside = lines[k - 1].indent > line.indent || lines[k].blanks == 0 || k == i;
    if (!inside) break;
  }
  if (line.mark.kind == MarkKind::lettered) return after_colon(lines, i);
  // Alone: an item where it says a sentence or has items of its own, else a heading's number or a word of the text.
  const bool own_items = i + 1 < lines.size() && lines[i + 1].blanks == 0 && lines[i + 1].mark.kind == MarkKind::bullet;
  if (line.blanks == 0 && i > 0) return after_colon(lines, i);
  return own_items || ends_sentence(line.text);
}

void decide_marks(std::vector<TextLine>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    switch (lines[i].mark.kind) {
      case MarkKind::bullet:
        lines[i].item = is_dash_item(lines, i);
        break;
      case MarkKind::misread:
        lines[i].item = is_misread_item(lines, i);
        break;
      case MarkKind::numbered:
      case MarkKind::lettered:
        lines[i].item = is_counted_item(lines, i);
        break;
      case MarkKind::section:
      case MarkKind::none:
        break;
    }
    if (is_table_line(lines[i].text) || is_contents_line(lines[i].text)) lines[i].item = false;
  }
}

// Lines that open with the same small word, each behind a comma: items of a list without marks. The first one stands
// alone or behind a colon, and no line ends only because it is full.
void find_unmarked_items(std::vector<TextLine>& lines, std::size_t wrap_width) {
  const auto opens = [&](std::size_t i) {
    return lines[i].item || i == 0 || lines[i].blanks > 0 || last_of(lines[i - 1].text) == U':';
  };
  const auto is_full = [&](std::size_t i) {
    const std::size_t needed = lines[i].indent + lines[i].length + 1 + first_word_length(lines[i + 1].text);
    return wrap_width > 0 && needed > wrap_width;
  };
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const bool may_open = lines[i].mark.kind == MarkKind::none && lines[i].blanks == 0 &&
                          last_of(lines[i - 1].text) == U',' && text::is_lower(first_of(lines[i].text)) &&
                          is_prose(lines[i]) && !is_full(i - 1);
    if (!may_open) continue;
    for (std::size_t k = i; k-- > 0 && i - k <= neighbourhood;) {
      const bool same = lines[k].mark.kind == MarkKind::none && first_word(lines[k].text) == first_word(lines[i].text);
      if (same && opens(k)) {
        lines[k].item = lines[i].item = true;
        break;
      }
      if (lines[k].blanks > 0) break;
    }
  }
}

void find_hanging(std::vector<TextLine>& lines) {
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const TextLine& above = lines[i - 1];
    if (above.item) {
      lines[i].hangs = lines[i].indent > above.indent;
    } else {
      lines[i].hangs = above.hangs && above.blanks == 0 && above.indent == lines[i].indent;
    }
  }
}

// "Ansvarig: Eda kommun": a word or two, a colon and what they are of.
bool begins_with_label(string_view line) {
  constexpr std::size_t longest = 24;
  const std::size_t colon = line.find(": ");
  if (colon == string_view::npos || colon > longest || !text::is_upper(first_of(line))) return false;
  const string_view label = line.substr(0, colon);
  return std::count(label.begin(), label.end(), ' ') <= 1 &&
         label.find_first_of("0123456789.,;()") == string_view::npos;
}

bool is_address(string_view text) {
  const string_view word = text.substr(0, std::min(text.find(' '), text.size()));
  return word.find('@') != string_view::npos || word.starts_with("www.") || word.find("://") != string_view::npos;
}

}  // namespace

char32_t last_of(string_view text) {
  if (text.empty()) return 0;
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return text::code_point_at(text, at).value;
}

char32_t first_of(string_view text) { return text.empty() ? 0 : text::code_point_at(text, 0).value; }

bool ends_sentence(string_view text) {
  while (!text.empty() && (text.ends_with(')') || text.ends_with('"') || text.ends_with("”") || text.ends_with("»"))) {
    text.remove_suffix(text.ends_with("”") ? 3 : text.ends_with("»") ? 2 : 1);
  }
  const char32_t last = last_of(text);
  return last == U'.' || last == U'!' || last == U'?' || last == U':' || last == U';' || last == U'…';
}

bool ends_in_hyphen(string_view text) {
  return text.size() > 1 && (text.ends_with('-') || text.ends_with("\u2010") || text.ends_with("\u00AD")) &&
         !text.ends_with(" -");
}

bool is_table_line(string_view text) {
  return text.find(" | ") != string_view::npos || text.starts_with("| ") ||
         (text.size() > 2 && text.starts_with('|') && text.ends_with('|'));
}

bool is_contents_line(string_view text) {
  std::size_t end = text.size();
  while (end > 0 && text[end - 1] >= '0' && text[end - 1] <= '9') --end;
  if (end == text.size() || end == 0) return false;
  std::size_t dots = 0;
  while (end > 0) {
    if (text[end - 1] == '.') {
      ++dots;
    } else if (text.substr(0, end).ends_with("…")) {
      dots += 3;
      end -= 2;
    } else if (text[end - 1] != ' ') {
      break;
    }
    --end;
  }
  return dots >= 4 && end > 0;
}

bool has_gap(const TextLine& line, std::size_t gap) {
  std::size_t spaces = 0;
  for (std::size_t at = 0; at < line.text.size();) {
    const text::CodePoint point = text::code_point_at(line.text, at);
    if (text::is_space(point.value)) {
      spaces += point.value == U'\t' ? gap : 1;
    } else {
      if (at > 0 && spaces >= gap) return true;
      spaces = 0;
    }
    at = point.next;
  }
  return false;
}

std::vector<TextPiece> pieces_of(const TextLine& line, std::size_t gap) {
  std::vector<TextPiece> pieces;
  std::size_t column = line.indent;
  std::size_t spaces = gap;
  for (std::size_t at = 0; at < line.text.size(); ++column) {
    const text::CodePoint point = text::code_point_at(line.text, at);
    if (text::is_space(point.value)) {
      spaces += point.value == U'\t' ? gap : 1;
    } else {
      if (spaces >= gap || pieces.empty()) {
        pieces.push_back({column, {}});
      } else {
        pieces.back().text.append(spaces, ' ');
      }
      spaces = 0;
      pieces.back().text.append(line.text, at, point.next - at);
    }
    at = point.next;
  }
  return pieces;
}

bool TextLines::goes_on(std::size_t i) const {
  if (i + 1 >= lines.size()) return false;
  const TextLine& line = lines[i];
  const TextLine& next = lines[i + 1];
  if (next.item || next.hashes > 0 || line.hashes > 0 || !is_prose(line) || !is_prose(next)) return false;
  if (is_address(next.text) || begins_with_label(next.text)) return false;
  const bool small = text::is_lower(first_of(next.text));
  if (next.blanks > 0) {  // a paragraph torn apart by a recogniser
    return next.blanks == 1 && wrap_width > 0 && small && !ends_sentence(line.text) &&
           (line.item || line.length * 10 >= wrap_width * 6) && line.length * 2 >= wrap_width;
  }
  if (ends_in_hyphen(line.text) && small) return true;
  // A label of a word or two with its text under it stays a label.
  const bool could_break_here = small || line.length * 2 >= next.length;
  if (could_break_here && !ends_sentence(line.text) && next.hangs) return true;
  if (wrap_width == 0) return small && !ends_sentence(line.text) && line.length >= 60;
  if (!ends_sentence(line.text) && line.length * 4 >= wrap_width * (small ? 2U : 3U)) return true;
  return line.indent + line.length + 1 + first_word_length(next.text) > wrap_width * 24 / 25;
}

TextLines read_lines(string_view utf8) {
  TextLines result;
  result.lines = split(utf8);
  result.wrap_width = wrap_width_of(result.lines);
  decide_marks(result.lines);
  find_unmarked_items(result.lines, result.wrap_width);
  find_hanging(result.lines);
  return result;
}

}  // namespace atagande::layout
