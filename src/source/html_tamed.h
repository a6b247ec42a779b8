// HTML made harmless for a tree builder.
#pragma once

#include <string>
#include <string_view>

namespace atagande::source {

/// The page without what nobody reads (comments, scripts, styles, form controls, embedded media), with formatting
/// elements as plain ones (<b> and <strong> as <span data-bold>, <a> as <span data-link>) and elements nested deeper
/// than 200 left out (their text stays), so that building its tree takes time in proportion to its size.
std::string tamed(std::string_view html);

}  // namespace atagande::source
