// What shines through from the other side of the paper, read as words.
//
// Internal to the room.
#pragma once

#include <vector>

#include "document/document.h"
#include "image/image.h"

namespace atagande::ocr {

/// Drops lines of which every word is paler than the page's print and was not read with confidence. `picture` is what
/// was read; of 1-bit pictures nothing is said.
void drop_shining_through(std::vector<Line>& lines, const image::PagePicture& picture);

}  // namespace atagande::ocr
