// List marks and signs that a recogniser reads as letters.
//
// Internal to the room.
#pragma once

#include <string_view>
#include <vector>

#include "document/document.h"
#include "repair/repair.h"

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

/// "2?": what a recogniser without the sign for per cent makes of it. Alone between a number and a word in small
/// letters; at the end of a number before such a word, where the number as it stands is more than a hundred and without
/// the 2 is not ("452? av" is "45 % av").
std::vector<Correction> mend_percent(std::string_view text);

/// "8" or "$" for "§", as recognisers without that sign read it: before the numbers 1, 2, 3 … of at least three
/// headings
/// ("8 1 Bakgrund", "82 Syfte"), and before a number after a date ("2023-12-05 8 212"); "$" also before one such
/// heading.
std::vector<Correction> mend_sections(std::string_view text);

/// Signs of which something is wrong that the text cannot tell: "52?" before a word in small letters is "5 %" or
/// "52 %", "$" beside a number is a section or a dollar.
std::vector<Unsettled> unsettled_signs(std::string_view text);

}  // namespace atagande::repair
