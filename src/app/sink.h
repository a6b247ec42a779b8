// Where finished documents go: one record to standard output or a file, many as NDJSON in the order of the inputs, or
// one file each in a folder.
#pragma once

#include <memory>
#include <string>

#include "app/inputs.h"
#include "app/job.h"
#include "app/journal.h"
#include "app/options.h"

namespace atagande::app {

/// How a document ended, for the sink, the table and the exit status.
enum class Outcome { ok, partial, failed, reused };

struct Finished {
  const Input* input = nullptr;
  std::string sha256;
  Outcome outcome = Outcome::ok;
  Reply reply;
  bool limit_hit = false;
};

class Sink {
 public:
  virtual ~Sink() = default;
  /// Whether documents have to come in the order of the inputs.
  [[nodiscard]] virtual bool ordered() const { return true; }
  /// Called once a document. Throws Error where it cannot be written.
  virtual void take(const Finished& finished) = 0;
  /// True, and the tally filled in, where an earlier run finished this document and nothing has changed since.
  virtual bool has(const Input& input, const std::string& sha256, Finished& earlier) const;
  /// Called at the end, of an interrupted run with `complete` false. Returns what a person should know of where things
  /// are, or nothing.
  virtual std::string close([[maybe_unused]] bool complete) { return {}; }
};

/// Whether the sink for these options takes indented records: one alone, or a file each; otherwise lines.
bool wants_indented_records(const RunOptions& options, bool single_input);

/// `pipeline` is the hash of all that can change a record. Throws Error where the place cannot be written to.
std::unique_ptr<Sink> make_sink(const Options& options, bool single_input, const std::string& pipeline);

/// Writes the pictures a reply brought, where they are wanted, under the name of the document's output. Throws Error.
void write_pictures(const RunOptions& options, const Input& input, const Reply& reply);

/// The NDJSON line of a document that failed.
std::string failed_line(const Finished& finished);

}  // namespace atagande::app
