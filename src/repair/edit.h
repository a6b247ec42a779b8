// Lists of changes to a text: applying, joining one list after another, and writing a word with the case it was read
// in.
//
// Internal to the room. A Correction here has the span of the text it changes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "repair/token.h"

namespace atagande::repair {

/// `corrections` must be in order and not overlap.
std::string applied(std::string_view text, const std::vector<Correction>& corrections);

/// The changes of `first` (to `text`) and then `second` (to the result) as one list of changes to `text`. What they
/// change together becomes one correction; changes that come to nothing are left out.
std::vector<Correction> joined(std::string_view text, std::vector<Correction> first, std::vector<Correction> second);

/// How the first letter of a word is to be written where what was read does not tell.
/// `title`: the first one in upper case and the others in lower case, whatever was read.
enum class FirstLetter { as_read, lower, upper, title };

/// `letters` (lower-case Latin-1) in UTF-8 with the case of `token`, whose own letters are `read`.
std::string with_case(std::string_view letters, std::string_view read, const Token& token, FirstLetter first);

/// diacritic where only dots and rings differ, case where only the case does, letter otherwise.
std::string_view kind_of_change(std::string_view before, std::string_view after);
/// The same of lower-case Latin-1, which hold no case: that alone differs where the letters are the same.
std::string_view kind_of_letters(std::string_view before, std::string_view after);

}  // namespace atagande::repair
