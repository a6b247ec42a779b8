#include "app/interrupt.h"

namespace atagande::app {
namespace {

volatile sig_atomic_t wanted = 0;
int watches = 0;

void note(int) { wanted = 1; }

}  // namespace

InterruptWatch::InterruptWatch() {
  if (watches++ == 0) wanted = 0;
  struct sigaction action {};
  action.sa_handler = note;
  ::sigaction(SIGINT, &action, &earlier_interrupt_);
  ::sigaction(SIGTERM, &action, &earlier_termination_);
}

InterruptWatch::~InterruptWatch() {
  --watches;
  ::sigaction(SIGINT, &earlier_interrupt_, nullptr);
  ::sigaction(SIGTERM, &earlier_termination_, nullptr);
}

bool InterruptWatch::interrupted() { return wanted != 0; }

}  // namespace atagande::app
