// From words to blocks to a document: lines, columns, reading order, headings, lists, tables and furniture, and the
// bookkeeping between the text as read and the text as repaired.
//
// Everything here is a pure function over the value types of document.h, safe to call from any thread. Text is UTF-8,
// spans are bytes, lengths are points.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/findings.h"

namespace atagande::layout {

/// Blocks of text without geometry, as pasted, extracted or recognised: blank lines part blocks, wrapped lines are put
/// together, one-line paragraphs stay apart. Knows list items (marks as typed and as a recogniser misreads them,
/// numbered, lettered, nested by indentation, wrapped), headings, table rows ("a | b", tabs), contents lists, columns
/// parted by runs of spaces (read column by column, each line a block) and the simpler forms of Markdown. Takes time
/// in proportion to the size of `utf8`.
std::vector<Block> blocks_from_text(std::string_view utf8);

/// One page for each part of `utf8` between U+000C, blocks filled by blocks_from_text; one empty page for an empty
/// text.
std::vector<Page> pages_from_text(std::string_view utf8);

/// Turns Page::lines into Page::blocks in reading order and empties the lines. The order of the lines and of the words
/// in them does not matter, their boxes do: lines are found anew, so that a recogniser's lines across two columns do
/// no harm. No word is lost: each is in one block, except that the word that was a list item's mark becomes
/// Block::mark and that bars a recogniser read of upright rules are left out. Words without a box are put at the end,
/// one paragraph a line. A page of more than 20,000 words keeps its lines, a paragraph each. A page that has blocks and
/// no lines (of HTML or DOCX) keeps them; paragraphs of it whose lines are list items are split into these. Doing it
/// twice is doing it once.
void arrange(Page& page);

/// Finds what repeats at the top and bottom of a document's pages (page numbers aside, which may differ): the first
/// occurrence becomes furniture, the others are taken away, and so are page numbers. Pages must be arranged.
void drop_running_heads(std::vector<Page>& pages);

/// Puts a document together as document.h says: the text with everything that points into it. A line that ends in a
/// hyphen is parted from the next line of its block by a line feed instead of a space, so that repair can decide on it;
/// a soft hyphen inside a line is left out, at the end of one it is a hyphen. text_as_read equals text, and there are
/// no corrections. Diagnostics of the pages are gathered.
Document compose(Source source, std::vector<Page> pages);

/// Puts `corrections` (spans and `before` in the present text, in any order, not overlapping) into effect: text, every
/// span of the document and Document::corrections follow. May be called again on its own result; a correction that
/// touches an earlier one is joined with it. Throws Error(internal) where a correction does not fit the text.
void apply_corrections(Document& document, std::vector<Correction> corrections);

/// The text with every correction undone: text_as_read, byte for byte.
std::string undo(const Document& document);

/// What was read where Document::text now has `span`.
std::string as_read(const Document& document, Span span);

/// Says of each signatory whether there is ink over, under or after the name on its page, and where. What is not known
/// stays as it was: names without a place on a page, pages on which nobody looked for ink.
void find_signatures(const Document& document, std::vector<Signatory>& signatories);

struct PageBoxes {
  int page = 0;
  std::vector<Box> boxes;
  bool operator==(const PageBoxes&) const = default;
};

/// Where `span` of Document::text stands: per page one box for each line of words; no boxes where the page has no
/// geometry.
std::vector<PageBoxes> boxes_for(const Document& document, Span span);

}  // namespace atagande::layout
