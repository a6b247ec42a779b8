// Tree builders of HTML take time that grows with the square of nesting, and more where formatting elements are left
// open (they are opened anew in every paragraph). One pass over the tags keeps a stack of open elements as a browser
// roughly would, and leaves out what makes trouble and carries no text.
#include "source/html_tamed.h"

#include <algorithm>
#include <array>
#include <vector>

namespace atagande::source {
namespace {

using std::string_view;

constexpr std::size_t deepest = 200;
constexpr std::size_t longest_tag = 4096;  // a longer one is kept without its attributes

constexpr std::array void_elements = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                      "input", "link", "meta", "param", "source", "track", "wbr"};
/// A new one ends the last, so that they do not nest by themselves.
constexpr std::array self_ending = {"p",     "li",     "dt",       "dd", "tr", "td",   "th",   "tbody", "thead",
                                    "tfoot", "option", "optgroup", "rp", "rt", "html", "head", "body"};
constexpr std::array unread = {"script", "style",  "textarea", "xmp",   "iframe", "noembed", "noframes", "svg",
                               "math",   "select", "object",   "audio", "video",  "canvas",  "template"};
constexpr std::array formatting = {"a",     "b",    "strong", "i",      "em", "u",    "s",    "font", "big",
                                   "small", "code", "nobr",   "strike", "tt", "mark", "abbr", "cite"};

template <std::size_t size>
bool holds(const std::array<const char*, size>& names, string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string lower_name(string_view text) {
  std::string name;
  for (const char c : text) {
    if (c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || name.size() > 30) break;
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

class Tamer {
 public:
  explicit Tamer(string_view html) : html_(html) { result_.reserve(html.size()); }

  std::string run() && {
    while (at_ < html_.size()) {
      const std::size_t open = std::min(html_.find('<', at_), html_.size());
      result_.append(html_, at_, open - at_);
      at_ = open;
      if (at_ < html_.size()) tag();
    }
    return std::move(result_);
  }

 private:
  void tag() {
    const string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) return skip_past("-->", 4);
    if (rest.starts_with("<!") || rest.starts_with("<?")) return skip_past(">", 2);
    const bool closing = rest.starts_with("</");
    const std::string name = lower_name(rest.substr(closing ? 2 : 1));
    if (name.empty() || name[0] < 'a' || name[0] > 'z') {
      result_ += "&lt;";
      ++at_;
      return;
    }
    const std::size_t end = end_of_tag();
    const string_view whole = html_.substr(at_, end - at_);
    at_ = end;
    if (name == "plaintext") return;
    if (holds(unread, name)) {
      if (!closing && !whole.ends_with("/>")) skip_element(name);
      result_ += ' ';
      return;
    }
    if (closing) return close(name);
    open(name, whole);
  }

  void skip_past(string_view mark, std::size_t from) {
    const std::size_t found = html_.find(mark, at_ + from);
    at_ = found == string_view::npos ? html_.size() : found + mark.size();
  }

  /// After the > of the tag at at_; quoted attributes may hold one.
  [[nodiscard]] std::size_t end_of_tag() const {
    char quote = 0;
    const std::size_t limit = std::min(html_.size(), at_ + (1U << 20U));
    for (std::size_t i = at_ + 1; i < limit; ++i) {
      const char c = html_[i];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if ((c == '"' || c == '\'') && html_[i - 1] == '=') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      }
    }
    const std::size_t plain = html_.find('>', at_);  // an unclosed quote
    return plain == string_view::npos ? html_.size() : plain + 1;
  }

  void skip_element(const std::string& name) {
    std::size_t depth = 1;
    while (depth > 0) {
      const std::size_t open = html_.find('<', at_);
      if (open == string_view::npos) {
        at_ = html_.size();
        return;
      }
      at_ = open + 1;
      const bool closing = html_.substr(at_).starts_with('/');
      if (lower_name(html_.substr(at_ + (closing ? 1 : 0))) != name) continue;
      if (closing) {
        --depth;
        skip_past(">", 0);
      } else if (name != "script" && name != "style") {
        ++depth;
      }
    }
  }

  void open(const std::string& name, string_view whole) {
    if (holds(void_elements, name)) {
      if (name == "br" || name == "hr" || name == "wbr") result_ += "<" + name + ">";
      return;
    }
    if (holds(self_ending, name)) return write(name, whole);
    const bool dropped = depth_ >= deepest;
    open_.push_back({name, dropped});
    if (dropped) {
      result_ += ' ';
      return;
    }
    ++depth_;
    if (!holds(formatting, name)) return write(name, whole);
    result_ += name == "b" || name == "strong" ? "<span data-bold>" : name == "a" ? "<span data-link>" : "<span>";
  }

  void write(const std::string& name, string_view whole) {
    if (whole.size() > longest_tag) {
      result_ += "<" + name + ">";
    } else {
      result_ += whole;
    }
  }

  void close(const std::string& name) {
    if (holds(self_ending, name)) {
      result_ += "</" + name + ">";
      return;
    }
    constexpr std::size_t reach = 64;  // an end tag without a start further up than this is a stray
    std::size_t steps = 0;
    auto found = open_.rbegin();
    while (found != open_.rend() && found->name != name && steps < reach) ++found, ++steps;
    if (found == open_.rend() || found->name != name) return;
    const std::size_t keep = static_cast<std::size_t>(open_.rend() - found) - 1;
    while (open_.size() > keep) {
      if (!open_.back().dropped) {
        --depth_;
        result_ += holds(formatting, open_.back().name) ? "</span>" : "</" + open_.back().name + ">";
      }
      open_.pop_back();
    }
  }

  struct Element {
    std::string name;
    bool dropped = false;
  };

  string_view html_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::vector<Element> open_;
  std::string result_;
};

}  // namespace

std::string tamed(string_view html) { return Tamer(html).run(); }

}  // namespace atagande::source
