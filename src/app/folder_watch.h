// Which files of a folder have come to rest: a scanner writes for a while, and half a file is worse than none. Wakes on
// inotify where the file system reports changes, and looks at everything now and then in any case, since network file
// systems do not.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace atagande::app {

class FolderWatch {
 public:
  /// `settle`: for how long a file's size, time and inode must stay the same.
  FolderWatch(std::string folder, std::chrono::milliseconds settle);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  /// Looks at the whole folder and its subfolders. Throws Error{no_access} where the folder cannot be read.
  void look();
  /// Paths at rest that are not marked as done as they are now, in order of name.
  [[nodiscard]] std::vector<std::string> at_rest() const;
  /// Files that are still changing.
  [[nodiscard]] bool any_moving() const;
  /// Not given again until it changes.
  void done(const std::string& path);
  /// Sleeps until something happens in the folder, a signal arrives, or `most` is over.
  void wait(std::chrono::milliseconds most);

 private:
  using Clock = std::chrono::steady_clock;

  struct State {
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t changed_ns = 0;  // the file's own time
    bool operator==(const State&) const = default;
  };

  struct Known {
    State state;
    Clock::time_point since;  // unchanged
    bool done = false;
    bool seen = false;  // by the look under way
  };

  void follow(const std::string& folder);
  void take(const std::string& path);
  [[nodiscard]] bool rests(const Known& file) const;

  std::string folder_;
  std::chrono::milliseconds settle_;
  int inotify_ = -1;
  std::map<std::string, Known> files_;
};

}  // namespace atagande::app
