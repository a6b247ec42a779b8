// Which part of a web page is its article, and what in it is not to be read.
#pragma once

#include <string_view>

struct GumboInternalNode;  // gumbo.h calls it GumboNode

namespace atagande::source {

/// The element that holds the article: <main> or <article> where they hold most of the text, else the innermost element
/// with nearly all text that is no link.
const GumboInternalNode* article_of(const GumboInternalNode* root);

/// Navigation, search, sharing, cookie notices, what is hidden and the like.
bool is_skipped(const GumboInternalNode* node);

/// The first <h1> in it; may be null.
const GumboInternalNode* title_of(const GumboInternalNode* node);

/// The value of an attribute, empty where it is not there.
std::string_view attribute(const GumboInternalNode* node, const char* name);
bool has_attribute(const GumboInternalNode* node, const char* name);

}  // namespace atagande::source
