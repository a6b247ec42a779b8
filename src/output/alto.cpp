// ALTO 4.4 (Library of Congress, https://www.loc.gov/standards/alto/): one file for the document, a Page for each page,
// lengths in 1/1200 inch. What repair changed keeps its reading as an ALTERNATIVE; a word parted by a line break is
// two Strings and a HYP.
#include <cmath>

#include "output/output.h"
#include "output/page_text.h"
#include "output/xml.h"

namespace atagande::output {
namespace {

constexpr double units_per_point = 1200.0 / 72.0;

class AltoWriter {
 public:
  std::string document(const Document& document, std::string_view tool);

 private:
  void description(const Document& document, std::string_view tool);
  void page(const PageText& page, const std::string& language);
  void text_block(const TextCell& cell, const char* tag);
  void line(const TextLine& line);
  void word(const TextWord& word);
  void place(const Box& box);

  XmlWriter xml_;
  int blocks_ = 0;
  int lines_ = 0;
};

void AltoWriter::place(const Box& box) {
  if (box.empty()) return;
  const auto units = [](double points) { return std::round(points * units_per_point); };
  xml_.attribute("HPOS", units(box.x0)).attribute("VPOS", units(box.y0));
  xml_.attribute("WIDTH", units(box.x1) - units(box.x0)).attribute("HEIGHT", units(box.y1) - units(box.y0));
}

void AltoWriter::word(const TextWord& word) {
  xml_.open("String");
  place(word.box);
  xml_.attribute("CONTENT", word.text);
  if (word.hyphen != HyphenPart::none) {
    xml_.attribute("SUBS_TYPE", word.hyphen == HyphenPart::first ? "HypPart1" : "HypPart2");
    xml_.attribute("SUBS_CONTENT", word.whole);
  }
  if (word.confidence) xml_.attribute("WC", *word.confidence, 3);
  if (word.as_read) {
    xml_.open("ALTERNATIVE").attribute("PURPOSE", "as read before repair").text(*word.as_read).close();
  }
  xml_.close();
}

void AltoWriter::line(const TextLine& line) {
  xml_.open("TextLine").attribute("ID", "line_" + std::to_string(++lines_));
  place(line.box);
  if (!line.box.empty()) {
    const double end = line.baseline_y + line.slope * line.box.width();
    xml_.attribute("BASELINE", plain_decimal(line.box.x0 * units_per_point, 0) + "," +
                                   plain_decimal(line.baseline_y * units_per_point, 0) + " " +
                                   plain_decimal(line.box.x1 * units_per_point, 0) + "," +
                                   plain_decimal(end * units_per_point, 0));
  }
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    word(line.words[i]);
    if (line.words[i].space_after && i + 1 < line.words.size()) xml_.open("SP").close();
  }
  if (line.words.back().hyphen == HyphenPart::first) xml_.open("HYP").attribute("CONTENT", "-").close();
  xml_.close();
}

void AltoWriter::text_block(const TextCell& cell, const char* tag) {
  if (cell.lines.empty()) return;
  xml_.open("TextBlock").attribute("ID", "block_" + std::to_string(++blocks_)).attribute("TAGREFS", tag);
  place(cell.box);
  for (const TextLine& each : cell.lines) line(each);
  xml_.close();
}

const char* tag_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::heading:
      return "heading";
    case BlockKind::list_item:
      return "list_item";
    case BlockKind::table_row:
      return "table_cell";
    case BlockKind::furniture:
      return "furniture";
    case BlockKind::paragraph:
      break;
  }
  return "paragraph";
}

void AltoWriter::page(const PageText& text, const std::string& language) {
  xml_.open("Page").attribute("ID", "page_" + std::to_string(text.page.number));
  xml_.attribute("HEIGHT", text.page.height_pt * units_per_point)
      .attribute("WIDTH", text.page.width_pt * units_per_point);
  xml_.attribute("PHYSICAL_IMG_NR", static_cast<double>(text.page.number));
  if (text.page.ocr_confidence) xml_.attribute("PC", *text.page.ocr_confidence, 3);
  if (language != "und") xml_.attribute("LANG", language);
  xml_.open("PrintSpace");
  for (std::size_t i = 0; i < text.blocks.size(); ++i) {
    const TextBlock& block = text.blocks[i];
    const bool in_table = block.kind == BlockKind::table_row;
    const bool table_begins = in_table && (i == 0 || text.blocks[i - 1].table != block.table);
    const bool table_ends = in_table && (i + 1 == text.blocks.size() || text.blocks[i + 1].table != block.table);
    if (table_begins) {
      xml_.open("ComposedBlock").attribute("ID", "block_" + std::to_string(++blocks_)).attribute("TYPE", "table");
    }
    for (const TextCell& cell : block.cells) text_block(cell, tag_of(block.kind));
    if (table_ends) xml_.close();
  }
  xml_.close().close();
}

void AltoWriter::description(const Document& document, std::string_view tool) {
  xml_.open("Description").element("MeasurementUnit", "inch1200");
  xml_.open("sourceImageInformation").element("fileName", document.source.file_name);
  xml_.element("fileIdentifier", "sha256:" + document.source.sha256).close();
  xml_.open("Processing").attribute("ID", "processing_1").element("processingCategory", "contentGeneration");
  xml_.open("processingSoftware").element("softwareName", tool).close().close().close();
  xml_.open("Tags");
  for (const char* tag : {"heading", "paragraph", "list_item", "table_cell", "furniture"}) {
    xml_.open("LayoutTag").attribute("ID", tag).attribute("LABEL", tag).close();
  }
  xml_.close();
}

std::string AltoWriter::document(const Document& document, std::string_view tool) {
  xml_.open("alto").attribute("xmlns", "http://www.loc.gov/standards/alto/ns-v4#").attribute("SCHEMAVERSION", "4.4");
  description(document, tool);
  xml_.open("Layout");
  for (const PageText& each : page_texts(document)) {
    page(each, document.language.empty() ? "und" : document.language);
  }
  xml_.close().close();
  return xml_.take();
}

}  // namespace

std::string alto(const Document& document, std::string_view tool) { return AltoWriter().document(document, tool); }

}  // namespace atagande::output
