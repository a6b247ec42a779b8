// What must never be changed, whatever it looks like: addresses, codes, numbers, acronyms.
//
// Internal to the room.
#pragma once

#include <string_view>

#include "repair/token.h"

namespace atagande::repair {

/// Sets `guarded` on the tokens of `text` that are part of a URL, an e-mail address or a file name, hold digits and
/// capitals, or are acronyms in a line with lower-case letters.
void guard(std::string_view text, Tokens& tokens);

}  // namespace atagande::repair
