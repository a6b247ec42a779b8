// The way of a document through the stages, as the jobs of one worker process; the only place where stages meet.
#pragma once

#include <memory>

#include "app/job.h"
#include "app/worker.h"

namespace atagande::app {

class Pipeline {
 public:
  explicit Pipeline(const WorkerConfiguration& configuration);
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  /// Throws Error for what fails the job as a whole.
  Reply handle(Request request);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace atagande::app
