// All texts are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "layout/layout.h"

namespace atagande {
namespace {

using layout::apply_corrections;
using layout::as_read;
using layout::compose;
using layout::undo;

Line words(std::initializer_list<const char*> texts) {
  Line line;
  for (const char* text : texts) line.words.emplace_back().raw = text;
  return line;
}

Block block(BlockKind kind, std::initializer_list<Line> lines) {
  Block result;
  result.kind = kind;
  result.cells.emplace_back().lines = lines;
  return result;
}

Page page(int number, std::vector<Block> blocks) {
  Page result;
  result.number = number;
  result.blocks = std::move(blocks);
  return result;
}

std::string at(const Document& document, Span span) { return document.text.substr(span.begin, span.size()); }

TEST(Compose, JoinsAndParts) {
  Block first = block(BlockKind::list_item, {words({"ordna", "med-"}), words({"borgarmöten"})});
  first.mark = "•";
  Block second = block(BlockKind::list_item, {words({"laga", "lampor"})});
  second.mark = "•";
  Block row;
  row.kind = BlockKind::table_row;
  row.table = 1;
  row.cells.resize(3);
  row.cells[0].lines = {words({"Gå"}), words({"runt"})};
  row.cells[2].lines = {words({"Maj"})};
  const Document document =
      compose({}, {page(1, {block(BlockKind::heading, {words({"Löften"})}), first, second, row, row}),
                   page(2, {block(BlockKind::paragraph, {words({"Slut."})}), row})});
  EXPECT_EQ(document.text,
            "Löften\n\n• ordna med-\nborgarmöten\n• laga lampor\n\nGå runt\t\tMaj\nGå runt\t\tMaj\fSlut.\n\n"
            "Gå runt\t\tMaj");
  EXPECT_EQ(document.text_as_read, document.text);
  ASSERT_EQ(document.blocks.size(), 7U);
  EXPECT_EQ(at(document, document.blocks[1].span), "ordna med-\nborgarmöten");
  EXPECT_EQ(document.blocks[1].mark, "•");
  ASSERT_EQ(document.blocks[3].cells.size(), 3U);
  EXPECT_EQ(at(document, document.blocks[3].cells[2]), "Maj");
  EXPECT_TRUE(document.blocks[3].cells[1].empty());
  EXPECT_EQ(document.blocks[3].table, 1);
  EXPECT_EQ(document.blocks[6].table, 2);
  ASSERT_EQ(document.pages.size(), 2U);
  EXPECT_EQ(at(document, document.pages[1].span), "Slut.\n\nGå runt\t\tMaj");
  EXPECT_EQ(at(document, document.words[2].span), "med-");
}

TEST(Compose, LeavesOutWhatCannotBeSeen) {
  const Document document = compose(
      {}, {page(1, {block(BlockKind::paragraph, {words({"lokal\u00ADpolis\u00AD", "\u200B", "a\u0308r", "\x01"}),
                                                 words({"med\u00AD"}), words({"borgare"})}),
                    block(BlockKind::paragraph, {words({"\uFEFF"})})})});
  EXPECT_EQ(document.text, "lokalpolis är med-\nborgare");
  EXPECT_EQ(document.blocks.size(), 1U);
}

TEST(Compose, EmptyPagesKeepTheirPlace) {
  const Document document =
      compose({}, {page(1, {}), page(2, {block(BlockKind::paragraph, {words({"x"})})}), page(3, {})});
  EXPECT_EQ(document.text, "\fx\f");
  EXPECT_EQ(document.pages[2].span, (Span{3, 3}));
}

TEST(BoxesFor, OneBoxALine) {
  Line first = words({"ett", "två"});
  first.words[0].box = {10, 10, 30, 20};
  first.words[1].box = {34, 10, 60, 21};
  Line second = words({"tre"});
  second.words[0].box = {10, 24, 30, 34};
  const Document document = compose({}, {page(1, {block(BlockKind::paragraph, {first, second})})});
  const auto places = layout::boxes_for(document, {4, document.text.size()});
  ASSERT_EQ(places.size(), 1U);
  EXPECT_THAT(places[0].boxes, testing::ElementsAre(Box{34, 10, 60, 21}, Box{10, 24, 30, 34}));
  EXPECT_THAT(layout::boxes_for(document, {0, 8})[0].boxes, testing::ElementsAre(Box{10, 10, 60, 21}));
  EXPECT_TRUE(layout::boxes_for(document, {3, 4}).empty());
}

TEST(Corrections, MoveWhatPointsIntoTheText) {
  Document document =
      compose({}, {page(1, {block(BlockKind::paragraph, {words({"pa", "vag", "tillsam-"}), words({"mans", "nu"})})})});
  ASSERT_EQ(document.text, "pa vag tillsam-\nmans nu");
  apply_corrections(document, {{{7, 20}, "tillsam-\nmans", "tillsammans", "hyphen", "", 1.0},
                               {{0, 6}, "pa vag", "på väg", "diacritic", "", 0.9}});
  EXPECT_EQ(document.text, "på väg tillsammans nu");
  EXPECT_EQ(at(document, document.words[0].span), "på");
  EXPECT_EQ(at(document, document.words[1].span), "väg");
  EXPECT_EQ(at(document, document.words[2].span) + at(document, document.words[3].span), "tillsammans");
  EXPECT_EQ(at(document, document.words[4].span), "nu");
  EXPECT_EQ(undo(document), "pa vag tillsam-\nmans nu");
  EXPECT_EQ(as_read(document, document.words[1].span), "vag");
  // A second round that touches the first is joined with it.
  apply_corrections(document, {{{4, 8}, "väg", "vägen", "letter", "", 0.5}});
  EXPECT_EQ(document.text, "på vägen tillsammans nu");
  ASSERT_EQ(document.corrections.size(), 2U);
  EXPECT_EQ(document.corrections[0].before, "pa vag");
  EXPECT_EQ(document.corrections[0].after, "på vägen");
  EXPECT_EQ(undo(document), document.text_as_read);
}

TEST(Corrections, RefuseWhatDoesNotFit) {
  Document document = compose({}, {page(1, {block(BlockKind::paragraph, {words({"abc"})})})});
  EXPECT_THROW(apply_corrections(document, {{{0, 2}, "xy", "z", "letter", "", 1.0}}), Error);
  EXPECT_THROW(apply_corrections(document, {{{0, 9}, "abc", "z", "letter", "", 1.0}}), Error);
  EXPECT_THROW(
      apply_corrections(document, {{{0, 2}, "ab", "z", "letter", "", 1.0}, {{1, 3}, "bc", "z", "letter", "", 1.0}}),
      Error);
}

}  // namespace
}  // namespace atagande
