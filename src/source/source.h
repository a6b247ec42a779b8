// Files that are not pages of an image: what kind of file some bytes are, and the readers of text, HTML and DOCX.
//
// Bytes come from strangers. Readers are bounded in time, memory and depth of nesting and throw Error(bad_input) for
// what cannot be read and Error(limit) for what is too large; they never look at a file's name. Safe to call from any
// thread. Pages have blocks and no geometry.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace atagande::source {

/// The IANA media type, told by content alone: application/pdf (the header may stand anywhere in the first 1024 bytes),
/// image/tiff, image/png, image/jpeg, image/jp2, image/x-portable-anymap, image/bmp, image/gif, image/webp,
/// application/vnd.openxmlformats-officedocument.wordprocessingml.document, text/html, text/plain. Throws
/// Error(bad_input), naming what it is where it can be told, for anything else and for no bytes at all.
std::string media_type(std::string_view bytes);

inline constexpr std::string_view pdf_media_type = "application/pdf";
inline constexpr std::string_view docx_media_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr std::string_view html_media_type = "text/html";
inline constexpr std::string_view text_media_type = "text/plain";

/// Text of unknown encoding as UTF-8 in NFC; layout::pages_from_text makes pages of it.
std::string read_text(std::string_view bytes);

/// The article of a web page without navigation, as one page: headings, paragraphs (a line a <br>), list items, rows of
/// tables. The encoding is found as for text: a `charset` that contradicts valid UTF-8 is wrong more often than not.
std::vector<Page> read_html(std::string_view bytes);

/// The text of a DOCX, a page for each page break stated in it: headings, paragraphs, list items with the marks they
/// are shown with, rows of tables, text boxes, notes. Tracked insertions are kept, deletions left out.
std::vector<Page> read_docx(std::string_view bytes);

}  // namespace atagande::source
