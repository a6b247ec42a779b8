#include "app/folder_watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "document/error.h"

namespace atagande::app {
namespace {

namespace fs = std::filesystem;

// Names that programs give to what they have not finished writing.
bool is_unfinished(std::string_view name) {
  constexpr std::array<std::string_view, 5> endings = {".part", ".tmp", ".filepart", ".crdownload", "~"};
  return name.starts_with('.') ||
         std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace

FolderWatch::FolderWatch(std::string folder, std::chrono::milliseconds settle)
    : folder_(std::move(folder)), settle_(settle), inotify_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {}

FolderWatch::~FolderWatch() {
  if (inotify_ >= 0) ::close(inotify_);
}

void FolderWatch::follow(const std::string& folder) {
  // Asked for anew at each look: inotify knows a folder it follows already, and new ones appear.
  if (inotify_ >= 0) ::inotify_add_watch(inotify_, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE);
}

void FolderWatch::look() {
  for (auto& [path, file] : files_) file.seen = false;
  std::error_code error;
  follow(folder_);
  for (auto entry = fs::recursive_directory_iterator(folder_, fs::directory_options::skip_permission_denied, error);
       !error && entry != fs::end(entry); entry.increment(error)) {
    std::error_code gone;
    const bool is_folder = entry->is_directory(gone);
    if (is_unfinished(entry->path().filename().string())) {
      if (is_folder) entry.disable_recursion_pending();
    } else if (is_folder) {
      follow(entry->path().string());
    } else {
      take(entry->path().string());
    }
  }
  if (error) throw Error(Fault::no_access, "cannot read the folder " + folder_ + ": " + error.message());
  std::erase_if(files_, [](const auto& file) { return !file.second.seen; });
}

void FolderWatch::take(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return;  // it has just gone
  const State state = {status.st_ino, static_cast<std::uint64_t>(status.st_size),
                       status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec};
  auto [known, is_new] = files_.try_emplace(path);
  Known& file = known->second;
  if (is_new || file.state != state) file = {state, Clock::now(), false, true};
  file.seen = true;
}

bool FolderWatch::rests(const Known& file) const { return Clock::now() - file.since >= settle_; }

std::vector<std::string> FolderWatch::at_rest() const {
  std::vector<std::string> paths;
  for (const auto& [path, file] : files_) {
    if (!file.done && rests(file)) paths.push_back(path);
  }
  return paths;
}

bool FolderWatch::any_moving() const {
  return std::any_of(files_.begin(), files_.end(),
                     [this](const auto& file) { return !file.second.done && !rests(file.second); });
}

void FolderWatch::done(const std::string& path) {
  const auto known = files_.find(path);
  if (known != files_.end()) known->second.done = true;
}

void FolderWatch::wait(std::chrono::milliseconds most) {
  pollfd polled = {inotify_, POLLIN, 0};
  const nfds_t count = inotify_ >= 0 ? 1 : 0;
  if (::poll(&polled, count, static_cast<int>(most.count())) <= 0) return;
  alignas(inotify_event) char events[4096];
  while (::read(inotify_, events, sizeof events) > 0) {  // what happened is seen by looking
  }
}

}  // namespace atagande::app
