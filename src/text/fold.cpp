// Folding for matching, one code point at a time, so that every byte of the folded text knows the byte it came from.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "text/text.h"

namespace atagande::text {
namespace {

constexpr char32_t soft_hyphen = 0xAD;

bool is_dash(char32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }
bool is_single_quote(char32_t c) { return c == 0x2018 || c == 0x2019 || c == 0x201A || c == 0xB4 || c == 0x60; }
bool is_double_quote(char32_t c) { return c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB; }

bool is_combining(char32_t c) { return c >= 0x300 && u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK; }

char32_t without_accent(char32_t c) {
  if (c < 0xC0) return c;
  switch (c) {  // the common ones without asking ICU; ø does not decompose
    case U'å':
    case U'ä':
      return U'a';
    case U'ö':
    case U'ø':
      return U'o';
    case U'é':
      return U'e';
    case U'Å':
    case U'Ä':
      return U'A';
    case U'Ö':
    case U'Ø':
      return U'O';
    default:
      break;
  }
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString decomposition;
  if (U_FAILURE(status) || normalizer->getDecomposition(static_cast<UChar32>(c), decomposition) == 0) return c;
  return static_cast<char32_t>(decomposition.char32At(0));
}

char32_t plain_sign(char32_t c) {
  if (c < 0x60) return c;
  if (is_dash(c)) return U'-';
  if (is_single_quote(c)) return U'\'';
  if (is_double_quote(c)) return U'"';
  return c;
}

class Folder {
 public:
  explicit Folder(Fold how) : how_(how) {}

  void take(char32_t c, std::size_t at) {
    if (has(how_, Fold::cells) && c == U'\t') {
      if (pending_space_ || started_) put_space(at);
      put(U'|', at);
      started_ = true;
      take(U' ', at);
      return;
    }
    if (has(how_, Fold::space)) {
      if (c == soft_hyphen) return;
      if (is_space(c)) {
        pending_space_ = true;
        if (!started_) return;
        if (space_at_ == none) space_at_ = at;
        return;
      }
      c = plain_sign(c);
      if (c == U'-' && after_dash_ && !pending_space_) return;  // typed or read as two
      after_dash_ = c == U'-';
    }
    if (has(how_, Fold::accents)) {
      if (is_combining(c)) return;
      c = without_accent(c);
    }
    if (has(how_, Fold::lower)) c = lower(c);
    flush_space();
    put(c, at);
    started_ = true;
  }

  Folded finish(std::size_t end) {
    folded_.origin.push_back(static_cast<std::uint32_t>(end));
    return std::move(folded_);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  void put_space(std::size_t at) {
    put(U' ', pending_space_ ? space_at_ : at);
    pending_space_ = false;
    space_at_ = none;
  }

  void flush_space() {
    if (pending_space_ && space_at_ != none) put(U' ', space_at_);
    pending_space_ = false;
    space_at_ = none;
  }

  void put(char32_t c, std::size_t at) {
    append(folded_.text, c);
    folded_.origin.resize(folded_.text.size(), static_cast<std::uint32_t>(at));
  }

  Fold how_;
  Folded folded_;
  bool started_ = false;
  bool after_dash_ = false;
  bool pending_space_ = false;
  std::size_t space_at_ = none;
};

}  // namespace

Span Folded::original(Span span) const {
  const std::size_t last = origin.size() - 1;
  const std::size_t begin = origin[std::min(span.begin, last)];
  if (span.empty()) return {begin, begin};
  return {begin, origin[std::min(span.end, last)]};
}

Folded fold(std::string_view utf8, Fold how) {
  Folder folder(how);
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [value, next] = code_point_at(utf8, at);
    folder.take(value, at);
    at = next;
  }
  return folder.finish(utf8.size());
}

std::string folded(std::string_view utf8, Fold how) { return fold(utf8, how).text; }

std::string fold_space(std::string_view utf8) {
  std::string result;
  bool pending = false;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [value, next] = code_point_at(utf8, at);
    if (is_space(value)) {
      pending = !result.empty();
    } else if (value != soft_hyphen) {
      if (pending) result.push_back(' ');
      pending = false;
      result.append(utf8.substr(at, next - at));
    }
    at = next;
  }
  return result;
}

}  // namespace atagande::text
