#include "app/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
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

ScratchDirectory::ScratchDirectory() {
  const char* base = std::getenv("TMPDIR");
  path_ = std::string(base != nullptr && *base != '\0' ? base : "/tmp") + "/atagande-XXXXXX";
  if (::mkdtemp(path_.data()) == nullptr) {
    throw Error(Fault::no_access, "cannot make a scratch folder " + path_ + ": " + std::strerror(errno) +
                                      "; set TMPDIR to a folder that can be written");
  }
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code error;
  fs::remove_all(path_, error);
}

}  // namespace atagande::app
