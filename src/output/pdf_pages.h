// Inside the room only: what is done to the pages of a PDF before and when invisible text is laid over them.
#pragma once

#include <string>
#include <string_view>

#include "document/affine.h"
#include "document/document.h"

class QPDF;
class QPDFObjectHandle;
class QPDFPageObjectHelper;

namespace atagande::output {

/// Which text of a page goes, because other text comes in its place.
enum class OldText { keep, drop_invisible, drop_all };

/// Takes `old` text away from the page: from its contents and from the drawings (Form XObjects) it uses, which other
/// pages keep as they are. With drop_invisible, what remains is marked as text that stands for nothing.
void remove_text(QPDFPageObjectHelper& page, OldText old);

/// Leads points of the page as a reader sees it (origin top left, y down) to the page's user space.
Affine to_user_space(QPDFPageObjectHelper& page, const PageSummary& read);

/// Lays `content` over the page, with `font` under `font_name` among the page's resources; both the contents there were
/// and the new ones start from a fresh graphics state.
void add_text(QPDF& pdf, QPDFPageObjectHelper& page, const std::string& content, const std::string& font_name,
              const QPDFObjectHandle& font);

/// A name for a font that no page of `pdf` uses, with its slash.
std::string free_font_name(QPDF& pdf);

/// Takes digital signatures away and leaves what they look like: a changed file cannot bear them.
void drop_signatures(QPDF& pdf);

/// Gives `pdf`, which is empty, a page for each page of `document` with its picture out of `bytes` (JPEG, PNG or TIFF;
/// other formats as image/ decodes them), packed as it was where PDF knows that packing. Throws Error(bad_input).
void add_picture_pages(QPDF& pdf, std::string_view bytes, const Document& document);

}  // namespace atagande::output
