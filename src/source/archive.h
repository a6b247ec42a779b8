// A ZIP archive in memory, read with limits on what it may unfold to.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace atagande::source {

class Archive {
 public:
  /// `bytes` must outlive the archive. Throws Error(bad_input) where they are no ZIP archive, Error(encrypted) on
  /// reading an encrypted file, Error(limit) where a file is too large or unfolds too far.
  explicit Archive(std::string_view bytes);
  ~Archive();
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;

  [[nodiscard]] bool has(const std::string& name) const;
  /// The file's bytes; none where it is not there.
  [[nodiscard]] std::optional<std::string> read(const std::string& name);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
  std::size_t unfolded_ = 0;  // bytes of all files read so far
};

}  // namespace atagande::source
