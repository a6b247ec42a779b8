// `repair`: a filter over text of any length. The text is read in chunks and written as its parts come out repaired.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <functional>
#include <string_view>

#include "app/commands.h"
#include "app/exit_status.h"
#include "app/files.h"
#include "app/knowledge.h"
#include "output/output.h"
#include "repair/stream.h"
#include "text/text.h"

namespace atagande::app {
namespace {

repair::Mode mode_of(const std::string& name) {
  if (name == "restore") return repair::Mode::restore;
  if (name == "undo-ocr") return repair::Mode::undo_ocr;
  if (name == "scan") return repair::Mode::scan;
  if (name == "off") return repair::Mode::off;
  return repair::Mode::automatic;
}

void print(const std::string& text) { write_all(STDOUT_FILENO, text, "to standard output"); }

/// Prints the parts as they come, in the form asked for.
class Printer {
 public:
  Printer(const RepairOptions& options, std::string name, const Log& log)
      : options_(options), name_(std::move(name)), log_(log) {}

  void take(const repair::Stream::Part& part) {
    for (const auto offset : part.invalid) report_invalid(offset);
    if (options_.json) {
      print(output::repair_line(part.text, repair::name_of(part.verdict), part.corrections, unchanged(part)));
    } else if (options_.explain) {
      explain(part);
    } else {
      write_all(STDOUT_FILENO, part.text, "to standard output");
    }
  }

  void finish() {
    if (invalid_ > most_invalid_named) {
      log_.write(Level::warning, fmt::format("{} bytes in all are no UTF-8", invalid_), {name_, 0, 0, 0});
    }
    if (invalid_ > 0) {
      log_.write(Level::warning, "if it is Windows-1252, put 'iconv -f WINDOWS-1252 -t UTF-8' in front",
                 {name_, 0, 0, 0});
    }
  }

 private:
  static constexpr std::uint64_t most_invalid_named = 10;

  void report_invalid(std::uint64_t offset) {
    const std::string message = fmt::format("the byte at offset {} is no UTF-8", offset);
    const Place place{name_, 0, 0, 0};
    if (options_.invalid == "fail") {
      throw Error(Fault::bad_input, message + "; convert the text, or take --invalid replace", place);
    }
    if (++invalid_ > most_invalid_named) return;
    log_.write(Level::warning, message + (options_.invalid == "keep" ? ", kept" : ", replaced by U+FFFD"), place);
  }

  /// What is unsettled, as corrections that change nothing.
  static std::vector<Correction> unchanged(const repair::Stream::Part& part) {
    std::vector<Correction> out;
    out.reserve(part.unsettled.size());
    for (const repair::Unsettled& each : part.unsettled) {
      out.push_back({each.span, each.text, each.text, "unsettled", each.reason, 0.0});
    }
    return out;
  }

  static void explain(const repair::Stream::Part& part) {
    std::vector<Correction> list(part.corrections.begin(), part.corrections.end());
    const std::vector<Correction> unsettled = unchanged(part);
    list.insert(list.end(), unsettled.begin(), unsettled.end());
    std::string lines;
    for (const Correction& each : list) {
      lines += fmt::format("{}\t{}\t{}\t{}\t{}\t{:.4f}\n", each.span.begin, each.before, each.after, each.kind,
                           each.reason, each.score);
    }
    print(lines);
  }

  const RepairOptions& options_;
  std::string name_;
  const Log& log_;
  std::uint64_t invalid_ = 0;
};

class Descriptor {
 public:
  explicit Descriptor(const std::string& file)
      : value_(file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (value_ < 0) throw Error(Fault::no_access, "cannot open " + file + ": " + std::strerror(errno));
  }
  ~Descriptor() {
    if (value_ != STDIN_FILENO) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int value() const { return value_; }

 private:
  int value_;
};

/// Calls `take` with the bytes of `file` as they come.
template <typename Take>
void read_in_parts(const std::string& file, Take take) {
  const Descriptor input(file);
  char buffer[65536];
  ssize_t count = 0;
  while ((count = ::read(input.value(), buffer, sizeof buffer)) != 0) {
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw Error(Fault::no_access, "cannot read " + file + ": " + std::strerror(errno));
    take(std::string_view(buffer, static_cast<std::size_t>(count)));
  }
}

int learn_forms(const std::vector<std::string>& files, const repair::Language& language) {
  std::vector<repair::KnownForm> forms;
  for (const auto& file : files) {
    std::string text;
    read_in_parts(file, [&text](std::string_view part) { text += part; });
    const auto learnt = repair::learn(text::replace_invalid_utf8(text), language);
    forms.insert(forms.end(), learnt.begin(), learnt.end());
  }
  print(repair::written(forms));
  return exit_status::ok;
}

}  // namespace

int run_repair(const RepairOptions& options, const DataOptions& data, const Log& log) {
  const auto language = open_language(find_data(data));
  repair::Options how;
  how.mode = mode_of(options.mode);
  how.names = load_names(data);
  const auto files = options.files.empty() ? std::vector<std::string>{"-"} : options.files;
  if (options.learn) return learn_forms(files, language);
  const auto invalid = options.invalid == "keep" ? repair::Invalid::pass : repair::Invalid::replace;
  for (const auto& file : files) {
    Printer printer(options, file == "-" ? "standard input" : file, log);
    repair::Stream stream(language, how, invalid, [&printer](const repair::Stream::Part& part) { printer.take(part); });
    read_in_parts(file, [&stream](std::string_view part) { stream.write(part); });
    stream.finish();
    printer.finish();
  }
  return exit_status::ok;
}

}  // namespace atagande::app
