// The value types that flow through the pipeline, and nothing else.
//
// A page is read (Word, Line), arranged (Block), put together with its document's other pages (Document), searched by
// rules (Findings) and written. Every type is a plain struct whose members are initialised and whose == is defaulted;
// values are copied or moved, never shared, so that all of them are safe to use from any thread.
//
// Units: lengths on a page are points (1/72 inch), origin at the top left of the page as a reader sees it, that is
// after rotation, y growing downwards. Text is UTF-8 in NFC. Spans are half-open ranges of bytes that never split a
// code point; the output turns them into code points. Confidences run from 0 to 1; none means that nothing was
// recognised (digital text), never "certain".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "document/error.h"

namespace atagande {

struct Box {
  double x0 = 0.0;
  double y0 = 0.0;
  double x1 = 0.0;
  double y1 = 0.0;

  [[nodiscard]] bool empty() const { return x1 <= x0 || y1 <= y0; }
  [[nodiscard]] double width() const { return x1 - x0; }
  [[nodiscard]] double height() const { return y1 - y0; }
  bool operator==(const Box&) const = default;
};

/// Half-open range of bytes.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] bool empty() const { return end <= begin; }
  [[nodiscard]] std::size_t size() const { return end - begin; }
  bool operator==(const Span&) const = default;
};

/// One word as the page gives it. `box` is empty where the source has no geometry (text, HTML, DOCX).
struct Word {
  /// Another reading the recogniser held possible, with its probability relative to the reading taken.
  struct Alternative {
    std::string text;
    double probability = 0.0;
    bool operator==(const Alternative&) const = default;
  };

  std::string raw;
  Box box;
  std::optional<double> confidence;
  std::vector<Alternative> alternatives;
  double font_size_pt = 0.0;  // 0: unknown
  bool bold = false;
  bool operator==(const Word&) const = default;
};

/// Words on one baseline, left to right.
struct Line {
  std::vector<Word> words;
  Box box;
  bool operator==(const Line&) const = default;
};

enum class BlockKind { heading, paragraph, list_item, table_row, furniture };

/// One cell of a table row; every other kind of block has exactly one cell.
struct Cell {
  std::vector<Line> lines;
  Box box;
  bool operator==(const Cell&) const = default;
};

/// Lines that belong together, in reading order.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;        // heading: 1 is the highest; list item: depth of nesting from 0
  std::string mark;     // list item: "•", "-", "1.", "a)" as it stands (or was recovered); not part of the lines
  int table = 0;        // table row: number of its table in the page from 1; 0 elsewhere
  bool header = false;  // table row: names its columns
  std::vector<Cell> cells;
  Box box;
  bool operator==(const Block&) const = default;
};

enum class TextSource { none, ocr, text_layer };
enum class TextLayer { absent, good, wrong_language, damaged, stale };

/// Ink found over a signatory's line: connected strokes that are no type.
struct InkRegion {
  Box box;
  double stroke_density = 0.0;  // share of dark pixels inside the box
  bool operator==(const InkRegion&) const = default;
};

/// A straight printed line, as in the frame of a table.
struct Rule {
  Box box;
  bool operator==(const Rule&) const = default;
};

struct Page {
  int number = 0;  // from 1
  double width_pt = 0.0;
  double height_pt = 0.0;
  int rotation_degrees = 0;  // clockwise, as stated by the file or found in the image: 0, 90, 180, 270
  double skew_degrees = 0.0;
  TextSource text_source = TextSource::none;
  TextLayer text_layer = TextLayer::absent;
  std::optional<double> ocr_confidence;  // mean over words, weighted by letters
  std::vector<std::string> treatment;    // image treatments in the order applied
  std::vector<Line> lines;               // as read; emptied by layout when it makes blocks
  std::vector<Block> blocks;             // reading order
  std::vector<Rule> rules;
  std::vector<InkRegion> ink;
  std::vector<Diagnostic> diagnostics;
  bool operator==(const Page&) const = default;
};

/// What is known of the file a document came from.
struct Source {
  std::string file_name;  // without folders
  std::string sha256;     // hexadecimal, of the bytes
  std::string media_type;
  std::uint64_t bytes = 0;
  int page_count = 0;
  bool encrypted = false;
  bool digitally_signed = false;
  bool operator==(const Source&) const = default;
};

/// A change from `before` (in Document::text_as_read) to `after` (in Document::text). Undoing all of them gives
/// text_as_read back byte for byte.
struct Correction {
  Span span;  // of `after` in Document::text; may be empty where something was taken away
  std::string before;
  std::string after;
  std::string kind;    // diacritic | letter | space | hyphen | case
  std::string reason;  // which knowledge decided, for people: "lexicon", "context", "register" …
  double score = 0.0;  // probability that the change is right
  bool operator==(const Correction&) const = default;
};

/// A word of the assembled document: where its text stands and where it stood on the page.
struct PlacedWord {
  Span span;  // in Document::text
  int page = 0;
  Box box;
  std::optional<double> confidence;
  std::vector<Word::Alternative> alternatives;
  double font_size_pt = 0.0;
  bool bold = false;
  bool operator==(const PlacedWord&) const = default;
};

/// A block of the assembled document.
struct PlacedBlock {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;
  std::string mark;
  int table = 0;  // number of its table in the document from 1
  bool header = false;
  int page = 0;
  Span span;                // in Document::text: without the mark, with all cells
  std::vector<Span> cells;  // table row: one a column, possibly empty
  Box box;
  bool operator==(const PlacedBlock&) const = default;
};

/// What remains of a page once its words are placed.
struct PageSummary {
  int number = 0;
  double width_pt = 0.0;
  double height_pt = 0.0;
  int rotation_degrees = 0;
  TextSource text_source = TextSource::none;
  TextLayer text_layer = TextLayer::absent;
  std::optional<double> ocr_confidence;
  std::vector<std::string> treatment;
  std::vector<InkRegion> ink;
  Span span;  // in Document::text
  bool operator==(const PageSummary&) const = default;
};

/// The whole document: one text in reading order with everything else pointing into it. Lines of one block are
/// joined by a space, blocks are parted by a line feed (two before and after headings and paragraphs), list items
/// begin with their mark and a space, cells are parted by " | ", pages by U+000C.
struct Document {
  Source source;
  std::string language;  // BCP 47: "sv"; "und" where it could not be told
  std::string text;
  std::string text_as_read;
  std::vector<Correction> corrections;  // in order of span
  std::vector<PlacedWord> words;        // in order of span
  std::vector<PlacedBlock> blocks;      // in order of span
  std::vector<PageSummary> pages;
  std::vector<Diagnostic> diagnostics;
  bool operator==(const Document&) const = default;
};

}  // namespace atagande
