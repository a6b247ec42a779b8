// Small and capital letters of one shape told apart by their height in the line. The recogniser, which sees a line
// without a measure, takes one for the other where a ring or an accent stands over a neighbour.
//
// Internal to the room.
#pragma once

#include <string>

#include "ocr/dashes.h"

namespace atagande::ocr {

enum class Height { unknown, small, capital };

/// How high the first letter of a word stands; `word` is its box.
Height height_of_first(const InkView& ink, const recognise::PixelBox& word, const LineType& type);

/// The text with its first letter small or capital as its height says, where the two have one shape (c o s u v w x z)
/// and another letter follows.
std::string with_first(const std::string& text, Height height);

}  // namespace atagande::ocr
