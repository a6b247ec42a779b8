// Remarks for people and log collectors, on standard error: one line each, as text or as a JSON object
// {"level": …, "message": …, "file": …, "page": …}. No time stamps: the collector or the shell has them.
#pragma once

#include <string>

#include "app/options.h"
#include "document/document.h"

namespace atagande::app {

enum class Level { error, warning, info };

class Log {
 public:
  explicit Log(const LogOptions& options);
  void write(Level level, const std::string& message, const Place& place = {}) const;
  void error(const Error& error) const { write(Level::error, error.what(), error.place()); }
  /// Whether a person may be watching standard error.
  [[nodiscard]] static bool on_terminal();
  [[nodiscard]] bool verbose() const { return verbosity_ > 0; }
  [[nodiscard]] bool quiet() const { return verbosity_ < 0; }

 private:
  LogFormat format_;
  int verbosity_;
  bool colour_;
};

}  // namespace atagande::app
