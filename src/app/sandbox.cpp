// The seccomp filter allows by default and refuses, with "operation not permitted", what no parser needs: sockets
// beyond the one already open, tracing, mounting, loading code into the kernel, changing identity. A list of everything
// allowed would break with each new libc; a parser that was taken over still finds no network, no memory of another
// process, and no place to write but its scratch folder. Landlock is called by number, as Debian 12's libc has no
// wrapper for it.
#include "app/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

namespace atagande::app {
namespace {

// AddressSanitizer and ThreadSanitizer reserve terabytes of address space for their shadow.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool address_space_can_be_limited = false;
#else
constexpr bool address_space_can_be_limited = true;
#endif

constexpr std::uint64_t largest_file_bytes = std::uint64_t{4} << 30U;

struct FilterReleaser {
  void operator()(void* filter) const { seccomp_release(filter); }
};

constexpr std::array refused_calls = {SCMP_SYS(socket),
                                      SCMP_SYS(socketpair),
                                      SCMP_SYS(bind),
                                      SCMP_SYS(connect),
                                      SCMP_SYS(listen),
                                      SCMP_SYS(accept),
                                      SCMP_SYS(accept4),
                                      SCMP_SYS(ptrace),
                                      SCMP_SYS(process_vm_readv),
                                      SCMP_SYS(process_vm_writev),
                                      SCMP_SYS(mount),
                                      SCMP_SYS(umount2),
                                      SCMP_SYS(pivot_root),
                                      SCMP_SYS(chroot),
                                      SCMP_SYS(unshare),
                                      SCMP_SYS(setns),
                                      SCMP_SYS(bpf),
                                      SCMP_SYS(perf_event_open),
                                      SCMP_SYS(init_module),
                                      SCMP_SYS(finit_module),
                                      SCMP_SYS(delete_module),
                                      SCMP_SYS(kexec_load),
                                      SCMP_SYS(reboot),
                                      SCMP_SYS(swapon),
                                      SCMP_SYS(swapoff),
                                      SCMP_SYS(keyctl),
                                      SCMP_SYS(add_key),
                                      SCMP_SYS(request_key),
                                      SCMP_SYS(setuid),
                                      SCMP_SYS(setgid),
                                      SCMP_SYS(setreuid),
                                      SCMP_SYS(setregid),
                                      SCMP_SYS(setresuid),
                                      SCMP_SYS(setresgid),
                                      SCMP_SYS(userfaultfd),
                                      SCMP_SYS(io_uring_setup),
                                      SCMP_SYS(settimeofday),
                                      SCMP_SYS(clock_settime),
                                      SCMP_SYS(sethostname),
                                      SCMP_SYS(quotactl),
                                      SCMP_SYS(chmod),
                                      SCMP_SYS(fchmod),
                                      SCMP_SYS(fchmodat),
                                      SCMP_SYS(chown),
                                      SCMP_SYS(fchown),
                                      SCMP_SYS(lchown),
                                      SCMP_SYS(fchownat),
                                      SCMP_SYS(setxattr),
                                      SCMP_SYS(lsetxattr),
                                      SCMP_SYS(fsetxattr)};

constexpr std::uint64_t new_user_namespace = 0x10000000;  // CLONE_NEWUSER

bool filter_calls() {
  const std::unique_ptr<void, FilterReleaser> filter(seccomp_init(SCMP_ACT_ALLOW));
  if (!filter) return false;
  for (const int call : refused_calls) {
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0) != 0) return false;
  }
  // Flags of clone3 lie in memory, where a filter cannot look; without it the libc takes clone.
  const bool clones =
      seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
      seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                       scmp_arg_cmp{0, SCMP_CMP_MASKED_EQ, new_user_namespace, new_user_namespace}) == 0;
  return clones && seccomp_load(filter.get()) == 0;
}

int landlock_version() {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version < 0 ? 0 : static_cast<int>(version);
}

// Of later kernels than the headers of Debian 12: moving between folders, cutting files short.
constexpr std::uint64_t refer = std::uint64_t{1} << 13U;
constexpr std::uint64_t cut_short = std::uint64_t{1} << 14U;

constexpr std::uint64_t writing_since_version_1 = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                                  LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                                  LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                                  LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                                  LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

std::uint64_t writing(int version) {
  return writing_since_version_1 | (version >= 2 ? refer : 0) | (version >= 3 ? cut_short : 0);
}

bool allow(int ruleset, const char* path, std::uint64_t access) {
  const int descriptor = ::open(path, O_PATH | O_CLOEXEC);
  if (descriptor < 0) return false;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = access;
  rule.parent_fd = descriptor;
  const bool added = ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
  ::close(descriptor);
  return added;
}

bool forbid_writing_outside(const std::string& scratch_directory, int version) {
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = writing(version);
  const int ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
  if (ruleset < 0) return false;
  const bool rules_added = allow(ruleset, "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE) &&
                           (scratch_directory.empty() || allow(ruleset, scratch_directory.c_str(), writing(version)));
  const bool confined = rules_added && ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  ::close(ruleset);
  return confined;
}

void limit(__rlimit_resource resource, std::uint64_t value) {
  rlimit current{};
  if (::getrlimit(resource, &current) != 0) return;
  if (current.rlim_max != RLIM_INFINITY && current.rlim_max < value) value = current.rlim_max;
  const rlimit wanted{value, value};
  ::setrlimit(resource, &wanted);
}

}  // namespace

Confinement confinement_available() {
  Confinement available;
  const pid_t child = ::fork();
  if (child == 0) {
    const Confinement applied = confine(0, {});
    ::_exit((applied.seccomp ? 1 : 0) + 2 * applied.landlock_version);
  }
  int status = 0;
  while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (child <= 0 || !WIFEXITED(status)) return available;
  available.seccomp = (WEXITSTATUS(status) & 1) != 0;
  available.landlock_version = WEXITSTATUS(status) / 2;
  return available;
}

Confinement confine(std::uint64_t memory_bytes, const std::string& scratch_directory) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, largest_file_bytes);
  limit(RLIMIT_NOFILE, 256);
  if (memory_bytes > 0 && address_space_can_be_limited) limit(RLIMIT_AS, memory_bytes);
  Confinement result;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return result;
  const int version = landlock_version();
  if (version > 0 && forbid_writing_outside(scratch_directory, version)) result.landlock_version = version;
  result.seccomp = filter_calls();
  return result;
}

}  // namespace atagande::app
