// The article's elements are walked in order and told to a BlockBuilder: blocks begin and end where a browser would
// begin a line, lists and tables keep their structure. Nesting is bounded by tamed(), so the walk may recurse.
#include <gumbo.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <string>

#include "source/block_builder.h"
#include "source/html_article.h"
#include "source/html_tamed.h"
#include "source/source.h"
#include "text/text.h"

namespace atagande::source {
namespace {

using std::string_view;

constexpr std::size_t largest_page = 100U << 20U;  // bytes
constexpr std::size_t largest_tree = 16U << 20U;   // bytes of tamed HTML; a tree is some thirty times as large

struct DestroyOutput {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

int number_of(string_view digits, int otherwise) {
  int value = otherwise;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return std::clamp(value, 0, 99999);
}

class Reader {
 public:
  void read(const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) {
      read_text(node->v.text.text);
      return;
    }
    if (node->type != GUMBO_NODE_ELEMENT || is_skipped(node)) return;
    element(node);
  }

  std::vector<Block> take() { return builder_.take(); }

 private:
  void children(const GumboNode* node) {
    const GumboVector& nodes = node->v.element.children;
    for (unsigned int i = 0; i < nodes.length; ++i) read(static_cast<const GumboNode*>(nodes.data[i]));
  }

  void read_text(string_view text) {
    if (!preformatted_) return builder_.text(text, bold_);
    while (true) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      builder_.text(text.substr(0, end), bold_);
      if (end == text.size()) return;
      builder_.break_line();
      text.remove_prefix(end + 1);
    }
  }

  void element(const GumboNode* node) {
    const GumboTag tag = node->v.element.tag;
    switch (tag) {
      case GUMBO_TAG_BR:
        builder_.break_line();
        return;
      case GUMBO_TAG_HR:
        builder_.finish();
        return;
      case GUMBO_TAG_H1:
      case GUMBO_TAG_H2:
      case GUMBO_TAG_H3:
      case GUMBO_TAG_H4:
      case GUMBO_TAG_H5:
      case GUMBO_TAG_H6:
        heading(node, static_cast<int>(tag) - static_cast<int>(GUMBO_TAG_H1) + 1);
        return;
      case GUMBO_TAG_UL:
      case GUMBO_TAG_OL:
        list(node);
        return;
      case GUMBO_TAG_LI:
        item(node);
        return;
      case GUMBO_TAG_TABLE:
        table(node);
        return;
      case GUMBO_TAG_FIGCAPTION: {
        builder_.next(BlockKind::furniture);
        children(node);
        builder_.finish();
        return;
      }
      case GUMBO_TAG_PRE: {
        builder_.finish();
        preformatted_ = true;
        children(node);
        preformatted_ = false;
        builder_.finish();
        return;
      }
      default:
        break;
    }
    if (is_inline(node)) return inside(node);
    const bool first_of_item = in_item_ && builder_.empty();  // <li><p>text</p></li> is one item
    if (!first_of_item) builder_.finish();
    children(node);
    builder_.finish();
  }

  static bool is_inline(const GumboNode* node) {
    switch (node->v.element.tag) {
      case GUMBO_TAG_SPAN:
      case GUMBO_TAG_SUB:
      case GUMBO_TAG_SUP:
      case GUMBO_TAG_Q:
      case GUMBO_TAG_DFN:
      case GUMBO_TAG_TIME:
      case GUMBO_TAG_LABEL:
      case GUMBO_TAG_KBD:
      case GUMBO_TAG_SAMP:
      case GUMBO_TAG_VAR:
      case GUMBO_TAG_INS:
      case GUMBO_TAG_DEL:
      case GUMBO_TAG_BDI:
      case GUMBO_TAG_BDO:
      case GUMBO_TAG_DATA:
      case GUMBO_TAG_RUBY:
      case GUMBO_TAG_UNKNOWN:
        return true;
      default:
        return false;
    }
  }

  void inside(const GumboNode* node) {
    if (node->v.element.tag == GUMBO_TAG_DEL) return;
    const bool was_bold = bold_;
    bold_ = bold_ || has_attribute(node, "data-bold");
    children(node);
    bold_ = was_bold;
  }

  void heading(const GumboNode* node, int level) {
    builder_.next(BlockKind::heading, level);
    children(node);
    builder_.finish();
  }

  struct List {
    bool ordered = false;
    char type = '1';  // 1 a A i I
    int number = 1;
  };

  void list(const GumboNode* node) {
    const List outer = list_;
    list_ = {};
    list_.ordered = node->v.element.tag == GUMBO_TAG_OL;
    list_.number = number_of(attribute(node, "start"), 1);
    if (const string_view type = attribute(node, "type"); type.size() == 1) list_.type = type[0];
    ++depth_;
    if (!in_item_ || !builder_.empty()) builder_.finish();
    const bool was_in_item = in_item_;
    in_item_ = false;
    children(node);
    builder_.finish();
    in_item_ = was_in_item;
    --depth_;
    list_ = outer;
  }

  [[nodiscard]] std::string mark() const {
    if (!list_.ordered) return "•";
    const int number = std::max(1, list_.number);
    switch (list_.type) {
      case 'a':
        return std::string(1, static_cast<char>('a' + (number - 1) % 26)) + ")";
      case 'A':
        return std::string(1, static_cast<char>('A' + (number - 1) % 26)) + ".";
      default:
        return std::to_string(list_.number) + ".";
    }
  }

