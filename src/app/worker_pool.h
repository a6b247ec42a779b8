// The processes that do the work: started from this same program, given one job at a time, replaced when they crash,
// hang or grow past their memory. The pool knows processes and time, nothing of documents.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/job.h"
#include "app/message.h"

namespace atagande::app {

using Clock = std::chrono::steady_clock;

class WorkerPool {
 public:
  struct Settings {
    Message configuration;  // sent to each worker first
    int workers = 1;
    bool show_stderr = false;
  };

  /// What became of a job.
  struct Event {
    std::size_t worker = 0;
    std::optional<Reply> reply;  // none: the worker died or was stopped
    bool timed_out = false;
    std::string reason;  // why there is no reply: "was killed by signal 11 (Segmentation fault)"
  };

  explicit WorkerPool(Settings settings);
  ~WorkerPool();  // ends all workers
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  [[nodiscard]] std::size_t size() const { return workers_.size(); }
  [[nodiscard]] bool idle(std::size_t worker) const;
  /// Gives an idle worker a job, starting the process where there is none. Throws Error where none can be started.
  void give(std::size_t worker, const Request& request, Clock::time_point deadline);
  /// Ends a worker and forgets its job.
  void stop(std::size_t worker);
  /// Waits at most until `until` for jobs to end. Returns early, possibly with nothing, when a signal arrives.
  std::vector<Event> wait(Clock::time_point until);

 private:
  struct Worker;
  void start(Worker& worker);
  std::string end(Worker& worker);
  void write_some(Worker& worker);
  std::optional<Event> read_some(std::size_t index);
  std::optional<Event> look_at(std::size_t index, short what_happened);
  Clock::time_point earliest(Clock::time_point until) const;

  Settings settings_;
  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace atagande::app
