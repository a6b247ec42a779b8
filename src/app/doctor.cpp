// `doctor`: looks at the machine as a worker would and names the command that mends what is missing.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "app/commands.h"
#include "app/exit_status.h"
#include "app/knowledge.h"
#include "app/sandbox.h"
#include "app/version.h"
#include "ocr/ocr.h"
#include "recognise/recognise.h"

namespace atagande::app {
namespace {

namespace fs = std::filesystem;

std::string program_on_path(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::string rest = path == nullptr ? "/usr/bin:/bin" : path;
  while (!rest.empty()) {
    const auto colon = rest.find(':');
    const fs::path candidate = fs::path(rest.substr(0, colon)) / name;
    if (::access(candidate.c_str(), X_OK) == 0) return candidate.string();
    rest = colon == std::string::npos ? "" : rest.substr(colon + 1);
  }
  return {};
}

class Report {
 public:
  void good(const std::string& what, const std::string& detail) { line("ok", what, detail); }
  void missing(const std::string& what, const std::string& mend) {
    line("missing", what, mend);
    complete_ = false;
  }
  void absent(const std::string& what, const std::string& consequence) { line("absent", what, consequence); }
  [[nodiscard]] bool complete() const { return complete_; }

 private:
  static void line(const char* state, const std::string& what, const std::string& detail) {
    std::cout << fmt::format("{:<8} {:<34} {}\n", state, what, detail);
  }
  bool complete_ = true;
};

void look_at_programs(Report& report) {
  for (const char* name : {"pdftoppm", "pdftotext"}) {
    const std::string path = program_on_path(name);
    if (path.empty()) {
      report.missing(name, "apt install poppler-utils");
    } else {
      report.good(name, path);
    }
  }
}

void look_at_recognition(Report& report, const std::string& language) {
  ocr::EngineOptions options;
  options.language = language;
  const std::string folder = ocr::find_model_folder(options);
  if (folder.empty()) {
    report.missing("Tesseract model " + language, "apt install tesseract-ocr-" + language);
  } else {
    report.good("Tesseract model " + language, fmt::format("Tesseract {}, {}", ocr::Engine::version(), folder));
  }
}

void look_at_processor(Report& report) {
  std::string others;
  for (const auto kernel : recognise::supported_kernels()) {
    if (kernel != recognise::best_kernel())
      others += (others.empty() ? "" : ", ") + std::string(recognise::name(kernel));
  }
  report.good("recogniser's instructions", fmt::format("{}{}", recognise::name(recognise::best_kernel()),
                                                       others.empty() ? "" : "; --cpu could take " + others));
}

void look_at_kernel(Report& report) {
  const Confinement kernel = confinement_available();
  if (kernel.seccomp) {
    report.good("seccomp", "workers have no network");
  } else {
    report.absent("seccomp", "workers run without it; a kernel with CONFIG_SECCOMP_FILTER has it");
  }
  if (kernel.landlock_version > 0) {
    report.good("Landlock",
                fmt::format("version {}: workers write only to their scratch folder", kernel.landlock_version));
  } else {
    report.absent("Landlock", "workers run without it; a kernel from 5.13 on, booted with lsm=landlock,… has it");
  }
}

void look_at_data(Report& report, const DataOptions& data) {
  try {
    const Knowledge knowledge = load_knowledge(data);
    knowledge.language.model().verify();
    const DataPaths paths = find_data(data);
    report.good("rules", fmt::format("{} files in {}", knowledge.ingredients.rule_files.size(), paths.rules));
    report.good("models", paths.models);
  } catch (const Error& error) {
    report.missing("rules and models", error.what());
  }
}

}  // namespace

int run_doctor(const Options& options) {
  Report report;
  report.good("atagande", version);
  look_at_recognition(report, options.pipeline.language);
  look_at_processor(report);
  look_at_programs(report);
  look_at_data(report, options.data);
  look_at_kernel(report);
  return report.complete() ? exit_status::ok : exit_status_of(Fault::missing_dependency);
}

}  // namespace atagande::app
