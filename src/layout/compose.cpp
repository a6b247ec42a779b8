// A document is written out block by block into one string while every word, cell, block and page notes where its text
// begins and ends. Words are brought into NFC one by one, which gives the same as normalising the whole, since words
// are parted by white space; what cannot be seen (soft hyphens inside a line, zero-width and control characters) is
// left out.
#include <algorithm>
#include <utility>

#include "layout/layout.h"
#include "text/text.h"

namespace atagande::layout {
namespace {

constexpr char32_t soft_hyphen = 0xAD;

bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == soft_hyphen || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || c == 0x2060 || c == 0xFEFF;
}

/// A word as it stands in the text; a soft hyphen that ends a line was seen as a hyphen.
std::string seen(const std::string& raw, bool ends_line) {
  std::string kept;
  char32_t last = 0;
  for (std::size_t at = 0; at < raw.size();) {
    const text::CodePoint point = text::code_point_at(raw, at);
    last = point.value;
    if (!is_invisible(point.value)) text::append(kept, text::is_space(point.value) ? U' ' : point.value);
    at = point.next;
  }
  if (ends_line && last == soft_hyphen && !kept.empty()) kept += '-';
  const std::size_t first = kept.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text::nfc(std::string_view(kept).substr(first, kept.find_last_not_of(' ') + 1 - first));
}

bool ends_in_hyphen(std::string_view word) {
  return (word.size() > 1 && word.ends_with('-')) || (word.size() > 3 && word.ends_with("\u2010"));
}

class Writer {
 public:
  explicit Writer(Document& document) : document_(document) {}

  void write(Page& page, bool first) {
    if (!first) document_.text += '\f';
    PageSummary summary = summary_of(page);
    summary.span.begin = document_.text.size();
    last_ = nullptr;
    page_ = page.number;
    int tables = 0;
    for (const Block& block : page.blocks) {
      tables = std::max(tables, block.table);
      write(block);
    }
    tables_before_ += tables;
    summary.span.end = document_.text.size();
    document_.pages.push_back(std::move(summary));
    document_.diagnostics.insert(document_.diagnostics.end(), page.diagnostics.begin(), page.diagnostics.end());
  }

 private:
  static PageSummary summary_of(const Page& page) {
    return {page.number,
            page.width_pt,
            page.height_pt,
            page.rotation_degrees,
            page.text_source,
            page.text_layer,
            page.ocr_confidence,
            page.treatment,
            page.ink,
            {}};
  }

  [[nodiscard]] std::string_view separator(const Block& block) const {
    if (last_ == nullptr) return "";
    const bool items = last_->kind == BlockKind::list_item && block.kind == BlockKind::list_item;
    const bool rows =
        last_->kind == BlockKind::table_row && block.kind == BlockKind::table_row && last_->table == block.table;
    return items || rows ? "\n" : "\n\n";
  }

  void write(const Block& block) {
    const std::size_t text_before = document_.text.size();
    const std::size_t words_before = document_.words.size();
    document_.text += separator(block);
    const std::string mark = seen(block.mark, false);
    if (block.kind == BlockKind::list_item && !mark.empty()) document_.text += mark + ' ';
    PlacedBlock placed;
    placed.kind = block.kind;
    placed.level = block.level;
    placed.mark = mark;
    placed.table = block.table == 0 ? 0 : block.table + tables_before_;
    placed.header = block.header;
    placed.page = page_;
    placed.box = block.box;
    placed.span.begin = document_.text.size();
    for (std::size_t i = 0; i < block.cells.size(); ++i) {
      if (i > 0) document_.text += '\t';
      const Span span = write(block.cells[i]);
      if (block.kind == BlockKind::table_row) placed.cells.push_back(span);
    }
    placed.span.end = document_.text.size();
    if (document_.words.size() == words_before) {  // nothing to be seen in it
      document_.text.resize(text_before);
      return;
    }
    document_.blocks.push_back(std::move(placed));
    last_ = &block;
  }

  Span write(const Cell& cell) {
    Span span{document_.text.size(), document_.text.size()};
    bool after_hyphen = false;
    bool empty = true;
    for (const Line& line : cell.lines) {
      bool first_of_line = true;
      for (std::size_t i = 0; i < line.words.size(); ++i) {
        const Word& word = line.words[i];
        const std::string text = seen(word.raw, i + 1 == line.words.size());
        if (text.empty()) continue;
        if (!empty) document_.text += first_of_line && after_hyphen ? '\n' : ' ';
        const std::size_t begin = document_.text.size();
        document_.text += text;
        document_.words.push_back({{begin, document_.text.size()},
                                   page_,
                                   word.box,
                                   word.confidence,
                                   word.alternatives,
                                   word.font_size_pt,
                                   word.bold});
        after_hyphen = ends_in_hyphen(text);
        first_of_line = false;
        empty = false;
      }
    }
    span.end = document_.text.size();
    return span;
  }

  Document& document_;
  const Block* last_ = nullptr;
  int page_ = 0;
  int tables_before_ = 0;
};

}  // namespace

Document compose(Source source, std::vector<Page> pages) {
  Document document;
  document.source = std::move(source);
  document.language = "und";
  Writer writer(document);
  bool first = true;
  for (Page& page : pages) {
    writer.write(page, first);
    first = false;
  }
  document.text_as_read = document.text;
  return document;
}

}  // namespace atagande::layout
