// The shape of a rule file, as one JSON Schema. valijson checks a file's tree against it; since the tree keeps its
// marks, the path that valijson reports leads back to a line and a column.
#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "rules/node.h"

namespace atagande::rules {
namespace {

constexpr std::string_view schema_source = R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "a file of rules",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "about": {"type": "string"},
    "lists": {"type": "object", "additionalProperties": {"anyOf": [
      {"type": "array", "minItems": 1, "items": {"type": "string"}},
      {"type": "object", "additionalProperties": {"anyOf": [
        {"type": "string"}, {"type": "array", "items": {"type": "string"}}]}}]}},
    "municipalities": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
    "topics": {"type": "array", "items": {"title": "a topic", "type": "object", "additionalProperties": false,
      "required": ["id", "name", "words"],
      "properties": {"id": {"type": "string"}, "name": {"type": "string"}, "english": {"type": "string"},
        "parent": {"type": "string"}, "words": {"type": "array", "items": {"type": "string"}}}}},
    "disable": {"type": "array", "items": {"type": "string"}},
    "rules": {"type": "array", "items": {"$ref": "#/definitions/rule"}}
  },
  "definitions": {
    "word_or_words": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "unit": {"enum": ["document", "page", "section", "heading", "lead_in", "list_item", "table_row", "cell", "paragraph",
                      "sentence"]},
    "condition": {"anyOf": [
      {"type": "string"},
      {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/condition"}},
      {"title": "a condition", "type": "object", "additionalProperties": false, "minProperties": 1, "properties": {
        "all": {"$ref": "#/definitions/condition"},
        "any": {"$ref": "#/definitions/condition"},
        "not": {"$ref": "#/definitions/condition"},
        "text": {"$ref": "#/definitions/word_or_words"},
        "heading": {"$ref": "#/definitions/word_or_words"},
        "lead_in": {"$ref": "#/definitions/word_or_words"},
        "before": {"$ref": "#/definitions/word_or_words"},
        "after": {"$ref": "#/definitions/word_or_words"},
        "column": {"$ref": "#/definitions/word_or_words"},
        "inside": {"type": "object", "minProperties": 1,
                   "additionalProperties": {"$ref": "#/definitions/word_or_words"}},
        "is": {"anyOf": [{"$ref": "#/definitions/shape"}, {"type": "array", "items": {"$ref": "#/definitions/shape"}}]},
        "in": {"anyOf": [{"$ref": "#/definitions/unit"}, {"type": "array", "items": {"$ref": "#/definitions/unit"}}]},
        "words": {"type": "string"}}}]},
    "shape": {"enum": ["first", "last", "only", "cut", "above_list", "above_heading", "nested", "numbered"]},
    "example": {"anyOf": [{"type": "string"}, {"title": "an example", "type": "object", "additionalProperties": false, "required": ["text"],
      "properties": {"text": {"type": "string"}, "heading": {"type": "string"}, "lead_in": {"type": "string"},
        "before": {"type": "string"}, "after": {"type": "string"}, "column": {"type": "string"},
        "is": {"$ref": "#/definitions/word_or_words"}, "in": {"$ref": "#/definitions/unit"},
        "given": {"type": "object", "additionalProperties": {"type": "string"}},
        "expect": {"type": "object", "additionalProperties": {"type": "string"}}}}]},
    "rule": {
      "title": "a rule",
      "type": "object",
      "additionalProperties": false,
      "required": ["id"],
      "properties": {
        "id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$",
               "description": "small letters a to z, digits and hyphens"},
        "about": {"type": "string"},
        "extends": {"type": "string"},
        "replaces": {"enum": ["true", "false"]},
        "phase": {"enum": ["structure", "entities", "commitments", "links"]},
        "unit": {"anyOf": [{"$ref": "#/definitions/unit"}, {"type": "array", "items": {"$ref": "#/definitions/unit"}}]},
        "match": {"$ref": "#/definitions/condition"},
        "emit": {"enum": ["commitment", "not_commitment", "follow_up", "result", "detail", "frequency", "quantity",
                          "deadline", "period", "focus_area", "municipality", "party", "signatory", "signing",
                          "reference", "document_type", "title", "place", "target_group", "partner", "problem", "cause"]},
        "set": {"type": "object", "additionalProperties": {"type": "string"}},
        "with": {"type": "object", "additionalProperties": {"type": "string"}},
        "scope": {"enum": ["unit", "list", "passage", "section", "onward", "document"]},
        "priority": {"type": "string", "pattern": "^-?[0-9]{1,4}$", "description": "a whole number, such as \"50\""},
        "confidence": {"type": "string", "pattern": "^(0(\\.[0-9]+)?|1(\\.0+)?)$",
                       "description": "a number from 0 to 1, such as \"0.95\""},
        "exact": {"enum": ["true", "false"]},
        "tests": {"type": "object", "additionalProperties": false, "properties": {
          "match": {"type": "array", "items": {"$ref": "#/definitions/example"}},
          "no": {"type": "array", "items": {"$ref": "#/definitions/example"}}}}
      }
    }
  }
})json";

using Json = nlohmann::json;

// Scalars are strings throughout: a rule file has no other kind that a reader could tell by looking at it.
Json to_json(const Node& node) {
  switch (node.kind) {
    case Node::Kind::scalar:
      return node.scalar;
    case Node::Kind::sequence: {
      Json result = Json::array();
      for (const Node& item : node.items) result.push_back(to_json(item));
      return result;
    }
    case Node::Kind::map: {
      Json result = Json::object();
      for (const auto& [key, value] : node.entries) result[key.scalar] = to_json(value);
      return result;
    }
    default:
      return "";
  }
}

const valijson::Schema& schema() {
  static const std::unique_ptr<const valijson::Schema> compiled = [] {
    auto result = std::make_unique<valijson::Schema>();
    const Json source = Json::parse(schema_source);
    const valijson::adapters::NlohmannJsonAdapter adapter(source);
    valijson::SchemaParser().populateSchema(adapter, *result);
    return result;
  }();
  return *compiled;
}

// The node that a path such as <root>, [rules], [3], [unit] leads to.
const Node& follow(const Node& root, const std::vector<std::string>& path) {
  const Node* at = &root;
  for (const std::string& step : path) {
    if (step.size() < 3 || step.front() != '[') continue;
    const std::string name = step.substr(1, step.size() - 2);
    if (at->kind == Node::Kind::sequence) {
      std::size_t index = 0;
      std::from_chars(name.data(), name.data() + name.size(), index);
      if (index >= at->items.size()) return *at;
      at = &at->items[index];
    } else {
      const Node* next = at->find(name);
      if (next == nullptr) return *at;
      at = next;
    }
  }
  return *at;
}

// In an author's words where the walk finds the fault; else the deepest of those reported.
[[noreturn]] void report(const std::string& file, const Node& root, valijson::ValidationResults& results) {
  fail_by_schema(file, root);
  valijson::ValidationResults::Error deepest;
  bool any = false;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    if (!any || error.context.size() > deepest.context.size()) deepest = error;
    any = true;
  }
  fail(file, follow(root, deepest.context), "not as a rule file must be: " + deepest.description);
}

}  // namespace

std::string_view schema_text() { return schema_source; }

void check_schema(const std::string& file, const Node& root) {
  if (root.kind == Node::Kind::null) return;
  const Json document = to_json(root);
  const valijson::adapters::NlohmannJsonAdapter adapter(document);
  valijson::ValidationResults results;
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  if (!validator.validate(schema(), adapter, &results)) report(file, root, results);
}

}  // namespace atagande::rules
