// The schema is a file beside this one, built into the library; valijson checks records against it. Parsing the schema
// takes longer than checking, so it is done once. Its patterns (of hashes, ids, dates) are left out here: valijson
// compiles one anew each time it meets it, which is half of the checking; what they describe is written by functions
// whose tests ask a full validator.
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>

#include "output/output.h"
#include "output/parsed_schema.h"
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

}  // namespace

std::string_view schema() { return document_schema_text; }

const valijson::Schema& parsed_schema() {
  static const ParsedSchema parsed;
  return parsed.schema;
}

}  // namespace atagande::output
