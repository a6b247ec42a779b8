// The house style of rule files. A file is formatted as lines, so that comments stay where they are: a rule's lines are
// taken apart into its keys, each with the comment in front of it, and put back in the usual order. What comes out is
// read again and must say the same.
#include <algorithm>
#include <array>
#include <string_view>

#include "rules/node.h"
#include "rules/rules.h"

namespace atagande::rules {
namespace {

constexpr std::array<std::string_view, 16> key_order = {
    "id",   "about", "extends", "replaces", "phase",    "unit",       "exact", "match",
    "emit", "with",  "set",     "scope",    "priority", "confidence", "tests", ""};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    std::string line = text.substr(from, end - from);
    line.erase(line.find_last_not_of(" \t\r") + 1);
    lines.push_back(std::move(line));
    from = end + 1;
  }
  return lines;
}

std::size_t indent_of(const std::string& line) { return std::min(line.find_first_not_of(' '), line.size()); }

bool is_comment(const std::string& line) { return indent_of(line) < line.size() && line[indent_of(line)] == '#'; }

std::string key_of(const std::string& line) {
  const std::size_t begin = indent_of(line) + (line.compare(indent_of(line), 2, "- ") == 0 ? 2 : 0);
  return line.substr(begin, line.find(':', begin) - begin);
}

std::size_t rank_of(const std::string& key) {
  return static_cast<std::size_t>(std::find(key_order.begin(), key_order.end(), key) - key_order.begin());
}

// A rule's keys, each with its lines; the first line begins with "- ".
std::vector<std::string> ordered(const std::vector<std::string>& rule) {
  const std::size_t indent = indent_of(rule.front()) + 2;
  struct Part {
    std::string key;
    std::vector<std::string> lines;
  };
  std::vector<Part> parts;
  std::vector<std::string> comments;
  for (std::string line : rule) {
    if (parts.empty()) line.replace(indent - 2, 2, "  ");
    if (is_comment(line) && indent_of(line) <= indent) {
      comments.push_back(std::move(line));
    } else if (indent_of(line) == indent && line.compare(indent, 2, "- ") != 0) {
      parts.push_back({key_of(line), std::move(comments)});
      comments.clear();
      parts.back().lines.push_back(std::move(line));
    } else if (!parts.empty()) {
      for (std::string& comment : comments) parts.back().lines.push_back(std::move(comment));
      comments.clear();
      parts.back().lines.push_back(std::move(line));
    }
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return rank_of(a.key) < rank_of(b.key); });
  std::vector<std::string> result;
  for (const Part& part : parts) result.insert(result.end(), part.lines.begin(), part.lines.end());
  for (std::string& line : result) {
    if (is_comment(line) || line.size() < indent) continue;
    line.replace(indent - 2, 2, "- ");
    break;
  }
  result.insert(result.end(), comments.begin(), comments.end());
  return result;
}

void put(std::vector<std::string>& into, const std::string& line) {
  if (line.empty() && (into.empty() || into.back().empty())) return;
  into.push_back(line);
}

// The same content, wherever it stands and whatever the order of keys.
bool same(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.scalar != b.scalar || a.items.size() != b.items.size() ||
      a.entries.size() != b.entries.size())
    return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same(a.items[i], b.items[i])) return false;
  }
  return std::all_of(a.entries.begin(), a.entries.end(), [&](const auto& entry) {
    const Node* other = b.find(entry.key.scalar);
    return other != nullptr && same(entry.value, *other);
  });
}

std::string joined(const std::vector<std::string>& lines) {
  std::string result;
  for (const std::string& line : lines) result += line + "\n";
  return result;
}

}  // namespace

std::string format(const RuleFile& file) {
  const Node before = parse_yaml(file.name, file.text);
  check_schema(file.name, before);
  const std::vector<std::string> lines = lines_of(file.text);
  std::vector<std::string> result;
  bool in_rules = false;
  for (std::size_t i = 0; i < lines.size();) {
    const std::string& line = lines[i];
    if (!line.empty() && indent_of(line) == 0 && !is_comment(line)) in_rules = line == "rules:";
    const bool begins_rule =
        in_rules && line.compare(indent_of(line), 2, "- ") == 0 && line.find('{') != indent_of(line) + 2;
    if (!begins_rule) {
      put(result, line);
      ++i;
      continue;
    }
    const std::size_t indent = indent_of(line);
    std::vector<std::string> rule{line};
    for (++i; i < lines.size() && (lines[i].empty() || indent_of(lines[i]) > indent); ++i) {
      if (!lines[i].empty()) rule.push_back(lines[i]);
    }
    if (!result.empty() && result.back() != "rules:" && !is_comment(result.back())) put(result, "");
    for (const std::string& ready : ordered(rule)) result.push_back(ready);
    if (i < lines.size()) put(result, "");
  }
  while (!result.empty() && result.back().empty()) result.pop_back();
  const std::string text = joined(result);
  // Unusual layouts (a scalar over several lines with blank ones inside) are left as they are but for line ends.
  bool kept = false;
  try {
    kept = same(before, parse_yaml(file.name, text));
  } catch (const Error&) {
    kept = false;
  }
  return kept ? text : joined(lines);
}

}  // namespace atagande::rules
