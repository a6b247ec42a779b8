// Word and sentence bounds. ICU's own word break splits "ANDT-rörande" and "7–9" and its sentence break ends after
// "bl.a." (CLDR holds no abbreviations for Swedish), so both are written here on ICU's character properties: a word is
// a run of letters and digits with single joining signs inside, a sentence ends at a full stop that is none of those
// that Swedish writes inside a sentence.
#include <algorithm>
#include <array>

#include "text/text.h"

namespace atagande::text {
namespace {

constexpr char32_t soft_hyphen = 0xAD;

bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c) || (c >= 0x300 && c <= 0x36F); }

bool joins_words(char32_t c) {
  switch (c) {
    case U'&':
    case U'\'':
    case U'’':
    case U':':
    case U'-':
    case U'‑':
    case U'–':
    case U'.':
    case U'/':
    case soft_hyphen:
      return true;
    default:
      return false;
  }
}

// A full stop or a colon joins only what is written without spaces and goes on in small letters or digits:
// "polisen.se", "10.00", "BRÅ:s"; "slut.Polisen" is a missing space.
bool joins_here(char32_t sign, char32_t before, char32_t after) {
  if (!is_word_character(after)) return false;
  if (sign == U'.') return is_digit(before) == is_digit(after) && !(is_lower(before) && is_upper(after));
  return true;
}

std::size_t word_end(std::string_view utf8, std::size_t at) {
  char32_t before = 0;
  while (at < utf8.size()) {
    const auto [value, next] = code_point_at(utf8, at);
    if (is_word_character(value)) {
      before = value;
      at = next;
    } else if (joins_words(value) && next < utf8.size() && joins_here(value, before, code_point_at(utf8, next).value)) {
      at = next;
    } else {
      break;
    }
  }
  return at;
}

// Abbreviations of written Swedish that end in a full stop inside a sentence, without their full stops and in lower
// case; those with a full stop inside need no listing. Source: Språkrådet, Svenska skrivregler, on abbreviations.
constexpr std::array<std::string_view, 29> inner_abbreviations = {
    "anm", "avd", "ca",  "dir", "dnr",  "ev",  "ex", "exkl", "fr",  "inkl", "jfr", "jmf", "kap", "kl", "max",
    "min", "nr",  "org", "ref", "resp", "sid", "sk", "st",   "tel", "tex",  "tf",  "tfn", "tom", "fom"};
// Those that are words as well: abbreviations in front of a number alone, as in "bil. 2".
constexpr std::array<std::string_view, 1> number_abbreviations = {"bil"};
// Those that as well end a sentence: the next letter decides.
constexpr std::array<std::string_view, 7> final_abbreviations = {"etc", "osv", "mm", "mfl", "dyl", "m.m", "m.fl"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string_view token_before(std::string_view utf8, std::size_t begin, std::size_t end) {
  std::size_t start = end;
  while (start > begin) {
    const char c = utf8[start - 1];
    if (c == ' ' || c == '\n' || c == '\t' || c == '(' || c == '"') break;
    --start;
  }
  return utf8.substr(start, end - start);
}

bool stays_inside(std::string_view token, bool opens, char32_t next) {
  const std::string word = lower(token);
  if (contains(final_abbreviations, word)) return false;
  if (contains(number_abbreviations, word)) return is_digit(next);
  const auto letters = to_utf32(token);
  // An initial, "s. 4", the letter of an item or the end of "f. d."; a small letter elsewhere is a word such as "i".
  const bool single_letter =
      letters.size() == 1 && is_letter(letters[0]) && (opens || !is_lower(letters[0]) || is_digit(next));
  const bool dotted = word.find('.') != std::string::npos && word.size() <= 8 && !is_digit(letters.back());
  if (single_letter || dotted || contains(inner_abbreviations, word)) return true;
  const bool number = std::all_of(letters.begin(), letters.end(), is_digit) && letters.size() <= 2;
  return number && !letters.empty() && is_digit(next);
}

bool is_end_sign(char32_t c) { return c == U'.' || c == U'!' || c == U'?' || c == U'…'; }

bool is_closing(char32_t c) {
  return c == U'"' || c == U'”' || c == U'’' || c == U'»' || c == U')' || c == U']' || is_end_sign(c);
}

struct Gap {
  std::size_t next = 0;    // where the next sentence may begin
  bool any = false;        // white space, or the end of the text
  bool paragraph = false;  // an empty line or a form feed
};

Gap gap_after(std::string_view utf8, std::size_t at) {
  Gap gap{at, at >= utf8.size(), false};
  int feeds = 0;
  while (gap.next < utf8.size()) {
    const auto [value, next] = code_point_at(utf8, gap.next);
    if (!is_space(value)) break;
    feeds += value == U'\n' ? 1 : 0;
    gap.paragraph = gap.paragraph || feeds > 1 || value == U'\f';
    gap.any = true;
    gap.next = next;
  }
  return gap;
}

bool ends_sentence(std::string_view utf8, std::size_t begin, std::size_t sign_at, char32_t sign, const Gap& gap) {
  if (!gap.any) return false;
  if (gap.next >= utf8.size()) return true;
  const char32_t next = code_point_at(utf8, gap.next).value;
  if (is_lower(next)) return false;
  if (sign != U'.') return true;
  const std::string_view token = token_before(utf8, begin, sign_at);
  const auto token_at = static_cast<std::size_t>(token.data() - utf8.data());
  const bool opens = token_at == begin || (token_at >= begin + 2 && utf8[token_at - 2] == '.');
  return !stays_inside(token, opens, next);
}

}  // namespace

std::vector<Span> words(std::string_view utf8) {
  std::vector<Span> result;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [value, next] = code_point_at(utf8, at);
    if (!is_word_character(value)) {
      at = next;
      continue;
    }
    const std::size_t end = word_end(utf8, at);
    result.push_back({at, end});
    at = end;
  }
  return result;
}

std::vector<Span> sentences(std::string_view utf8) {
  std::vector<Span> result;
  std::size_t begin = gap_after(utf8, 0).next;
  std::size_t last_ink = begin;  // after the last character that is no white space
  const auto close = [&](std::size_t next) {
    if (last_ink > begin) result.push_back({begin, last_ink});
    begin = last_ink = next;
  };
  for (std::size_t at = begin; at < utf8.size();) {
    const auto [value, next] = code_point_at(utf8, at);
    if (is_space(value)) {
      const Gap gap = gap_after(utf8, at);
      if (gap.paragraph) close(gap.next);
      at = gap.next;
      continue;
    }
    const std::size_t at_sign = at;
    last_ink = next;
    at = next;
    if (!is_end_sign(value)) continue;
    while (at < utf8.size() && is_closing(code_point_at(utf8, at).value)) at = code_point_at(utf8, at).next;
    last_ink = at;
    const Gap gap = gap_after(utf8, at);
    if (!ends_sentence(utf8, begin, at_sign, value, gap)) continue;
    close(gap.next);
    at = gap.next;
  }
  close(utf8.size());
  return result;
}

}  // namespace atagande::text
