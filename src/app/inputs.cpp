#include "app/inputs.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <utility>

#include "app/files.h"
#include "app/interrupt.h"
#include "app/journal.h"

namespace atagande::app {
namespace {

namespace fs = std::filesystem;

std::string reason() { return std::strerror(errno); }

// Copied, because a document is read more than once and by several processes.
std::string spool_standard_input(const std::string& scratch_directory) {
  std::string path = scratch_directory + "/stdin";
  std::ofstream file(path, std::ios::binary);
  char buffer[65536];
  ssize_t count = 0;
  while ((count = ::read(STDIN_FILENO, buffer, sizeof buffer)) != 0) {
    if (InterruptWatch::interrupted()) throw Error(Fault::interrupted, "interrupted while reading standard input");
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw Error(Fault::no_access, "cannot read standard input: " + reason());
    if (!file.write(buffer, count)) break;
  }
  file.close();
  if (!file) throw Error(Fault::limit, "cannot copy standard input to " + path + ": is the disk full?");
  return path;
}

const char* kind_of(mode_t mode) {
  if (S_ISFIFO(mode)) return "a named pipe";
  if (S_ISSOCK(mode)) return "a socket";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
  return "no regular file";
}

// File systems take names of 255 bytes; what is added to this one is at most ".page-0001.xml" or ".reason.json".
constexpr std::size_t longest_name = 220;

/// The name itself, or its beginning and a hash of it where nothing could be added to it.
std::string fitting(const std::string& output_name) {
  const fs::path path(output_name);
  const std::string name = path.filename().string();
  if (name.size() <= longest_name) return output_name;
  std::size_t cut = longest_name - 20;
  while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0U) == 0x80U) --cut;
  return (path.parent_path() / (name.substr(0, cut) + "~" + sha256_of_bytes(name).substr(0, 16))).string();
}

/// JSON by its name and its first character. Scanned agreements often lie beside records of them.
bool is_record(const fs::path& path) {
  const std::string extension = path.extension().string();
  if (extension != ".json" && extension != ".ndjson" && extension != ".jsonl") return false;
  std::error_code unreadable;
  if (!fs::is_regular_file(path, unreadable)) return false;
  std::ifstream file(path, std::ios::binary);
  std::string head(256, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  const std::size_t first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");  // after a byte order mark
  return first != std::string::npos && (head[first] == '{' || head[first] == '[');
}

class Gatherer {
 public:
  explicit Gatherer(const std::string& scratch_directory) : scratch_directory_(scratch_directory) {}

  void take(const std::string& path) {
    if (path == "-") {
      if (std::exchange(used_standard_input_, true)) {
        throw Error(Fault::bad_arguments, "standard input (-) can be read only once");
      }
      add({spool_standard_input(scratch_directory_), "stdin", "stdin", std::nullopt});
      return;
    }
    take_path(path, fs::path(path).filename().string());
  }

  Gathered finish() { return {std::move(inputs_), std::move(passed_by_)}; }

 private:
  void take_path(const std::string& path, const std::string& output_name) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
      fail(path, output_name, Fault::no_access, "cannot open " + path + ": " + reason());
    } else if (S_ISDIR(status.st_mode)) {
      take_directory(path);
    } else if (!S_ISREG(status.st_mode)) {
      fail(
          path, output_name, Fault::bad_input,
          path + " is " + kind_of(status.st_mode) + "; give it to standard input instead: atagande ingest - < " + path);
    } else {
      add({path, fs::path(path).filename().string(), output_name, std::nullopt});
    }
  }

  void take_directory(const std::string& root) {
    std::vector<std::string> found;
    std::error_code error;
    is_new(root);  // a link back to it is passed by
    constexpr auto through_links = fs::directory_options::follow_directory_symlink;
    for (auto entry = fs::recursive_directory_iterator(root, through_links, error); !error && entry != fs::end(entry);
         entry.increment(error)) {
      std::error_code unreadable;
      const bool is_folder = entry->is_directory(unreadable);
      if (entry->path().filename().string().starts_with('.')) {
        if (is_folder) entry.disable_recursion_pending();
        continue;
      }
      if (is_folder) {
        const bool walk = is_new(entry->path()) && !holds_records(entry->path());
        if (walk && ::access(entry->path().c_str(), R_OK | X_OK) == 0) continue;
        entry.disable_recursion_pending();
        if (!walk) continue;
        fail(entry->path().string(), entry->path().lexically_relative(root).string(), Fault::no_access,
             "cannot read the folder " + entry->path().string() + ": " + reason());
        continue;
      }
      (is_record(entry->path()) ? passed_by_ : found).push_back(entry->path().string());
    }
    if (error)
      fail(root, fs::path(root).filename().string(), Fault::no_access,
           "cannot read the folder " + root + ": " + error.message());
    std::sort(found.begin(), found.end());
    for (const auto& path : found) take_path(path, fs::path(path).lexically_relative(root).string());
  }

  /// Links may lead in a circle, or to a folder twice.
  bool is_new(const fs::path& folder) {
    struct stat status {};
    return ::stat(folder.c_str(), &status) != 0 || folders_.emplace(status.st_dev, status.st_ino).second;
  }

  /// A folder that an earlier run wrote: its records are no documents.
  static bool holds_records(const fs::path& folder) {
    std::error_code error;
    return fs::exists(folder / journal_folder, error);
  }

  void fail(const std::string& path, const std::string& output_name, Fault fault, const std::string& message) {
    const std::string name = fs::path(path).filename().string();
    add({path, name.empty() ? path : name, output_name.empty() ? "input" : output_name, Failure{fault, message, 0}});
  }

  void add(Input input) {
    input.output_name = fitting(input.output_name);
    const std::string wanted = input.output_name;
    for (int i = 2; !names_.insert(input.output_name).second; ++i) input.output_name = wanted + "~" + std::to_string(i);
    inputs_.push_back(std::move(input));
  }

  std::string scratch_directory_;
  bool used_standard_input_ = false;
  std::vector<Input> inputs_;
  std::vector<std::string> passed_by_;
  std::set<std::string> names_;
  std::set<std::pair<dev_t, ino_t>> folders_;
};

std::vector<std::string> names_in(std::istream& stream, bool null_separated) {
  std::vector<std::string> names;
  std::string name;
  while (std::getline(stream, name, null_separated ? '\0' : '\n')) {
    if (!null_separated && name.ends_with('\r')) name.pop_back();
    if (!name.empty()) names.push_back(name);
  }
  return names;
}

std::vector<std::string> names_from(const InputOptions& options) {
  if (!options.files_from) return {};
  if (*options.files_from == "-") return names_in(std::cin, options.null_separated);
  std::ifstream file(*options.files_from, std::ios::binary);
  if (!file) throw Error(Fault::no_access, "cannot read the list of files " + *options.files_from + ": " + reason());
  return names_in(file, options.null_separated);
}

}  // namespace

Gathered gather(const InputOptions& options, const std::string& scratch_directory) {
  if (options.paths.empty() && !options.files_from) {
    throw Error(Fault::bad_arguments, "no input: name files or folders, or - for standard input");
  }
  Gatherer gatherer(scratch_directory);
  for (const auto& path : options.paths) gatherer.take(path);
  for (const auto& path : names_from(options)) gatherer.take(path);
  Gathered gathered = gatherer.finish();
  if (gathered.inputs.empty()) throw Error(Fault::bad_arguments, "no files found in what was named");
  return gathered;
}

}  // namespace atagande::app
