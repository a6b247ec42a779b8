// Inside the room only: the words of a page as PDF operators that draw nothing.
#pragma once

#include <string>
#include <vector>

#include "document/affine.h"
#include "output/glyphless_font.h"
#include "output/page_text.h"

namespace atagande::output {

/// Every character of the words of `pages`, sorted, each once, and the space.
std::u32string characters_of(const std::vector<PageText>& pages);

/// A text object in render mode 3 that puts each word over its box; empty where the page has no words with boxes.
/// `to_user_space` leads points of the page as a reader sees it to PDF's user space, `font` is its name among the
/// page's resources. A word parted by a line break stands whole over its first part.
std::string invisible_text(const PageText& page, const GlyphlessFont& font, const std::string& font_name,
                           const Affine& to_user_space);

}  // namespace atagande::output