  void item(const GumboNode* node) {
    list_.number = number_of(attribute(node, "value"), list_.number);
    builder_.next(BlockKind::list_item, std::clamp(depth_ - 1, 0, 8), mark());
    ++list_.number;
    const bool was_in_item = in_item_;
    in_item_ = true;
    children(node);
    in_item_ = was_in_item;
    builder_.finish();
  }

  // Tables: one of a single column, or with others inside, is there for its looks and read as what it holds.

  static std::size_t count_cells(const GumboNode* row) {
    std::size_t cells = 0;
    const GumboVector& nodes = row->v.element.children;
    for (unsigned int i = 0; i < nodes.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(nodes.data[i]);
      if (child->type != GUMBO_NODE_ELEMENT) continue;
      if (child->v.element.tag == GUMBO_TAG_TD || child->v.element.tag == GUMBO_TAG_TH) ++cells;
    }
    return cells;
  }

  static void survey(const GumboNode* node, std::size_t& widest, bool& nested) {
    const GumboVector& nodes = node->v.element.children;
    for (unsigned int i = 0; i < nodes.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(nodes.data[i]);
      if (child->type != GUMBO_NODE_ELEMENT) continue;
      switch (child->v.element.tag) {
        case GUMBO_TAG_TABLE:
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_H3:
          nested = true;
          break;
        case GUMBO_TAG_TR:
          widest = std::max(widest, count_cells(child));
          [[fallthrough]];
        default:
          survey(child, widest, nested);
      }
    }
  }

  void table(const GumboNode* node) {
    std::size_t widest = 0;
    bool nested = false;
    survey(node, widest, nested);
    if (builder_.in_table() || nested || widest < 2) {
      builder_.finish();
      children(node);
      builder_.finish();
      return;
    }
    caption(node);
    builder_.begin_table();
    spans_.clear();
    rows(node, false);
    builder_.end_table();
  }

  void caption(const GumboNode* node) {
    const GumboVector& nodes = node->v.element.children;
    for (unsigned int i = 0; i < nodes.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(nodes.data[i]);
      if (child->type != GUMBO_NODE_ELEMENT || child->v.element.tag != GUMBO_TAG_CAPTION) continue;
      builder_.finish();
      children(child);
      builder_.finish();
    }
  }

  void rows(const GumboNode* node, bool head) {
    const GumboVector& nodes = node->v.element.children;
    for (unsigned int i = 0; i < nodes.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(nodes.data[i]);
      if (child->type != GUMBO_NODE_ELEMENT || is_skipped(child)) continue;
      switch (child->v.element.tag) {
        case GUMBO_TAG_THEAD:
          rows(child, true);
          break;
        case GUMBO_TAG_TBODY:
        case GUMBO_TAG_TFOOT:
          rows(child, false);
          break;
        case GUMBO_TAG_TR:
          row(child, head);
          break;
        default:
          break;
      }
    }
  }

  void row(const GumboNode* node, bool head) {
    const GumboVector& nodes = node->v.element.children;
    bool all_heads = true;
    for (unsigned int i = 0; i < nodes.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(nodes.data[i]);
      if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_TD) all_heads = false;
    }
    builder_.begin_row(head || all_heads);
    std::size_t column = 0;
    const auto skip_taken = [&] {  // columns a cell of an earlier row reaches down into
      for (; column < spans_.size() && spans_[column] > 0; ++column) {
        --spans_[column];
        builder_.begin_cell(1);
      }
    };
    for (unsigned int i = 0; i < nodes.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(nodes.data[i]);
      if (child->type != GUMBO_NODE_ELEMENT) continue;
      if (child->v.element.tag != GUMBO_TAG_TD && child->v.element.tag != GUMBO_TAG_TH) continue;
      skip_taken();
      const auto width = static_cast<std::size_t>(std::clamp(number_of(attribute(child, "colspan"), 1), 1, 100));
      const int height = std::clamp(number_of(attribute(child, "rowspan"), 1), 1, 1000);
      if (column + width > 200) break;
      builder_.begin_cell(width);
      children(child);
      if (spans_.size() < column + width) spans_.resize(column + width, 0);
      for (std::size_t k = 0; k < width; ++k) spans_[column + k] = height - 1;
      column += width;
    }
    skip_taken();
    builder_.end_row();
  }

  BlockBuilder builder_;
  List list_;
  std::vector<int> spans_;
  int depth_ = 0;
  bool in_item_ = false;
  bool bold_ = false;
  bool preformatted_ = false;
};

}  // namespace

std::vector<Page> read_html(string_view bytes) {
  if (bytes.size() > largest_page) throw Error(Fault::limit, "the HTML page is larger than 100 MB");
  const std::string html = tamed(text::decode(bytes).text);
  if (html.size() > largest_tree) throw Error(Fault::limit, "the HTML page has more than 16 MB of text and tags");
  const std::unique_ptr<GumboOutput, DestroyOutput> output(
      gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()));
  const GumboNode* article = article_of(output->root);
  Reader reader;
  const GumboNode* title = title_of(output->root);
  if (title != nullptr && title_of(article) == nullptr) reader.read(title);
  reader.read(article);
  Page page;
  page.number = 1;
  page.text_source = TextSource::text_layer;
  page.blocks = reader.take();
  return {std::move(page)};
}

}  // namespace atagande::source
