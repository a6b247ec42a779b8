// Rows of dots put back into the lines they were taken out of.
//
// Internal to the room.
#pragma once

#include <vector>

#include "document/document.h"
#include "image/image.h"

namespace atagande::ocr {

/// Sets each leader behind the word it follows, as a word of dots without a confidence, for it was counted and not
/// recognised. A row of dots that follows no word is no leader and left out. A number behind it may be a line of its
/// own.
void put_back(const std::vector<image::Leader>& leaders, std::vector<Line>& lines);

}  // namespace atagande::ocr
