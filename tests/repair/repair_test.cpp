// Invented sentences only.
#include "repair/repair.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace atagande::repair {
namespace {

const Language& swedish() {
  static const Language language = Language::open(ATAGANDE_SOURCE_ROOT "/models/swedish/swedish.model");
  return language;
}

constexpr std::string_view stripped_text =
    "Kommunen och polisen ska tillsammans arbeta for att oka tryggheten i de omraden dar manga kanner sig otrygga. "
    "Under aret genomfors tre trygghetsvandringar, och resultatet foljs upp varje host. Det ar viktigt att foraldrar "
    "och skola ar med fran borjan, sa att stodet kommer tidigt till dem som behover det.";
constexpr std::string_view right_text =
    "Kommunen och polisen ska tillsammans arbeta för att öka tryggheten i de områden där många känner sig otrygga. "
    "Under året genomförs tre trygghetsvandringar, och resultatet följs upp varje höst. Det är viktigt att föräldrar "
    "och skola är med från början, så att stödet kommer tidigt till dem som behöver det.";

TEST(Repair, PutsDiacriticsBack) {
  const Repaired out = repair(stripped_text, swedish());
  EXPECT_EQ(out.verdict, Verdict::stripped);
  EXPECT_EQ(out.text, right_text);
}

TEST(Repair, LeavesRightTextAlone) {
  const Repaired out = repair(right_text, swedish());
  EXPECT_EQ(out.verdict, Verdict::clean);
  EXPECT_EQ(out.text, right_text);
  EXPECT_TRUE(out.corrections.empty());
  EXPECT_EQ(out.language, "sv");
}

TEST(Repair, UndoesWhatAnEnglishModelRead) {
  const Repaired out = repair(
      "Kommunen och polisen ska tillsammans arbeta fér att 6ka tryggheten i de omraden dar manga kinner sig otrygga. "
      "Under &ret genomférs tre trygghetsvandringar, och resultatet féljs upp varje hést. Det 4r viktigt att férdldrar "
      "och skola ar med fran bérjan, sa att stddet kommer tidigt till dem som behéver det.",
      swedish());
  EXPECT_EQ(out.verdict, Verdict::wrong_model);
  EXPECT_EQ(out.text, right_text);
}

TEST(Repair, UndoesSignsAndCapitalsInsideWords) {
  const auto undone_in = [](std::string_view text) { return repair(text, swedish(), {.mode = Mode::undo_ocr}).text; };
  EXPECT_EQ(undone_in("Det finns en m@jlighet att ni f€r hjalp av skolan i markGrer och |6ften."),
            "Det finns en möjlighet att ni får hjälp av skolan i markörer och löften.");
  EXPECT_EQ(undone_in("Resan till lran tog en Idng tid."), "Resan till Iran tog en lång tid.");
  EXPECT_EQ(undone_in("Vi har sett det forr. | fjol var det fem inbrott."),
            "Vi har sett det förr. I fjol var det fem inbrott.");
  EXPECT_EQ(undone_in("Det blev fem inbrott, och |\nkommunen ar de fler."),
            "Det blev fem inbrott, och i\nkommunen är de fler.");
}

TEST(Repair, LeavesBarsOfTablesAlone) {
  const std::string_view text = "| Polisen ska synas\n| Kommunen ska lyssna\nNar | Vem | Var\n";
  const std::string out = repair(text, swedish(), {.mode = Mode::undo_ocr}).text;
  EXPECT_EQ(std::count(out.begin(), out.end(), '|'), 4);
}

TEST(Repair, KnowsWhatStandsForPerCent) {
  const auto mended = [](std::string_view text) { return repair(text, swedish(), {.mode = Mode::scan}).text; };
  EXPECT_EQ(mended("Det gäller 45 2? av alla."), "Det gäller 45 % av alla.");
  EXPECT_EQ(mended("Det gäller 452? av alla, och 1002? av de unga."), "Det gäller 45 % av alla, och 100 % av de unga.");
  for (const char* right : {"Det gäller 452? Nej, 2? av dem. Är det 2? Ja.", "Det gäller 1252? av alla.",
                            "Det gäller 52? av alla.", "Det gäller 4,52? av alla."}) {
    EXPECT_EQ(mended(right), right);
  }
}

TEST(Repair, TellsOfSignsItCannotKnow) {
  const auto told = [](std::string_view text) {
    std::vector<std::string> out;
    for (const Unsettled& each : repair(text, swedish(), {.mode = Mode::scan}).unsettled) {
      EXPECT_EQ(text.substr(each.span.begin, each.span.size()), each.text);
      out.push_back(each.text);
    }
    return out;
  };
  EXPECT_EQ(told("Det gäller 52? av alla, 12,52? av de unga och 452? av andra."),
            (std::vector<std::string>{"52?", "12,52?"}));
  EXPECT_EQ(told("Enligt 4 $ i lagen."), std::vector<std::string>{"$"});
  EXPECT_TRUE(told("Är det 52? Ja, 45 2? av dem och $namn.").empty());
}

TEST(Repair, KnowsTheSignOfAnAddress) {
  const auto repaired = [](std::string_view text) { return repair(text, swedish(), {.mode = Mode::scan}).text; };
  EXPECT_EQ(repaired("Skriv till anna.bergQexempel.se om du ser något."),
            "Skriv till anna.berg@exempel.se om du ser något.");
  EXPECT_EQ(repaired("Skriv till trygg Q exempel.se."), "Skriv till trygg@exempel.se.");
  EXPECT_EQ(repaired("Linje Q går till torget. Där stannar den."), "Linje Q går till torget. Där stannar den.");
}

TEST(Repair, KnowsASmallLForACapitalI) {
  EXPECT_EQ(repair("Vi dokumenterar i lnfraplan.", swedish(), {.mode = Mode::scan}).text,
            "Vi dokumenterar i Infraplan.");
  EXPECT_EQ(repair("Vi läser litteratur.", swedish(), {.mode = Mode::scan}).text, "Vi läser litteratur.");
}

TEST(Repair, LeavesOtherLanguagesAlone) {
  const std::string_view english =
      "The municipality and the police have agreed to work together in order to make the streets of the town safer for "
      "everyone who lives there, and to follow the results up every year with those who are concerned.";
  const Repaired out = repair(english, swedish());
  EXPECT_EQ(out.verdict, Verdict::not_swedish);
  EXPECT_EQ(out.text, english);
  EXPECT_EQ(out.language, "und");
}

TEST(Repair, JudgesBlockByBlock) {
  std::string text;
  for (int i = 0; i < 3; ++i) text += std::string(right_text) + " ";
  const std::size_t border = text.size();
  text += "\n\n";
  for (int i = 0; i < 3; ++i) text += std::string(stripped_text) + " ";
  const Repaired out = repair(text, swedish());
  ASSERT_EQ(out.blocks.size(), 2U);
  EXPECT_EQ(out.blocks[0].verdict, Verdict::clean);
  EXPECT_EQ(out.blocks[1].verdict, Verdict::stripped);
  EXPECT_LE(out.blocks[0].span.end, border);
  EXPECT_EQ(out.text.find("omraden"), std::string::npos);
}

TEST(Repair, DecidesHyphensAtLineEnds) {
  const auto mended = [](std::string_view text) { return repair(text, swedish(), {.mode = Mode::scan}).text; };
  EXPECT_EQ(mended("våra medborgar-\nlöften gäller"), "våra medborgarlöften gäller");
  EXPECT_EQ(mended("brotts-\noch trygghetsarbete"), "brotts- och trygghetsarbete");
  EXPECT_EQ(mended("ANDT-\nfrågor i skolan"), "ANDT-frågor i skolan");
  EXPECT_EQ(mended("perioden 2023-\n2024"), "perioden 2023-2024");
  EXPECT_EQ(mended("med\u00ADborgare"), "medborgare");
}

TEST(Repair, ComposesLettersAndMarks) {
  const Repaired out = repair("p\u0061\u030A v\u0061\u0308g", swedish(), {.mode = Mode::scan});
  EXPECT_EQ(out.text, "på väg");
}

TEST(Repair, RecoversListMarks) {
  EXPECT_EQ(
      repair("Vi lovar att:\ne Polisen ska synas mer\ne Kommunen ska lyssna\n", swedish(), {.mode = Mode::scan}).text,
      "Vi lovar att:\n• Polisen ska synas mer\n• Kommunen ska lyssna\n");
  EXPECT_EQ(repair("¢ Kommunen ska lyssna\n", swedish(), {.mode = Mode::scan}).text, "• Kommunen ska lyssna\n");
  EXPECT_EQ(repair("Vi lovar att:\n. Polisen ska synas mer\n. Kommunen ska lyssna\n", swedish()).text,
            "Vi lovar att:\n• Polisen ska synas mer\n• Kommunen ska lyssna\n");
  EXPECT_EQ(repair("Vi ses\n. Polisen ska synas\n", swedish()).text, "Vi ses\n. Polisen ska synas\n");
}

TEST(Repair, KnowsASectionSignByWhatFollows) {
  const auto scanned = [](std::string_view text) { return repair(text, swedish(), {.mode = Mode::scan}).text; };
  EXPECT_EQ(
      scanned("8 1 Bakgrund\n\nParterna har länge mötts.\n\n82 Syfte\n\nFler ska vara trygga.\n\n8 4 Giltighet\n"),
      "§ 1 Bakgrund\n\nParterna har länge mötts.\n\n§ 2 Syfte\n\nFler ska vara trygga.\n\n§ 4 Giltighet\n");
  EXPECT_EQ(scanned("Beslutad av kommunstyrelsen 2023-12-05 8 212\n"),
            "Beslutad av kommunstyrelsen 2023-12-05 § 212\n");
  EXPECT_EQ(scanned("Beslutad 2023-12-05 $ 212\n"), "Beslutad 2023-12-05 § 212\n");
  EXPECT_EQ(scanned("$ 3 Giltighet\n\nLöftet gäller i $ 5 år.\n"), "§ 3 Giltighet\n\nLöftet gäller i $ 5 år.\n");
  for (const char* right : {"8 2 Möten\n\n8 1 Kurser\n\n8 3 Träffar\n", "81 Personer kom.\n\n82 Personer gick.\n",
                            "Den 2023-12-05 8 personer kom.\n"}) {
    EXPECT_EQ(scanned(right), right);
  }
}

TEST(Repair, KnowsAFirstNameInCapitalsByTheSurname) {
  EXPECT_EQ(repair("Kontakta ASA Lindqvist för mer information.", swedish(), {.mode = Mode::scan}).text,
            "Kontakta Åsa Lindqvist för mer information.");
  EXPECT_EQ(repair("Företaget ASA säljer kablar.", swedish(), {.mode = Mode::scan}).text,
            "Företaget ASA säljer kablar.");
}

TEST(Repair, LeavesTheHalvesOfDoubleNames) {
  EXPECT_EQ(
      repair("I maj talade Kara-Bergom om skolan, och hon var kar i sin uppgift.", swedish(), {.mode = Mode::restore})
          .text,
      "I maj talade Kara-Bergom om skolan, och hon var kär i sin uppgift.");
}

TEST(Repair, NeverTouchesAddressesAndAcronyms) {
  const std::string text = "Se www.exempel.se/omraden eller skriv till asa.oberg@exempel.se om SSPF och ANDT har.";
  const Repaired out = repair(text, swedish(), {.mode = Mode::restore});
  EXPECT_NE(out.text.find("www.exempel.se/omraden"), std::string::npos);
  EXPECT_NE(out.text.find("asa.oberg@exempel.se"), std::string::npos);
  EXPECT_NE(out.text.find("SSPF och ANDT"), std::string::npos);
}

TEST(Repair, TakesNamesAsKnown) {
  const std::vector<KnownForm> forms = {{"Tåvelsjö"}, {"Hallqvarn"}};
  const Options options{.names = Names(forms)};
  const auto stripped = repair(std::string(stripped_text) + " Ansvarig: Tavelsjo byalag.", swedish(), options);
  EXPECT_NE(stripped.text.find("Tåvelsjö byalag"), std::string::npos);
  const auto misread =
      repair("Vi lovar att 6ka tryggheten fér alla i Tavelsjé, och det 4r viktigt fér dem som bor dar.", swedish(),
             {.mode = Mode::undo_ocr, .names = Names(forms)});
  EXPECT_NE(misread.text.find("Tåvelsjö,"), std::string::npos);
  EXPECT_NE(
      repair("Det ar Hallqvarn som ansvarar for detta.", swedish(), {.mode = Mode::restore, .names = Names(forms)})
          .text.find("Hallqvarn"),
      std::string::npos);
}

TEST(Repair, LearnsFormsOfGoodTextOnly) {
  const std::string good = std::string(right_text) + " Avtalet gäller Tåvelsjö och dess byalag.";
  const std::vector<KnownForm> forms = learn(good, swedish());
  EXPECT_THAT(forms, testing::Contains(KnownForm{"Tåvelsjö", 1}));
  EXPECT_THAT(forms, testing::Not(testing::Contains(testing::Field(&KnownForm::form, "tryggheten"))));
  EXPECT_TRUE(learn(std::string(stripped_text) + " Ansvarig: Tavelsjo byalag.", swedish()).empty());
}

TEST(Repair, ReadsTheListOfFormsItWrites) {
  const std::vector<KnownForm> forms = {{"Tåvelsjö", 2}, {"byalag", 1}, {"Tåvelsjö", 1}};
  EXPECT_EQ(written(forms), "Tåvelsjö\t3\nbyalag\t1\n");
  EXPECT_THAT(read_forms("# remark\nTåvelsjö\t3\r\n\nbyalag\n"),
              testing::ElementsAre(KnownForm{"Tåvelsjö", 3}, KnownForm{"byalag", 1}));
}

TEST(Repair, OffChangesNothing) {
  const Repaired out = repair(stripped_text, swedish(), {.mode = Mode::off});
  EXPECT_EQ(out.text, stripped_text);
  EXPECT_EQ(out.verdict, Verdict::stripped);
}

TEST(Repair, ListsEveryChange) {
  const Repaired out = repair("Det har ar viktigt for manga.", swedish(), {.mode = Mode::restore});
  std::vector<std::string> changes;
  for (const Correction& correction : out.corrections)
    changes.push_back(correction.before + ">" + correction.after + " " + correction.kind);
  EXPECT_THAT(changes, testing::ElementsAre("har>här diacritic", "ar>är diacritic", "for>för diacritic",
                                            "manga>många diacritic"));
}

}  // namespace
}  // namespace atagande::repair
