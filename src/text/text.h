// Text as the other rooms need it: UTF-8, NFC, Swedish case, word and sentence bounds, and folding with a way back to
// the original offsets. ICU does the Unicode work and is confined to this room.
//
// All strings are UTF-8; all offsets are bytes. Functions are pure and safe to call from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace atagande::text {

/// Offset of the first byte that is no valid UTF-8 (overlong forms, surrogates and code points past U+10FFFF are
/// invalid), or none.
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

/// `bytes` with each invalid byte replaced by U+FFFD.
std::string replace_invalid_utf8(std::string_view bytes);

/// Decodes text of unknown encoding: a byte order mark, then UTF-8, then ICU's detector among UTF-16, ISO-8859-1 and
/// Windows-1252 with Swedish preferred. `encoding` is the IANA name. Never fails; what cannot be decoded is U+FFFD.
struct Decoded {
  std::string text;  // NFC, line ends as "\n", no byte order mark, no NUL
  std::string encoding;
  bool operator==(const Decoded&) const = default;
};
Decoded decode(std::string_view bytes);

/// Canonical composition. Invalid UTF-8 comes out as U+FFFD.
std::string nfc(std::string_view utf8);

/// The code point at `offset` and the offset after it; U+FFFD and one byte where the bytes are invalid.
struct CodePoint {
  char32_t value = 0;
  std::size_t next = 0;
};
CodePoint code_point_at(std::string_view utf8, std::size_t offset);
void append(std::string& utf8, char32_t code_point);
std::u32string to_utf32(std::string_view utf8);
std::string to_utf8(std::u32string_view utf32);
/// Number of code points in the first `offset` bytes.
std::size_t code_points_before(std::string_view utf8, std::size_t offset);

bool is_letter(char32_t code_point);
bool is_digit(char32_t code_point);
bool is_upper(char32_t code_point);
bool is_lower(char32_t code_point);
bool is_space(char32_t code_point);
char32_t lower(char32_t code_point);
char32_t upper(char32_t code_point);

std::string lower(std::string_view utf8);
std::string upper(std::string_view utf8);
/// First letter in upper case, the rest as it is.
std::string capitalised(std::string_view utf8);

/// Runs of white space (soft hyphens removed) become one space; none at the ends.
std::string fold_space(std::string_view utf8);

/// A simplified view of a text for matching, with a way back. `origin[i]` is the offset in the original of the
/// character that gave byte i of `text`; `origin[text.size()]` is the end of the original.
struct Folded {
  std::string text;
  std::vector<std::uint32_t> origin;
  /// The original's span for a span of `text`.
  [[nodiscard]] Span original(Span span) const;
  bool operator==(const Folded&) const = default;
};

enum class Fold {
  space =
      1,  // runs of white space become one space, soft hyphens vanish, dashes become one "-", quotes become "'" or '"'
  lower = 2,    // lower case
  accents = 4,  // å ä ö é become a a o e; every combining mark is dropped
  cells = 8,    // a tab, which parts cells of a table, becomes " | "
};
constexpr Fold operator|(Fold a, Fold b) { return static_cast<Fold>(static_cast<int>(a) | static_cast<int>(b)); }
constexpr bool has(Fold set, Fold flag) { return (static_cast<int>(set) & static_cast<int>(flag)) != 0; }

Folded fold(std::string_view utf8, Fold how);
/// `fold` without the way back.
std::string folded(std::string_view utf8, Fold how);

/// Words: runs of letters and digits, with &, ', :, -, . or / between two of them kept inside ("BRÅ:s", "ANDT-rörande",
/// "7–9" are one word each); spans in order.
std::vector<Span> words(std::string_view utf8);

/// Sentences: they end at . ! ? … before white space and no lower-case letter, or at an empty line; not after the
/// abbreviations of written Swedish ("bl.a.", "kl.", "ca.", "nr."), initials or day numbers. White space around is not
/// part of a span.
std::vector<Span> sentences(std::string_view utf8);

}  // namespace atagande::text
