// Web pages say where their article is, if not by element then by role, and what is not part of it by the words in
// class and id that builders of web sites have in common. Where they say nothing, weight decides: text outside links.
#include "source/html_article.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>

namespace atagande::source {
namespace {

using std::string_view;

/// Words of class and id; compared whole after parting at - _ and changes of case.
constexpr std::array furniture_words = {
    "nav",     "navbar", "navigation", "menu",   "submenu",  "breadcrumb", "breadcrumbs", "cookie",    "cookies",
    "consent", "share",  "sharing",    "social", "print",    "skip",       "skiplink",    "skiplinks", "sidebar",
    "search",  "login",  "pagination", "pager",  "feedback", "toolbar",    "footer",      "related",   "readspeaker",
    "rs",      "gdpr",   "modal",      "popup",  "advert",   "newsletter"};
/// These make an article of what holds a furniture word: "article-with-sidebar".
constexpr std::array article_words = {"with", "has", "no", "without"};

template <std::size_t size>
bool holds(const std::array<const char*, size>& words, string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_furniture_name(string_view names) {
  bool furniture = false;
  std::string word;
  char before = ' ';
  for (std::size_t i = 0; i <= names.size(); ++i) {
    const char c = i < names.size() ? names[i] : ' ';
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z');
    if (!letter || (upper && before >= 'a' && before <= 'z')) {
      if (holds(article_words, word)) return false;
      furniture = furniture || holds(furniture_words, word);
      word.clear();
    }
    if (letter) word += upper ? static_cast<char>(c - 'A' + 'a') : c;
    before = c;
  }
  return furniture;
}

bool is_furniture_role(string_view role) {
  for (const string_view each : {"navigation", "banner", "contentinfo", "search", "complementary", "dialog",
                                 "alertdialog", "menu", "menubar", "toolbar"}) {
    if (role == each) return true;
  }
  return false;
}

bool is_hidden(const GumboNode* node) {
  if (has_attribute(node, "hidden") || attribute(node, "aria-hidden") == "true") return true;
  std::string style(attribute(node, "style"));
  std::erase_if(style, [](char c) { return c == ' '; });
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

struct Weight {
  std::size_t text = 0;   // bytes outside links
  std::size_t links = 0;  // bytes inside
};

class Weigher {
 public:
  Weight weigh(const GumboNode* node, bool in_link) {
    Weight weight;
    if (node->type == GUMBO_NODE_TEXT) {
      const string_view text = node->v.text.text;
      (in_link ? weight.links : weight.text) = static_cast<std::size_t>(
          std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20; }));
      return weight;
    }
    if (node->type != GUMBO_NODE_ELEMENT || is_skipped(node)) return weight;
    const bool link = in_link || has_attribute(node, "data-link");
    const GumboVector& children = node->v.element.children;
    for (unsigned int i = 0; i < children.length; ++i) {
      const Weight child = weigh(static_cast<const GumboNode*>(children.data[i]), link);
      weight.text += child.text;
      weight.links += child.links;
    }
    weights_[node] = weight;
    const GumboTag tag = node->v.element.tag;
    const bool main = tag == GUMBO_TAG_MAIN || attribute(node, "role") == "main";
    if (main && weight.text > best_main_weight_) {
      best_main_ = node;
      best_main_weight_ = weight.text;
    }
    if (tag == GUMBO_TAG_ARTICLE && weight.text > best_article_weight_) {
      best_article_ = node;
      best_article_weight_ = weight.text;
    }
    return weight;
  }

  const GumboNode* choose(const GumboNode* root) const {
    const std::size_t all = text_of(root);
    if (best_main_ != nullptr && best_main_weight_ * 3 >= all) return best_main_;
    if (best_article_ != nullptr && best_article_weight_ * 2 >= all) return best_article_;
    const GumboNode* node = root;
    while (true) {
      const GumboNode* heaviest = nullptr;
      const GumboVector& children = node->v.element.children;
      for (unsigned int i = 0; i < children.length; ++i) {
        const auto* child = static_cast<const GumboNode*>(children.data[i]);
        if (child->type == GUMBO_NODE_ELEMENT && text_of(child) * 100 >= all * 85) heaviest = child;
      }
      if (heaviest == nullptr || !is_container(heaviest)) return node;
      node = heaviest;
    }
  }

 private:
  [[nodiscard]] std::size_t text_of(const GumboNode* node) const {
    const auto found = weights_.find(node);
    return found == weights_.end() ? 0 : found->second.text;
  }

  static bool is_container(const GumboNode* node) {
    switch (node->v.element.tag) {
      case GUMBO_TAG_HTML:
      case GUMBO_TAG_BODY:
      case GUMBO_TAG_DIV:
      case GUMBO_TAG_SECTION:
      case GUMBO_TAG_ARTICLE:
      case GUMBO_TAG_MAIN:
      case GUMBO_TAG_FORM:
      case GUMBO_TAG_CENTER:
        return true;
      default:
        return false;
    }
  }

  std::map<const GumboNode*, Weight> weights_;
  const GumboNode* best_main_ = nullptr;
  std::size_t best_main_weight_ = 0;
  const GumboNode* best_article_ = nullptr;
  std::size_t best_article_weight_ = 0;
};

}  // namespace

string_view attribute(const GumboNode* node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found == nullptr ? string_view() : string_view(found->value);
}

bool has_attribute(const GumboNode* node, const char* name) {
  return gumbo_get_attribute(&node->v.element.attributes, name) != nullptr;
}

bool is_skipped(const GumboNode* node) {
  switch (node->v.element.tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TITLE:
      return true;
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_MAIN:
      return false;
    default:
      break;
  }
  if (string_view(gumbo_normalized_tagname(node->v.element.tag)).empty()) {  // an element of newer HTML
    const GumboStringPiece& tag = node->v.element.original_tag;
    if (string_view(tag.data, tag.length).starts_with("<dialog")) return true;
  }
  if (is_furniture_role(attribute(node, "role")) || is_hidden(node)) return true;
  const bool named = is_furniture_name(attribute(node, "id")) || is_furniture_name(attribute(node, "class"));
  return named && title_of(node) == nullptr;  // nobody puts a page's title into its menu
}

const GumboNode* title_of(const GumboNode* node) {
  if (node->type != GUMBO_NODE_ELEMENT) return nullptr;
  if (node->v.element.tag == GUMBO_TAG_H1) return node;
  const GumboVector& nodes = node->v.element.children;
  for (unsigned int i = 0; i < nodes.length; ++i) {
    if (const GumboNode* found = title_of(static_cast<const GumboNode*>(nodes.data[i]))) return found;
  }
  return nullptr;
}

const GumboNode* article_of(const GumboNode* root) {
  Weigher weigher;
  weigher.weigh(root, false);
  return weigher.choose(root);
}

}  // namespace atagande::source
