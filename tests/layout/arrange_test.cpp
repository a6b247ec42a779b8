// All pages are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "describe.h"
#include "layout/layout.h"
#include "typeset.h"

namespace atagande {
namespace {

using testing::ElementsAre;

std::vector<std::string> arranged(Page page) {
  layout::arrange(page);
  EXPECT_TRUE(page.lines.empty());
  return described(page.blocks);
}

TEST(Arrange, HeadingParagraphsAndItems) {
  Page page = empty_page();
  set(page, 70, 60, "Löften för året", 18);
  double y =
      set_lines(page, 70, 100, {"Här står ett stycke som är så långt att det går", "över flera rader och slutar här."});
  y = set_lines(page, 70, y + 6, {"Ett nytt stycke som också är längre än en rad", "och som följs av en lista:"});
  y = set_lines(page, 76, y + 4, {"• Vi går runt i centrum varje kväll hela"});
  y = set_lines(page, 86, y, {"sommaren."});
  y = set_lines(page, 76, y, {"• Vi lagar lampor."});
  y = set_lines(page, 96, y, {"o Först på torget.", "o Sedan i parken."});
  set_lines(page, 76, y, {"• Vi svarar."});
  EXPECT_THAT(arranged(page),
              ElementsAre("H1 Löften för året",
                          "P Här står ett stycke som är så långt att det går över flera rader och slutar här.",
                          "P Ett nytt stycke som också är längre än en rad och som följs av en lista:",
                          "L0 • Vi går runt i centrum varje kväll hela sommaren.", "L0 • Vi lagar lampor.",
                          "L1 o Först på torget.", "L1 o Sedan i parken.", "L0 • Vi svarar."));
}

TEST(Arrange, MarksThatARecogniserMisread) {
  Page page = empty_page();
  double y = set_lines(page, 70, 60, {"Polisen och kommunen lovar att under hela året:"});
  y = set_lines(page, 76, y + 4, {"e sanda ut brev till alla som bor i byn och i"});
  y = set_lines(page, 86, y, {"skogen"});
  y = set_lines(page, 76, y, {"¢ ordna moten om hosten", "« laga lampor", "l besoka skolor", "] ta bort klotter"});
  EXPECT_THAT(arranged(page),
              ElementsAre("P Polisen och kommunen lovar att under hela året:",
                          "L0 • sanda ut brev till alla som bor i byn och i skogen", "L0 • ordna moten om hosten",
                          "L0 • laga lampor", "L0 • besoka skolor", "L0 • ta bort klotter"));
}

TEST(Arrange, AMarkThatWasLostIsFoundByItsPlace) {
  Page page = empty_page();
  double y = set_lines(page, 70, 60, {"Polisen och kommunen lovar att under hela året:"});
  y = set_lines(page, 76, y + 4, {"• gå runt i centrum varje kväll under hela den"});
  y = set_lines(page, 92, y,
                {
                    "sommar som kommer",
                });
  y = set_lines(page, 83.5, y, {"ordna ett möte"});
  y = set_lines(page, 76, y, {"• laga lampor"});
  EXPECT_THAT(arranged(page), ElementsAre("P Polisen och kommunen lovar att under hela året:",
                                          "L0 • gå runt i centrum varje kväll under hela den sommar som kommer",
                                          "L0 • ordna ett möte", "L0 • laga lampor"));
}

// A speck beside a word makes its box, and with it a short line, larger than the line above; one to its left makes the
// line begin where texts of items begin.
TEST(Arrange, ALineThatRunsOnStaysWhateverItsSize) {
  Page page = empty_page();
  double y = set_lines(page, 70, 60, {"Polisen och kommunen lovar att under hela året:"});
  y = set_lines(page, 76, y + 4, {"• gå runt i centrum varje kväll under hela"});
  set(page, 92, y, "sommaren", 12.5);
  y = set_lines(page, 76, y + 12.5, {"• städa bort klotter varje natt under hela"});
  y = set_lines(page, 83.5, y, {"vintern som följer"});
  y = set_lines(page, 76, y, {"• laga lampor", "• ordna ett möte"});
  EXPECT_THAT(arranged(page), ElementsAre("P Polisen och kommunen lovar att under hela året:",
                                          "L0 • gå runt i centrum varje kväll under hela sommaren",
                                          "L0 • städa bort klotter varje natt under hela vintern som följer",
                                          "L0 • laga lampor", "L0 • ordna ett möte"));
}

// A recogniser gives a dot it has no letter for as white space.
TEST(Arrange, AMarkReadAsNothingIsAMark) {
  Page page = empty_page();
  const double y = set_lines(page, 70, 60, {"Polisen och kommunen lovar att under hela året:"});
  set_lines(page, 76, y + 4, {"• gå runt i centrum", "• ordna ett möte", "« laga lampor"});
  page.lines[2].words[0].raw = " ";
  EXPECT_THAT(arranged(page), ElementsAre("P Polisen och kommunen lovar att under hela året:", "L0 • gå runt i centrum",
                                          "L0 • ordna ett möte", "L0 • laga lampor"));
}

// Boxes of a recogniser hug the ink, and a t is lower than other letters that rise.
TEST(Arrange, AHeadingWithoutTallLettersIsOne) {
  Page page = empty_page();
  const auto set_tight = [&](double baseline, const std::string& text, double size) {
    set(page, 60, baseline, text, size);
    for (Word& word : page.lines.back().words) {
      const bool tall = word.raw.find_first_of("bdfhijklABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos;
      const bool middle = word.raw.find('t') != std::string::npos;
      word.confidence = 0.95;
      word.box.y1 = baseline;
      word.box.y0 = baseline - size * (tall ? 0.72 : middle ? 0.63 : 0.5);
    }
  };
  set_tight(70, "Stor Rubrik", 16);
  set_tight(100, "kommunen visar vad som blir gjort varje vecka i kommunen och kan visa mer", 10);
  set_tight(113, "sedan blir det klart.", 10);
  set_tight(140, "Nu restaurant", 12.5);
  set_tight(156, "kommunen visar vad som blir gjort varje vecka i kommunen och kan visa mer", 10);
  set_tight(169, "sedan blir det klart.", 10);
  const auto blocks = arranged(page);
  ASSERT_EQ(blocks.size(), 4U);
  EXPECT_EQ(blocks[2], "H2 Nu restaurant");
}

TEST(Arrange, ALoneNumberedLineOverTextIsAHeading) {
  Page page = empty_page();
  set(page, 60, 60, "Plan för tryggheten i centrum", 18);
  const std::vector<std::string> text = {"Under året arbetar vi med bättre belysning och fler samtal i hela",
                                         "kommunen, och de som bor här får veta vad som görs."};
  set(page, 60, 110, "1. Otrygga platser");
  set_lines(page, 60, 140, text);
  set(page, 60, 190, "2. Unga i kommunen");
  set_lines(page, 60, 220, text);
  const std::string paragraph = "P " + text[0] + " " + text[1];
  EXPECT_THAT(arranged(page), ElementsAre("H1 Plan för tryggheten i centrum", "H2 1. Otrygga platser", paragraph,
                                          "H2 2. Unga i kommunen", paragraph));
}

TEST(Arrange, NumberedLinesOneAfterTheOtherAreAList) {
  Page page = empty_page();
  set(page, 60, 60, "Så här gick det till");
  set_lines(page, 60, 90, {"1. Samtal på torget", "2. Enkät i skolan"});
  const std::vector<std::string> blocks = arranged(page);
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(blocks[1], "L0 1. Samtal på torget");
  EXPECT_EQ(blocks[2], "L0 2. Enkät i skolan");
}

TEST(Arrange, ColumnsUnderAHead) {
  Page page = empty_page();
  set(page, 50, 30, "Kalix", 10);
  set(page, 480, 30, "Polisen", 10);
  set_lines(page, 50, 70,
            {"Vänster spalt har en text som fyller sina", "rader ganska väl ända ut till kanten och",
             "som sedan tar slut på en rad."});
  set_lines(page, 50, 113, {"Nytt stycke till vänster med mer text att", "läsa för den som vill veta mer."});
  set_lines(page, 310, 76,
            {"Höger spalt står lite lägre ned och har", "också text som fyller sina rader väl ut",
             "till kanten innan den tar slut."});
  EXPECT_THAT(arranged(page),
              ElementsAre("P Kalix", "P Polisen",
                          "P Vänster spalt har en text som fyller sina rader ganska väl ända ut till kanten och som "
                          "sedan tar slut på en rad.",
                          "P Nytt stycke till vänster med mer text att läsa för den som vill veta mer.",
                          "P Höger spalt står lite lägre ned och har också text som fyller sina rader väl ut till "
                          "kanten innan den tar slut."));
}

TEST(Arrange, SignaturesSideBySide) {
  Page page = empty_page();
  double y =
      set_lines(page, 70, 60, {"Vi som skriver under här lovar att följa upp det som står i", "avtalet varje år."});
  set_lines(page, 70, y + 30, {"Eva Ek", "Kommunalråd", "Kalix kommun"});
  set_lines(page, 320, y + 30, {"Bo Al", "Polischef", "Polisen"});
  EXPECT_THAT(arranged(page),
              ElementsAre("P Vi som skriver under här lovar att följa upp det som står i avtalet varje år.", "P Eva Ek",
                          "P Kommunalråd", "P Kalix kommun", "P Bo Al", "P Polischef", "P Polisen"));
}

void set_table(Page& page) {
  set_lines(page, 60, 100, {"Vad"});
  set_lines(page, 220, 100, {"Vem"});
  set_lines(page, 330, 100, {"När"});
  set_lines(page, 60, 122, {"Gå runt i centrum och", "i parken varje kväll"});
  set_lines(page, 220, 122, {"Polisen"});
  set_lines(page, 330, 122, {"Hela året"});
  set_lines(page, 60, 157, {"Laga lampor"});
  set_lines(page, 330, 157, {"Senast i", "maj 2024"});
  set_lines(page, 60, 192, {"Ordna möten"});
  set_lines(page, 220, 192, {"Kommunen och", "polisen"});
  set_lines(page, 330, 192, {"Varje höst"});
}

TEST(Arrange, ATableWithoutRules) {
  Page page = empty_page();
  set_lines(page, 60, 60, {"Det här är en plan för det som ska göras under året av oss."});
  set_table(page);
  EXPECT_THAT(arranged(page),
              ElementsAre("P Det här är en plan för det som ska göras under året av oss.", "R* Vad | Vem | När",
                          "R Gå runt i centrum och i parken varje kväll | Polisen | Hela året",
                          "R Laga lampor | | Senast i maj 2024", "R Ordna möten | Kommunen och polisen | Varje höst"));
}

// Contents with page numbers to the left, prose to the right, whose lines are as often level as not.
TEST(Arrange, TextBesideAListIsNoTable) {
  for (const auto& [step, top] : {std::pair(15.0, 102.0), {15.0, 104.0}, {18.75, 100.0}}) {
    Page page = empty_page();
    for (int i = 0; i < 7; ++i) {
      set(page, 60, top + step * i, "Rubrik nummer nio");
      set(page, 200, top + step * i, "7");
    }
    std::vector<std::string> text(11, "den högra spalten går på rad för rad utan avbrott");
    set_lines(page, 300, 100, text);
    const std::vector<std::string> blocks = arranged(page);
    for (const std::string& block : blocks) EXPECT_NE(block[0], 'R') << step << ' ' << top << ' ' << block;
    EXPECT_THAT(blocks.back(), testing::StartsWith("P den högra spalten"));
  }
}

// A list of contents in one of two columns has the shape of a table's rows together with the text beside it.
TEST(Arrange, AListOfContentsBesideAColumnOfTextIsNoTable) {
  Page page = empty_page();
  for (int i = 0; i < 9; ++i) {
    set(page, 50, 100 + i * 14, "Kapitel om något");
    set(page, 180, 100 + i * 14, std::to_string(i + 2));
  }
  set_lines(page, 50, 100 + 9 * 14 + 6, std::vector<std::string>(14, "spalten till vänster har lika långa rader"));
  for (int i = 0; i < 30; ++i) {
    set(page, 320, 100 + i * 14, "rader som fyller spalten ända ut till kanten");
  }
  for (const std::string& block : arranged(page)) {
    EXPECT_FALSE(block.find("Kapitel") != std::string::npos && block.find("rader") != std::string::npos) << block;
  }
}

// A narrow gap within the left column, as before page numbers, ends where the text below it crosses it.
TEST(Arrange, AColumnIsNotCutWhereAGapInsideItEnds) {
  Page page = empty_page();
  for (int i = 0; i < 4; ++i) {
    set(page, 60, 100 + 15 * i, "Rubrik nummer nio");
    set(page, 200, 100 + 15 * i, "7");
  }
  set_lines(page, 60, 180, std::vector<std::string>(12, "vänster spalt fyller sina rader väl"));
  set_lines(page, 330, 102, std::vector<std::string>(18, "höger spalt fyller sina rader lika väl"));
  const std::vector<std::string> blocks = arranged(page);
  const auto is_right = [](const std::string& block) { return block.find("höger") != std::string::npos; };
  EXPECT_EQ(std::count_if(blocks.begin(), blocks.end(), is_right), 1);
  EXPECT_TRUE(is_right(blocks.back()));
}

// A page's head with as wide a gap as those of the table below it.
TEST(Arrange, ATableUnderAHead) {
  Page page = empty_page();
  set(page, 60, 56, "Polisen");
  set(page, 459, 56, "Byns kommun");
  set(page, 60, 83, "Startsida / Nyheter", 16);
  const auto row = [&](double y, const char* left, const char* middle, const char* right) {
    set(page, 86, y, left);
    set(page, 333, y, middle);
    set(page, 449, y, right);
  };
  set(page, 64, 114, "Nr Åtgärd");
  row(114, "", "Ansvarig", "När");
  set(page, 435, 126, "—", 3);  // what a recogniser made of a rule
  set(page, 64, 130, "1 |");
  row(130, "Det märks att folk bryr sig om sin ort. Nu är", "Skola och", "Månadsvis");
  row(142, "det upp till oss att visa att vi menar allvar,", "socialtjänst", "");
  row(154, "säger någon.", "", "");
  set(page, 64, 169, "2 |");
  row(169, "Den delen ska vi bli bättre på i år, säger", "Polisen", "Månadsvis");
  row(181, "någon annan.", "", "");
  EXPECT_THAT(arranged(page), testing::Contains(testing::EndsWith(
                                  "| Den delen ska vi bli bättre på i år, säger någon annan. | Polisen | Månadsvis")));
}

TEST(Arrange, WhatIsLeftOfAnUprightRuleIsNoMark) {
  Page page = empty_page();
  set_lines(page, 80, 100, {"Planen bygger på det som vi vet om läget och på det", "som har hänt under året här."});
  Word& rest = page.lines.emplace_back().words.emplace_back();
  rest.raw = "—";
  rest.box = {74.0, 116.0, 74.8, 117.0};
  rest.confidence = 0.13;
  EXPECT_THAT(arranged(page),
              ElementsAre("P Planen bygger på det som vi vet om läget och på det som har hänt under året här.", "F —"));
}

TEST(Arrange, SignaturesSideBySideInWideLines) {
  Page page = empty_page();
  set_lines(page, 60, 60, {"Vi som skriver under det här står för det som sägs där."});
  double y = 200;
  for (const auto& [left, right] :
       {std::pair("Anna Ek", "Bo Alm"), {"Chef för polisen", "Chef för kommunen"}, {"Byn", "Byn"}}) {
    set(page, 60, y, left);
    set(page, 320, y, right);
    y += 18;
  }
  for (const std::string& block : arranged(page)) EXPECT_NE(block.front(), 'R') << block;
}

// With few lines the page's own say of how it lies on the scanner counts.
TEST(Arrange, ASkewPageOfTwoLines) {
  Page page = empty_page();
  page.skew_degrees = 2.0;
  set(page, 40, 60, "En lång rad som går över hela");
  set(page, page.lines.back().box.x1 + 7, 60, "sidan från den ena kanten till den andra och tillbaka");
  set(page, 40, 72.5, "som den under den som också är lång och som slutar till höger på sidan där");
  for (Line& line : page.lines) {
    for (Word& word : line.words) {
      word.box.y0 += 0.035 * word.box.x0;
      word.box.y1 += 0.035 * word.box.x1;
    }
  }
  EXPECT_THAT(arranged(page),
              ElementsAre("P En lång rad som går över hela sidan från den ena kanten till den andra och "
                          "tillbaka som den under den som också är lång och som slutar till höger på "
                          "sidan där"));
}

TEST(Arrange, ATableWithRules) {
  Page page = empty_page();
  set_lines(page, 60, 60, {"Före."});
  set_table(page);
  set_lines(page, 60, 240, {"Efter."});
  for (const double y : {96.0, 118.0, 153.0, 188.0, 223.0}) page.rules.push_back({{56, y, 420, y + 1}});
  for (const double x : {56.0, 216.0, 326.0, 420.0}) page.rules.push_back({{x, 96, x + 1, 223}});
  EXPECT_THAT(arranged(page), ElementsAre("P Före.", "R* Vad | Vem | När",
                                          "R Gå runt i centrum och i parken varje kväll | Polisen | Hela året",
                                          "R Laga lampor | | Senast i maj 2024",
                                          "R Ordna möten | Kommunen och polisen | Varje höst", "P Efter."));
}

TEST(Arrange, UprightsTornWideAreStillBounds) {
  Page page = empty_page();
  set_table(page);
  for (const double y : {96.0, 118.0, 153.0, 188.0, 223.0}) page.rules.push_back({{56, y, 420, y + 1}});
  page.rules.push_back({{56, 96, 57, 223}});
  page.rules.push_back({{420, 96, 421, 223}});
  for (const double x : {216.0, 326.0}) {  // more than a line is missing
    page.rules.push_back({{x, 96, x + 1, 128}});
    page.rules.push_back({{x, 155, x + 1, 223}});
  }
  EXPECT_THAT(arranged(page),
              ElementsAre("R* Vad | Vem | När", "R Gå runt i centrum och i parken varje kväll | Polisen | Hela året",
                          "R Laga lampor | | Senast i maj 2024", "R Ordna möten | Kommunen och polisen | Varje höst"));
}

TEST(Arrange, UprightsOfTwoTablesAreNotJoined) {
  Page page = empty_page();
  for (const double top : {100.0, 200.0}) {
    for (int row = 0; row < 3; ++row) {
      set(page, 60, top + 20 * row, "Gå runt");
      set(page, 220, top + 20 * row, "Polisen");
    }
    for (const double x : {56.0, 216.0, 420.0}) page.rules.push_back({{x, top - 4, x + 1, top + 56}});
  }
  for (const double x : {40.0, 560.0}) page.rules.push_back({{x, 40, x + 1, 400}});  // a frame round the page
  set(page, 60, 172, "Mellan tabellerna står det en rad som hör till ingen av dem.");
  const std::vector<std::string> blocks = arranged(page);
  ASSERT_EQ(blocks.size(), 7U);
  EXPECT_EQ(blocks[3], "P Mellan tabellerna står det en rad som hör till ingen av dem.");
}

TEST(Arrange, WordsWithoutBoxesAreKept) {
  Page page = empty_page();
  Line line;
  line.words.resize(2);
  line.words[0].raw = "utan";
  line.words[1].raw = "plats";
  page.lines.push_back(line);
  EXPECT_THAT(arranged(page), ElementsAre("P utan plats"));
}

TEST(Arrange, LinesOfMarkedUpParagraphs) {
  Page page;
  Block block;
  block.cells.emplace_back();
  for (const char* text : {"Vi lovar att:", "- gå runt", "- laga lampor"}) {
    Line& line = block.cells[0].lines.emplace_back();
    std::istringstream words(text);
    for (std::string word; words >> word;) line.words.emplace_back().raw = word;
  }
  page.blocks.push_back(block);
  EXPECT_THAT(arranged(page), ElementsAre("P Vi lovar att:", "L0 - gå runt", "L0 - laga lampor"));
}

TEST(DropRunningHeads, KeepsTheFirst) {
  std::vector<Page> pages;
  for (int i = 1; i <= 3; ++i) {
    Page page = empty_page();
    page.number = i;
    set(page, 60, 30, "Samverkan i Kalix " + std::to_string(i) + " av 3");
    set_lines(
        page, 60, 80,
        {"Sidan har en text som är lång nog för ett stycke, den " + std::string(static_cast<std::size_t>(i), 'x')});
    set(page, 300, 810, std::to_string(i));
    layout::arrange(page);
    pages.push_back(page);
  }
  layout::drop_running_heads(pages);
  EXPECT_THAT(described(pages[0].blocks), ElementsAre("F Samverkan i Kalix 1 av 3", testing::StartsWith("P Sidan")));
  EXPECT_THAT(described(pages[1].blocks), ElementsAre(testing::StartsWith("P Sidan")));
}

TEST(DropRunningHeads, LeavesHeadingsThatComeBack) {
  std::vector<Page> pages;
  for (int i = 1; i <= 3; ++i) {
    Page page = empty_page();
    page.number = i;
    const double y = 60.0 + 40.0 * i;  // each at a height of its own
    set(page, 60, y, "Fokusområde " + std::to_string(i), 14);
    set_lines(page, 60, y + 30, {"Här står det vad vi ska göra i det området under året."});
    layout::arrange(page);
    pages.push_back(page);
  }
  const std::vector<Page> before = pages;
  layout::drop_running_heads(pages);
  EXPECT_EQ(pages, before);
}

TEST(DropRunningHeads, OfPagesWithoutGeometry) {
  std::vector<Page> pages = layout::pages_from_text(
      "Samverkan i Kalix\n\nEn text om saken.\n\n1\fSamverkan i Kalix\n\nMer text om saken.\n\n2");
  layout::drop_running_heads(pages);
  EXPECT_THAT(described(pages[0].blocks), ElementsAre("H1 Samverkan i Kalix", "P En text om saken."));
  EXPECT_THAT(described(pages[1].blocks), ElementsAre("P Mer text om saken."));
}

}  // namespace
}  // namespace atagande
