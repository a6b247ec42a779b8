// SIGINT, SIGTERM and SIGHUP as a wish to end, looked at between two steps.
#pragma once

#include <memory>

namespace atagande::app {

/// While one lives, SIGINT, SIGTERM and SIGHUP are noted instead of ending the process; those that were ignored stay
/// so, as nohup and shells in the background ask for it. They may be nested.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  /// Whether one came since the outermost watch began.
  [[nodiscard]] static bool interrupted();

 private:
  struct Earlier;
  std::unique_ptr<Earlier> earlier_;
};

}  // namespace atagande::app
