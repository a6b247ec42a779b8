// libyaml's events feed a small builder: the tree keeps where everything stood, which no tree of a YAML library does
// for all of its parts.
#include "rules/node.h"

#include <yaml.h>

#include <memory>
#include <new>

namespace atagande::rules {
namespace {

constexpr std::size_t deepest = 40;

struct DeleteParser {
  void operator()(yaml_parser_t* parser) const {
    yaml_parser_delete(parser);
    delete parser;
  }
};
using Parser = std::unique_ptr<yaml_parser_t, DeleteParser>;

struct DeleteEvent {
  void operator()(yaml_event_t* event) const { yaml_event_delete(event); }
};
using Event = std::unique_ptr<yaml_event_t, DeleteEvent>;

Parser parser_of(const std::string& text) {
  auto parser = std::make_unique<yaml_parser_t>();
  if (yaml_parser_initialize(parser.get()) == 0) throw std::bad_alloc();
  Parser result(parser.release());
  yaml_parser_set_input_string(result.get(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return result;
}

class Builder {
 public:
  explicit Builder(const std::string& file) : file_(file) {}

  Node take() { return std::move(root_); }

  /// False at the end of the file.
  bool receive(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_ALIAS_EVENT:
        fail(file_, at(event, Node::Kind::null), "an alias (*name) is not allowed in a rule file: write the value out");
      case YAML_SCALAR_EVENT:
        scalar(event);
        return true;
      case YAML_SEQUENCE_START_EVENT:
        open(event, Node::Kind::sequence, event.data.sequence_start.anchor, event.data.sequence_start.tag);
        return true;
      case YAML_MAPPING_START_EVENT:
        open(event, Node::Kind::map, event.data.mapping_start.anchor, event.data.mapping_start.tag);
        return true;
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        close();
        return true;
      case YAML_DOCUMENT_START_EVENT:
        if (begun_)
          fail(file_, at(event, Node::Kind::null), "what stands below '---' would not be read: one file, one document");
        begun_ = true;
        return true;
      case YAML_STREAM_END_EVENT:
        return false;
      default:
        return true;
    }
  }

 private:
  static Node at(const yaml_event_t& event, Node::Kind kind) {
    Node node;
    node.kind = kind;
    node.line = static_cast<int>(event.start_mark.line) + 1;
    node.column = static_cast<int>(event.start_mark.column) + 1;
    return node;
  }

  void refuse(const Node& node, const yaml_char_t* anchor, const yaml_char_t* tag) const {
    if (anchor != nullptr)
      fail(file_, node, "an anchor (&name) is not allowed in a rule file: use a word list instead");
    if (tag != nullptr) fail(file_, node, "a tag (!name) is not allowed in a rule file: leave it out");
  }

  void scalar(const yaml_event_t& event) {
    const auto& told = event.data.scalar;
    Node node = at(event, Node::Kind::scalar);
    refuse(node, told.anchor, told.tag);
    node.scalar.assign(reinterpret_cast<const char*>(told.value), told.length);
    node.quoted = told.style != YAML_PLAIN_SCALAR_STYLE;
    if (!node.quoted && (node.scalar.empty() || node.scalar == "~" || node.scalar == "null"))
      node.kind = Node::Kind::null;
    put(std::move(node));
  }

  void open(const yaml_event_t& event, Node::Kind kind, const yaml_char_t* anchor, const yaml_char_t* tag) {
    Node node = at(event, kind);
    refuse(node, anchor, tag);
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
  bool begun_ = false;
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
  const Parser parser = parser_of(text);
  Builder builder(file);
  for (bool more = true; more;) {
    yaml_event_t received;
    if (yaml_parser_parse(parser.get(), &received) == 0) {
      Node where;
      where.line = static_cast<int>(parser->problem_mark.line) + 1;
      where.column = static_cast<int>(parser->problem_mark.column) + 1;
      fail(file, where, "not valid YAML: " + std::string(parser->problem != nullptr ? parser->problem : "unreadable"));
    }
    const Event event(&received);
    more = builder.receive(received);
  }
  return builder.take();
}

}  // namespace atagande::rules
