// What a misread word that is in no lexicon may have been.
//
// Internal to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "repair/confusions.h"

namespace atagande::repair {

/// How odd a string of letters is as a Swedish word, whatever it is: signs, digits and capitals among letters, é where
/// Swedish has none. `read` is as Search takes it (candidates.h). 0 for letters alone.
double oddness(std::string_view read);

/// Letters that may stand behind `read`.
struct Spelling {
  std::string letters;
  double channel = 0.0;  // log P(read | meant) of the odd letters
};

/// The likeliest ways, best first, at most `most`, to explain every odd letter of `read`; the others stay. `read` alone
/// where it has none.
std::vector<Spelling> without_oddness(const Confusions& confusions, std::string_view read, std::size_t most);

}  // namespace atagande::repair
