// A worker process: takes jobs from its socket, one at a time, and answers each. It is confined before it sees the
// first byte of a stranger's file.
#pragma once

#include <string>

#include "app/message.h"
#include "app/options.h"

namespace atagande::app {

/// What a worker is told once, before its first job.
struct WorkerConfiguration {
  PipelineOptions pipeline;
  DataOptions data;
  std::string scratch_directory;
  std::uint64_t memory_bytes = 0;
  std::string pipeline_hash;
  bool indented_records = true;  // otherwise one line each, with a status
  long page_timeout_ms = 60'000;
  std::string kernel = "auto";   // of our recogniser
  bool keep_seen = false;        // Reply::seen is wanted
  bool keep_signatures = false;  // Reply::signatures is wanted
};

Message to_message(const WorkerConfiguration& configuration);
WorkerConfiguration configuration_from(const Message& message);

/// The body of `atagande worker`: serves jobs from descriptor 3 until it is closed. Returns the exit status.
int serve_jobs();

}  // namespace atagande::app
