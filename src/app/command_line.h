// The words of the command line: commands, options, their help. Parsing only; what they do is in commands.h.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/options.h"

namespace CLI {
class App;
}

namespace atagande::app {

enum class Command {
  none,
  ingest,
  ocr,
  watch,
  repair,
  schema,
  doctor,
  rules_check,
  rules_test,
  rules_explain,
  rules_format,
  worker,
  completion
};

struct RepairOptions {
  std::vector<std::string> files;
  std::string mode = "auto";
  std::string invalid = "replace";  // invalid UTF-8: replace | keep | fail
  bool explain = false;
  bool json = false;
  bool learn = false;
};

struct RulesOptions {
  std::vector<std::string> files;
  std::string profile_directory;
  std::vector<std::string> gold_directories;
  bool json = false;
  bool write = false;
};

/// Where to send recognised pages, for `ocr`.
struct OcrOptions {
  std::string format = "txt";
};

struct WatchOptions {
  std::string folder;
  double settle_seconds = 2.0;     // a file's size and time stay the same for so long before it is read
  double interval_seconds = 10.0;  // from one full look to the next
  bool once = false;               // end when nothing is left to do
};

struct Parsed {
  Command command = Command::none;
  Options options;
  RepairOptions repair;
  RulesOptions rules;
  OcrOptions ocr;
  WatchOptions watch;
  std::string completion;  // bash | zsh | fish | man
};

/// The whole grammar, filling `parsed` as it parses; also read by the makers of completions and of the manual page.
std::unique_ptr<CLI::App> make_grammar(Parsed& parsed);

/// Throws Error{bad_arguments}. Prints help or version itself, and then gives none back.
std::vector<Parsed> parse(int argc, const char* const* argv);

std::string completion_script(CLI::App& grammar, const std::string& shell);
std::string manual_page(CLI::App& grammar);

}  // namespace atagande::app
