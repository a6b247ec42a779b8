// From parts of a page, found by a layout and read by the line recogniser, to lines of words.
#pragma once

#include <span>
#include <vector>

#include "document/affine.h"
#include "document/document.h"
#include "ocr/ink.h"
#include "recognise/recognise.h"

namespace atagande::ocr {

/// Part of a row to be read as one line image.
struct FoundPart {
  recognise::PixelBox crop;
  bool begins_line = false;
  double row_height_px = 0.0;  // x-height, ascenders and descenders
  bool uncertain = false;      // may be no print at all: only a sure reading counts
};

/// Words with boxes drawn tight around their ink. The recogniser knows a character's place to a few pixels only: the
/// cut between two words goes through the widest gap between the letters on either side. `readings` are those of
/// `parts`, in order. Dashes are told apart by their ink.
std::vector<Line> lines_from(std::span<const FoundPart> parts, std::span<const recognise::ReadLine> readings,
                             const InkMap& ink, const Affine& to_page);

}  // namespace atagande::ocr
