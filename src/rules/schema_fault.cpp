// The schema of rule files, read once more where a file breaks it: the walk goes down file and schema side by side to
// the first fault and says it in the words of those who write rules, with what may stand there.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "rules/node.h"
#include "rules/pattern.h"

namespace atagande::rules {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_letters_apart = 2;

struct Fault {
  const Node* at = nullptr;
  std::string message;
};

std::size_t letters_apart(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row[b.size()];
}

std::string listed(const std::vector<std::string>& names) {
  std::string result;
  for (const std::string& name : names) result += (result.empty() ? "" : ", ") + name;
  return result;
}

std::string nearest(const std::string& written, const std::vector<std::string>& names) {
  std::string best;
  std::size_t least = most_letters_apart + 1;
  for (const std::string& name : names) {
    const std::size_t apart = letters_apart(written, name);
    if (apart < least && apart < name.size()) {
      least = apart;
      best = name;
    }
  }
  return best.empty() ? "" : "; did you mean \"" + best + "\"?";
}

std::string_view kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::scalar:
      return "a text";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::map:
      return "keys with values";
    default:
      return "nothing";
  }
}

std::string_view type_of(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::sequence:
      return "array";
    case Node::Kind::map:
      return "object";
    default:
      return "string";
  }
}

class Walk {
 public:
  explicit Walk(const Json& schema) : root_(schema) {}

  // The first fault under a node; `name` is what the node is called where it stands.
  Fault find(const Node& node, const Json& schema, const std::string& name) const {
    if (schema.contains("$ref")) return find(node, referred(schema["$ref"]), name);
    if (schema.contains("anyOf")) return any_of(node, schema, name);
    if (schema.contains("enum")) return one_of(node, schema, name);
    if (schema.contains("type") && schema["type"] != type_of(node.kind))
      return {&node, "\"" + name + "\" must be " + what(schema) + ", not " + std::string(kind_name(node.kind))};
    if (node.kind == Node::Kind::map) return in_map(node, schema, name);
    if (node.kind == Node::Kind::sequence) return in_list(node, schema, name);
    // What a pattern asks for stands beside it; that it was broken is all that is left where the rest holds.
    if (schema.contains("pattern") && schema.contains("description") && !holds(schema, node.scalar))
      return {&node, "\"" + node.scalar + "\" will not do for \"" + name + "\": " + std::string(schema["description"])};
    return {};
  }

 private:
  const Json& referred(const std::string& reference) const {
    return root_["definitions"][reference.substr(std::string_view("#/definitions/").size())];
  }

  const Json& resolved(const Json& schema) const {
    return schema.contains("$ref") ? resolved(referred(schema["$ref"])) : schema;
  }

  static bool holds(const Json& schema, const std::string& written) {
    return Pattern(schema["pattern"].get<std::string>(), true).found_in(written);
  }

  std::string what(const Json& schema) const {
    const std::string type = schema.value("type", "string");
    return type == "object" ? "keys with values" : type == "array" ? "a list" : "a text";
  }

  Fault any_of(const Node& node, const Json& schema, const std::string& name) const {
    std::vector<std::string> kinds;
    for (const Json& branch : schema["anyOf"]) {
      const Json& way = resolved(branch);
      const bool choice = way.contains("enum");
      const std::string type = choice ? "string" : way.value("type", "string");
      if (type == type_of(node.kind)) return find(node, way, name);
      kinds.push_back(choice ? "a word" : what(way));
    }
    std::string ways;
    for (const std::string& kind : kinds) ways += (ways.empty() ? "" : " or ") + kind;
    return {&node, "\"" + name + "\" must be " + ways + ", not " + std::string(kind_name(node.kind))};
  }

  static Fault one_of(const Node& node, const Json& schema, const std::string& name) {
    std::vector<std::string> words;
    for (const Json& word : schema["enum"]) words.push_back(word.get<std::string>());
    if (node.kind == Node::Kind::scalar && std::find(words.begin(), words.end(), node.scalar) != words.end()) return {};
    if (node.kind != Node::Kind::scalar)
      return {&node,
              "\"" + name + "\" must be one of: " + listed(words) + "; not " + std::string(kind_name(node.kind))};
    return {&node, "\"" + node.scalar + "\" will not do for \"" + name + "\"" + nearest(node.scalar, words) +
                       " It is one of: " + listed(words)};
  }

  Fault in_map(const Node& node, const Json& schema, const std::string& name) const {
    const std::string title = schema.value("title", "\"" + name + "\"");
    const Json known = schema.value("properties", Json::object());
    const Json others = schema.value("additionalProperties", Json(true));
    std::vector<std::string> names;
    for (const auto& [key, unused] : known.items()) names.push_back(key);
    for (const auto& [key, value] : node.entries) {
      if (known.contains(key.scalar)) {
        if (Fault fault = find(value, known[key.scalar], key.scalar); fault.at != nullptr) return fault;
      } else if (others.is_object()) {
        if (Fault fault = find(value, others, key.scalar); fault.at != nullptr) return fault;
      } else if (others == false) {
        return {&key, title + " has no key \"" + key.scalar + "\"" + nearest(key.scalar, names) +
                          " Keys that may stand here: " + listed(names)};
      }
    }
    for (const Json& wanted : schema.value("required", Json::array())) {
      if (node.find(wanted.get<std::string>()) == nullptr)
        return {&node, title + " lacks the key \"" + wanted.get<std::string>() + "\": add it"};
    }
    if (node.entries.size() < schema.value("minProperties", std::size_t{0}))
      return {&node, "\"" + name + "\" is empty: add a key, or leave it out"};
    return {};
  }

  Fault in_list(const Node& node, const Json& schema, const std::string& name) const {
    if (node.items.size() < schema.value("minItems", std::size_t{0}))
      return {&node, "\"" + name + "\" is empty: add an entry, or leave it out"};
    if (!schema.contains("items")) return {};
    for (const Node& item : node.items) {
      if (Fault fault = find(item, schema["items"], name); fault.at != nullptr) return fault;
    }
    return {};
  }

  const Json& root_;
};

}  // namespace

void fail_by_schema(const std::string& file, const Node& root) {
  const Json schema = Json::parse(schema_text());
  const Fault fault = Walk(schema).find(root, schema, "the file");
  if (fault.at != nullptr) fail(file, *fault.at, fault.message);
}

}  // namespace atagande::rules
