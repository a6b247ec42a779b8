#include "composed.h"

#include <sstream>
#include <string>
#include <utility>

#include "layout/layout.h"

namespace atagande::testing {
namespace {

constexpr double letter_width = 5.0;
constexpr double letter_height = 10.0;

/// A line whose words stand from (x, y) on, five points a letter.
Line line_at(double x, double y, const std::string& text, double slope = 0.0) {
  Line line;
  std::istringstream words(text);
  const double left = x;
  for (std::string each; words >> each;) {
    double letters = 0.0;
    for (const char byte : each) letters += (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U ? 0.0 : 1.0;
    const double fall = slope * (x - left);
    Word word;
    word.raw = each;
    word.box = {x, y + fall, x + letters * letter_width, y + fall + letter_height};
    word.confidence = 0.9;
    x = word.box.x1 + letter_width;
    line.words.push_back(word);
  }
  line.box = {left, y, x - letter_width, y + letter_height};
  return line;
}

Block block_of(BlockKind kind, std::vector<std::vector<Line>> cells) {
  Block block;
  block.kind = kind;
  for (auto& lines : cells) {
    Cell cell;
    cell.lines = std::move(lines);
    cell.box = cell.lines.empty() ? Box{} : cell.lines.front().box;
    block.cells.push_back(std::move(cell));
  }
  block.box = block.cells.front().box;
  return block;
}

Page page_of(int number, std::vector<Block> blocks) {
  Page page;
  page.number = number;
  page.width_pt = 595.0;
  page.height_pt = 842.0;
  page.text_source = TextSource::ocr;
  page.ocr_confidence = 0.9;
  page.blocks = std::move(blocks);
  return page;
}

Block item(double y, const std::string& text) {
  Block block = block_of(BlockKind::list_item, {{line_at(90.0, y, text)}});
  block.mark = "•";
  block.box.x0 = 72.0;
  return block;
}

Block row(double y, bool header, const std::string& first, const std::string& second) {
  Block block = block_of(BlockKind::table_row, {{line_at(72.0, y, first)}, {line_at(300.0, y, second)}});
  block.table = 1;
  block.header = header;
  return block;
}

Correction change(const Document& document, const std::string& before, const std::string& after,
                  const std::string& kind) {
  const std::size_t at = document.text.find(before);
  return {{at, at + before.size()}, before, after, kind, "lexicon", 0.95};
}

Source made_source() {
  return {"påhittad & \"prov\".pdf", std::string(64, 'a'), "application/pdf", 1000, 2, false, false};
}

}  // namespace

Document composed_document(double slope) {
  Block heading = block_of(BlockKind::heading, {{line_at(72.0, 72.0, "Påhittat löfte")}});
  heading.level = 1;
  Block paragraph = block_of(BlockKind::paragraph, {{line_at(72.0, 100.0, "Polisen lovar attoka trygg-"),
                                                     line_at(72.0, 114.0, "heten på <torget> & 0rten.")}});
  Block furniture = block_of(BlockKind::furniture, {{line_at(290.0, 800.0, "2")}});
  std::vector<Page> pages;
  pages.push_back(page_of(1, {heading, paragraph, item(140.0, "varje vecka"), item(154.0, "vid behov"),
                              row(180.0, true, "Åtgärd", "När"), row(194.0, false, "Vandring", "Våren")}));
  pages.push_back(
      page_of(2, {block_of(BlockKind::paragraph, {{line_at(72.0, 90.0, "En rad som faller åt höger på sidan", slope)}}),
                  furniture}));
  Document document = layout::compose(made_source(), std::move(pages));
  document.language = "sv";
  layout::apply_corrections(document, {change(document, "attoka", "att öka", "space"),
                                       change(document, "-\n", "", "hyphen"), change(document, "0r", "or", "letter")});
  return document;
}

Document document_without_geometry() {
  Document document = layout::compose(made_source(), layout::pages_from_text("# Påhittat löfte\n\n- en punkt\n- två"));
  document.language = "sv";
  return document;
}

}  // namespace atagande::testing
