// What `ingest`, `ocr` and `watch` share.
#pragma once

#include <string>

#include "app/options.h"
#include "app/worker_pool.h"

namespace atagande::app {

/// Workers for these options; `pipeline` is pipeline_hash's, `scratch` a folder they may write to.
WorkerPool::Settings worker_settings(const Options& options, bool single_input, const std::string& scratch,
                                     const std::string& pipeline);

}  // namespace atagande::app
