// posix_spawn with every descriptor but the first three closed, both outputs read through poll until the child closes
// them or the time is up. The child gets the file as standard input: no name of a stranger's file is ever an argument.
#include "pdf/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "document/error.h"

namespace atagande::pdf {
namespace {

constexpr std::size_t max_error_bytes = 4096;
using Clock = std::chrono::steady_clock;

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  void reset(int fd) {
    close();
    fd_ = fd;
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

struct Pipe {
  Descriptor read_end;
  Descriptor write_end;
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
      throw Error(Fault::internal, "cannot make a pipe: " + std::string(strerror(errno)));
    read_end.reset(ends[0]);
    write_end.reset(ends[1]);
  }
};

pid_t spawn(const std::vector<std::string>& arguments, int input_fd, const Pipe& output, const Pipe& errors) {
  std::vector<char*> argv;
  for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  std::string path = "PATH=/usr/local/bin:/usr/bin:/bin";
  std::string locale = "LC_ALL=C.UTF-8";
  std::string threads = "OMP_THREAD_LIMIT=1";
  std::array<char*, 4> environment = {path.data(), locale.data(), threads.data(), nullptr};

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input_fd, 0);
  posix_spawn_file_actions_adddup2(&actions, output.write_end.get(), 1);
  posix_spawn_file_actions_adddup2(&actions, errors.write_end.get(), 2);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  // A reader that is gone ends it.
  sigset_t usual;
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

  pid_t child = -1;
  int failure = ENOENT;
  for (const char* folder : {"/usr/bin/", "/usr/local/bin/", "/bin/"}) {
    failure =
        posix_spawn(&child, (folder + arguments[0]).c_str(), &actions, &attributes, argv.data(), environment.data());
    if (failure != ENOENT) break;
  }
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (failure == ENOENT || failure == EACCES) {
    throw Error(Fault::missing_dependency, arguments[0] + " is missing; install it with: apt install poppler-utils");
  }
  if (failure != 0) throw Error(Fault::internal, "cannot start " + arguments[0] + ": " + strerror(failure));
  return child;
}

// Reads what is there; true while more may come.
bool drain(int fd, std::string& into, std::size_t keep) {
  std::array<char, 1 << 16> buffer;
  const ssize_t got = read(fd, buffer.data(), buffer.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  if (got == 0) return false;
  const std::size_t room = into.size() < keep ? keep - into.size() : 0;
  into.append(buffer.data(), std::min(room, static_cast<std::size_t>(got)));
  return true;
}

class Reaper {
 public:
  explicit Reaper(pid_t child) : child_(child) {}
  Reaper(const Reaper&) = delete;
  Reaper& operator=(const Reaper&) = delete;
  ~Reaper() {
    if (child_ <= 0) return;
    kill(child_, SIGKILL);
    wait_for_end();
  }
  int wait_for_end() {
    int status = 0;
    while (waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
    child_ = -1;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }

 private:
  pid_t child_;
};

}  // namespace

ChildResult run_child(const std::vector<std::string>& arguments, int input_fd, std::chrono::milliseconds time,
                      std::size_t max_output) {
  if (lseek(input_fd, 0, SEEK_SET) < 0) throw Error(Fault::internal, "cannot rewind the input of " + arguments[0]);
  const auto deadline = Clock::now() + time;
  Pipe output;
  Pipe errors;
  Reaper child(spawn(arguments, input_fd, output, errors));
  output.write_end.close();
  errors.write_end.close();

  ChildResult result;
  std::array<pollfd, 2> waiting = {pollfd{output.read_end.get(), POLLIN, 0}, pollfd{errors.read_end.get(), POLLIN, 0}};
  while (waiting[0].fd >= 0 || waiting[1].fd >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) {
      throw Error(Fault::limit,
                  arguments[0] + " took more than " + std::to_string(time.count() / 1000) + " s (--page-timeout)");
    }
    if (poll(waiting.data(), waiting.size(), static_cast<int>(std::min<long long>(left, 1000))) < 0 && errno != EINTR) {
      throw Error(Fault::internal, "cannot wait for " + arguments[0]);
    }
    if (waiting[0].revents != 0 && !drain(waiting[0].fd, result.output, max_output + 1)) waiting[0].fd = -1;
    if (waiting[1].revents != 0 && !drain(waiting[1].fd, result.errors, max_error_bytes)) waiting[1].fd = -1;
    if (result.output.size() > max_output) {
      throw Error(Fault::limit, arguments[0] + " wrote more than " + std::to_string(max_output) + " bytes");
    }
  }
  result.status = child.wait_for_end();
  return result;
}

}  // namespace atagande::pdf
