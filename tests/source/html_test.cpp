// All pages are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "layout/describe.h"
#include "source/source.h"

namespace atagande {
namespace {

std::vector<std::string> read(const std::string& html) {
  const std::vector<Page> pages = source::read_html(html);
  EXPECT_EQ(pages.size(), 1U);
  return described(pages.at(0).blocks);
}

using testing::ElementsAre;

TEST(ReadHtml, LeavesOutWhatIsNoArticle) {
  EXPECT_THAT(read(R"(<!doctype html><html><head><title>T</title><style>p{}</style></head><body>
    <a class="skip-link" href="#x">Hoppa</a>
    <header><div class="logo">Kalix</div><nav><ul><li><a href="/">Start</a></li></ul></nav></header>
    <div id="cookie-consent"><p>Vi använder kakor.</p><button>Ja</button></div>
    <main><nav class="breadcrumbs">Start / Löften</nav>
      <h1>Löften</h1><p>Vi lovar att:</p>
      <ul><li>gå runt</li><li><p>laga lampor</p></li></ul>
      <div class="share"><a>Dela</a></div><script>var x = "<p>nej</p>";</script>
      <p hidden>dolt</p><p style="display: none">dolt</p></main>
    <aside>Mer</aside><footer>Kontakt</footer></body></html>)"),
              ElementsAre("H1 Löften", "P Vi lovar att:", "L0 • gå runt", "L0 • laga lampor"));
}

TEST(ReadHtml, FindsTheArticleByWeight) {
  EXPECT_THAT(read(R"(<body><div id="top"><ul><li><a href="/a">Ett</a><li><a href="/b">Två</a></ul></div>
    <div class="x"><div class="y"><h1>Löften för byn</h1>
    <p>En text som är lång nog för att väga mer än allt annat på sidan.</p></div></div>
    <div><a href="/c">Tre</a></div></body>)"),
              ElementsAre("H1 Löften för byn", "P En text som är lång nog för att väga mer än allt annat på sidan."));
}

TEST(ReadHtml, KeepsTheTitleOutsideTheArticle) {
  EXPECT_THAT(read("<body><div><h1>Titel</h1></div><article><p>Lång text om det vi lovar.</p></article></body>"),
              ElementsAre("H1 Titel", "P Lång text om det vi lovar."));
}

TEST(ReadHtml, ListsNestAndCount) {
  EXPECT_THAT(read(R"(<ol start="3"><li>Vi syns<ul><li>på torget</li><li>i parken</li></ul></li><li>Vi lyssnar</li>
    <li value="9">Vi svarar<p>Alltid.</p></li></ol><ol type="a"><li>x</li></ol>)"),
              ElementsAre("L0 3. Vi syns", "L1 • på torget", "L1 • i parken", "L0 4. Vi lyssnar", "L0 9. Vi svarar",
                          "P Alltid.", "L0 a) x"));
}

TEST(ReadHtml, TablesKeepTheirColumns) {
  EXPECT_THAT(read(R"(<table><caption>Plan</caption><thead><tr><th>Vad<th>Vem<th>När</thead>
    <tr><td rowspan=2>Gå<td>A<td>Maj<tr><td colspan=2>B<br>C<tr><td>x<td><ul><li>y<li>z</ul><td></table>)"),
              ElementsAre("P Plan", "R* Vad | Vem | När", "R Gå | A | Maj", "R | B C |", "R x | • y • z |"));
  EXPECT_THAT(read("<table><tr><td><h1>Titel</h1><p>Text</p></td><td>Sida</td></tr></table>"),
              ElementsAre("H1 Titel", "P Text", "P Sida"));
}

TEST(ReadHtml, LinesBoldHeadingsAndSigns) {
  EXPECT_THAT(read("<p><strong>Trygghet i centrum</strong></p><p><b>Polisen lovar att:</b></p>"
                   "<p>Eva&nbsp;Ek<br>Kommunalr&aring;d &amp; ordf&ouml;rande 1 &lt; 2</p>"),
              ElementsAre("H2 Trygghet i centrum", "P Polisen lovar att:", "P Eva Ek Kommunalråd & ordförande 1 < 2"));
  EXPECT_EQ(source::read_html("<p>ett<br>två")[0].blocks[0].cells[0].lines.size(), 2U);
}

TEST(ReadHtml, OtherEncodings) {
  EXPECT_THAT(read("<html><meta charset=iso-8859-1><p>L\xF6"
                   "ften p\xE5 v\xE4g"),
              ElementsAre("P Löften på väg"));
}

TEST(ReadHtml, DeepAndBrokenPages) {
  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "<div>";
  EXPECT_THAT(read(deep + "text"), ElementsAre("P text"));
  std::string open;
  for (int i = 0; i < 30000; ++i) open += "<b><i><a href=x><p>x";
  EXPECT_EQ(read(open).size(), 30000U);
  std::string tables;
  for (int i = 0; i < 20000; ++i) tables += "<table><tr><td>";
  EXPECT_THAT(read(tables + "inne"), ElementsAre("P inne"));
  EXPECT_THAT(read("<p>a < b <3 <!-- slut"), ElementsAre("P a < b <3"));
  EXPECT_THAT(read("<p title=\"a>b\">x</p><p title='oavslutat>y"), testing::Contains("P x"));
}

TEST(ReadHtml, TooLargeIsRefused) {
  try {
    source::read_html("<p>" + std::string(101U << 20U, 'x'));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::limit);
  }
}

}  // namespace
}  // namespace atagande
