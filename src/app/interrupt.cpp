#include "app/interrupt.h"

namespace atagande::app {
namespace {

volatile sig_atomic_t wanted = 0;
int watches = 0;
constexpr std::array signals = {SIGINT, SIGTERM, SIGHUP};

void note(int) { wanted = 1; }

}  // namespace

InterruptWatch::InterruptWatch() {
  if (watches++ == 0) wanted = 0;
  struct sigaction action {};
  action.sa_handler = note;
  for (std::size_t i = 0; i < signals.size(); ++i) {
    ::sigaction(signals[i], nullptr, &earlier_[i]);
    // What is ignored stays so: nohup and shells in the background ask for it.
    if (earlier_[i].sa_handler != SIG_IGN) ::sigaction(signals[i], &action, nullptr);
  }
}

InterruptWatch::~InterruptWatch() {
  --watches;
  for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &earlier_[i], nullptr);
}

bool InterruptWatch::interrupted() { return wanted != 0; }

}  // namespace atagande::app
