// A run over many documents: keeps every worker busy, gives each document's jobs out page by page, writes what is
// finished in the order of the inputs, and goes on whatever becomes of a single page, document or worker.
#pragma once

#include <vector>

#include "app/inputs.h"
#include "app/log.h"
#include "app/options.h"
#include "app/progress.h"
#include "app/sink.h"
#include "app/worker_pool.h"

namespace atagande::app {

struct RunResult {
  RunTally tally;
  bool interrupted = false;
  bool limit_hit = false;
  bool review_needed = false;
  Fault first_fault = Fault::internal;  // of the first failed document, if any
};

/// Runs until all inputs are done or SIGINT or SIGTERM arrives; then what is finished stands in the sink. Throws Error
/// where the sink cannot be written.
RunResult run(const std::vector<Input>& inputs, const RunOptions& options, int max_pages, WorkerPool& workers,
              Sink& sink, const Log& log, bool progress);

int exit_status_of(const RunResult& result, const RunOptions& options);

}  // namespace atagande::app
