// What is already finished in an output folder, so that a run that was cut short goes on where it stopped.
//
// The journal stands in DIR/.atagande/journal, one line a finished document, added after its files stand under their
// final names. A line counts only if the input's hash, the pipeline's hash and the hash of every file it names still
// hold: whatever a crash or a full disk left half done is found by that and done again. One run at a time: the folder
// is locked while a Journal lives.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/job.h"

namespace atagande::app {

/// In an output folder: where the journal and the lock are kept.
constexpr const char* journal_folder = ".atagande";

class Journal {
 public:
  struct Entry {
    std::string output_name;
    std::string input_sha256;
    std::vector<std::pair<std::string, std::string>> files;  // name in the folder, SHA-256
    Tally tally;
  };

  /// Makes the folder where there is none. Throws Error{no_access} if another run holds it or it cannot be written.
  Journal(const std::string& directory, std::string pipeline);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// The entry for this input, if it and all its files still hold; otherwise null.
  const Entry* finished(const std::string& output_name, const std::string& input_sha256) const;
  /// Every file that any run wrote for this input, by name in the folder.
  [[nodiscard]] const std::set<std::string>& files_of(const std::string& output_name) const;
  /// Throws Error{limit} when the disk is full.
  void add(const Entry& entry);

 private:
  void read();

  std::string directory_;
  std::string pipeline_;
  int lock_ = -1;
  int file_ = -1;
  std::map<std::string, Entry> entries_;  // by output name; the last line of a name counts
  std::map<std::string, std::set<std::string>> files_;
};

}  // namespace atagande::app
