#include "app/exit_status.h"

#include <array>

#include "output/output.h"

namespace atagande::app {
namespace {

struct Row {
  Fault fault;
  int status;
};

constexpr std::array<Row, 12> table = {{
    {Fault::bad_arguments, 1},
    {Fault::bad_input, 2},
    {Fault::missing_dependency, 3},
    {Fault::no_access, 5},
    {Fault::encrypted, 8},
    {Fault::bad_configuration, 9},
    {Fault::bad_model, 9},
    {Fault::bad_rule, 13},
    {Fault::bad_schema, 14},
    {Fault::limit, exit_status::limit},
    {Fault::internal, 70},
    {Fault::interrupted, exit_status::interrupted},
}};

}  // namespace

int exit_status_of(Fault fault) {
  for (const Row& row : table) {
    if (row.fault == fault) return row.status;
  }
  return 70;
}

Fault fault_from_code(std::string_view code) {
  for (const Row& row : table) {
    if (output::fault_code(row.fault) == code) return row.fault;
  }
  return Fault::internal;
}

}  // namespace atagande::app
