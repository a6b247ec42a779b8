#include <gtest/gtest.h>

#include <sstream>

#include "pdf/pdf.h"

namespace atagande::pdf {
namespace {

// Invented.
constexpr const char* swedish =
    "Polisen och kommunen lovar att arbeta för en tryggare stad under året. Vi ska finnas på torget varje fredag och "
    "lördag "
    "kväll, och vi ska prata med unga som rör sig där. Under våren håller skolan två möten för föräldrar i årskurs "
    "sju, och "
    "polisen är med på båda. Kommunen ser över belysningen vid gångvägar som många känner sig otrygga på och lagar den "
    "som är "
    "trasig inom en vecka. Varje höst går vi en vandring i varje del av staden tillsammans med dem som bor där, "
    "skriver ner "
    "vad vi ser och berättar sedan vad som har gjorts åt det. Den som vill följa arbetet kan läsa om det på kommunens "
    "sidor, "
    "och i december möts vi för att se vad som blev bättre och vad som återstår att göra nästa år.";

std::vector<Line> lines_of(const std::string& text) {
  Line line;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    line.words.emplace_back();
    line.words.back().raw = word;
  }
  return {line};
}

std::string replaced(std::string text, std::initializer_list<std::pair<std::string, std::string>> pairs) {
  for (const auto& [from, to] : pairs) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
  }
  return text;
}

const FunctionWords language = read_function_words(
    "# invented list\nletters: "
    "åäö\noch\natt\nför\npå\nsom\nvi\ndet\nden\nen\nmed\nav\när\ni\nom\ntill\nvarje\nska\nvad\n");

TEST(TextLayer, Verdicts) {
  const std::string english =
      "The police and the municipality promise to work for a safer town during the year and will be at the square "
      "every "
      "Friday and Saturday night to talk with young people who spend their time there while the school holds two "
      "meetings "
      "for parents in the spring where officers take part and answer questions from everybody who wants to know more";
  std::string shifted = swedish;
  for (char& c : shifted) c = c >= 'a' && c <= 'y' ? static_cast<char>(c + 1) : c;
  const struct {
    const char* what;
    std::string text;
    TextLayer expected;
  } cases[] = {
      {"nothing", "", TextLayer::absent},
      {"Swedish", swedish, TextLayer::good},
      {"read as English", replaced(swedish, {{"å", "a"}, {"ä", "a"}, {"ö", "6"}}), TextLayer::wrong_language},
      {"stripped", replaced(swedish, {{"å", "a"}, {"ä", "a"}, {"ö", "o"}}), TextLayer::wrong_language},
      {"English", english, TextLayer::wrong_language},
      {"no map to Unicode", replaced(swedish, {{"e", "\xef\x80\xa5"}, {"a", "\xef\x80\xa1"}}), TextLayer::damaged},
      {"replacement characters", replaced(swedish, {{"r", "\xef\xbf\xbd"}}), TextLayer::damaged},
      {"digits in words", replaced(swedish, {{"o", "0"}, {"l", "1"}, {"e", "3"}}), TextLayer::damaged},
      {"shifted alphabet", shifted, TextLayer::wrong_language},
      {"bullets of a symbol font", replaced(swedish, {{". ", ". \xef\x82\xb7 "}}), TextLayer::good},
      {"a short label", "Bilaga 2", TextLayer::good},
  };
  for (const auto& c : cases) EXPECT_EQ(judge(lines_of(c.text), language), c.expected) << c.what;
}

TEST(TextLayer, ReadsFunctionWords) {
  const FunctionWords read = read_function_words("letters: ø\r\n#x\n\n Och \natt");
  EXPECT_EQ(read.letters, "ø");
  EXPECT_EQ(read.words, (std::vector<std::string>{"att", "och"}));
}

}  // namespace
}  // namespace atagande::pdf
