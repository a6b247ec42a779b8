// Hyphens, en dashes and em dashes told apart by the width of their ink. The recogniser, to which every line has the
// same height, takes one for another.
//
// Internal to the room.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ocr/ink.h"

namespace atagande::ocr {

/// The type of a line, in pixels; 0 where the line does not tell.
struct LineType {
  double em = 0.0;        // size of the type
  double baseline = 0.0;  // y; 0: unknown
};

/// A word and the box tight around its ink.
struct InkedWord {
  std::string_view text;
  recognise::PixelBox box;
};

LineType type_of(std::span<const InkedWord> words);

/// Whether it is any of "-", "\u2010", "–", "—".
bool is_dash(std::string_view character);

/// The dash whose ink is somewhere near the columns x0 to x1: "-", "–" or "—"; empty where no dash stands clear of the
/// letters there.
std::string_view dash_in(const InkView& ink, int x0, int x1, const LineType& type);

}  // namespace atagande::ocr
