// All names are invented.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "layout/layout.h"
#include "typeset.h"

namespace atagande {
namespace {

// A page with names to be signed at the given places, and strokes.
struct SignedPage {
  Page page = empty_page();
  std::vector<std::string> names;

  SignedPage() { page.text_source = TextSource::ocr; }

  void name(double x, double y, const std::string& text) {
    Page one = empty_page();
    set(one, x, y, text);
    Block block;
    block.cells.emplace_back().lines = one.lines;
    page.blocks.push_back(block);
    names.push_back(text);
  }
  void ink(Box box) { page.ink.push_back({box, 0.1}); }

  [[nodiscard]] std::vector<Signatory> read() const {
    const Document document = layout::compose({}, {page});
    std::vector<Signatory> signatories;
    for (const std::string& name : names) {
      const std::size_t at = document.text.find(name);
      signatories.emplace_back().name = name;
      signatories.back().evidence = {{at, at + name.size()}};
    }
    layout::find_signatures(document, signatories);
    return signatories;
  }
};

std::string found(const std::vector<Signatory>& signatories) {
  std::string result;
  for (const Signatory& each : signatories)
    result += !each.signature_present ? '?' : *each.signature_present ? '+' : '-';
  return result;
}

TEST(Signatures, OverNamesInTwoColumns) {
  SignedPage page;
  page.name(60, 316, "Märta Påhittad");
  page.name(314, 313, "Jöran Diktad");
  page.name(60, 420, "Kerstin Osann");
  page.ink({70, 285, 190, 312});
  page.ink({330, 280, 460, 318});  // dips into the name
  const auto signatories = page.read();
  EXPECT_EQ(found(signatories), "++-");
  ASSERT_TRUE(signatories[0].signature);
  EXPECT_EQ(*signatories[0].signature, (Signature{1, {70, 285, 190, 312}}));
  EXPECT_FALSE(signatories[2].signature);
}

TEST(Signatures, UnderNamesOneBelowTheOther) {
  SignedPage page;
  page.name(60, 300, "Märta Påhittad");
  page.name(60, 370, "Jöran Diktad");
  page.ink({70, 325, 190, 355});
  page.ink({80, 395, 180, 425});
  const auto signatories = page.read();
  EXPECT_EQ(found(signatories), "++");
  EXPECT_EQ(signatories[0].signature->box.y0, 325);
  EXPECT_EQ(signatories[1].signature->box.y0, 395);
}

TEST(Signatures, AfterNamesOnTheirRows) {
  SignedPage page;
  page.name(60, 300, "Märta Påhittad");
  page.name(60, 330, "Jöran Diktad");
  page.name(60, 360, "Kerstin Osann");
  page.ink({240, 292, 350, 315});
  page.ink({250, 352, 330, 378});
  EXPECT_EQ(found(page.read()), "+-+");
}

TEST(Signatures, OfFirstNameAndSurnameAreOne) {
  SignedPage page;
  page.name(60, 316, "Märta Påhittad");
  page.ink({62, 285, 110, 312});
  page.ink({125, 290, 210, 310});
  const auto signatories = page.read();
  ASSERT_EQ(found(signatories), "+");
  EXPECT_EQ(signatories[0].signature->box, (Box{62, 285, 210, 312}));
}

TEST(Signatures, FarStrokesBelongToNobody) {
  SignedPage page;
  page.name(60, 600, "Märta Påhittad");
  page.ink({60, 100, 190, 140});
  page.ink({400, 560, 500, 590});
  EXPECT_EQ(found(page.read()), "-");
}

TEST(Signatures, AreUnknownWhereNobodyLookedForInk) {
  SignedPage page;
  page.name(60, 316, "Märta Påhittad");
  page.page.text_source = TextSource::text_layer;
  EXPECT_EQ(found(page.read()), "?");
  SignedPage without_place;
  without_place.name(60, 316, "Märta Påhittad");
  for (Line& line : without_place.page.blocks[0].cells[0].lines) {
    for (Word& word : line.words) word.box = {};
  }
  EXPECT_EQ(found(without_place.read()), "?");
}

}  // namespace
}  // namespace atagande
