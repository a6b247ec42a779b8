// Each worker hangs on one end of a socket pair. Nothing here blocks on a worker: what it is to be told waits in an
// outbox until the socket takes it, and what it says is collected until a whole message is there, so that one that
// stops reading or writes half a reply holds up nobody. SIGKILL is the only way to end one: a worker has nothing to
// tidy up, its scratch folder belongs to the supervisor.
#include "app/worker_pool.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace atagande::app {
namespace {

constexpr int worker_socket = 3;

// libgomp reads this when it is loaded, so it has to stand in the environment before exec: OpenMP inside Tesseract
// costs more than twice the processor time it saves once every core has a worker.
constexpr const char* no_openmp = "OMP_THREAD_LIMIT=1";

std::vector<char*> environment_for_worker() {
  std::vector<char*> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (std::strncmp(*variable, "OMP_", 4) != 0) variables.push_back(*variable);
  }
  variables.push_back(const_cast<char*>(no_openmp));  // NOLINT: posix_spawn's signature predates const
  variables.push_back(nullptr);
  return variables;
}

struct Actions {
  Actions() { ::posix_spawn_file_actions_init(&value); }
  ~Actions() { ::posix_spawn_file_actions_destroy(&value); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  posix_spawn_file_actions_t value{};
};

/// A worker and the programs it starts are a process group, so that they end together.
struct GroupOfItsOwn {
  GroupOfItsOwn() {
    ::posix_spawnattr_init(&value);
    ::posix_spawnattr_setpgroup(&value, 0);
    ::posix_spawnattr_setflags(&value, POSIX_SPAWN_SETPGROUP);
  }
  ~GroupOfItsOwn() { ::posix_spawnattr_destroy(&value); }
  GroupOfItsOwn(const GroupOfItsOwn&) = delete;
  GroupOfItsOwn& operator=(const GroupOfItsOwn&) = delete;
  posix_spawnattr_t value{};
};

pid_t spawn(int socket, bool show_stderr) {
  Actions actions;
  ::posix_spawn_file_actions_addopen(&actions.value, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions.value, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (!show_stderr) ::posix_spawn_file_actions_addopen(&actions.value, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions.value, socket, worker_socket);
  char program[] = "atagande";
  char command[] = "worker";
  char* arguments[] = {program, command, nullptr};
  auto variables = environment_for_worker();
  pid_t process = 0;
  const GroupOfItsOwn group;
  const int error =
      ::posix_spawn(&process, "/proc/self/exe", &actions.value, &group.value, arguments, variables.data());
  if (error != 0) throw Error(Fault::limit, std::string("cannot start a worker process: ") + std::strerror(error));
  return process;
}

std::string ending(int status) {
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    return "was ended by signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ")";
  }
  return "ended by itself with status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

struct WorkerPool::Worker {
  pid_t process = 0;  // 0: not running
  int socket = -1;
  bool busy = false;
  Clock::time_point deadline;
  std::string outbox;
  MessageReader reader;
};

WorkerPool::WorkerPool(Settings settings) : settings_(std::move(settings)) {
  for (int i = 0; i < std::max(1, settings_.workers); ++i) workers_.push_back(std::make_unique<Worker>());
}

WorkerPool::~WorkerPool() {
  for (auto& worker : workers_) end(*worker);
}

bool WorkerPool::idle(std::size_t worker) const { return !workers_[worker]->busy; }

void WorkerPool::start(Worker& worker) {
  int ends[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    throw Error(Fault::limit, std::string("cannot make a socket for a worker: ") + std::strerror(errno));
  }
  worker.socket = ends[0];
  try {
    // The other end is duplicated to a high number first: were it worker_socket itself, dup2 would leave it closed on
    // exec.
    const int other = ::fcntl(ends[1], F_DUPFD_CLOEXEC, 16);
    ::close(ends[1]);
    worker.process = spawn(other, settings_.show_stderr);
    ::close(other);
  } catch (...) {
    ::close(worker.socket);
    worker.socket = -1;
    throw;
  }
  ::fcntl(worker.socket, F_SETFL, O_NONBLOCK);
  worker.outbox = encode(settings_.configuration);
  worker.reader = MessageReader();
}

std::string WorkerPool::end(Worker& worker) {
  if (worker.process == 0) return {};
  ::kill(-worker.process, SIGKILL);
  ::close(worker.socket);
  int status = 0;
  while (::waitpid(worker.process, &status, 0) < 0 && errno == EINTR) {
  }
  worker = Worker();
  return ending(status);
}

void WorkerPool::give(std::size_t index, const Request& request, Clock::time_point deadline) {
  Worker& worker = *workers_[index];
  if (worker.process == 0) start(worker);
  worker.outbox += encode(to_message(request));
  worker.busy = true;
  worker.deadline = deadline;
  write_some(worker);
}

void WorkerPool::stop(std::size_t index) { end(*workers_[index]); }

void WorkerPool::write_some(Worker& worker) {
  while (!worker.outbox.empty()) {
    const ssize_t count = ::send(worker.socket, worker.outbox.data(), worker.outbox.size(), MSG_NOSIGNAL);
    if (count <= 0) return;  // full, or gone: the reading side finds out which
    worker.outbox.erase(0, static_cast<std::size_t>(count));
  }
}

std::optional<WorkerPool::Event> WorkerPool::read_some(std::size_t index) {
  Worker& worker = *workers_[index];
  char buffer[65536];
  while (true) {
    const ssize_t count = ::recv(worker.socket, buffer, sizeof buffer, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return std::nullopt;
    // A process that closed its end is dying and has its status already; killing it once more does not change that.
    if (count <= 0) return Event{index, std::nullopt, false, end(worker)};
    worker.reader.feed({buffer, static_cast<std::size_t>(count)});
    if (auto message = worker.reader.next()) {
      worker.busy = false;
      return Event{index, reply_from(*message), false, {}};
    }
  }
}

std::optional<WorkerPool::Event> WorkerPool::look_at(std::size_t index, short what_happened) {
  Worker& worker = *workers_[index];
  if ((what_happened & POLLOUT) != 0) write_some(worker);
  if ((what_happened & (POLLIN | POLLHUP | POLLERR)) != 0) {
    try {
      if (auto event = read_some(index)) return event;
    } catch (const Error& error) {
      end(worker);
      return Event{index, std::nullopt, false, std::string("wrote nonsense: ") + error.what()};
    }
  }
  if (worker.busy && Clock::now() >= worker.deadline) {
    end(worker);
    return Event{index, std::nullopt, true, "took too long"};
  }
  return std::nullopt;
}

Clock::time_point WorkerPool::earliest(Clock::time_point until) const {
  for (const auto& worker : workers_) {
    if (worker->busy) until = std::min(until, worker->deadline);
  }
  return until;
}

std::vector<WorkerPool::Event> WorkerPool::wait(Clock::time_point until) {
  std::vector<pollfd> polled;
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    const Worker& worker = *workers_[i];
    if (worker.process == 0) continue;
    const short wanted = static_cast<short>(worker.outbox.empty() ? POLLIN : POLLIN | POLLOUT);
    polled.push_back({worker.socket, wanted, 0});
    indices.push_back(i);
  }
  const auto patience = std::chrono::ceil<std::chrono::milliseconds>(earliest(until) - Clock::now()).count();
  const int milliseconds = static_cast<int>(std::clamp<long long>(patience, 0, 60'000));
  if (::poll(polled.data(), polled.size(), milliseconds) < 0) return {};
  std::vector<Event> events;
  for (std::size_t i = 0; i < polled.size(); ++i) {
    const bool idle_and_gone = !workers_[indices[i]]->busy && (polled[i].revents & (POLLHUP | POLLERR)) != 0;
    if (auto event = look_at(indices[i], polled[i].revents); event && !idle_and_gone) {
      events.push_back(std::move(*event));
    }
  }
  return events;
}

}  // namespace atagande::app
