// hOCR 1.2 (https://kba.github.io/hocr-spec/1.2/): XHTML whose classes name what the recogniser found. Lengths are
// pixels at 300 dpi, said by scan_res, since a page may come from anything. A word parted by a line break ends in a
// soft hyphen, as the specification asks.
#include <algorithm>
#include <cmath>

#include "output/output.h"
#include "output/page_text.h"
#include "output/xml.h"

namespace atagande::output {
namespace {

constexpr double dots_per_point = 300.0 / 72.0;

long pixels(double points) { return std::lround(points * dots_per_point); }

std::string bbox(const Box& box) {
  return "bbox " + std::to_string(pixels(box.x0)) + " " + std::to_string(pixels(box.y0)) + " " +
         std::to_string(pixels(box.x1)) + " " + std::to_string(pixels(box.y1));
}

class HocrWriter {
 public:
  std::string document(const Document& document, std::string_view tool);

 private:
  void page(const PageText& page, const Source& source);
  void block(const TextBlock& block, const PageText& page);
  void paragraph(const TextBlock& block, const TextCell& cell);
  void line(const TextLine& line);
  void word(const TextWord& word);
  void open(const char* element, const char* kind, const char* id_prefix, int& counter);

  XmlWriter xml_;
  std::string language_;
  int areas_ = 0;
  int paragraphs_ = 0;
  int lines_ = 0;
  int words_ = 0;
};

void HocrWriter::open(const char* element, const char* kind, const char* id_prefix, int& counter) {
  xml_.open(element).attribute("class", kind).attribute("id", id_prefix + std::to_string(++counter));
}

void HocrWriter::word(const TextWord& word) {
  open("span", "ocrx_word", "word_", words_);
  std::string title = word.box.empty() ? "" : bbox(word.box);
  if (word.confidence) {
    title += (title.empty() ? "x_wconf " : "; x_wconf ") + std::to_string(std::lround(*word.confidence * 100.0));
  }
  if (!title.empty()) xml_.attribute("title", title);
  xml_.text(word.hyphen == HyphenPart::first ? word.text + "\u00AD" : word.text).close();
}

void HocrWriter::line(const TextLine& line) {
  open("span", "ocr_line", "line_", lines_);
  if (!line.box.empty()) {
    // Slope, and height of the baseline over the lower left corner of the box, downwards.
    const double offset = (line.baseline_y - line.box.y1) * dots_per_point;
    xml_.attribute("title", bbox(line.box) + "; baseline " + plain_decimal(line.slope, 4) + " " +
                                plain_decimal(offset, 0) + "; x_size " +
                                plain_decimal(line.height * dots_per_point, 1));
  }
  for (const TextWord& each : line.words) word(each);
  xml_.close();
}

void HocrWriter::paragraph(const TextBlock& block, const TextCell& cell) {
  if (cell.lines.empty()) return;
  const bool heading = block.kind == BlockKind::heading;
  const std::string element = heading ? "h" + std::to_string(std::clamp(block.level, 1, 6)) : "p";
  open(element.c_str(), "ocr_par", "par_", paragraphs_);
  xml_.attribute("lang", language_);
  if (!cell.box.empty()) xml_.attribute("title", bbox(cell.box));
  for (const TextLine& each : cell.lines) line(each);
  xml_.close();
}

void HocrWriter::block(const TextBlock& block, const PageText& page) {
  const char* kind = "ocr_carea";
  if (block.kind == BlockKind::table_row) kind = "ocr_table";
  if (block.kind == BlockKind::furniture) {
    kind = block.box.y0 < page.page.height_pt / 2.0 ? "ocr_header" : "ocr_footer";
  }
  open("div", kind, "area_", areas_);
  if (!block.box.empty()) xml_.attribute("title", bbox(block.box));
  for (const TextCell& cell : block.cells) paragraph(block, cell);
  xml_.close();
}

void HocrWriter::page(const PageText& text, const Source& source) {
  std::string name = source.file_name;
  std::replace(name.begin(), name.end(), '"', '\'');
  xml_.open("div").attribute("class", "ocr_page").attribute("id", "page_" + std::to_string(text.page.number));
  xml_.attribute("title", "image \"" + name + "\"; " + bbox({0.0, 0.0, text.page.width_pt, text.page.height_pt}) +
                              "; ppageno " + std::to_string(text.page.number - 1) + "; scan_res 300 300");
  for (const TextBlock& each : text.blocks) block(each, text);
  xml_.close();
}

std::string HocrWriter::document(const Document& document, std::string_view tool) {
  language_ = document.language.empty() ? "und" : document.language;
  xml_.raw("<!DOCTYPE html>");
  xml_.open("html").attribute("xmlns", "http://www.w3.org/1999/xhtml").attribute("lang", language_);
  xml_.open("head").element("title", document.source.file_name);
  xml_.open("meta").attribute("charset", "utf-8").close();
  xml_.open("meta").attribute("name", "ocr-system").attribute("content", tool).close();
  xml_.open("meta").attribute("name", "ocr-number-of-pages");
  xml_.attribute("content", std::to_string(document.pages.size())).close();
  xml_.open("meta").attribute("name", "ocr-capabilities");
  xml_.attribute("content", "ocr_page ocr_carea ocr_table ocr_header ocr_footer ocr_par ocr_line ocrx_word ocrp_wconf");
  xml_.close().close().open("body");
  for (const PageText& each : page_texts(document)) page(each, document.source);
  xml_.close().close();
  return xml_.take();
}

}  // namespace

std::string hocr(const Document& document, std::string_view tool) { return HocrWriter().document(document, tool); }

std::string plain_text(const Document& document) { return document.text.empty() ? "" : document.text + "\n"; }

}  // namespace atagande::output
