#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "composed.h"
#include "output/output.h"
#include "output/page_text.h"
#include "output/xml.h"

namespace atagande::output {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string words_of(const TextLine& line) {
  std::string text;
  for (const TextWord& word : line.words) text += word.text + (word.space_after ? " " : "");
  return text;
}

TEST(PageTexts, WordsStandInTheirLines) {
  const auto pages = page_texts(testing::composed_document());
  ASSERT_EQ(pages.size(), 2U);
  ASSERT_EQ(pages[0].blocks.size(), 6U);
  const TextCell& paragraph = pages[0].blocks[1].cells.front();
  ASSERT_EQ(paragraph.lines.size(), 2U);
  EXPECT_EQ(words_of(paragraph.lines[0]), "Polisen lovar att öka trygg");
  EXPECT_EQ(words_of(paragraph.lines[1]), "heten på <torget> & orten.");
  EXPECT_EQ(words_of(pages[0].blocks[2].cells.front().lines.front()), "• varje vecka");
  EXPECT_EQ(pages[0].blocks[4].cells.size(), 2U);
  EXPECT_TRUE(pages[0].blocks[4].header);
}

TEST(PageTexts, AWordOverALineBreakIsTwoParts) {
  const auto pages = page_texts(testing::composed_document());
  const TextCell& paragraph = pages[0].blocks[1].cells.front();
  const TextWord& first = paragraph.lines[0].words.back();
  const TextWord& second = paragraph.lines[1].words.front();
  EXPECT_EQ(first.hyphen, HyphenPart::first);
  EXPECT_EQ(second.hyphen, HyphenPart::second);
  EXPECT_EQ(first.whole, "tryggheten");
  EXPECT_EQ(second.whole, "tryggheten");
}

TEST(PageTexts, ARepairedWordRemembersHowItWasRead) {
  const auto pages = page_texts(testing::composed_document());
  const TextLine& line = pages[0].blocks[1].cells.front().lines[0];
  EXPECT_EQ(line.words[2].text, "att");
  EXPECT_EQ(line.words[2].as_read, "attoka");
  EXPECT_LT(line.words[2].box.x1, line.words[3].box.x0 + 0.01);
  EXPECT_DOUBLE_EQ(line.words[3].box.x1 - line.words[2].box.x0, 30.0);
  EXPECT_EQ(line.words[0].as_read, std::nullopt);
}

TEST(PageTexts, TheSlopeOfALineIsFound) {
  for (const double slope : {0.0, 0.02, -0.03}) {
    const auto pages = page_texts(testing::composed_document(slope));
    const TextLine& line = pages[1].blocks[0].cells.front().lines.at(0);
    EXPECT_EQ(pages[1].blocks[0].cells.front().lines.size(), 1U) << slope;
    EXPECT_NEAR(line.slope, slope, 0.002);
    EXPECT_NEAR(line.height, 10.0, 0.8);
    EXPECT_NEAR(line.baseline_y, 97.8, 0.8);
  }
}

TEST(PageTexts, TheMarkStandsBeforeTheItem) {
  const auto pages = page_texts(testing::composed_document());
  const TextLine& line = pages[0].blocks[2].cells.front().lines.front();
  EXPECT_DOUBLE_EQ(line.words[0].box.x0, 72.0);
  EXPECT_LT(line.words[0].box.x1, line.words[1].box.x0);
}

TEST(Hocr, SaysWhereEachWordStands) {
  const std::string file = hocr(testing::composed_document(), "atagande 0.1.0");
  EXPECT_THAT(file, HasSubstr(R"(<title>påhittad &amp; &quot;prov&quot;.pdf</title>)"));
  EXPECT_THAT(file, HasSubstr(R"(title="image &quot;påhittad &amp; 'prov'.pdf&quot;; bbox 0 0 2479 3508; ppageno 0;)"));
  EXPECT_THAT(file, HasSubstr(R"(title="bbox 300 417 446 458; x_wconf 90">Polisen</span>)"));
  EXPECT_THAT(file, HasSubstr(R"(>&lt;torget&gt;</span>)"));
  EXPECT_THAT(file, HasSubstr("trygg\u00AD</span>"));
  EXPECT_THAT(file, HasSubstr("ocr_footer"));
  EXPECT_THAT(file, HasSubstr(R"(<h1 class="ocr_par")"));
}

TEST(Alto, SaysWhereEachWordStandsAndHowItWasRead) {
  const std::string file = alto(testing::composed_document(), "atagande 0.1.0");
  EXPECT_THAT(file,
              HasSubstr(R"(<String HPOS="1200" VPOS="1667" WIDTH="583" HEIGHT="166" CONTENT="Polisen" WC="0.9"/>)"));
  EXPECT_THAT(file, HasSubstr(R"(<ALTERNATIVE PURPOSE="as read before repair">attoka</ALTERNATIVE>)"));
  EXPECT_THAT(file, HasSubstr(R"(CONTENT="trygg" SUBS_TYPE="HypPart1" SUBS_CONTENT="tryggheten")"));
  EXPECT_THAT(file, HasSubstr(R"(CONTENT="heten" SUBS_TYPE="HypPart2" SUBS_CONTENT="tryggheten")"));
  EXPECT_THAT(file, HasSubstr(R"(<HYP CONTENT="-"/>)"));
  EXPECT_THAT(file, HasSubstr(R"(TYPE="table")"));
}

TEST(PageXml, IsAFileAPage) {
  const auto files = page_xml(testing::composed_document(), "atagande 0.1.0");
  ASSERT_EQ(files.size(), 2U);
  EXPECT_THAT(files[0], HasSubstr(R"(<Unicode>Polisen lovar att öka trygg-</Unicode>)"));
  EXPECT_THAT(files[0], HasSubstr(R"(<TableCellRole rowIndex="1" columnIndex="0" header="false"/>)"));
  EXPECT_THAT(files[0], HasSubstr(R"(<Created>1970-01-01T00:00:00Z</Created>)"));
  EXPECT_THAT(files[1], HasSubstr(R"(type="footer")"));
  EXPECT_THAT(files[1], Not(HasSubstr("TableRegion")));
}

TEST(PlainText, IsTheRepairedText) {
  const Document document = testing::composed_document();
  EXPECT_EQ(plain_text(document), document.text + "\n");
  EXPECT_THAT(plain_text(document), HasSubstr("Polisen lovar att öka tryggheten på <torget> & orten."));
  EXPECT_EQ(plain_text(Document{}), "");
}

TEST(PageFiles, WordsWithoutGeometryHaveNoBoxes) {
  const Document document = testing::document_without_geometry();
  EXPECT_THAT(alto(document, "t"), HasSubstr("<String CONTENT=\"Påhittat\"/>"));
  EXPECT_THAT(hocr(document, "t"), HasSubstr("class=\"ocrx_word\" id=\"word_1\">Påhittat</span>"));
  EXPECT_EQ(page_xml(document, "t").size(), 1U);
}

TEST(Xml, NumbersArePlain) {
  EXPECT_EQ(plain_decimal(1.0, 3), "1");
  EXPECT_EQ(plain_decimal(0.1234, 3), "0.123");
  EXPECT_EQ(plain_decimal(-0.0001, 2), "0");
  EXPECT_EQ(plain_decimal(1e12, 1), "1000000000000");
  EXPECT_EQ(plain_decimal(-2.50, 2), "-2.5");
}

TEST(Xml, WhatCannotStandInXmlIsReplaced) {
  EXPECT_EQ(xml_escaped("a\x01<\xff&\">"), "a\uFFFD&lt;\uFFFD&amp;&quot;&gt;");
}

}  // namespace
}  // namespace atagande::output
