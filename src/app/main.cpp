#include <fcntl.h>
#include <signal.h>

#include <exception>
#include <iostream>
#include <string_view>

#include "app/commands.h"
#include "app/exit_status.h"
#include "app/worker.h"

namespace {

using namespace atagande;

int dispatch(const app::Parsed& parsed, const app::Log& log) {
  switch (parsed.command) {
    case app::Command::ingest:
      return app::run_ingest(parsed.options, log);
    case app::Command::ocr:
      return app::run_ocr(parsed.options, parsed.ocr, log);
    case app::Command::watch:
      return app::run_watch(parsed.options, parsed.watch, log);
    case app::Command::repair:
      return app::run_repair(parsed.repair, parsed.options.data, log);
    case app::Command::schema:
      return app::run_schema();
    case app::Command::doctor:
      return app::run_doctor(parsed.options);
    case app::Command::rules_check:
    case app::Command::rules_test:
    case app::Command::rules_explain:
    case app::Command::rules_format:
      return app::run_rules(parsed.command, parsed.rules, parsed.options, log);
    case app::Command::worker:
      return app::serve_jobs();
    case app::Command::completion:
      return app::run_completion(parsed.completion);
    case app::Command::none:
      break;
  }
  return app::exit_status::ok;
}

/// Needed before the rest of the command line is understood: that may be what there is to remark on.
app::LogOptions early_log_options(int argc, char** argv) {
  app::LogOptions options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const bool next = word == "--log-format" && i + 1 < argc && std::string_view(argv[i + 1]) == "json";
    if (next || word == "--log-format=json") options.format = app::LogFormat::json;
  }
  return options;
}

/// What commands print goes through std::cout; a full disk shows at the latest here.
int flushed(int status) {
  if (std::cout.flush()) return status;
  throw Error(Fault::no_access, "cannot write to standard output");
}

int run_command_line(int argc, char** argv) {
  app::LogOptions log_options = early_log_options(argc, argv);
  try {
    const auto parsed = app::parse(argc, argv);
    if (parsed.empty()) return app::exit_status::ok;
    log_options = parsed.front().options.log;
    return flushed(dispatch(parsed.front(), app::Log(log_options)));
  } catch (const Error& error) {
    app::Log(log_options).error(error);
    return app::exit_status_of(error.fault());
  }
}

/// A descriptor that was closed on us would be given to the next file opened, and what is meant for standard output
/// would go into that. Opened for reading only, it makes every such write an error.
void hold_standard_descriptors() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) < 0) ::open("/dev/null", O_RDONLY);
  }
}

}  // namespace

int main(int argc, char** argv) {
  hold_standard_descriptors();
  ::signal(SIGXFSZ, SIG_IGN);  // so is a file that grows over the limit
  ::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of the write that meets it
  try {
    return run_command_line(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "atagande: internal error: " << error.what() << "\n";
    return app::exit_status_of(Fault::internal);
  }
}
