// libzip reads the archive where it lies. What headers say of sizes is not believed: reading stops at the limits
// whatever they say. The limits are far above real documents (the text of a book is a few megabytes).
#include "source/archive.h"

#include <zip.h>

#include <array>

#include "document/error.h"

namespace atagande::source {
namespace {

constexpr std::size_t largest_file = 64U << 20U;
constexpr std::size_t largest_sum = 128U << 20U;
constexpr std::size_t free_of_ratio = 4U << 20U;  // a small file may be as repetitive as it likes
constexpr std::size_t highest_ratio = 200;
constexpr zip_int64_t most_files = 20000;

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

struct Archive::Handle {
  zip_t* zip = nullptr;
  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (zip != nullptr) zip_discard(zip);
  }
};

Archive::Archive(std::string_view bytes) : handle_(std::make_unique<Handle>()) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) handle_->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  const std::string why = handle_->zip == nullptr ? zip_error_strerror(&error) : "";
  if (handle_->zip == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  if (handle_->zip == nullptr) throw Error(Fault::bad_input, "the ZIP archive is damaged (" + why + ")");
  if (zip_get_num_entries(handle_->zip, 0) > most_files) {
    throw Error(Fault::limit, "the ZIP archive holds more than 20,000 files");
  }
}

Archive::~Archive() = default;
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;

bool Archive::has(const std::string& name) const { return zip_name_locate(handle_->zip, name.c_str(), 0) >= 0; }

std::optional<std::string> Archive::read(const std::string& name) {
  const zip_int64_t index = zip_name_locate(handle_->zip, name.c_str(), 0);
  if (index < 0) return std::nullopt;
  zip_stat_t stat;
  zip_stat_init(&stat);
  const bool known = zip_stat_index(handle_->zip, static_cast<zip_uint64_t>(index), 0, &stat) == 0;
  if (known && (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    throw Error(Fault::encrypted, name + " in the archive is encrypted; save the document without a password");
  }
  const std::size_t folded = known && (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0;
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(handle_->zip, static_cast<zip_uint64_t>(index), 0));
  if (file == nullptr) throw Error(Fault::bad_input, name + " in the archive cannot be read");
  std::string content;
  std::array<char, 65536> buffer{};
  while (true) {
    const zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) throw Error(Fault::bad_input, name + " in the archive is damaged");
    if (got == 0) return content;
    content.append(buffer.data(), static_cast<std::size_t>(got));
    unfolded_ += static_cast<std::size_t>(got);
    const bool bomb = content.size() > free_of_ratio && content.size() / highest_ratio > folded;
    if (content.size() > largest_file || unfolded_ > largest_sum || bomb) {
      throw Error(Fault::limit, name + " in the archive unfolds to more than a document can be");
    }
  }
}

}  // namespace atagande::source
