#include "app/interrupt.h"

#include <signal.h>

#include <array>

namespace atagande::app {
namespace {

volatile sig_atomic_t wanted = 0;
int watches = 0;
constexpr std::array signals = {SIGINT, SIGTERM, SIGHUP};

void note(int) { wanted = 1; }

}  // namespace

struct InterruptWatch::Earlier {
  std::array<struct sigaction, signals.size()> actions{};
};

InterruptWatch::InterruptWatch() : earlier_(std::make_unique<Earlier>()) {
  if (watches++ == 0) wanted = 0;
  struct sigaction action {};
  action.sa_handler = note;
  for (std::size_t i = 0; i < signals.size(); ++i) {
    ::sigaction(signals[i], nullptr, &earlier_->actions[i]);
    if (earlier_->actions[i].sa_handler != SIG_IGN) ::sigaction(signals[i], &action, nullptr);
  }
}

InterruptWatch::~InterruptWatch() {
  --watches;
  for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &earlier_->actions[i], nullptr);
}

bool InterruptWatch::interrupted() { return wanted != 0; }

}  // namespace atagande::app
