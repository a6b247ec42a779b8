// What a person sees on the terminal while a run goes on and at its end; standard error only.
#pragma once

#include <chrono>
#include <string>

#include "app/job.h"
#include "app/options.h"
#include "app/sink.h"

namespace atagande::app {

struct RunTally {
  int files = 0;
  int ok = 0;
  int partial = 0;
  int failed = 0;
  int reused = 0;
  int pages_of_this_run = 0;
  Tally documents;  // summed
};

/// One line that is drawn over itself, at most ten times a second. Draws nothing unless standard error is a terminal.
class ProgressBar {
 public:
  ProgressBar(bool wanted, int files);
  ~ProgressBar();  // clears the line
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  void show(int files_done, int pages_done, int pages_known);
  void clear();

 private:
  bool drawing_;
  bool drawn_ = false;
  int files_;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point last_;
};

/// The table at the end.
std::string summary_table(const RunTally& tally, double seconds);

/// The same as a line of JSON: {"level": "info", "message": "done", "summary": {…}}.
std::string summary_line(const RunTally& tally, double seconds);

}  // namespace atagande::app
