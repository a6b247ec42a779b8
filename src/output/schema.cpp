// The schema is a file beside this one, built into the library; valijson checks records against it. Parsing the schema
// takes longer than checking, so it is done once. Its patterns (of hashes, ids, dates) are left out here: valijson
// compiles one anew each time it meets it, which is half of the checking; what they describe is written by functions
// whose tests ask a full validator.
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "output/output.h"
#include "output/schema_text.h"

namespace atagande::output {
namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

void drop_patterns(nlohmann::json& schema) {
  if (schema.is_object()) schema.erase("pattern");
  for (nlohmann::json& part : schema) {
    if (part.is_structured()) drop_patterns(part);
  }
}

struct ParsedSchema {
  valijson::Schema schema;

  ParsedSchema() {
    nlohmann::json text = nlohmann::json::parse(document_schema_text);
    drop_patterns(text);
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(Adapter(text), schema);
  }
};

const valijson::Schema& parsed_schema() {
  static const ParsedSchema parsed;
  return parsed.schema;
}

std::string joined(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& step : path) text += step;
  return text;
}

}  // namespace

std::string_view schema() { return document_schema_text; }

std::optional<std::string> validate(std::string_view record) {
  const nlohmann::json value = nlohmann::json::parse(record, nullptr, false);
  if (value.is_discarded()) return "no JSON";
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  if (validator.validate(parsed_schema(), Adapter(value), &results)) return std::nullopt;
  valijson::ValidationResults::Error error;
  std::string text = "does not hold to the schema";
  while (results.popError(error)) text += "; " + joined(error.context) + ": " + error.description;
  return text;
}

}  // namespace atagande::output
