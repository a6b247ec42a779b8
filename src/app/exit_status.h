// The one table from what went wrong to the exit status of the process (see the output contract).
#pragma once

#include <string_view>

#include "document/document.h"

namespace atagande::app {

namespace exit_status {
constexpr int ok = 0;
constexpr int some_failed = 11;
constexpr int review_needed = 12;
constexpr int limit = 16;
constexpr int interrupted = 130;
}  // namespace exit_status

int exit_status_of(Fault fault);

/// The fault with this output::fault_code; Fault::internal for an unknown one.
Fault fault_from_code(std::string_view code);

}  // namespace atagande::app
