// One pass over the bytes by a table of classes. Letters of Latin-1 become one byte; a token with any other letter
// keeps its place as a neighbour but is never looked up. A soft hyphen or combining mark inside a word belongs to it.
// Signs that are letters badly read (& @ $ { | ¢ €) belong to a word only where they touch its letters.
#include "repair/token.h"

#include <array>

namespace atagande::repair {
namespace {

using Table = std::array<unsigned char, 256>;

constexpr bool is_latin1_letter(unsigned c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c != 0xD7 && c != 0xF7);
}

constexpr Table make_lower() {
  Table table{};
  for (unsigned c = 0; c < 256; ++c) {
    const bool upper = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    table[c] = static_cast<unsigned char>(upper ? c + 32 : c);
  }
  return table;
}

constexpr Table make_bare() {
  Table table = make_lower();
  for (unsigned c = 0xE0; c <= 0xE6; ++c) table[c] = 'a';
  table[0xE7] = 'c';
  for (unsigned c = 0xE8; c <= 0xEB; ++c) table[c] = 'e';
  for (unsigned c = 0xEC; c <= 0xEF; ++c) table[c] = 'i';
  table[0xF1] = 'n';
  for (unsigned c = 0xF2; c <= 0xF6; ++c) table[c] = 'o';
  table[0xF8] = 'o';
  for (unsigned c = 0xF9; c <= 0xFC; ++c) table[c] = 'u';
  return table;
}

constexpr Table lower_table = make_lower();
constexpr Table bare_table = make_bare();
constexpr std::size_t longest_token = 60;
// Signs as letters of one byte; that of the euro has no place of its own in Latin-1.
constexpr unsigned char cent_sign = 0xA2;
constexpr unsigned char euro_sign = 0x80;

enum class Class : unsigned char { other, lower, upper, digit, sign, bar, sentence, mark, hyphen, newline, space };

constexpr std::array<Class, 128> make_classes() {
  std::array<Class, 128> table{};
  for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = Class::lower;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = Class::upper;
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = Class::digit;
  for (const char c : {'&', '@', '$', '{'}) table[static_cast<unsigned char>(c)] = Class::sign;
  table['|'] = Class::bar;
  for (const char c : {'.', '!', '?'}) table[static_cast<unsigned char>(c)] = Class::sentence;
  for (const char c : {',', ';', ':', '(', ')', '"', '\'', '/', '*'})
    table[static_cast<unsigned char>(c)] = Class::mark;
  table['-'] = Class::hyphen;
  table['\n'] = Class::newline;
  for (const char c : {' ', '\t', '\r', '\f'}) table[static_cast<unsigned char>(c)] = Class::space;
  return table;
}

constexpr std::array<Class, 128> classes = make_classes();

/// What follows at `at`: its length in bytes and, where it belongs to a token, how.
struct Character {
  enum class Kind { separator, letter, digit, sign, bar, foreign, combining, soft_hyphen };
  Kind kind = Kind::separator;
  unsigned char letter = 0;  // Latin-1, case kept
  std::size_t size = 1;
  bool sentence = false;
  bool mark = false;
  bool hyphen = false;
  bool newline = false;
};

Character ascii_character(unsigned char c) {
  Character out;
  out.letter = c;
  switch (classes[c]) {
    case Class::lower:
    case Class::upper:
      out.kind = Character::Kind::letter;
      break;
    case Class::digit:
      out.kind = Character::Kind::digit;
      break;
    case Class::sign:
      out.kind = Character::Kind::sign;
      break;
    case Class::bar:
      out.kind = Character::Kind::bar;
      out.mark = true;
      break;
    case Class::sentence:
      out.sentence = true;
      break;
    case Class::mark:
      out.mark = true;
      break;
    case Class::hyphen:
      out.hyphen = true;
      break;
    case Class::newline:
      out.newline = true;
      break;
    default:
      break;
  }
  return out;
}

bool continuation(std::string_view s, std::size_t at) {
  return at < s.size() && (static_cast<unsigned char>(s[at]) & 0xC0U) == 0x80U;
}

/// Letters of other scripts are told from signs by ranges: Latin Extended, Greek, Cyrillic … up to the signs of U+2000.
bool foreign_letter(char32_t c) {
  return (c >= 0x100 && c < 0x2B0) || (c >= 0x370 && c < 0x2000 && c != 0x37E) || (c >= 0x2C00 && c < 0x2E00) ||
         (c >= 0x3040 && c < 0xE000) || (c >= 0xFB00 && c < 0xFE00) || (c >= 0x10000 && c < 0x1F000);
}

Character two_byte_character(char32_t c) {
  Character out;
  out.size = 2;
  if (c < 0x100 && is_latin1_letter(static_cast<unsigned>(c))) {
    out.kind = Character::Kind::letter;
    out.letter = static_cast<unsigned char>(c);
  } else if (c == 0xAD) {
    out.kind = Character::Kind::soft_hyphen;
  } else if (c >= 0x300 && c < 0x370) {
    out.kind = Character::Kind::combining;
  } else if (foreign_letter(c)) {
    out.kind = Character::Kind::foreign;
  } else {
    if (c == 0xA2) {
      out.kind = Character::Kind::sign;
      out.letter = cent_sign;
    }
    out.mark = c == 0xAB || c == 0xBB || c == 0xA7;
  }
  return out;
}

Character wide_character(std::string_view s, std::size_t at) {
  const auto lead = static_cast<unsigned char>(s[at]);
  Character out;
  if (lead >= 0xC2 && lead < 0xE0 && continuation(s, at + 1)) {
    return two_byte_character((lead & 0x1FU) << 6U | (static_cast<unsigned char>(s[at + 1]) & 0x3FU));
  }
  const std::size_t size = lead >= 0xF0 ? 4 : 3;
  if (lead < 0xE0 || lead > 0xF4) return out;
  char32_t c = lead & (size == 4 ? 7U : 15U);
  for (std::size_t i = 1; i < size; ++i) {
    if (!continuation(s, at + i)) return out;
    c = c << 6U | (static_cast<unsigned char>(s[at + i]) & 0x3FU);
  }
  out.size = size;
  if (foreign_letter(c)) out.kind = Character::Kind::foreign;
  if (c == 0x20AC) {
    out.kind = Character::Kind::sign;
    out.letter = euro_sign;
  }
  out.hyphen = c == 0x2010 || c == 0x2011;
  out.mark = (c >= 0x2012 && c <= 0x201F) || c == 0x2022;
  out.sentence = c == 0x2026;
  return out;
}

Character character_at(std::string_view s, std::size_t at) {
  const auto c = static_cast<unsigned char>(s[at]);
  return c < 0x80 ? ascii_character(c) : wide_character(s, at);
}

/// Collects what lies between two tokens.
struct Between {
  bool any = false;
  bool space = false;
  bool mark = false;
  bool hyphen = false;
  bool hyphen_first = false;
  bool sentence = false;
  int newlines = 0;

