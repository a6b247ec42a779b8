// Layers betray themselves by their letters. A recogniser set to another language cannot write the letters this one has
// and its neighbours lack, yet hits most short function words; a font without a map to Unicode gives private-use or
// control characters or a shifted alphabet, which hits none.
#include <algorithm>
#include <string>

#include "pdf/pdf.h"
#include "text/text.h"

namespace atagande::pdf {
namespace {

// Shares found on texts of the language lie far from these; see tests/pdf/text_layer_test.cpp.
constexpr int judged_words = 40;
constexpr double most_bad_characters = 0.03;
constexpr double most_odd_words = 0.20;
constexpr double least_function_words = 0.08;
constexpr double least_own_letters = 0.006;

struct Statistics {
  int characters = 0;
  int bad_characters = 0;
  int letters = 0;
  int own_letters = 0;
  int words = 0;  // two letters and more
  int odd_words = 0;
  int function_words = 0;
};

bool private_use(char32_t c) { return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000; }
bool is_bad(char32_t c) { return c == 0xFFFD || c < 0x20 || (c >= 0x7F && c < 0xA0) || private_use(c); }

bool is_vowel(char32_t c) {
  const std::string bare = text::folded(text::to_utf8(std::u32string(1, c)), text::Fold::accents | text::Fold::lower);
  return bare.size() == 1 && std::string_view("aeiouy").find(bare[0]) != std::string_view::npos;
}

// Digits between letters, or a long word in lower case without any vowel: what misreadings look like.
bool is_odd(const std::u32string& letters) {
  bool vowel = false;
  bool upper = false;
  bool enclosed = false;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    vowel = vowel || is_vowel(letters[i]);
    upper = upper || text::is_upper(letters[i]);
    enclosed = enclosed || (i > 0 && i + 1 < letters.size() && text::is_digit(letters[i]) &&
                            text::is_letter(letters[i - 1]) && text::is_letter(letters[i + 1]));
  }
  return enclosed || (letters.size() >= 5 && !vowel && !upper && text::is_letter(letters[0]));
}

void count_word(const std::string& raw, const FunctionWords& language, const std::u32string& own, Statistics& all) {
  const std::u32string points = text::to_utf32(raw);
  int letters = 0;
  int bad = 0;
  for (const char32_t c : points) {
    bad += is_bad(c) ? 1 : 0;
    letters += text::is_letter(c) ? 1 : 0;
    all.own_letters += own.find(text::lower(c)) != std::u32string::npos ? 1 : 0;
  }
  all.characters += static_cast<int>(points.size());
  // A lone private-use character is the bullet of a symbol font, not damage.
  if (points.size() > 1 || !private_use(points[0])) all.bad_characters += bad;
  all.letters += letters;
  if (letters < 2) return;
  ++all.words;
  all.odd_words += is_odd(points) ? 1 : 0;
  for (const Span span : text::words(raw)) {
    const std::string word = text::lower(std::string_view(raw).substr(span.begin, span.size()));
    all.function_words += std::binary_search(language.words.begin(), language.words.end(), word) ? 1 : 0;
  }
}

double share(int part, int whole) { return whole > 0 ? static_cast<double>(part) / whole : 0.0; }

}  // namespace

FunctionWords read_function_words(std::string_view text) {
  constexpr std::string_view letters_key = "letters:";
  FunctionWords language;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text::fold_space(text.substr(at, end - at));
    at = end + 1;
    if (line.empty() || line[0] == '#') continue;
    if (line.rfind(letters_key, 0) == 0) {
      language.letters = text::fold_space(std::string_view(line).substr(letters_key.size()));
    } else {
      language.words.push_back(text::lower(line));
    }
  }
  std::sort(language.words.begin(), language.words.end());
  return language;
}

TextLayer judge(const std::vector<Line>& lines, const FunctionWords& language) {
  const std::u32string own = text::to_utf32(language.letters);
  Statistics all;
  for (const Line& line : lines) {
    for (const Word& word : line.words) {
      if (!word.raw.empty()) count_word(word.raw, language, own, all);
    }
  }
  if (all.characters == 0) return TextLayer::absent;
  if (share(all.bad_characters, all.characters) > most_bad_characters) return TextLayer::damaged;
  if (all.words < judged_words) return TextLayer::good;
  if (share(all.odd_words, all.words) > most_odd_words) return TextLayer::damaged;
  if (!language.words.empty() && share(all.function_words, all.words) < least_function_words)
    return TextLayer::wrong_language;
  if (!own.empty() && all.words >= 100 && share(all.own_letters, all.letters) < least_own_letters)
    return TextLayer::wrong_language;
  return TextLayer::good;
}

}  // namespace atagande::pdf
