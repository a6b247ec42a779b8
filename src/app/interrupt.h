// SIGINT and SIGTERM as a wish to end, looked at between two steps.
#pragma once

#include <signal.h>

namespace atagande::app {

/// While one lives, SIGINT and SIGTERM are noted instead of ending the process. They may be nested.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  /// Whether one came since the outermost watch began.
  [[nodiscard]] static bool interrupted();

 private:
  struct sigaction earlier_interrupt_ {};
  struct sigaction earlier_termination_ {};
};

}  // namespace atagande::app
