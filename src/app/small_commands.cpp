#include <CLI/CLI.hpp>
#include <iostream>

#include "app/commands.h"
#include "app/exit_status.h"
#include "app/files.h"
#include "output/output.h"

namespace atagande::app {

int run_schema() {
  write_all(1, output::schema(), "to standard output");
  return exit_status::ok;
}

int run_completion(const std::string& kind) {
  Parsed unused;
  const auto grammar = make_grammar(unused);
  write_all(1, kind == "man" ? manual_page(*grammar) : completion_script(*grammar, kind), "to standard output");
  return exit_status::ok;
}

}  // namespace atagande::app