  void add_space() { any = space = true; }
  void add(const Character& c, char byte) {
    if (!any) hyphen_first = c.hyphen;
    any = true;
    if (byte == ' ') space = true;
    mark |= c.mark;
    hyphen |= c.hyphen;
    sentence |= c.sentence;
    newlines += c.newline ? 1 : 0;
    sentence |= newlines > 1 || byte == '\f';
  }
  [[nodiscard]] Gap gap() const {
    if (!any) return Gap::nothing;
    if (sentence) return Gap::sentence;
    if (mark) return Gap::mark;
    if (hyphen_first && space) return Gap::suspended;
    if (hyphen && !space && newlines == 0) return Gap::hyphen;
    return Gap::space;
  }
};

class Cutter {
 public:
  Cutter(std::string_view text, Tokens& out) : text_(text), out_(out) {
    out_.list.clear();
    out_.list.reserve(text.size() / 6);
    out_.letters.resize(text.size());
  }

  void run() {
    between_.sentence = true;
    between_.any = true;
    std::size_t at = 0;
    while (at < text_.size()) {
      if (plain_letter(at) != 0) {
        at = read_token(at);
        continue;
      }
      if (text_[at] == ' ') {
        between_.add_space();
        ++at;
        continue;
      }
      const Character c = character_at(text_, at);
      if (begins_token(c, at)) {
        at = read_token(at);
      } else {
        between_.add(c, text_[at]);
        at += c.size;
      }
    }
    out_.letters.resize(used_);
  }

