#include "app/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "document/document.h"

namespace atagande::app {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what, int error) {
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  const std::string advice = full ? "; make room and run the same command again" : "";
  throw Error(full ? Fault::limit : Fault::no_access, "cannot write " + what + ": " + std::strerror(error) + advice);
}

struct DigestReleaser {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
  void take(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
  std::string hexadecimal() {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    EVP_DigestFinal_ex(context_.get(), digest, &length);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    for (unsigned int i = 0; i < length; ++i) {
      result.push_back(digits[digest[i] >> 4U]);
      result.push_back(digits[digest[i] & 15U]);
    }
    return result;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, DigestReleaser> context_;
};

}  // namespace

void make_directories(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) fail(path, error.value());
}

void write_all(int descriptor, std::string_view bytes, const std::string& what) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(what, errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void write_atomically(const std::string& path, std::string_view bytes) {
  const fs::path target(path);
  if (target.has_parent_path()) make_directories(target.parent_path().string());
  std::string temporary = (target.parent_path() / ".atagande-XXXXXX").string();
  const int file = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (file < 0) fail(path, errno);
  try {
    ::fchmod(file, 0644);
    write_all(file, bytes, path);
    if (::close(file) != 0) fail(path, errno);
    if (::rename(temporary.c_str(), path.c_str()) != 0) fail(path, errno);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
}

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw Error(Fault::no_access, "cannot open " + path + ": " + std::strerror(errno));
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string read_file_start(const std::string& path, std::size_t bytes) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw Error(Fault::no_access, "cannot open " + path + ": " + std::strerror(errno));
  std::string start(bytes, '\0');
  stream.read(start.data(), static_cast<std::streamsize>(bytes));
  start.resize(static_cast<std::size_t>(stream.gcount()));
  return start;
}

std::uint64_t file_size(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) throw Error(Fault::no_access, "cannot read " + path + ": " + error.message());
  return size;
}

std::string sha256_of_bytes(std::string_view bytes) {
  Sha256 hash;
  hash.take(bytes);
  return hash.hexadecimal();
}

std::string sha256_of_file(const std::string& path) {
  // Without O_NONBLOCK, a named pipe that took the file's place would hold up the run.
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) throw Error(Fault::no_access, "cannot open " + path + ": " + std::strerror(errno));
  Sha256 hash;
  std::string buffer(std::size_t{1} << 16U, '\0');
  ssize_t count = 0;
  while ((count = ::read(file, buffer.data(), buffer.size())) > 0) {
    hash.take({buffer.data(), static_cast<std::size_t>(count)});
  }
  const int error = errno;
  ::close(file);
  if (count < 0) throw Error(Fault::no_access, "cannot read " + path + ": " + std::strerror(error));
  return hash.hexadecimal();
}

namespace {

constexpr const char* scratch_prefix = "atagande-";
constexpr const char* scratch_lock = "/in-use";

std::string temporary_directory() {
  const char* base = std::getenv("TMPDIR");
  return base != nullptr && *base != '\0' ? base : "/tmp";
}

/// A process that was killed leaves its scratch folder with a lock nobody holds. Young ones are left alone: theirs may
/// be about to be taken.
void remove_if_abandoned(const std::string& folder) {
  constexpr int young_s = 60;
  struct stat status {};
  const int lock = ::open((folder + scratch_lock).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (lock < 0) return;
  const bool ours = ::fstat(lock, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid() &&
                    std::time(nullptr) - status.st_mtime > young_s && ::flock(lock, LOCK_EX | LOCK_NB) == 0;
  std::error_code error;
  if (ours) fs::remove_all(folder, error);
  ::close(lock);
}

void remove_abandoned_scratch(const std::string& base) {
  std::error_code error;
  for (fs::directory_iterator entry(base, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().filename().native().rfind(scratch_prefix, 0) == 0) remove_if_abandoned(entry->path());
  }
}

}  // namespace

ScratchDirectory::ScratchDirectory() {
  const std::string base = temporary_directory();
  remove_abandoned_scratch(base);
  path_ = base + "/" + scratch_prefix + "XXXXXX";
  if (::mkdtemp(path_.data()) == nullptr) {
    throw Error(Fault::no_access, "cannot make a scratch folder " + path_ + ": " + std::strerror(errno) +
                                      "; set TMPDIR to a folder that can be written");
  }
  lock_ = ::open((path_ + scratch_lock).c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ >= 0) ::flock(lock_, LOCK_EX | LOCK_NB);
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code error;
  fs::remove_all(path_, error);
  if (lock_ >= 0) ::close(lock_);
}

}  // namespace atagande::app
