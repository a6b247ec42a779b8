// Whole documents through the project's rules: the inheritance of actor, period and focus area, and what is no promise.
#include "extract/extract.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "layout/layout.h"
#include "rule_files.h"

namespace atagande::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const rules::RuleSet& project_rules() {
  static const rules::RuleSet rules =
      rules::RuleSet::load(test::rule_files(std::string(ATAGANDE_SOURCE_ROOT) + "/rules"));
  return rules;
}

Document document(const std::string& text) {
  Document result = layout::compose({}, layout::pages_from_text(text));
  result.language = "sv";
  return result;
}

std::vector<std::string> commitments(const Findings& findings) {
  std::vector<std::string> result;
  for (const Commitment& commitment : findings.commitments) result.push_back(commitment.text);
  return result;
}

constexpr const char* promise_page = R"(Medborgarlöfte 2024–2026 Sollefteå kommun

Medborgarlöftet ska:

• öka tryggheten
• minska brotten.

Trafiken vid skolan

Många kör för fort förbi skolan.

Polisen lovar att:

• kontrollera hastigheten minst två gånger per termin
• Kommunen ska måla nya övergångsställen senast den 31 maj 2025.

Effekt

Alla ska känna sig trygga.

Uppföljning

Löftet följs upp en gång per år.

Sollefteå den 3 januari 2024

Anna Andersson
Lokalpolisområdeschef

Bo Berg
Kommunstyrelsens ordförande
)";

// Texts of the shapes that pages come in, each with what is promised in it.
struct Shape {
  const char* name;
  const char* text;
  std::vector<std::string> promised;
};

class Shapes : public testing::TestWithParam<Shape> {};

TEST_P(Shapes, Commitments) {
  const Document page = document(GetParam().text);
  EXPECT_EQ(commitments(extract(page, project_rules())), GetParam().promised);
}

