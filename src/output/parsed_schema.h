// The schema of records in the form the validator wants.
#pragma once

namespace valijson {
class Schema;
}

namespace atagande::output {

/// Parsed when first asked for; lives as long as the program.
const valijson::Schema& parsed_schema();

}  // namespace atagande::output
