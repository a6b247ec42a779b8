#include "app/exit_status.h"

#include <array>

namespace atagande::app {
namespace {

struct Row {
  Fault fault;
  std::string_view code;
  int status;
};

constexpr std::array<Row, 12> table = {{
    {Fault::bad_arguments, "bad_arguments", 1},
    {Fault::bad_input, "bad_input", 2},
    {Fault::missing_dependency, "missing_dependency", 3},
    {Fault::no_access, "no_access", 5},
    {Fault::encrypted, "encrypted", 8},
    {Fault::bad_configuration, "bad_configuration", 9},
    {Fault::bad_model, "bad_model", 9},
    {Fault::bad_rule, "bad_rule", 13},
    {Fault::bad_schema, "bad_schema", 14},
    {Fault::limit, "limit", exit_status::limit},
    {Fault::internal, "internal", 70},
    {Fault::interrupted, "interrupted", exit_status::interrupted},
}};

}  // namespace

int exit_status_of(Fault fault) {
  for (const Row& row : table) {
    if (row.fault == fault) return row.status;
  }
  return 70;
}

std::string_view code_of(Fault fault) {
  for (const Row& row : table) {
    if (row.fault == fault) return row.code;
  }
  return "internal";
}

Fault fault_from_code(std::string_view code) {
  for (const Row& row : table) {
    if (row.code == code) return row.fault;
  }
  return Fault::internal;
}

}  // namespace atagande::app