 private:
  [[nodiscard]] bool begins_token(const Character& c, std::size_t at) const {
    using Kind = Character::Kind;
    if (c.kind == Kind::letter || c.kind == Kind::digit || c.kind == Kind::foreign) return true;
    if ((c.kind != Kind::sign && c.kind != Kind::bar) || at + c.size >= text_.size()) return false;
    const Kind next = character_at(text_, at + c.size).kind;
    if (c.kind == Kind::sign) return next == Kind::letter;
    const bool stands_first = at == 0 || text_[at - 1] == ' ' || text_[at - 1] == '\n';
    return stands_first && (next == Kind::letter || next == Kind::digit);
  }

  /// Whether a sign inside a word or after it belongs to it: after a letter, and before one or where the word ends.
  [[nodiscard]] bool goes_on(const Character& c, std::size_t at, std::size_t begin) const {
    using Kind = Character::Kind;
    if (c.kind == Kind::bar) return at == begin;
    if (c.kind != Kind::sign || at == begin) return c.kind != Kind::separator;
    const bool before = character_before_is_letter(at);
    const bool ends = at + c.size >= text_.size();
    const Kind next = ends ? Kind::separator : character_at(text_, at + c.size).kind;
    return before && (next == Kind::letter || (text_[at] != '@' && next == Kind::separator));
  }

  [[nodiscard]] bool character_before_is_letter(std::size_t at) const {
    const auto c = static_cast<unsigned char>(text_[at - 1]);
    return c >= 0x80 || classes[c] == Class::lower || classes[c] == Class::upper;
  }

  std::size_t read_token(std::size_t at) {
    Token& token = out_.list.emplace_back();
    token.begin = at;
    token.letters = static_cast<std::uint32_t>(used_);
    token.gap = between_.gap();
    between_ = {};
    model::Hash hash = model::hash_seed;
    std::size_t count = 0;
    while (at < text_.size()) {
      at = take_small_letters(at, token, count, hash);
      if (at == text_.size() || text_[at] == ' ') break;
      if (const std::size_t size = plain_letter(at)) {
        take_letter(letter_at(at, size), token, count, hash);
        at += size;
        continue;
      }
      const Character c = character_at(text_, at);
      if (!goes_on(c, at, token.begin)) break;
      add(c, token, count, hash);
      at += c.size;
    }
    token.end = at;
    token.length = token.foreign || count > longest_token ? std::uint16_t{0} : static_cast<std::uint16_t>(count);
    token.folded = model::mixed(hash);
    if (token.length == 0) used_ = token.letters;
    return at;
  }

  /// The size of the letter at `at` where it is one of the alphabet, else 0.
  [[nodiscard]] std::size_t plain_letter(std::size_t at) const {
    const auto c = static_cast<unsigned char>(text_[at]);
    if (c < 0x80) return classes[c] == Class::lower || classes[c] == Class::upper ? 1 : 0;
    if (c != 0xC3 || !continuation(text_, at + 1)) return 0;
    const auto d = static_cast<unsigned char>(text_[at + 1]);
    return d == 0x97 || d == 0xB7 ? 0 : 2;
  }
  [[nodiscard]] unsigned char letter_at(std::size_t at, std::size_t size) const {
    const auto c = static_cast<unsigned char>(text_[at + size - 1]);
    return size == 1 ? c : static_cast<unsigned char>(0xC0U | (c & 0x3FU));
  }

