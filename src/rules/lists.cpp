// Word lists: read, written out into patterns, and compiled for looking words up.
#include <algorithm>
#include <stdexcept>

#include "rules/data.h"

namespace atagande::rules {
namespace {

constexpr int deepest_reference = 8;
constexpr std::size_t longest_pattern = 60000;

bool is_plain(std::string_view pattern) { return pattern.find_first_of("\\[](){}?*+|^$.") == std::string_view::npos; }

// Each alternative up to a word's end; one that ends in a sign of its own needs none.
std::string between_bounds(const std::vector<std::string>& alternatives) {
  std::string result;
  for (const std::string& entry : alternatives) {
    const bool sign = !entry.empty() && std::string_view(":;.,").find(entry.back()) != std::string_view::npos;
    result += (result.empty() ? "" : "|") + entry + (sign ? "" : "\\b");
  }
  return result;
}

void add_entries(std::vector<ListEntry>& entries, const Node& node) {
  if (node.kind == Node::Kind::sequence) {
    for (const Node& item : node.items) entries.push_back({item.scalar, ""});
    return;
  }
  for (const auto& [key, value] : node.entries) {
    if (value.kind == Node::Kind::sequence) {  // value: [pattern, …]
      for (const Node& item : value.items) entries.push_back({item.scalar, key.scalar});
    } else {  // pattern: value
      entries.push_back({key.scalar, value.scalar});
    }
  }
}

}  // namespace

void RuleSet::Data::read_lists(const std::string& file, const Node& node) {
  for (const auto& [key, value] : node.entries) {
    const auto [known, is_new] = list_index.try_emplace(key.scalar, static_cast<int>(lists.size()));
    if (is_new) lists.push_back({key.scalar, {file, key.line, key.column}, {}, "", {}, false});
    std::vector<ListEntry>& entries = lists[static_cast<std::size_t>(known->second)].entries;
    const auto own = static_cast<std::ptrdiff_t>(entries.size());
    add_entries(entries, value);
    // What a list of an earlier file says already is not said again: a folder may be given twice.
    const auto said = [&](const ListEntry& entry) {
      return std::any_of(entries.begin(), entries.begin() + own, [&](const ListEntry& earlier) {
        return earlier.pattern == entry.pattern && earlier.value == entry.value;
      });
    };
    entries.erase(std::remove_if(entries.begin() + own, entries.end(), said), entries.end());
  }
}

std::string RuleSet::Data::write_out(const std::string& file, const Node& at, const std::string& source, int depth) {
  if (depth > deepest_reference) fail(file, at, "word lists refer to each other in a circle");
  std::string result;
  for (std::size_t from = 0; from < source.size();) {
    const std::size_t open = source.find("${", from);
    result.append(source, from, open == std::string::npos ? std::string::npos : open - from);
    if (open == std::string::npos) break;
    const std::size_t close = source.find('}', open);
    if (close == std::string::npos) fail(file, at, "\"${\" without \"}\" in pattern: " + source);
    const std::string name = source.substr(open + 2, close - open - 2);
    const auto known = list_index.find(name);
    if (known == list_index.end()) fail(file, at, "there is no word list named \"" + name + "\"");
    List& list = lists[static_cast<std::size_t>(known->second)];
    list.used = true;
    if (list.alternation.empty()) {
      // The longest entry first: of two that fit, RE2 takes the one that stands first.
      std::vector<std::string> written;
      for (const ListEntry& entry : list.entries) written.push_back(write_out(file, at, entry.pattern, depth + 1));
      std::stable_sort(written.begin(), written.end(), std::greater<>());
      std::string alternation;
      for (const std::string& entry : written) alternation += (alternation.empty() ? "" : "|") + entry;
      List& finished = lists[static_cast<std::size_t>(known->second)];
      finished.alternation = "(?:" + alternation + ")";
      finished.alternatives = std::move(written);
    }
    result += lists[static_cast<std::size_t>(known->second)].alternation;
    if (result.size() > longest_pattern) fail(file, at, "pattern too long once its word lists are written out");
    from = close + 1;
  }
  return result;
}

std::optional<Required> RuleSet::Data::required(const std::string& source) {
  return required_words(source, [this](std::string_view name) -> const Required* {
    const auto known = required_of_list.find(name);
    if (known != required_of_list.end()) return known->second ? &*known->second : nullptr;
    const auto list = list_index.find(std::string(name));
    if (list == list_index.end()) return nullptr;
    auto& kept = required_of_list[std::string(name)];  // not understood as long as it is looked into: lists in a circle
    std::string alternation;
    for (const ListEntry& entry : lists[static_cast<std::size_t>(list->second)].entries) {
      alternation += (alternation.empty() ? "" : "|") + entry.pattern;
    }
    kept = required(alternation);
    return kept ? &*kept : nullptr;
  });
}

void RuleSet::Data::compile_list(const std::string& asking_file, const Node& asking, const std::string& name) {
  if (compiled_lists.count(name) != 0) return;
  const auto known = list_index.find(name);
  if (known == list_index.end()) fail(asking_file, asking, "there is no word list named \"" + name + "\"");
  // Trouble in a list stands where the list does.
  const Location& place = lists[static_cast<std::size_t>(known->second)].location;
  const std::string file = place.file;
  Node at;
  at.line = place.line;
  at.column = place.column;
  write_out(file, at, "${" + name + "}");
  ListIndex index;
  std::string together;
  bool all_understood = true;
  const auto& entries = lists[static_cast<std::size_t>(known->second)].entries;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string source = write_out(file, at, entries[i].pattern);
    if (is_plain(source)) {
      index.literal.try_emplace(folded_pattern(source), static_cast<int>(i));
    } else {
      const Compile when = required(entries[i].pattern) ? Compile::when_asked : Compile::now;
      all_understood = all_understood && when == Compile::when_asked;
      together += (together.empty() ? "" : "|") + source;
      index.patterns.emplace_back(Pattern("^(?:" + source + ")$", false, when), static_cast<int>(i));
    }
  }
  if (index.patterns.size() > 1 && all_understood && together.size() <= longest_pattern) {
    index.whole.emplace_back("^(?:" + together + ")$", false, Compile::when_asked);
  }
  const auto known_words = required("${" + name + "}");
  if (known_words) index.required = most_telling(*known_words);
  index.any.emplace_back("\\b(?:" + between_bounds(lists[static_cast<std::size_t>(known->second)].alternatives) + ")",
                         false, known_words ? Compile::when_asked : Compile::now);
  compiled_lists.emplace(name, std::move(index));
}

Template parse_template(const std::string& text) {
  Template parts;
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) parts.push_back({literal, "", ""});
    literal.clear();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '{') {
      literal += text[at];
      continue;
    }
    flush();
    const std::size_t close = text.find('}', at);
    if (close == std::string::npos) throw std::invalid_argument("\"{\" without \"}\"");
    const std::string inside = text.substr(at + 1, close - at - 1);
    const std::size_t as = inside.find(" as ");
    parts.push_back({"", inside.substr(0, as), as == std::string::npos ? "text" : inside.substr(as + 4)});
    at = close;
  }
  flush();
  return parts;
}

}  // namespace atagande::rules
