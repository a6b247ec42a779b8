// Writing files so that a reader never sees half of one, and temporary folders that go away.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace atagande::app {

/// Throws Error{no_access}.
void make_directories(const std::string& path);

/// Writes all of it. Throws Error: limit where the disk is full, no_access otherwise; `what` names the file.
void write_all(int descriptor, std::string_view bytes, const std::string& what);

/// Writes beside `path` and renames: afterwards either the old or the new content stands there, whole. Makes the
/// folders.
void write_atomically(const std::string& path, std::string_view bytes);

/// The whole of a small file (rules, models, lists). Throws Error{no_access}.
std::string read_file(const std::string& path);

/// At most `bytes` from the beginning of a file. Throws Error{no_access}.
std::string read_file_start(const std::string& path, std::size_t bytes);
std::uint64_t file_size(const std::string& path);

/// SHA-256 in hexadecimal.
std::string sha256_of_bytes(std::string_view bytes);
/// Of a regular file's bytes, read piece by piece. Throws Error{no_access}.
std::string sha256_of_file(const std::string& path);

/// A folder of its own under $TMPDIR, removed with everything in it at the end.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  int lock_ = -1;  // held as long as the folder is in use
};

}  // namespace atagande::app
