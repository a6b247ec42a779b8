#include "text/text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace atagande::text {
namespace {

std::vector<std::string> pieces(std::string_view utf8, const std::vector<Span>& spans) {
  std::vector<std::string> result;
  for (const Span& span : spans) result.emplace_back(utf8.substr(span.begin, span.size()));
  return result;
}

struct WordCase {
  std::string text;
  std::vector<std::string> words;
};

TEST(Words, KeepJoiningSignsInside) {
  const std::vector<WordCase> cases = {
      {"ANDT-rörande i åk 7–9.", {"ANDT-rörande", "i", "åk", "7–9"}},
      {"BRÅ:s möte kl. 10.00, se polisen.se", {"BRÅ:s", "möte", "kl", "10.00", "se", "polisen.se"}},
      {"D&G och/eller H&M", {"D&G", "och/eller", "H&M"}},
      {"slut.Polisen ska", {"slut", "Polisen", "ska"}},
      {"brotts- och", {"brotts", "och"}},
      {"", {}},
      {" – ", {}},
  };
  for (const auto& test : cases) EXPECT_EQ(pieces(test.text, words(test.text)), test.words) << test.text;
}

struct SentenceCase {
  std::string text;
  std::vector<std::string> sentences;
};

TEST(Sentences, EndWhereSwedishEndsThem) {
  const std::vector<SentenceCase> cases = {
      {"Ett. Två! Tre?", {"Ett.", "Två!", "Tre?"}},
      {"Vi möts kl. 10.00 på torget. Kom!", {"Vi möts kl. 10.00 på torget.", "Kom!"}},
      {"Insatser bl.a. Grannstöd. Nytt", {"Insatser bl.a. Grannstöd.", "Nytt"}},
      {"Vandringar, möten m.m. Polisen deltar.", {"Vandringar, möten m.m.", "Polisen deltar."}},
      {"En gata att gå i. Löftet gäller här.", {"En gata att gå i.", "Löftet gäller här."}},
      {"Se s. 4 i planen. Slut", {"Se s. 4 i planen.", "Slut"}},
      {"b. Polisen svarar.", {"b. Polisen svarar."}},
      {"Möten på f. d. Konsum, bl. a. Grannstöd. Slut", {"Möten på f. d. Konsum, bl. a. Grannstöd.", "Slut"}},
      {"Ordf. A. Berg talade. Slut", {"Ordf.", "A. Berg talade.", "Slut"}},
      {"Hon sade: ”Vi kommer.” Sedan gick hon.", {"Hon sade: ”Vi kommer.”", "Sedan gick hon."}},
      {"Rubrik utan punkt\n\nNästa stycke", {"Rubrik utan punkt", "Nästa stycke"}},
      {"En rad\nsom bryts. Ja", {"En rad\nsom bryts.", "Ja"}},
      {"  Mellan  ", {"Mellan"}},
      {"webbplats, polisen.se. och mer", {"webbplats, polisen.se. och mer"}},
      {"", {}},
  };
  for (const auto& test : cases) EXPECT_EQ(pieces(test.text, sentences(test.text)), test.sentences) << test.text;
}

TEST(Fold, KeepsAWayBack) {
  const std::string original = "  Öka  trygg\u00ADheten – «nu»";
  const Folded folded = fold(original, Fold::space | Fold::lower | Fold::accents);
  EXPECT_EQ(folded.text, "oka tryggheten - \"nu\"");
  ASSERT_EQ(folded.origin.size(), folded.text.size() + 1);
  const auto at = folded.text.find("tryggheten");
  const Span span = folded.original({at, at + 10});
  EXPECT_EQ(original.substr(span.begin, span.size()), "trygg\u00ADheten");
}

TEST(Fold, AccentsFall) {
  EXPECT_EQ(folded("ÅÄÖ é ü a\u030A", Fold::accents), "AAO e u a");
  EXPECT_EQ(folded("ÅÄÖ", Fold::lower), "åäö");
}

TEST(Utf8, FindsAndReplacesWhatIsInvalid) {
  EXPECT_EQ(first_invalid_utf8("rätt"), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("r\xE4tt"), 1U);
  EXPECT_EQ(first_invalid_utf8("\xC0\xAF"), 0U);
  EXPECT_EQ(first_invalid_utf8("ab\xED\xA0\x80"), 2U);
  EXPECT_EQ(replace_invalid_utf8("r\xE4tt"), "r\uFFFDtt");
  EXPECT_EQ(replace_invalid_utf8("\xF4\x90\x80\x80").find('\xF4'), std::string::npos);
}

TEST(Utf8, ComposesAndCounts) {
  EXPECT_EQ(nfc("a\u030A"), "å");
  EXPECT_EQ(code_points_before("åäö", 4), 2U);
  EXPECT_EQ(to_utf8(to_utf32("blåbär 🫐")), "blåbär 🫐");
  EXPECT_EQ(upper("åäö"), "ÅÄÖ");
  EXPECT_EQ(lower("ÅÄÖ"), "åäö");
  EXPECT_EQ(capitalised("«öka"), "«Öka");
  EXPECT_EQ(fold_space(" a \n b\u00ADc\t"), "a bc");
}

struct DecodeCase {
  std::string name;
  std::string bytes;
  std::string encoding;
};

TEST(Decode, FindsTheEncoding) {
  const std::string expected = "Öka tryggheten i hela kommunen, på väg och på torg.\n";
  const std::string latin = "\xD6ka tryggheten i hela kommunen, p\xE5 v\xE4g och p\xE5 torg.\r\n";
  std::string utf16;
  for (const char32_t c : to_utf32(expected)) {
    utf16.push_back(static_cast<char>(c & 0xFF));
    utf16.push_back(static_cast<char>(c >> 8U));
  }
  EXPECT_EQ(decode(expected), (Decoded{expected, "UTF-8"}));
  EXPECT_EQ(decode("\xEF\xBB\xBF" + expected), (Decoded{expected, "UTF-8"}));
  EXPECT_EQ(decode(latin).text, expected);
  EXPECT_EQ(decode(utf16), (Decoded{expected, "UTF-16LE"}));
  EXPECT_EQ(decode("\xFF\xFE" + utf16), (Decoded{expected, "UTF-16LE"}));
  EXPECT_EQ(decode("\x93ja\x94 \x96 p\xE5").text, "“ja” – på");
  EXPECT_EQ(decode("").text, "");
}

TEST(Fold, TabsPartCells) {
  const Folded folded = fold("Vad\tVem\t\tNär\t", Fold::space | Fold::lower | Fold::accents | Fold::cells);
  EXPECT_EQ(folded.text, "vad | vem | | nar |");
  EXPECT_EQ(folded.original({6, 9}), (Span{4, 7}));
  EXPECT_EQ(text::folded("Vad\tVem", Fold::space), "Vad Vem");
}

}  // namespace
}  // namespace atagande::text
