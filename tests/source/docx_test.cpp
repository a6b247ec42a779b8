// All documents are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "layout/describe.h"
#include "source/source.h"
#include "zip_of.h"

namespace atagande {
namespace {

using testing::ElementsAre;

constexpr const char* styles = R"(<w:styles xmlns:w="w">
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>
  <w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Egen"/><w:basedOn w:val="Rubrik2"/></w:style>
  <w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/></w:style>
  <w:style w:type="paragraph" w:styleId="Lista"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>)";

constexpr const char* numbering = R"xml(<w:numbering xmlns:w="w">
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
  <w:abstractNum w:abstractNumId="5">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>)xml";

std::vector<Page> read(const std::string& body, const std::string& footnotes = "") {
  std::vector<std::pair<std::string, std::string>> files = {
      {"word/document.xml",
       "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>" + body + "</w:body></w:document>"},
      {"word/styles.xml", styles},
      {"word/numbering.xml", numbering}};
  if (!footnotes.empty()) files.emplace_back("word/footnotes.xml", footnotes);
  return source::read_docx(zip_of(files));
}

std::string p(const std::string& text, const std::string& properties = "") {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
}
std::string item(const std::string& text, int list, int level) {
  return p(text, "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" + std::to_string(list) +
                     "\"/></w:numPr>");
}
std::string style(const std::string& id) { return "<w:pStyle w:val=\"" + id + "\"/>"; }

TEST(ReadDocx, HeadingsListsAndMarks) {
  const auto pages =
      read(p("Löften", style("Rubrik1")) + p("Del", style("Egen")) + p("Vi lovar att:") + p("gå runt", style("Lista")) +
           item("på torget", 1, 1) + item("Ett", 2, 0) + item("under", 2, 1) + item("mer", 2, 1) + item("djupt", 2, 2) +
           item("Två", 2, 0) + item("nytt", 2, 1) + item("Om", 3, 0) + p("Nivå", "<w:outlineLvl w:val=\"2\"/>"));
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_THAT(
      described(pages[0].blocks),
      ElementsAre("H1 Löften", "H2 Del", "P Vi lovar att:", "L0 • gå runt", "L1 o på torget", "L0 1. Ett",
                  "L1 1.1 under", "L1 1.2 mer", "L2 a) djupt", "L0 2. Två", "L1 2.1 nytt", "L0 1. Om", "H3 Nivå"));
}

TEST(ReadDocx, RunsJoinAndChangesAreAccepted) {
  const auto pages = read(
      "<w:p><w:r><w:t>Löf</w:t></w:r><w:proofErr/><w:r><w:t>ten</w:t></w:r><w:r><w:t xml:space=\"preserve\"> "
      "</w:t></w:r>"
      "<w:ins><w:r><w:t>nya</w:t></w:r></w:ins><w:del><w:r><w:delText>gamla</w:delText></w:r></w:del>"
      "<w:r><w:tab/><w:t>2024</w:t><w:br/><w:t>rad två</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>dold</w:t></w:r>"
      "<w:hyperlink><w:r><w:t xml:space=\"preserve\"> länk</w:t></w:r></w:hyperlink></w:p>");
  EXPECT_THAT(described(pages[0].blocks), ElementsAre("P Löften nya 2024 rad två länk"));
}

TEST(ReadDocx, TablesWithMergedAndNestedCells) {
  const std::string cell = "<w:tc>" + p("x") + "</w:tc>";
  const auto tc = [](const std::string& properties, const std::string& content) {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + content + "</w:tc>";
  };
  const auto pages =
      read("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + tc("", p("Vad")) + tc("", p("Vem")) + tc("", p("När")) +
           "</w:tr><w:tr>" + tc("<w:vMerge w:val=\"restart\"/>", p("Gå")) + tc("", p("A") + p("B")) + tc("", p("Maj")) +
           "</w:tr><w:tr>" + tc("<w:vMerge/>", p("")) +
           tc("<w:gridSpan w:val=\"2\"/>", "<w:tbl><w:tr>" + cell + cell + "</w:tr></w:tbl>" + p("y")) +
           "</w:tr></w:tbl>" + p("Slut.") + "<w:tbl><w:tr><w:tc>" + p("I en ram.") + "</w:tc></w:tr></w:tbl>");
  EXPECT_THAT(described(pages[0].blocks),
              ElementsAre("R* Vad | Vem | När", "R Gå | A B | Maj", "R | x x y |", "P Slut.", "P I en ram."));
}

TEST(ReadDocx, BoxesPagesAndNotes) {
  const auto pages =
      read("<w:p><w:r><w:t>Före</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><x><w:txbxContent>" +
               p("I rutan.") + "</w:txbxContent></x></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" +
               p("I rutan.") +
               "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
               "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>" +
               p("Sida två") + p("Sida tre", "<w:pageBreakBefore/>"),
           "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\">" + p("-") + "</w:footnote><w:footnote>" +
               p("En not.") + "</w:footnote></w:footnotes>");
  ASSERT_EQ(pages.size(), 3U);
  EXPECT_THAT(described(pages[0].blocks), ElementsAre("P Före", "P I rutan."));
  EXPECT_THAT(described(pages[1].blocks), ElementsAre("P Sida två"));
  EXPECT_THAT(described(pages[2].blocks), ElementsAre("P Sida tre", "P En not."));
}

Fault fault_of(const std::string& bytes) {
  try {
    source::read_docx(bytes);
  } catch (const Error& error) {
    return error.fault();
  }
  return Fault::internal;
}

TEST(ReadDocx, BadFilesAreRefused) {
  EXPECT_EQ(fault_of("PK\x03\x04"), Fault::bad_input);
  EXPECT_EQ(fault_of(zip_of({{"a", "b"}})), Fault::bad_input);
  EXPECT_EQ(fault_of(zip_of({{"word/document.xml", "<w:document>"}})), Fault::bad_input);
  EXPECT_EQ(fault_of(zip_of({{"word/document.xml", std::string(50U << 20U, ' ')}})), Fault::limit);
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<w:tbl><w:tr><w:tc>";
  EXPECT_EQ(fault_of(zip_of({{"word/document.xml", deep}})), Fault::bad_input);
}

TEST(ReadDocx, EntitiesOfADtdAreNotExpanded) {
  const std::string xml =
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
      "<w:document><w:body>" +
      p("&b;&f;") + "</w:body></w:document>";
  const auto pages = source::read_docx(zip_of({{"word/document.xml", xml}}));
  EXPECT_THAT(described(pages[0].blocks), ElementsAre("P &b;&f;"));
}

}  // namespace
}  // namespace atagande
