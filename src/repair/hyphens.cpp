// A hyphen at a line's end may divide a word ("" goes in its place), belong to a compound ("-") or stand for a part
// said later ("- "). The last is told by the word after it, which the model has learnt to expect there. A soft hyphen
// always goes; a letter and its combining mark become one (NFC).
#include "repair/hyphens.h"

#include <algorithm>
#include <array>

#include "repair/token.h"
#include "text/text.h"

namespace atagande::repair {
namespace {

constexpr std::string_view soft_hyphen = "\xC2\xAD";

bool letter_or_digit(std::string_view text, std::size_t at) {
  const char32_t c = text::code_point_at(text, at).value;
  return text::is_letter(c) || text::is_digit(c);
}

std::size_t previous_point(std::string_view text, std::size_t at) {
  do {
    --at;
  } while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return at;
}

/// The letters and digits that end before `end`, or begin at `begin`.
std::string_view word_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0) {
    const std::size_t before = previous_point(text, begin);
    if (!letter_or_digit(text, before)) break;
    begin = before;
  }
  return text.substr(begin, end - begin);
}

std::string_view word_after(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && letter_or_digit(text, end)) end = text::code_point_at(text, end).next;
  return text.substr(begin, end - begin);
}

bool all_upper(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const text::CodePoint point = text::code_point_at(word, at);
    if (!text::is_upper(point.value)) return false;
    at = point.next;
  }
  return true;
}

/// What belongs in the place of the hyphen and the line end between two words.
std::string_view joint(std::string_view left, std::string_view right, const Knowledge& knowledge) {
  const std::string after = utf8_to_letters(right);
  if (!after.empty() && knowledge.suspends_hyphen(after)) return "- ";
  const char32_t first = text::code_point_at(right, 0).value;
  const char32_t last = text::code_point_at(left, previous_point(left, left.size())).value;
  if (text::is_digit(first) || text::is_digit(last) || all_upper(left)) return "-";
  if (text::is_upper(first)) return "-";
  return text::code_points_before(left, left.size()) < 2 ? "-" : "";
}

void add_line_end(std::string_view text, std::size_t hyphen, const Knowledge& knowledge, std::vector<Correction>& out) {
  std::size_t next = hyphen + 1;
  if (next < text.size() && text[next] == '\r') ++next;
  if (next >= text.size() || text[next] != '\n') return;
  ++next;
  while (next < text.size() && (text[next] == ' ' || text[next] == '\t')) ++next;
  const std::string_view left = word_before(text, hyphen);
  const std::string_view right = word_after(text, next);
  if (left.empty() || right.empty()) return;
  const std::string_view put = joint(left, right, knowledge);
  out.push_back({{hyphen, next},
                 std::string(text.substr(hyphen, next - hyphen)),
                 std::string(put),
                 put.empty() ? "hyphen" : "space",
                 "line end",
                 0.95});
}

bool combining(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if ((lead != 0xCC && lead != 0xCD) || at + 1 >= text.size()) return false;
  const char32_t c = text::code_point_at(text, at).value;
  return c >= 0x300 && c < 0x370;
}

/// Composes the letter before `at` with the marks there; gives the offset after them.
std::size_t add_composed(std::string_view text, std::size_t at, std::vector<Correction>& out) {
  const std::size_t begin = at == 0 ? 0 : previous_point(text, at);
  std::size_t end = at;
  while (end < text.size() && combining(text, end)) end += 2;
  const std::string before(text.substr(begin, end - begin));
  const std::string after = text::nfc(before);
  const bool free = out.empty() || out.back().span.end <= begin;
  if (after != before && free && !text::first_invalid_utf8(before)) {
    out.push_back({{begin, end}, before, after, "diacritic", "composed", 1.0});
  }
  return end;
}

/// Finds the bytes that something to mend begins with: a hyphen before a line end, and the first bytes of soft hyphens
/// and combining marks.
class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < patterns.size(); ++i) places_[i] = text.find(patterns[i]);
  }
  std::size_t next(std::size_t from) {
    std::size_t first = text_.size();
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      if (places_[i] != std::string_view::npos && places_[i] < from) places_[i] = text_.find(patterns[i], from);
      first = std::min(first, places_[i]);
    }
    return first;
  }

 private:
  static constexpr std::array<std::string_view, 5> patterns = {"-\n", "-\r\n", soft_hyphen, "\xCC", "\xCD"};
  std::string_view text_;
  std::array<std::size_t, patterns.size()> places_{};
};

}  // namespace

std::vector<Correction> mend_hyphens(std::string_view text, const Knowledge& knowledge) {
  std::vector<Correction> out;
  Finder finder(text);
  for (std::size_t at = finder.next(0); at < text.size();) {
    if (text[at] == '-') {
      add_line_end(text, at, knowledge, out);
      ++at;
    } else if (text.substr(at, 2) == soft_hyphen) {
      std::size_t end = at + 2;
      if (end < text.size() && text[end] == '\n') ++end;
      out.push_back({{at, end}, std::string(text.substr(at, end - at)), "", "hyphen", "soft hyphen", 1.0});
      at = end;
    } else if (combining(text, at)) {
      at = add_composed(text, at, out);
    } else {
      ++at;
    }
    at = finder.next(at);
  }
  return out;
}

}  // namespace atagande::repair
