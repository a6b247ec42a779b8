// What each command does. Each returns the exit status and throws Error.
#pragma once

#include "app/command_line.h"
#include "app/log.h"

namespace atagande::app {

int run_ingest(const Options& options, const Log& log);
int run_ocr(Options options, const OcrOptions& ocr, const Log& log);
int run_watch(Options options, const WatchOptions& watch, const Log& log);
int run_repair(const RepairOptions& repair, const DataOptions& data, const Log& log);
int run_schema();
int run_doctor(const Options& options);
int run_rules(Command command, const RulesOptions& rules, Options options, const Log& log);
int run_completion(const std::string& kind);

}  // namespace atagande::app
