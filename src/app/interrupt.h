// SIGINT, SIGTERM and SIGHUP as a wish to end, looked at between two steps.
#pragma once

#include <signal.h>

#include <array>

namespace atagande::app {

/// While one lives, SIGINT, SIGTERM and SIGHUP are noted instead of ending the process. They may be nested.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  /// Whether one came since the outermost watch began.
  [[nodiscard]] static bool interrupted();

 private:
  std::array<struct sigaction, 3> earlier_{};
};

}  // namespace atagande::app
