// Programs of others in a child process: no shell, clean environment, bounded time and output.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace atagande::pdf {

struct ChildResult {
  std::string output;
  std::string errors;  // the first few kilobytes
  int status = 0;      // exit status, or 128 + signal
};

/// Runs `arguments[0]`, looked up in the standard folders, with `input_fd` from its beginning as standard input. Throws
/// Error: missing_dependency where there is no such program, limit where time or output run over (the child is killed).
ChildResult run_child(const std::vector<std::string>& arguments, int input_fd, std::chrono::milliseconds time,
                      std::size_t max_output);

}  // namespace atagande::pdf
