// Code points, case and normal form. Everything works on ICU's U8_ macros, which read UTF-8 in place; the mappings are
// the locale-free ones, right for Swedish, whose letters have no special casing.
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "text/text.h"

namespace atagande::text {
namespace {

constexpr char32_t replacement = 0xFFFD;

const std::uint8_t* bytes_of(std::string_view utf8) {
  return reinterpret_cast<const std::uint8_t*>(utf8.data());  // NOLINT: ICU's macros read unsigned bytes
}

enum class Class : std::uint8_t { letter = 1, digit = 2, upper = 4, lower = 8, space = 16 };

/// What ICU says of the characters of Latin-1, which are nearly all there are, without the way through its tables.
std::array<std::uint8_t, 256> classes_of_latin_1() {
  std::array<std::uint8_t, 256> classes{};
  for (UChar32 c = 0; c < 256; ++c) {
    const auto add = [&](bool is, Class what) {
      if (is) classes[static_cast<std::size_t>(c)] |= static_cast<std::uint8_t>(what);
    };
    add(u_isalpha(c) != 0, Class::letter);
    add(u_isdigit(c) != 0, Class::digit);
    add(u_isupper(c) != 0, Class::upper);
    add(u_islower(c) != 0, Class::lower);
    add(u_isUWhiteSpace(c) != 0, Class::space);
  }
  return classes;
}

bool is_a(char32_t code_point, Class what, UBool (*ask)(UChar32)) {
  static const std::array<std::uint8_t, 256> latin_1 = classes_of_latin_1();
  if (code_point < latin_1.size()) return (latin_1[code_point] & static_cast<std::uint8_t>(what)) != 0;
  return ask(static_cast<UChar32>(code_point)) != 0;
}

}  // namespace

CodePoint code_point_at(std::string_view utf8, std::size_t offset) {
  const auto* bytes = bytes_of(utf8);
  const auto first = bytes[offset];
  if (first < 0x80) return {first, offset + 1};
  std::size_t next = offset;
  UChar32 value = 0;
  U8_NEXT(bytes, next, utf8.size(), value);
  if (value < 0) return {replacement, offset + 1};
  return {static_cast<char32_t>(value), next};
}

void append(std::string& utf8, char32_t code_point) {
  if (code_point < 0x80) {
    utf8.push_back(static_cast<char>(code_point));
    return;
  }
  std::uint8_t buffer[U8_MAX_LENGTH];
  std::size_t length = 0;
  UBool error = 0;
  U8_APPEND(buffer, length, U8_MAX_LENGTH, static_cast<UChar32>(code_point), error);
  if (error != 0) {
    append(utf8, replacement);
    return;
  }
  utf8.append(reinterpret_cast<const char*>(buffer), length);
}

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  const auto* data = bytes_of(bytes);
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (data[at] < 0x80) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    UChar32 value = 0;
    U8_NEXT(data, at, bytes.size(), value);
    if (value < 0) return begin;
  }
  return std::nullopt;
}

std::string replace_invalid_utf8(std::string_view bytes) {
  if (!first_invalid_utf8(bytes)) return std::string(bytes);
  std::string result;
  result.reserve(bytes.size());
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto [value, next] = code_point_at(bytes, at);
    append(result, value);
    at = next;
  }
  return result;
}

std::string nfc(std::string_view utf8) {
  const bool ascii = std::none_of(utf8.begin(), utf8.end(), [](char c) { return (c & 0x80) != 0; });
  if (ascii) return std::string(utf8);
  const std::string valid = replace_invalid_utf8(utf8);
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  if (U_SUCCESS(status)) normalizer->normalizeUTF8(0, valid, sink, nullptr, status);
  if (U_FAILURE(status)) throw Error(Fault::internal, std::string("ICU cannot normalise text: ") + u_errorName(status));
  return result;
}

std::u32string to_utf32(std::string_view utf8) {
  std::u32string result;
  result.reserve(utf8.size());
  std::size_t at = 0;
  while (at < utf8.size()) {
    const auto [value, next] = code_point_at(utf8, at);
    result.push_back(value);
    at = next;
  }
  return result;
}

std::string to_utf8(std::u32string_view utf32) {
  std::string result;
  result.reserve(utf32.size());
  for (const char32_t value : utf32) append(result, value);
  return result;
}

std::size_t code_points_before(std::string_view utf8, std::size_t offset) {
  const auto end = utf8.begin() + static_cast<std::ptrdiff_t>(std::min(offset, utf8.size()));
  return static_cast<std::size_t>(std::count_if(utf8.begin(), end, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_letter(char32_t code_point) { return is_a(code_point, Class::letter, u_isalpha); }
bool is_digit(char32_t code_point) { return is_a(code_point, Class::digit, u_isdigit); }
bool is_upper(char32_t code_point) { return is_a(code_point, Class::upper, u_isupper); }
bool is_lower(char32_t code_point) { return is_a(code_point, Class::lower, u_islower); }
bool is_space(char32_t code_point) { return is_a(code_point, Class::space, u_isUWhiteSpace); }
char32_t lower(char32_t code_point) {
  if (code_point < 0x80) return code_point >= U'A' && code_point <= U'Z' ? code_point + (U'a' - U'A') : code_point;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(code_point)));
}
char32_t upper(char32_t code_point) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(code_point))); }

std::string lower(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [value, next] = code_point_at(utf8, at);
    append(result, lower(value));
    at = next;
  }
  return result;
}

std::string upper(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [value, next] = code_point_at(utf8, at);
    append(result, upper(value));
    at = next;
  }
  return result;
}

std::string capitalised(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [value, next] = code_point_at(utf8, at);
    if (is_letter(value)) {
      std::string result(utf8.substr(0, at));
      append(result, upper(value));
      return result.append(utf8.substr(next));
    }
    at = next;
  }
  return std::string(utf8);
}

}  // namespace atagande::text