INSTANTIATE_TEST_SUITE_P(
    Invented, Shapes,
    testing::Values(
        Shape{"clauses",
              "Medborgarlöften 2022 Eda kommun\n\nUnder våren ska polisen gå genom hamnen varje fredag och "
              "kommunen ska tända lampor i parken.\n",
              {"Under våren ska polisen gå genom hamnen varje fredag", "kommunen ska tända lampor i parken."}},
        Shape{"clauses_of_a_list",
              "Medborgarlöfte 2021 – Eda kommun och Polisen\n\nFöljande löften ges:\n\natt polisen "
              "går genom hamnen varje fredag, att kommunen tänder lampor i parken, samt\natt "
              "parterna träffas varje månad.\n",
              {"att polisen går genom hamnen varje fredag", "att kommunen tänder lampor i parken",
               "att parterna träffas varje månad."}},
        Shape{
            "takes_on",
            "Tryggare Eda 2023–2025\nMedborgarlöfte\n\nPOLISEN TAR ANSVAR FÖR\n\n– synliga patruller i "
            "hamnen\n– minst tio kontroller på vägarna\n\nFÖRENINGEN BIDRAR MED\n\n– kaffe åt vandrare\n– reflexer åt "
            "barn\n",
            {"synliga patruller i hamnen", "minst tio kontroller på vägarna", "kaffe åt vandrare", "reflexer åt barn"}},
        Shape{"numbered_lines",
              "Handlingsplan 2020 Eda kommun\n\nTrafik vid skolor\n\nDetta gör vi:\n1.1 Mätning av fart "
              "vid tre skolor.\n1.2 Polisen delar ut reflexer.\n",
              {"Mätning av fart vid tre skolor.", "Polisen delar ut reflexer."}},
        Shape{"collapsed_table",
              "Åtgärdsplan 2020 Eda kommun\n\nProblem\nÅtgärd\nAnsvarig\nNär\n\nDet är mörkt vid "
              "hamnen.\nNya lampor längs kajen.\nKommunen\nMars\n\nMånga kör för fort.\nMätning av "
              "fart varje månad.\nPolisen\nApril\n",
              {"Nya lampor längs kajen.", "Mätning av fart varje månad."}},
        Shape{"clauses_with_numbers_of_three_parts",
              "Samverkansöverenskommelse mellan Eda kommun och Polisen\n\n2. Parternas åtaganden\n\n2.1 Hamnen\n\n"
              "2.1.1 Polisen ska gå genom hamnen varje fredag.\n\n2.1.2 Kommunen bekostar lampor längs kajen.\n",
              {"Polisen ska gå genom hamnen varje fredag.", "Kommunen bekostar lampor längs kajen."}},
        Shape{"lines_that_open_alike",
              "Medborgarlöfte 2021 – Eda kommun och Polisen\n\nPolisen och kommunen lovar\n\natt gå genom hamnen varje "
              "fredag,\natt tända lampor i parken.\n",
              {"att gå genom hamnen varje fredag,", "att tända lampor i parken."}},
        Shape{"prose_that_wraps_behind_commas",
              "Medborgarlöfte 2024 Eda kommun\n\nPolisen lovar att gå ut varje fredag kväll i hamnen och på torget i "
              "Eda,\nsom är den plats där flest är otrygga, och att tala med dem som rör sig där,\nsom ofta är unga "
              "under arton år.\n",
              {"Polisen lovar att gå ut varje fredag kväll i hamnen och på torget i Eda, som är den plats där flest är "
               "otrygga, och att tala med dem som rör sig där, som ofta är unga under arton år."}},
        Shape{"amounts_and_times_are_no_numbers_of_clauses",
              "Medborgarlöfte 2024 Eda kommun\n\n2.5 miljoner kronor ska kommunen avsätta för lampor.\n\n18.30 ska "
              "polisen gå genom hamnen varje fredag.\n",
              {"2.5 miljoner kronor ska kommunen avsätta för lampor.",
               "18.30 ska polisen gå genom hamnen varje fredag."}},
        Shape{
            "a_promise_with_words_of_a_meeting",
            "Samverkan för ett tryggare Eda 2024–2026\n\nKommunen och polisen är överens om dessa åtaganden.\n\nPunkt "
            "1. Polisen ska gå genom hamnen varje fredag.\n\nOrdförande: utses av kommunen. Nästa möte hålls i "
            "mars.\n",
            {"Polisen ska gå genom hamnen varje fredag."}},
        Shape{"a_promise_under_a_greeting",
              "Välkommen till ett tryggare Eda!\n\nPolisen och kommunen lovar under 2024 att:\n\n- gå genom hamnen "
              "varje fredag\n",
              {"gå genom hamnen varje fredag"}},
        Shape{"behind_a_turned_table",
              "Åtgärdsplan 2020 Eda kommun\n\nProblem 1 | Mörkt i hamnen\nOrsak | Lampor saknas.\nMål | Fler går "
              "ut.\nÅtgärder | Kommunen sätter upp lampor längs kajen.\n\nPolisen ska gå genom hamnen varje fredag.\n",
              {"Kommunen sätter upp lampor längs kajen.", "Polisen ska gå genom hamnen varje fredag."}},
        Shape{"turned_table",
              "Åtgärdsplan 2020 Eda kommun\n\nProblem 1 | Mörkt i hamnen\nOrsak | Lampor saknas.\nMål | Fler går "
              "ut.\nÅtgärder | Kommunen sätter upp lampor längs kajen.\n | Polisen går genom hamnen varje "
              "fredag.\nUppföljning | I december.\n",
              {"Kommunen sätter upp lampor längs kajen.", "Polisen går genom hamnen varje fredag."}},
        Shape{"numbered_deeds",
              "Åtgärdsplan för ett tryggt Eda\n\nÅtgärd 1\nUtbilda personalen på biblioteket.\nAnsvar: "
              "Kultur- och fritidsnämnden\nTidplan: Våren 2025\n\nÅtgärd 2\nMöten med boende varje "
              "höst.\nAnsvar: Polisen\n",
              {"Utbilda personalen på biblioteket.", "Möten med boende varje höst."}},
        Shape{"labelled_deeds",
              "Handlingsplan Eda kommun 2023\n\nAktivitet 1: Belysning\nVad: Byta lampor i tunneln\nVem: "
              "Gatuenheten\nNär: Klart 30/9\n\nAktivitet 2: Möten\nVad: Träffa unga en gång i "
              "månaden\nVem: Polisen\nNär: Höstterminen\n",
              {"Byta lampor i tunneln", "Träffa unga en gång i månaden"}},
        Shape{"lettered_with_full_stops",
              "Överenskommelse om samverkan i Eda kommun\n\nParterna åtar sig att:\n\na. ta fram en lägesbild\nb. "
              "hålla möten var fjortonde dag\n",
              {"ta fram en lägesbild", "hålla möten var fjortonde dag"}},
        Shape{
            "after_results",
            "Uppföljning av medborgarlöften 2022 i Eda\n\nLöfte 1. Polisen ska göra 40 kontroller\n\n52 kontroller "
            "har gjorts.\n\nVad händer nu?\n\nUnder våren tar parterna fram nya medborgarlöften. Polisen kommer att ta "
            "igen de inställda besöken.\n",
            {"Polisen kommer att ta igen de inställda besöken."}},
        Shape{
            "method", "Medborgarlöften – vad är det?\n\nPolisen och kommunen ska prata med minst 300 personer.\n", {}},
        Shape{"not_promised",
              "Medborgarlöften 2022 Eda kommun\n\nPolisen lovar att svara varje dag. Vi lovar inget om "
              "parkering.\n",
              {"Polisen lovar att svara varje dag."}}),
    [](const auto& shape) { return std::string(shape.param.name); });

