// yaml-cpp's event interface feeds a small builder: the tree keeps the marks that yaml-cpp's own nodes would give only
// for a part of them, and building it is several times faster than YAML::Load.
#include "rules/node.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <sstream>

namespace atagande::rules {
namespace {

constexpr std::size_t deepest = 40;

class Builder : public YAML::EventHandler {
 public:
  explicit Builder(const std::string& file) : file_(file) {}

  Node take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { put(at(mark, Node::Kind::null)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    fail(file_, at(mark, Node::Kind::null), "an alias (*name) is not allowed in a rule file: write the value out");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node node = at(mark, Node::Kind::scalar);
    refuse_anchor(node, anchor);
    node.scalar = value;
    node.quoted = tag == "!";
    if (!node.quoted && (value.empty() || value == "~" || value == "null")) node.kind = Node::Kind::null;
    put(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, Node::Kind::sequence, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, Node::Kind::map, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  static Node at(const YAML::Mark& mark, Node::Kind kind) {
    Node node;
    node.kind = kind;
    node.line = mark.line + 1;
    node.column = mark.column + 1;
    return node;
  }

  void refuse_anchor(const Node& node, YAML::anchor_t anchor) const {
    if (anchor != 0) fail(file_, node, "an anchor (&name) is not allowed in a rule file: use a word list instead");
  }

  void open(const YAML::Mark& mark, Node::Kind kind, YAML::anchor_t anchor) {
    Node node = at(mark, kind);
    refuse_anchor(node, anchor);
    if (open_.size() >= deepest) fail(file_, node, "nested too deeply (40 levels at most)");
    open_.push_back(std::move(node));
    keys_.emplace_back();
  }

  void close() {
    Node node = std::move(open_.back());
    open_.pop_back();
    keys_.pop_back();
    put(std::move(node));
  }

  void put(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Node& parent = open_.back();
    if (parent.kind == Node::Kind::sequence) {
      parent.items.push_back(std::move(node));
    } else if (!keys_.back().has) {
      if (node.kind != Node::Kind::scalar) fail(file_, node, "a key must be a plain word");
      if (parent.find(node.scalar) != nullptr) fail(file_, node, "\"" + node.scalar + "\" stands here twice");
      keys_.back() = {true, std::move(node)};
    } else {
      parent.entries.push_back({std::move(keys_.back().key), std::move(node)});
      keys_.back() = {};
    }
  }

  struct Key {
    bool has = false;
    Node key;
  };
  const std::string& file_;
  Node root_;
  std::vector<Node> open_;
  std::vector<Key> keys_;
};

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (const auto& [name, value] : entries) {
    if (name.scalar == key) return &value;
  }
  return nullptr;
}

std::vector<std::string> Node::strings() const {
  if (kind == Kind::scalar) return {scalar};
  std::vector<std::string> result;
  for (const Node& item : items) result.push_back(item.scalar);
  return result;
}

void fail(const std::string& file, const Node& at, const std::string& message) {
  const std::string place = file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
  throw Error(Fault::bad_rule, place + message, Place{file, 0, at.line, at.column});
}

Node parse_yaml(const std::string& file, const std::string& text) {
  std::istringstream stream(text);
  Builder builder(file);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
  } catch (const YAML::Exception& trouble) {
    Node where;
    where.line = trouble.mark.line + 1;
    where.column = trouble.mark.column + 1;
    fail(file, where, "not valid YAML: " + trouble.msg);
  }
  return builder.take();
}

}  // namespace atagande::rules
