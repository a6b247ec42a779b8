// List marks and signs that a recogniser reads as letters.
//
// Internal to the room.
#pragma once

#include <string_view>
#include <vector>

#include "document/document.h"

namespace atagande::repair {

/// List marks at line beginnings ("e Polisen …", "¢ Kommunen …") become "•". One kind of letter is taken for a mark
/// only where two lines begin so, or a line that ends in a colon goes before; signs that begin no Swedish line always
/// are.
std::vector<Correction> mend_bullets(std::string_view text);

/// A "|" alone in its line before a word in lower case is an I in a text read by a recogniser of another language; "%"
/// and "§" read as other signs beside a number.
std::vector<Correction> mend_signs(std::string_view text);

/// "Q" for "@", as a recogniser without that sign reads it: in an address, or alone between its halves.
std::vector<Correction> mend_addresses(std::string_view text);

/// "2?" alone between a number and a word in small letters: what a recogniser without the sign for per cent makes of
/// it. Where it touches the number nothing is changed, as its digits may be right.
std::vector<Correction> mend_percent(std::string_view text);

/// "8" for "§", as a recogniser without that sign reads it: before the numbers 1, 2, 3 … of at least three headings
/// ("8 1 Bakgrund", "82 Syfte"), and before a number after a date ("2023-12-05 8 212").
std::vector<Correction> mend_sections(std::string_view text);

}  // namespace atagande::repair