TEST(Extract, DeedsHaveTheirLines) {
  const Document page = document(
      "Åtgärdsplan för ett tryggt Eda\n\nÅtgärd 1\nUtbilda personalen på biblioteket.\nAnsvar: Polisen\nTidplan: "
      "Våren 2025\n");
  const Findings findings = extract(page, project_rules());
  ASSERT_EQ(findings.commitments.size(), 1u);
  EXPECT_EQ(findings.commitments[0].actor, Actor::police);
  ASSERT_TRUE(findings.commitments[0].deadline);
  EXPECT_EQ(findings.commitments[0].deadline->text, "Våren 2025");
}

struct WhoPromises {
  const char* name;
  const char* text;
  std::vector<std::pair<Actor, std::string>> promises;
};

class LinesOfLists : public testing::TestWithParam<WhoPromises> {};

TEST_P(LinesOfLists, SayWhoActs) {
  std::vector<std::pair<Actor, std::string>> found;
  for (const Commitment& commitment : extract(document(GetParam().text), project_rules()).commitments) {
    found.emplace_back(commitment.actor, commitment.text);
  }
  EXPECT_EQ(found, GetParam().promises);
}

INSTANTIATE_TEST_SUITE_P(
    Extract, LinesOfLists,
    testing::Values(
        WhoPromises{
            "under_a_list_of_all_of_it",
            "Samverkansöverenskommelse 2013–2014 mellan Eda kommun och Polisen\n\n1. Skadegörelse\n\nÅtgärder\n- "
            "All skadegörelse anmäls nästa dag\n- Klotter saneras inom 24 timmar\n\nAnsvar: Eda kommun\n\n2. "
            "Trygghet\n\nÅtgärder\n- Fotpatrull vid stationen varje fredag\n- Kvällspass i hamnen\n\nAnsvar: "
            "Polisen.\n",
            {{Actor::municipality, "All skadegörelse anmäls nästa dag"},
             {Actor::municipality, "Klotter saneras inom 24 timmar"},
             {Actor::police, "Fotpatrull vid stationen varje fredag"},
             {Actor::police, "Kvällspass i hamnen"}}},
        WhoPromises{"under_an_item_of_that_one",
                    "Handlingsplan 2013 för Eda kommun och Polisen\n\nÅtgärder\n- Klotter saneras inom 24 "
                    "timmar\nAnsvarig: Eda kommun\n- Fotpatrull vid stationen varje fredag\nAnsvarig: Polisen\n",
                    {{Actor::municipality, "Klotter saneras inom 24 timmar"},
                     {Actor::police, "Fotpatrull vid stationen varje fredag"}}},
        WhoPromises{
            "under_what_has_no_mark",
            "Samverkansöverenskommelse 2016–2018 mellan Eda kommun och Polisen\n\nSärskilda insatser under "
            "perioden\n\nInformation till hyresvärdar om lås\nAnsvar: Polisen\nTid: Hösten 2016\n\nUtbildning i "
            "tecken och symtom för personal\nAnsvar: Eda kommun\nTid: Våren 2017\n",
            {{Actor::police, "Information till hyresvärdar om lås"},
             {Actor::municipality, "Utbildning i tecken och symtom för personal"}}}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Extract, AHeadingUnderAListStaysOne) {
  const Findings findings = extract(
      document("Medborgarlöfte 2024 Eda kommun\n\nMål: Minskad skadegörelse\n\nPolisen och kommunen lovar att:\n- gå "
               "genom parken varje kväll\n- sanera klotter\n\nMål: Ökad trafiksäkerhet\n\nPolisen ska genomföra tio "
               "hastighetskontroller under 2024.\n"),
      project_rules());
  ASSERT_EQ(findings.commitments.size(), 3u);
  EXPECT_NE(findings.commitments[2].focus_area, findings.commitments[0].focus_area);
}

TEST(Extract, LabelledLinesAreRows) {
  const Findings findings = extract(
      document("Åtgärdsplan för trygghet i Eda 2023\n\nTryggare centrum\n\nÅtgärd: Måla om tunneln\nAnsvarig: "
               "Kommunen\nNär: Senast i maj 2023\n\nÅtgärd: Patrullera till fots\nAnsvarig: Polisen\nNär: Varje "
               "fredag\n"),
      project_rules());
  ASSERT_THAT(commitments(findings), ElementsAre("Måla om tunneln", "Patrullera till fots"));
  EXPECT_EQ(findings.commitments[0].actor, Actor::municipality);
  ASSERT_TRUE(findings.commitments[0].deadline);
  EXPECT_EQ(findings.commitments[1].actor, Actor::police);
  ASSERT_TRUE(findings.commitments[1].frequency);
  EXPECT_EQ(findings.commitments[1].frequency->text, "Varje fredag");
}

TEST(Extract, SpecksBehindTheNameOfAColumn) {
  const Findings findings = extract(
      document("Åtgärdsplan 2025 Eda kommun\n\nOrsak | Åtgärd . | Ansvarig | När\nMörkt i tunneln | Nya lampor i "
               "tunneln | Kommunen | Mars\nFå vuxna ute | Ordningsvakter | Kommunen | Maj\n"),
      project_rules());
  EXPECT_THAT(commitments(findings), ElementsAre("Nya lampor i tunneln", "Ordningsvakter"));
}

TEST(Extract, TheNoticeOfAnEventIsNoRow) {
  const Findings findings =
      extract(document("Medborgarlöfte 2025 Eda kommun\n\nVälkommen\n\nVad: Öppet hus på stationen\nNär: 14 mars kl. "
                       "18\nPlats: Stationen\n\nPolisen lovar att svara varje dag.\n"),
              project_rules());
  EXPECT_THAT(commitments(findings), ElementsAre("Polisen lovar att svara varje dag."));
}

TEST(Extract, ATurnedTablesFirstRowNamesTheArea) {
  const Findings findings =
      extract(document("Åtgärdsplan 2020 Eda kommun\n\nProblem 1 | Mörkt i hamnen\nOrsak | Lampor "
                       "saknas.\nMål | Fler går ut.\nÅtgärder | Nya lampor längs kajen.\nAnsvar "
                       "| Kommunen\nUppföljning | I december.\n"),
              project_rules());
  ASSERT_EQ(findings.commitments.size(), 1U);
  EXPECT_EQ(findings.commitments[0].actor, Actor::municipality);
  ASSERT_EQ(findings.focus_areas.size(), 1U);
  EXPECT_EQ(findings.focus_areas[0].name, "Mörkt i hamnen");
}

TEST(Extract, APartysLettersAreNoOrganisation) {
  const Findings findings =
      extract(document("Medborgarlöfte 2024 Eda kommun\n\nPolisen lovar att gå genom hamnen varje fredag.\n\nEda den 3 "
                       "januari 2024\n\nAnna Andersson\nKommunstyrelsens ordförande (S)\n"),
              project_rules());
  ASSERT_EQ(findings.signatories.size(), 1U);
  EXPECT_EQ(findings.signatories[0].title, "Kommunstyrelsens ordförande");
  EXPECT_EQ(findings.signatories[0].organisation, "Eda kommun");
}

TEST(Extract, LinesInCapitalsAreHeadings) {
  const Document page = document(
      "Medborgarlöften 2022 Eda kommun\n\nTRAFIK\nPolisen kommer\n• mäta farten varje vecka\n\nNARKOTIKA\nPolisen "
      "kommer\n• besöka skolan\n");
  const Findings findings = extract(page, project_rules());
  ASSERT_EQ(findings.focus_areas.size(), 2u);
  EXPECT_EQ(findings.focus_areas[0].name, "TRAFIK");
  ASSERT_EQ(findings.commitments.size(), 2u);
  EXPECT_EQ(findings.commitments[1].focus_area, findings.focus_areas[1].id);
}

TEST(Extract, AnEnumerationWithCommasKeepsItsPairs) {
  const Document page = document(
      "Ett löfte till dig i Eda\n\nVi har bestämt oss för att arbeta extra med ungdomar och droger, trafik och "
      "bedrägerier mot äldre. Polisen lovar att besöka skolan varje vecka.\n");
  std::vector<std::string> names;
  for (const FocusArea& area : extract(page, project_rules()).focus_areas) names.push_back(area.name);
  EXPECT_THAT(names, ElementsAre("ungdomar och droger", "trafik", "bedrägerier mot äldre"));
}

TEST(Extract, TitlesAreWholeLines) {
  const auto title = [](const std::string& text) { return extract(document(text), project_rules()).title; };
  EXPECT_EQ(
      title("Samverkansöverenskommelse mellan Eda kommun och Polismyndigheten 2024–2027\n\n1 Bakgrund\n\nKommunen "
            "och polisen har länge samverkat.\n"),
      "Samverkansöverenskommelse mellan Eda kommun och Polismyndigheten 2024–2027");
  EXPECT_EQ(title("Start / Om oss / Medborgarlöften\n\nMedborgarlöften i Eda\n\nPolisen lovar att:\n\n• mäta farten\n"),
            "Medborgarlöften i Eda");
}

TEST(Extract, OtherWaysOfWritingANameOfTheRegister) {
  const Findings findings =
      extract(document("Medborgarlöften 2022\n\nFalu kommun lovar att:\n\n• måla om\n"), project_rules());
  ASSERT_EQ(findings.municipalities.size(), 1u);
  EXPECT_EQ(findings.municipalities[0].name, "Falun");
}

TEST(Extract, LetterheadIsNoHeading) {
  const Document page = document(
      "Polisen\n\nKommunen\n\nMedborgarlöften 2022 Eda kommun\n\nTrafik\n\nDet gör vi genom att:\n\n• mäta farten\n");
  const Findings findings = extract(page, project_rules());
  ASSERT_EQ(findings.commitments.size(), 1u);
  EXPECT_EQ(findings.commitments[0].actor, Actor::joint);
}

TEST(Extract, LabelsInFrontOfATextLeadItIn) {
  const Document page = document(
      "\u00D6verenskommelse om samverkan i Eda kommun\n\nOmråde A \u2013 Kvällar vid bron\nDet är livligt.\n\n"
      "Gemensamt åtagande: Parterna träffas varje måndag för att fördela arbetet.\n"
      "Kommunens åtagande: Kommunen skall ha två ledare ute. Kommunen skall också hålla fritidsgården öppen.\n"
      "Polisens åtagande: Polisen skall ringa hem samma kväll. Kommunens åtagande: Bättre belysning.\n");
  const Findings findings = extract(page, project_rules());
  EXPECT_THAT(commitments(findings),
              ElementsAre("Parterna träffas varje måndag för att fördela arbetet.", "Kommunen skall ha två ledare ute.",
                          "Kommunen skall också hålla fritidsgården öppen.", "Polisen skall ringa hem samma kväll.",
                          "Bättre belysning."));
  EXPECT_EQ(findings.commitments[0].actor, Actor::joint);
  EXPECT_EQ(findings.commitments[1].actor, Actor::municipality);
  EXPECT_EQ(findings.commitments[3].actor, Actor::police);
  EXPECT_EQ(findings.commitments[4].actor, Actor::municipality);
}

TEST(Extract, WhatAFindingLeadsInEndsAtTheNextHeading) {
  const Document page = document(
      "Samverkansavtal Eda kommun och Polisen 2022\n\nLäget\n\nSamtalen med de boende pekar på följande:\n\nDet är "
      "mörkt "
      "vid bron och många kör för fort genom byn.\n\nTrafik\n\nPolisen skall mäta hastigheter vid skolan.\n");
  EXPECT_THAT(commitments(extract(page, project_rules())), ElementsAre("Polisen skall mäta hastigheter vid skolan."));
}

TEST(Extract, NumberedLinesAreItemsWithWhatIsSaidOfThemBetween) {
  const Document page = document(
      "Medborgarlöfte Eda kommun 2026\n\nLöfte 1 \u2013 Tryggare bro\nDet är mörkt vid bron.\n\n"
      "1.1 Belysningen vid bron ska förstärkas.\nAnsvarig: kommunen\n"
      "1.2 Patrullering till fots vid bron under helgnätter.\nAnsvarig: polisen\n");
  const Findings findings = extract(page, project_rules());
  EXPECT_THAT(commitments(findings),
              ElementsAre("Belysningen vid bron ska förstärkas.", "Patrullering till fots vid bron under helgnätter."));
  ASSERT_EQ(findings.commitments.size(), 2u);
  EXPECT_EQ(findings.commitments[0].actor, Actor::municipality);
  EXPECT_EQ(findings.commitments[1].actor, Actor::police);
  EXPECT_TRUE(findings.commitments[0].quantities.empty());
}

TEST(Extract, PromisePage) {
  const Document page = document(promise_page);
  const Findings findings = extract(page, project_rules());
  EXPECT_EQ(findings.type, DocumentType::citizen_promise);
  ASSERT_EQ(findings.municipalities.size(), 1u);
  EXPECT_EQ(findings.municipalities[0].code, "2283");
  ASSERT_TRUE(findings.period);
  EXPECT_EQ(findings.period->from, "2024-01-01");
  EXPECT_EQ(findings.period->to, "2026-12-31");
  EXPECT_THAT(commitments(findings), ElementsAre("kontrollera hastigheten minst två gånger per termin",
                                                 "Kommunen ska måla nya övergångsställen senast den 31 maj 2025."));
  EXPECT_EQ(findings.commitments[0].actor, Actor::police);
  EXPECT_EQ(findings.commitments[1].actor, Actor::municipality);
  ASSERT_TRUE(findings.commitments[0].frequency);
  EXPECT_EQ(findings.commitments[0].frequency->times, 2.0);
  EXPECT_EQ(findings.commitments[0].frequency->interval, "P6M");
  ASSERT_TRUE(findings.commitments[1].deadline);
  EXPECT_EQ(findings.commitments[1].deadline->to, "2025-05-31");
  ASSERT_EQ(findings.focus_areas.size(), 1u);
  EXPECT_EQ(findings.focus_areas[0].name, "Trafiken vid skolan");
  EXPECT_EQ(findings.commitments[0].focus_area, "f1");
  EXPECT_EQ(findings.follow_up.size(), 1u);
  ASSERT_EQ(findings.signatories.size(), 2u);
  EXPECT_EQ(findings.signatories[1].name, "Bo Berg");
  EXPECT_EQ(findings.signatories[1].role, PartyRole::municipality);
}

// What is promised elsewhere, or was once, is told of: the kind, the period and the results say so.
TEST(Extract, MinutesPromiseNothingAndHaveNoPeriod) {
  const Findings findings =
      extract(document("Minnesanteckningar trygghetsrådet i Eda\n\nNärvarande: Bo Berg, Eva Alm\n\n1. Mötet öppnas\n\n"
                       "Bo hälsade välkommen.\n\n2. Medborgarlöfte 2023\n\nPolisen ska göra de sista kontrollerna i "
                       "december. Eva tar fram ett förslag.\n\n3. Nästa möte\n\nDen 4 maj.\n"),
              project_rules());
  EXPECT_EQ(findings.type, DocumentType::other);
  EXPECT_FALSE(findings.period);
  EXPECT_THAT(commitments(findings), ElementsAre());
}

TEST(Extract, FollowUpTellsResultsAndMayPromiseAnew) {
  const Findings findings = extract(
      document("Uppföljning av medborgarlöfte 2021 i Eda\n\nVad vi lovade och hur det gick\n\nPolisen ska göra "
               "minst tio kontroller vid skolan.\nTolv kontroller har gjorts. Genomfört.\n\nFramåt\n\nUnder 2022 "
               "fortsätter vi att:\n\n• göra kontroller vid skolan\n• bjuda in till samtal\n\nEtt nytt löfte för "
               "2023 tas fram i höst.\n"),
      project_rules());
  EXPECT_EQ(findings.type, DocumentType::follow_up);
  EXPECT_THAT(commitments(findings), ElementsAre("göra kontroller vid skolan", "bjuda in till samtal"));
  ASSERT_EQ(findings.results.size(), 1u);
  EXPECT_EQ(findings.results[0].text, "Tolv kontroller har gjorts.");
}

TEST(Extract, EveryTextIsTheDocumentsAtItsSpan) {
  const Document page = document(promise_page);
  for (const Commitment& commitment : extract(page, project_rules()).commitments) {
    EXPECT_EQ(commitment.text, text::fold_space(page.text.substr(commitment.span.begin, commitment.span.size())));
  }
}

// Another genre: rules alone, no word of C++.
TEST(Extract, MotionsByTheirOwnRules) {
  auto files = test::rule_files(std::string(ATAGANDE_SOURCE_ROOT) + "/rules/motions");
  for (auto& file : test::rule_files(std::string(ATAGANDE_SOURCE_ROOT) + "/rules")) {
    if (file.name == "municipalities.yaml") files.push_back(std::move(file));
  }
  const auto rules = rules::RuleSet::load(files);
  const auto read = [](const std::string& name) {
    return document(test::file_text(std::string(ATAGANDE_TEST_DATA) + "/motions/" + name));
  };
  const Findings list = extract(read("motion-1.txt"), rules);
  EXPECT_THAT(commitments(list), ElementsAre("att kommunen tar fram en cykelplan för hela tätorten.",
                                             "att planen redovisas för kommunfullmäktige senast 2026.",
                                             "att belysningen längs strandpromenaden ses över."));
  EXPECT_EQ(list.commitments.at(1).deadline.value_or(Deadline{}).to, "2026-12-31");
  EXPECT_EQ(list.commitments.at(0).actor, Actor::municipality);
  EXPECT_EQ(list.municipalities.at(0).code, "1497");
  EXPECT_THAT(commitments(extract(read("motion-2.txt"), rules)),
              ElementsAre("Vi föreslår därför att kommunen öppnar en träffpunkt i varje kommundel före 2027."));
  for (const auto& result : rules::run_examples(rules))
    EXPECT_TRUE(result.passed) << result.rule << ": " << result.text << " " << result.message;
}

TEST(Extract, ConfidenceIsWhatItHasTurnedOutToBeWorth) {
  const rules::RuleFile file{"confidence.yaml", "lists:\n  confidence: {\"0.5\": \"0.2\", \"0.9\": \"0.6\"}\n"};
  const auto rules = rules::RuleSet::load({&file, 1});
  EXPECT_DOUBLE_EQ(worth(rules, 0.3), 0.2);
  EXPECT_DOUBLE_EQ(worth(rules, 0.7), 0.4);
  EXPECT_DOUBLE_EQ(worth(rules, 1.0), 0.6);
  const rules::RuleFile silent{"silent.yaml", "lists:\n  other: [a]\n"};
  EXPECT_DOUBLE_EQ(worth(rules::RuleSet::load({&silent, 1}), 0.7), 0.7);
  EXPECT_LT(expected_confidence(0.9, DocumentType::other), expected_confidence(0.9, DocumentType::citizen_promise));
}

TEST(Extract, EmptyAndForeignDocuments) {
  EXPECT_THAT(extract(document(""), project_rules()).commitments, IsEmpty());
  Document foreign = document("We promise to patrol.");
  foreign.language = "en";
  EXPECT_EQ(extract(foreign, project_rules()).diagnostics.size(), 1u);
  const rules::RuleFile english{"english.yaml", "lists:\n  languages: [en]\n"};
  EXPECT_THAT(extract(foreign, rules::RuleSet::load({&english, 1})).diagnostics, IsEmpty());
}

TEST(Extract, ExplainsWhatSpokeAndWhatWasInherited) {
  const auto explanations = explain(document(promise_page), project_rules());
  const auto speed = std::find_if(explanations.begin(), explanations.end(),
                                  [](const Explanation& e) { return e.text.rfind("kontrollera hastigheten", 0) == 0; });
  ASSERT_NE(speed, explanations.end());
  EXPECT_EQ(speed->verdict, "commitment");
  EXPECT_NE(speed->rule.find("commitments.yaml#"), std::string::npos);
  const bool actor_from_lead_in = std::any_of(speed->inherited.begin(), speed->inherited.end(), [](const auto& source) {
    return source.what == "actor" && source.value == "police" && source.quote == "Polisen lovar att:";
  });
  EXPECT_TRUE(actor_from_lead_in) << to_text(explanations);
}

}  // namespace
}  // namespace atagande::extract