  /// Takes what most text is made of; gives the offset after it.
  std::size_t take_small_letters(std::size_t at, Token& token, std::size_t& count, model::Hash& hash) {
    // Locals only: a byte written may lie anywhere, for all the compiler knows.
    const char* from = text_.data() + at;
    const char* const end = text_.data() + text_.size();
    char* to = out_.letters.data() + used_;
    model::Hash next = hash;
    for (; from != end && *from >= 'a' && *from <= 'z'; ++from) {
      next = model::hash_step(next, static_cast<unsigned char>(*from));
      *to++ = *from;
    }
    const auto taken = static_cast<std::size_t>(from - text_.data()) - at;
    hash = next;
    used_ += taken;
    count += taken;
    token.lower |= taken > 0;
    return at + taken;
  }

  void take_letter(unsigned char letter, Token& token, std::size_t& count, model::Hash& hash) {
    const unsigned char small = lower_table[letter];
    const bool upper = small != letter;
    token.first_upper |= upper && count == 0;
    token.later_upper |= upper && count > 0;
    token.capitals |= std::uint64_t{upper ? 1U : 0U} << (count & 63U);
    token.lower |= !upper;
    hash = model::hash_step(hash, bare_table[small]);
    out_.letters[used_++] = static_cast<char>(small);
    ++count;
  }

  void add(const Character& c, Token& token, std::size_t& count, model::Hash& hash) {
    using Kind = Character::Kind;
    if (c.kind == Kind::letter) {
      take_letter(c.letter, token, count, hash);
      return;
    }
    if (c.kind == Kind::combining || c.kind == Kind::soft_hyphen) {
      token.composed = false;
      return;
    }
    if (c.kind == Kind::foreign) {
      token.foreign = true;
      hash = model::hash_step(hash, 1);
      return;
    }
    const unsigned char small = lower_table[c.letter];
    token.digit |= c.kind == Kind::digit;
    token.sign |= c.kind == Kind::sign || c.kind == Kind::bar;
    hash = model::hash_step(hash, bare_table[small]);
    out_.letters[used_++] = static_cast<char>(small);
    ++count;
  }

  std::string_view text_;
  Tokens& out_;
  std::size_t used_ = 0;  // of the letters
  Between between_;
};

}  // namespace

namespace detail {
const std::array<unsigned char, 256> bare_table = make_bare();
}

void cut(std::string_view utf8, Tokens& out) { Cutter(utf8, out).run(); }

Tokens tokens_of(std::string_view utf8) {
  Tokens out;
  cut(utf8, out);
  return out;
}

std::string bare(std::string_view letters) {
  std::string out(letters);
  for (char& c : out) c = static_cast<char>(bare_table[static_cast<unsigned char>(c)]);
  return out;
}

unsigned char lower_letter(unsigned char letter) { return lower_table[letter]; }

unsigned char upper_letter(unsigned char letter) {
  const bool lower = (letter >= 'a' && letter <= 'z') || (letter >= 0xE0 && letter <= 0xFE && letter != 0xF7);
  return static_cast<unsigned char>(lower ? letter - 32 : letter);
}

void append_latin1(unsigned char letter, std::string& utf8) {
  if (letter < 0x80) {
    utf8 += static_cast<char>(letter);
  } else {
    utf8 += static_cast<char>(0xC0U | letter >> 6U);
    utf8 += static_cast<char>(0x80U | (letter & 0x3FU));
  }
}

std::string latin1_to_utf8(std::string_view letters) {
  std::string out;
  for (const char byte : letters) append_latin1(static_cast<unsigned char>(byte), out);
  return out;
}

std::string utf8_to_letters(std::string_view utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const Character c = character_at(utf8, at);
    if (c.kind != Character::Kind::letter && c.kind != Character::Kind::digit) return {};
    out += static_cast<char>(lower_table[c.letter]);
    at += c.size;
  }
  return out;
}

}  // namespace atagande::repair
