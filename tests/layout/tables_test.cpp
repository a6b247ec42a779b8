// Pages with tables as poor scans give them. All pages are invented.
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
  return described(page.blocks);
}

// Rows of two lines each, from `y` on.
void set_rows(Page& page, double y) {
  for (const auto& [number, task, more, who, when] :
       {std::tuple("1", "Gå runt i centrum och i parken", "varje kväll.", "Polisen", "Hela året"),
        {"2", "Laga lampor vid alla vägar", "i byn.", "Kommunen", "Senast i maj 2024"},
        {"3", "Ordna möten för dem som vill", "vara med.", "Kommunen", "Varje höst"},
        {"4", "Svara den som frågar på en", "vecka.", "Polisen", "Hela året"}}) {
    set(page, 50, y, number);
    set(page, 70, y, task);
    set(page, 70, y + 12.5, more);
    set(page, 260, y, who);
    set(page, 360, y, when);
    y += 35;
  }
}

// A page's head and a title, the rows of a plan under them.
Page plan_with_a_head() {
  Page page = empty_page();
  set(page, 50, 40, "Polisen");
  set(page, 400, 40, "Byns kommun");
  set(page, 50, 62, "Plan för trygga vägar i byn", 18);
  set_rows(page, 100);
  return page;
}

// The gutter between a page's head and the last column goes on through the title.
TEST(Tables, UnderAHeadAndATitleThatCrossTheirColumns) {
  Page page = plan_with_a_head();
  EXPECT_THAT(arranged(page), ElementsAre("P Polisen", "P Byns kommun", "H1 Plan för trygga vägar i byn",
                                          "R* 1 | Gå runt i centrum och i parken varje kväll. | Polisen | Hela året",
                                          "R 2 | Laga lampor vid alla vägar i byn. | Kommunen | Senast i maj 2024",
                                          "R 3 | Ordna möten för dem som vill vara med. | Kommunen | Varje höst",
                                          "R 4 | Svara den som frågar på en vecka. | Polisen | Hela året"));
}

// The first row's number was not read, and dirt stands between two rows.
TEST(Tables, AColumnThatBeginsLaterAndDirtBetweenRows) {
  Page page = plan_with_a_head();
  std::erase_if(page.lines, [](const Line& line) { return line.words.front().raw == "1"; });
  Word& dirt = page.lines.emplace_back().words.emplace_back();
  dirt.raw = "'";
  dirt.box = {240, 126, 241, 134};
  dirt.confidence = 0.05;
  EXPECT_THAT(arranged(page), ElementsAre("P Polisen", "P Byns kommun", "H1 Plan för trygga vägar i byn",
                                          "R | Gå runt i centrum och i parken varje kväll. | Polisen | Hela året",
                                          "R 2 | Laga lampor vid alla vägar i byn. | Kommunen | Senast i maj 2024",
                                          "R 3 | Ordna möten för dem som vill vara med. | Kommunen | Varje höst",
                                          "R 4 | Svara den som frågar på en vecka. | Polisen | Hela året", "F '"));
}

// Signs that a recogniser made of a torn rule begin no rows.
TEST(Tables, SignsBetweenLinesBeginNoRows) {
  Page page = empty_page();
  set(page, 50, 60, "Det här ska vi göra tillsammans under året och det här är vi ense om.");
  set_rows(page, 100);
  for (const double y : {112.0, 147.0, 182.0, 217.0}) {
    Word& sign = page.lines.emplace_back().words.emplace_back();
    sign.raw = "—";
    sign.box = {70, y - 0.4, 76, y};
    sign.confidence = 0.7;
  }
  int rows = 0;
  for (const std::string& block : arranged(page)) rows += block.front() == 'R' ? 1 : 0;
  EXPECT_EQ(rows, 4);
}

// Rules on a dark ground are not found; the head of the table is that of its columns all the same.
TEST(Tables, RulesThatBeginUnderTheHead) {
  Page page = empty_page();
  set(page, 50, 60, "Det här ska vi göra tillsammans under året och det här är vi ense om.");
  for (const auto& [x, name] : {std::pair(50.0, "Nr"), {70.0, "Vad"}, {260.0, "Vem"}, {360.0, "När"}})
    set(page, x, 82, name);
  set_rows(page, 100);
  for (const double x : {46.0, 66.0, 256.0, 356.0, 470.0}) page.rules.push_back({{x, 97, x + 1, 240}});
  EXPECT_THAT(arranged(page), ElementsAre("P Det här ska vi göra tillsammans under året och det här är vi ense om.",
                                          "R* Nr | Vad | Vem | När",
                                          "R 1 | Gå runt i centrum och i parken varje kväll. | Polisen | Hela året",
                                          "R 2 | Laga lampor vid alla vägar i byn. | Kommunen | Senast i maj 2024",
                                          "R 3 | Ordna möten för dem som vill vara med. | Kommunen | Varje höst",
                                          "R 4 | Svara den som frågar på en vecka. | Polisen | Hela året"));
}

// Spaces are as wide as the type is large; columns are not what stands between them.
TEST(Tables, WordsOfALargeTitleAreNoColumns) {
  Page page = empty_page();
  set(page, 50, 300, "Löften & åren", 32);
  set(page, 50, 350, "Byns kommun");
  set(page, 50, 380, "Antagen");
  set(page, 50, 720, "Nummer 12 av det som vi har gjort", 8);
  EXPECT_THAT(arranged(page),
              ElementsAre("H1 Löften & åren", "P Byns kommun", "P Antagen", "P Nummer 12 av det som vi har gjort"));
}

}  // namespace
}  // namespace atagande
