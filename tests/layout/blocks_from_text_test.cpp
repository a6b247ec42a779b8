// All texts are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "describe.h"
#include "layout/layout.h"

namespace atagande {
namespace {

struct Case {
  std::string name;
  std::string text;
  std::vector<std::string> blocks;
};

class BlocksFromText : public testing::TestWithParam<Case> {};

TEST_P(BlocksFromText, AreAsExpected) {
  EXPECT_THAT(described(layout::blocks_from_text(GetParam().text)), testing::ElementsAreArray(GetParam().blocks));
}

INSTANTIATE_TEST_SUITE_P(
    Forms, BlocksFromText,
    testing::Values(
        Case{"Nothing", "", {}}, Case{"OnlySpace", " \n\t\n\xC2\xA0\n", {}},
        Case{"HeadingParagraphList",
             "Löften för Kalix\n\nUnder året lovar vi att:\n\n• gå runt i centrum\n• laga lampor\n",
             {"H1 Löften för Kalix", "P Under året lovar vi att:", "L0 • gå runt i centrum", "L0 • laga lampor"}},
        Case{"LinesOfAPageAreJoined",
             "Vi som bor och arbetar här ska kunna lita\npå att det finns någon som lyssnar och som\nsvarar när vi "
             "ringer.\n\nEtt annat stycke står för sig självt och är\nockså brutet.\n",
             {"P Vi som bor och arbetar här ska kunna lita på att det finns någon som lyssnar och som svarar när vi "
              "ringer.",
              "P Ett annat stycke står för sig självt och är också brutet."}},
        Case{"LinesOfTheWriterStayApart",
             "Det här lovar vi de boende:\nVi städar torget innan butikerna öppnar varje morgon under hela året som "
             "kommer, även på helgdagar.\nVi svarar.\n",
             {"P Det här lovar vi de boende:",
              "P Vi städar torget innan butikerna öppnar varje morgon under hela året som kommer, även på helgdagar.",
              "P Vi svarar."}},
        Case{"LinesThatOpenAlikeBehindCommasAreItems",
             "Vi lovar\n\natt gå runt i parken,\natt laga lampor,\natt svara på frågor.\n",
             {"H1 Vi lovar", "L0  att gå runt i parken,", "L0  att laga lampor,", "L0  att svara på frågor."}},
        Case{"AFewLongLinesDoNotHideThatTheOthersAreWrapped",
             "Samarbetet i kommunen har pågått sedan\nmånga år och har betytt mycket för dem som\nbor, arbetar eller "
             "går i skola här och där.\n\nDe flesta inbrott i kommunen sker i\nhamnen. Där ska lamporna lagas i "
             "vår.\n\nDenna enda rad är däremot längre än alla de andra raderna här.\n",
             {"P Samarbetet i kommunen har pågått sedan många år och har betytt mycket för dem som bor, arbetar eller "
              "går i skola här och där.",
              "P De flesta inbrott i kommunen sker i hamnen. Där ska lamporna lagas i vår.",
              "P Denna enda rad är däremot längre än alla de andra raderna här."}},
        Case{"ARowWithoutItsFirstCell",
             "Åtgärder | Lampor i parken\n | Staket vid ån\n",
             {"R* Åtgärder | Lampor i parken", "R | Staket vid ån"}},
        Case{"LinesUnderAnItemsTextAreTheItems",
             "Polisen lovar att:\n\n- finnas till fots i Norrviken och\n  Söderviken på sommaren\n- svara på frågor\n",
             {"P Polisen lovar att:", "L0 - finnas till fots i Norrviken och Söderviken på sommaren",
              "L0 - svara på frågor"}},
        Case{"ALabelBeginsALineOfItsOwn",
             "Samverkan i Eda under perioden 2016\n\nInformation till hyresvärdar om lås\nAnsvar: Polisen\nTid: Hösten "
             "2016\n",
             {"P Samverkan i Eda under perioden 2016", "P Information till hyresvärdar om lås", "P Ansvar: Polisen",
              "P Tid: Hösten 2016"}},
        Case{"WrappedItems",
             "Vi ska under de kommande två åren tillsammans:\n\n• bygga om gångvägen mellan skolan och sta-\n  tionen "
             "så att den syns\n• ordna två möten\n",
             {"P Vi ska under de kommande två åren tillsammans:",
              "L0 • bygga om gångvägen mellan skolan och sta- tionen så att den syns", "L0 • ordna två möten"}},
        Case{"MarksMisreadByARecogniser",
             "Kommunen lovar att:\ne sanda ut brev till alla\n¢ ordna moten om hosten\n« laga lampor\n",
             {"P Kommunen lovar att:", "L0 • sanda ut brev till alla", "L0 • ordna moten om hosten",
              "L0 • laga lampor"}},
        Case{"ALetterThatIsAWordIsNoMark",
             "Det finns i dag två skolor för de yngsta barnen\ni byn, och det har länge funnits en till skola\nå andra "
             "sidan om ån, som\ni dag är stängd.\n",
             {"P Det finns i dag två skolor för de yngsta barnen i byn, och det har länge funnits en till skola å "
              "andra sidan om ån, som i dag är stängd."}},
        Case{"NumberedWithNested",
             "1. Vi syns ute\n   o Vi går på torget varje vecka.\n   o Vi besöker skolan.\n\n2. Vi lyssnar\n   o Vi "
             "ordnar möten.\n",
             {"L0 1. Vi syns ute", "L1 o Vi går på torget varje vecka.", "L1 o Vi besöker skolan.", "L0 2. Vi lyssnar",
              "L1 o Vi ordnar möten."}},
        Case{"NumberedHeadings",
             "1. Bakgrund\n\nDet har varit oroligt vid stationen en längre tid.\n\n2. Syfte\n\nVi vill att fler "
             "vågar gå hem.\n",
             {"H2 1. Bakgrund", "P Det har varit oroligt vid stationen en längre tid.", "H2 2. Syfte",
              "P Vi vill att fler vågar gå hem."}},
        Case{
            "ANumberInsideAParagraphIsNoMark",
            "De flesta som svarade på enkäten går i årskurs 6 och\n7. Vi besöker båda klasserna en gång varje termin "
            "och\nberättar då vad som händer i skolan och på fritiden\nunder resten av året.\n",
            {"P De flesta som svarade på enkäten går i årskurs 6 och 7. Vi besöker båda klasserna en gång varje termin "
             "och berättar då vad som händer i skolan och på fritiden under resten av året."}},
        Case{"Lettered", "Ordningen är:\na) fråga\nb) svara\n", {"P Ordningen är:", "L0 a) fråga", "L0 b) svara"}},
        Case{"LetteredWithFullStops",
             "Ordningen är:\na. fråga\nb. svara\n",
             {"P Ordningen är:", "L0 a. fråga", "L0 b. svara"}},
        Case{"ADashOpensWhatSomebodySays",
             "Så sa de.\n\n– Vi är glada, säger Eva.\n\nDet var allt.\n",
             {"P Så sa de.", "P – Vi är glada, säger Eva.", "P Det var allt."}},
        Case{"DashesInARow",
             "Läget\n\n– Fler stölder.\n– Färre besökare.\n",
             {"H1 Läget", "L0 – Fler stölder.", "L0 – Färre besökare."}},
        Case{"Table",
             "Vad | Vem | När\nGå runt | Polisen | Varje vecka\nLaga | | Maj\n",
             {"R* Vad | Vem | När", "R Gå runt | Polisen | Varje vecka", "R Laga | | Maj"}},
        Case{"TableOfMarkdown", "| Vad | Vem |\n|-----|-----|\n| Gå | Vi |\n", {"R* Vad | Vem", "R Gå | Vi"}},
        Case{"TableOfTabs", "Vad\tVem\nGå\tVi\nSe\tDu\n", {"R* Vad | Vem", "R Gå | Vi", "R Se | Du"}},
        Case{"Markdown",
             "# Titel\n\n## Del\n\n**Viktigt** att veta är detta.\n\n**Löften**\n\n* ett\n* två\n",
             {"H1 Titel", "H2 Del", "P Viktigt att veta är detta.", "H2 Löften", "L0 * ett", "L0 * två"}},
        Case{"UnderlinedHeading", "Titel\n=====\n\nText om saken.\n", {"H1 Titel", "P Text om saken."}},
        Case{"Contents",
             "Innehåll\n\n1. Bakgrund ........ 2\n2. Löften .......... 3\n",
             {"H1 Innehåll", "F 1. Bakgrund ........ 2", "F 2. Löften .......... 3"}},
        Case{"TableOfSpaces",
             "Lugna gator\n\n"
             "Aktivitet                       Mål             Ansvarig   När\n"
             "Mätningar av fart vid skolorna  Lägre fart      Polisen    Varje vecka\n"
             "Nya övergångsställen vid        Säkrare väg     Kommunen   Maj\n"
             "skolan och torget\n"
             "Prat med förare                                 Polisen    I juni\n\n"
             "Planen följs upp varje höst.\n",
             {"H1 Lugna gator", "R* Aktivitet | Mål | Ansvarig | När",
              "R Mätningar av fart vid skolorna | Lägre fart | Polisen | Varje vecka",
              "R Nya övergångsställen vid skolan och torget | Säkrare väg | Kommunen | Maj",
              "R Prat med förare | | Polisen | I juni", "P Planen följs upp varje höst."}},
        Case{"ThreeWhoSignAreNoTable",
             "Vi skriver under.\n\n"
             "Kommunen            Polisen             Regionen\n"
             "Eva Ek              Bo Al               Ulla Ask\n"
             "Kommunalråd         Polischef           Direktör\n",
             {"P Vi skriver under.", "P Kommunen", "P Eva Ek", "P Kommunalråd", "P Polisen", "P Bo Al", "P Polischef",
              "P Regionen", "P Ulla Ask", "P Direktör"}},
        Case{"RowsWithoutTheirFirstCellInATableOfSpaces",
             "Område       Åtgärd                         Ansvarig    När\n"
             "Centrum      Patrullera till fots           Polisen     Varje fredag\n"
             "             Sätta upp nya lampor           Kommunen    Maj 2025\n"
             "Skolan       Besöka alla klasser i sexan    Polisen     Hösten 2025\n"
             "             Ordna två föräldramöten        Kommunen    September 2025\n",
             {"R* Område | Åtgärd | Ansvarig | När", "R Centrum | Patrullera till fots | Polisen | Varje fredag",
              "R | Sätta upp nya lampor | Kommunen | Maj 2025",
              "R Skolan | Besöka alla klasser i sexan | Polisen | Hösten 2025",
              "R | Ordna två föräldramöten | Kommunen | September 2025"}},
        Case{"ThreeWhoSignWithPlaceAndDateAreNoTable",
             "Kommunen            Polisen             Regionen\n"
             "Eda den 3 maj 2025  Eda den 3 maj 2025  Eda den 4 maj 2025\n"
             "Eva Ek              Bo Al               Ulla Ask\n"
             "Kommunalråd         Polischef           Direktör\n",
             {"P Kommunen", "P Eda den 3 maj 2025", "P Eva Ek", "P Kommunalråd", "P Polisen", "P Eda den 3 maj 2025",
              "P Bo Al", "P Polischef", "P Regionen", "P Eda den 4 maj 2025", "P Ulla Ask", "P Direktör"}},
        Case{"SignaturesInColumns",
             "Vi skriver under.\n\nEva Ek              Bo Al\nKommunalråd         Polischef\n                    Norra "
             "området\n",
             {"P Vi skriver under.", "P Eva Ek", "P Kommunalråd", "P Bo Al", "P Polischef", "P Norra området"}},
        Case{"RunningHeadWithPageNumber",
             "Text som tar slut här.\n\nLöften i Kalix                 Sida 2 (4)\n\nNästa text kommer nu.\n",
             {"P Text som tar slut här.", "F Löften i Kalix", "F Sida 2 (4)", "P Nästa text kommer nu."}},
        Case{"LinesUnderAnItem",
             "• Låsa dörrarna till alla källare.\n  Ansvarig: bolaget\n• Städa.\n  Ansvarig: kommunen\n",
             {"L0 • Låsa dörrarna till alla källare.", "P Ansvarig: bolaget", "L0 • Städa.", "P Ansvarig: kommunen"}},
        Case{"PlaceAndDateIsNoHeading",
             "Vi följer upp löftet varje år.\n\nKalix den 1 mars 2024\n\nEva Ek\nKommunalråd\n",
             {"P Vi följer upp löftet varje år.", "P Kalix den 1 mars 2024", "P Eva Ek", "P Kommunalråd"}},
        Case{"CrLf", "Rubrik\r\n\r\n- ett\r\n- två\r\n", {"H1 Rubrik", "L0 - ett", "L0 - två"}}),
    [](const testing::TestParamInfo<Case>& each) { return each.param.name; });

TEST(PagesFromText, PartAtFormFeeds) {
  const std::vector<Page> pages = layout::pages_from_text("Ett.\fTvå.\f\fFyra.");
  ASSERT_EQ(pages.size(), 4U);
  EXPECT_EQ(pages[1].number, 2);
  EXPECT_THAT(described(pages[1].blocks), testing::ElementsAre("P Två."));
  EXPECT_TRUE(pages[2].blocks.empty());
}

}  // namespace
}  // namespace atagande
