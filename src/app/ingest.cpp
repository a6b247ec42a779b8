// `ingest` and `ocr`: the same run with another product.
#include "app/ingest.h"

#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>

#include "app/commands.h"
#include "app/exit_status.h"
#include "app/files.h"
#include "app/inputs.h"
#include "app/interrupt.h"
#include "app/knowledge.h"
#include "app/progress.h"
#include "app/run.h"
#include "app/sandbox.h"
#include "app/worker.h"

namespace atagande::app {
namespace {

int cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  return ::sched_getaffinity(0, sizeof set, &set) == 0 ? std::max(1, CPU_COUNT(&set)) : 1;
}

void tell_of_confinement(const Log& log) {
  if (!log.verbose()) return;
  const Confinement kernel = confinement_available();
  if (kernel.seccomp && kernel.landlock_version > 0) return;
  log.write(Level::warning, "this kernel cannot confine workers fully: 'atagande doctor' says what is missing");
}

void tell_of_results(const RunTally& tally, double seconds, std::size_t inputs, const Options& options,
                     const Log& log) {
  if (log.quiet()) return;
  if (options.log.format == LogFormat::json) {
    std::cerr << summary_line(tally, seconds);
  } else if (log.verbose() || (Log::on_terminal() && inputs > 1)) {
    std::cerr << summary_table(tally, seconds);
  }
}

int run_all(const Options& options, const Log& log) {
  tell_of_confinement(log);
  const auto started = std::chrono::steady_clock::now();
  const InterruptWatch interrupts;  // from here on there is something to tidy up
  const ScratchDirectory scratch;
  const std::string pipeline =
      pipeline_hash(list_ingredients(options.data, options.pipeline.language), options.pipeline);
  const auto [inputs, passed_by] = gather(options.input, scratch.path());
  if (!passed_by.empty()) {
    log.write(Level::info,
              "passed by " + std::to_string(passed_by.size()) +
                  (passed_by.size() == 1 ? " JSON file in a folder: " : " JSON files in folders, such as ") +
                  passed_by.front() + "; name a file itself to have it read");
  }
  const auto sink = make_sink(options, inputs.size() == 1, pipeline);
  const bool for_people = !log.quiet() && options.log.format == LogFormat::text;
  WorkerPool workers(worker_settings(options, inputs.size() == 1, scratch.path(), pipeline));
  const RunResult result =
      run(inputs, options.run, options.pipeline.max_pages, workers, *sink, log, for_people && options.log.progress);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  tell_of_results(result.tally, seconds, inputs.size(), options, log);
  if (result.interrupted) log.write(Level::warning, "interrupted");
  return exit_status_of(result, options.run);
}

}  // namespace

WorkerPool::Settings worker_settings(const Options& options, bool single_input, const std::string& scratch,
                                     const std::string& pipeline) {
  WorkerConfiguration configuration;
  configuration.pipeline = options.pipeline;
  configuration.data = options.data;
  configuration.scratch_directory = scratch;
  configuration.kernel = options.run.kernel;
  configuration.page_timeout_ms = std::max(1L, std::lround(options.run.page_timeout_seconds * 1000));
  configuration.memory_bytes = options.run.memory_bytes;
  configuration.pipeline_hash = pipeline;
  configuration.keep_seen = !options.run.save_images.empty();
  configuration.keep_signatures = !options.run.crop_signatures.empty();
  configuration.indented_records = wants_indented_records(options.run, single_input);
  return {to_message(configuration), options.run.jobs > 0 ? options.run.jobs : cores(), options.log.verbosity > 0};
}

int run_ingest(const Options& options, const Log& log) { return run_all(options, log); }

int run_ocr(Options options, const OcrOptions& ocr, const Log& log) {
  options.pipeline.product = ocr.format;
  return run_all(options, log);
}

}  // namespace atagande::app
