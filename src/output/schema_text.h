// Inside the room only: the text of document.schema.json.
#pragma once

namespace atagande::output {

extern const char* const document_schema_text;

}  // namespace atagande::output
