// The parts of rows that Tesseract's layout found, mended by the ink: it stacks the numbers of a list into one line,
// takes the rings and dots over large letters for a line of their own, and drops lone figures.
//
// Internal to the room.
#pragma once

#include <vector>

#include "ocr/ink.h"
#include "ocr/lines.h"

namespace atagande::ocr {

/// Cuts parts that hold several rows, one above the other and well apart, into these.
void split_stacks(std::vector<FoundPart>& parts, const InkMap& ink);

/// Whether every part is as wide as upright print is; nothing smaller than `least_px` tells.
bool all_upright(const std::vector<FoundPart>& parts, int least_px);

/// Drops what is no row of print, for it is high and has rows of print inside, such as a frame.
void drop_frames(std::vector<FoundPart>& parts);

/// Drops narrow parts whose ink lies in a wider one.
void drop_doubled(std::vector<FoundPart>& parts, const InkMap& ink);

/// Joins parts of one row that have less than a space between them, such as a number and its stop.
void join_neighbours(std::vector<FoundPart>& parts);

/// Joins a low part to the one right below it that it belongs over.
void mend_rings(std::vector<FoundPart>& parts, const InkMap& ink);

/// Adds short pieces of print that stand beside a part, at its height, and are in none.
void find_lost(std::vector<FoundPart>& parts, const InkMap& ink);

}  // namespace atagande::ocr
