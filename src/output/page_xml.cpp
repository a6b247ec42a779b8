// PAGE of 2019-07-15 (PRImA, https://github.com/PRImA-Research-Lab/PAGE-XML): a file a page, lengths in pixels at 300
// dpi. TextEquiv 0 is the repaired text, TextEquiv 1 what was read where the two differ. The schema demands dates, and
// the same input shall give the same bytes: they are those that the caller gives.
#include <algorithm>
#include <cmath>

#include "output/output.h"
#include "output/page_text.h"
#include "output/xml.h"

namespace atagande::output {
namespace {

constexpr double dots_per_point = 300.0 / 72.0;

class PageWriter {
 public:
  PageWriter(const Document& document, const PageText& page) : document_(document), page_(page) {}
  std::string write(std::string_view tool, std::string_view created);

 private:
  void metadata(std::string_view tool, std::string_view created);
  void reading_order();
  void blocks();
  void region(const TextBlock& block, const TextCell& cell, const std::string& id, int row, int column);
  void table(std::size_t first, std::size_t last, const std::string& id);
  void line(const TextLine& line);
  void word(const TextWord& word);
  void coordinates(const Box& box);
  void equivalent(const std::string& text, std::optional<double> confidence = std::nullopt, int index = -1);
  [[nodiscard]] std::string point(double x, double y) const;
  [[nodiscard]] std::size_t end_of_table(std::size_t first) const;

