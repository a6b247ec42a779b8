// Text cut into tokens the way repairing needs it: runs of letters, digits and signs that bad recognition puts in place
// of letters, each also as lower-case letters of one byte (Latin-1), the alphabet of the model.
//
// Internal to the room. Offsets are bytes of the text cut.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/hash.h"

namespace atagande::repair {

/// What stands between a token and the one before.
/// `suspended`: a hyphen and then a space, as after the first half of "barn- och".
enum class Gap : std::uint8_t { nothing, space, hyphen, suspended, mark, sentence };

struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t letters = 0;  // offset into Tokens::letters
  std::uint16_t length = 0;   // in letters; 0 where the token is too long or holds letters outside the alphabet
  Gap gap = Gap::nothing;     // before it
  bool first_upper = false;
  bool later_upper = false;  // an upper-case letter after the first place
  bool lower = false;        // holds a lower-case letter
  bool digit = false;
  bool sign = false;           // holds & or another sign
  std::uint64_t capitals = 0;  // one bit for each place that holds an upper-case letter, the first place lowest
  bool foreign = false;        // holds letters outside the alphabet
  bool composed = true;        // holds no combining mark and no soft hyphen
  bool guarded = false;        // part of an address, a code, a number: never changed
  model::Hash folded = 0;      // of the letters without diacritics

  [[nodiscard]] bool all_upper() const { return first_upper && later_upper && !lower; }
};

struct Tokens {
  std::vector<Token> list;
  std::string letters;

  [[nodiscard]] std::string_view of(const Token& token) const {
    return std::string_view(letters).substr(token.letters, token.length);
  }
};

/// Cuts `utf8`; invalid bytes part tokens.
Tokens tokens_of(std::string_view utf8);
/// The same into `out`, whose memory is used again.
void cut(std::string_view utf8, Tokens& out);

/// å ä à á â → a, ö ó ò ô → o, é è ê ë → e, ü → u … for a lower-case Latin-1 letter.
inline unsigned char bare(unsigned char letter);
/// A Latin-1 string without diacritics.
std::string bare(std::string_view letters);
/// A Latin-1 letter in lower case.
unsigned char lower_letter(unsigned char letter);
unsigned char upper_letter(unsigned char letter);

void append_latin1(unsigned char letter, std::string& utf8);
std::string latin1_to_utf8(std::string_view letters);
/// Lower-case Latin-1 of a UTF-8 word; empty where it holds anything else.
std::string utf8_to_letters(std::string_view utf8);

namespace detail {
extern const std::array<unsigned char, 256> bare_table;
}
inline unsigned char bare(unsigned char letter) { return detail::bare_table[letter]; }

}  // namespace atagande::repair