  const Document& document_;
  const PageText& page_;
  XmlWriter xml_;
  int lines_ = 0;
  int words_ = 0;
};

/// PAGE has no negative coordinates.
std::string PageWriter::point(double x, double y) const {
  return plain_decimal(std::max(0.0, std::round(x * dots_per_point)), 0) + "," +
         plain_decimal(std::max(0.0, std::round(y * dots_per_point)), 0);
}

void PageWriter::coordinates(const Box& box) {
  xml_.open("Coords");
  xml_.attribute("points", point(box.x0, box.y0) + " " + point(box.x1, box.y0) + " " + point(box.x1, box.y1) + " " +
                               point(box.x0, box.y1));
  xml_.close();
}

void PageWriter::equivalent(const std::string& text, std::optional<double> confidence, int index) {
  xml_.open("TextEquiv");
  if (index >= 0) xml_.attribute("index", static_cast<double>(index));
  if (confidence) xml_.attribute("conf", *confidence, 3);
  xml_.element("Unicode", text).close();
}

/// As it is printed, with the hyphen at the end of a line.
std::string printed(const TextWord& word) { return word.hyphen == HyphenPart::first ? word.text + "-" : word.text; }

std::string printed(const TextLine& line) {
  std::string text;
  for (const TextWord& word : line.words) text += printed(word) + (word.space_after ? " " : "");
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::string printed(const TextCell& cell) {
  std::string text;
  for (const TextLine& line : cell.lines) text += (text.empty() ? "" : "\n") + printed(line);
  return text;
}

void PageWriter::word(const TextWord& word) {
  xml_.open("Word").attribute("id", "word_" + std::to_string(++words_));
  coordinates(word.box);
  equivalent(printed(word), word.confidence, word.as_read ? 0 : -1);
  if (word.as_read) equivalent(*word.as_read, std::nullopt, 1);
  xml_.close();
}

void PageWriter::line(const TextLine& line) {
  xml_.open("TextLine").attribute("id", "line_" + std::to_string(++lines_));
  coordinates(line.box);
  if (!line.box.empty()) {
    xml_.open("Baseline");
    xml_.attribute("points", point(line.box.x0, line.baseline_y) + " " +
                                 point(line.box.x1, line.baseline_y + line.slope * line.box.width()));
    xml_.close();
  }
  for (const TextWord& each : line.words) word(each);
  equivalent(printed(line));
  xml_.close();
}

const char* type_of(const TextBlock& block, const PageSummary& page) {
  if (block.kind == BlockKind::heading) return "heading";
  if (block.kind == BlockKind::furniture) return block.box.y0 < page.height_pt / 2.0 ? "header" : "footer";
  return "paragraph";
}

void PageWriter::region(const TextBlock& block, const TextCell& cell, const std::string& id, int row, int column) {
  xml_.open("TextRegion").attribute("id", id).attribute("type", type_of(block, page_.page));
  if (block.kind == BlockKind::list_item) xml_.attribute("custom", "structure {type:list_item;}");
  coordinates(cell.box);
  if (row >= 0) {
    xml_.open("Roles").open("TableCellRole");
    xml_.attribute("rowIndex", static_cast<double>(row)).attribute("columnIndex", static_cast<double>(column));
    xml_.attribute("header", block.header ? "true" : "false").close().close();
  }
  for (const TextLine& each : cell.lines) line(each);
  equivalent(printed(cell));
  xml_.close();
}

std::size_t PageWriter::end_of_table(std::size_t first) const {
  std::size_t end = first;
  while (end < page_.blocks.size() && page_.blocks[end].kind == BlockKind::table_row &&
         page_.blocks[end].table == page_.blocks[first].table) {
    ++end;
  }
  return end;
}

void PageWriter::table(std::size_t first, std::size_t last, const std::string& id) {
  Box all = page_.blocks[first].box;
  for (std::size_t i = first; i < last; ++i) {
    const Box& box = page_.blocks[i].box;
    all = {std::min(all.x0, box.x0), std::min(all.y0, box.y0), std::max(all.x1, box.x1), std::max(all.y1, box.y1)};
  }
  xml_.open("TableRegion").attribute("id", id);
  coordinates(all);
  for (std::size_t i = first; i < last; ++i) {
    const TextBlock& row = page_.blocks[i];
    for (std::size_t k = 0; k < row.cells.size(); ++k) {
      if (row.cells[k].lines.empty()) continue;
      region(row, row.cells[k], id + "_" + std::to_string(i - first + 1) + "_" + std::to_string(k + 1),
             static_cast<int>(i - first), static_cast<int>(k));
    }
  }
  xml_.close();
}

void PageWriter::blocks() {
  for (std::size_t i = 0; i < page_.blocks.size();) {
    const std::string id = "region_" + std::to_string(i + 1);
    if (page_.blocks[i].kind == BlockKind::table_row) {
      const std::size_t end = end_of_table(i);
      table(i, end, id);
      i = end;
    } else {
      region(page_.blocks[i], page_.blocks[i].cells.front(), id, -1, -1);
      ++i;
    }
  }
}

void PageWriter::reading_order() {
  if (page_.blocks.empty()) return;
  xml_.open("ReadingOrder").open("OrderedGroup").attribute("id", "reading_order");
  int index = 0;
  for (std::size_t i = 0; i < page_.blocks.size();) {
    xml_.open("RegionRefIndexed").attribute("index", static_cast<double>(index++));
    xml_.attribute("regionRef", "region_" + std::to_string(i + 1)).close();
    i = page_.blocks[i].kind == BlockKind::table_row ? end_of_table(i) : i + 1;
  }
  xml_.close().close();
}

void PageWriter::metadata(std::string_view tool, std::string_view created) {
  xml_.open("Metadata").element("Creator", tool).element("Created", created).element("LastChange", created);
  xml_.open("MetadataItem").attribute("type", "other").attribute("name", "source");
  xml_.attribute("value", "sha256:" + document_.source.sha256).close().close();
}

std::string PageWriter::write(std::string_view tool, std::string_view created) {
  xml_.open("PcGts").attribute("xmlns", "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15");
  metadata(tool, created);
  xml_.open("Page").attribute("imageFilename", document_.source.file_name);
  xml_.attribute("imageWidth", page_.page.width_pt * dots_per_point);
  xml_.attribute("imageHeight", page_.page.height_pt * dots_per_point);
  xml_.attribute("imageXResolution", 300.0).attribute("imageYResolution", 300.0);
  xml_.attribute("imageResolutionUnit", "PPI");
  xml_.attribute("custom", "page {number:" + std::to_string(page_.page.number) + ";}");
  if (document_.language == "sv") xml_.attribute("primaryLanguage", "Swedish");
  reading_order();
  blocks();
  xml_.close().close();
  return xml_.take();
}

}  // namespace

std::vector<std::string> page_xml(const Document& document, std::string_view tool, std::string_view created) {
  std::vector<std::string> files;
  for (const PageText& page : page_texts(document)) files.push_back(PageWriter(document, page).write(tool, created));
  return files;
}

}  // namespace atagande::output
