#include "app/sink.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "app/files.h"
#include "output/output.h"

namespace atagande::app {
namespace {

namespace fs = std::filesystem;

Source source_of(const Finished& finished) {
  if (!finished.reply.source.empty()) return output::source_from_json(finished.reply.source);
  Source source;
  source.file_name = finished.input->file_name;
  source.sha256 = finished.sha256;
  std::error_code error;
  const auto size = fs::file_size(finished.input->path, error);
  if (!error) source.bytes = size;
  return source;
}

/// One stream for all: standard output, a pipe or device, or a regular file that takes its name when it is complete.
/// What an interrupted run had written is kept beside it under another name.
class StreamSink : public Sink {
 public:
  StreamSink(const std::string& path, bool records) : records_(records) {
    if (path == "-" || path.empty()) return;
    std::error_code error;
    path_ = followed(path);
    const bool replaceable = !fs::exists(path_, error) || fs::is_regular_file(path_, error);
    if (replaceable) {
      temporary_ = (fs::path(path_).parent_path() / ".atagande-XXXXXX").string();
      descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
    } else {
      descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    }
    if (descriptor_ < 0) throw Error(Fault::no_access, "cannot write " + path + ": " + std::strerror(errno));
    if (replaceable) ::fchmod(descriptor_, 0666 & ~current_umask());
  }

  ~StreamSink() override {
    if (path_.empty()) return;
    ::close(descriptor_);
    if (temporary_.empty()) return;
    if (written_) {
      ::rename(temporary_.c_str(), part().c_str());
    } else {
      ::unlink(temporary_.c_str());
    }
  }

  void take(const Finished& finished) override {
    const bool failed = finished.outcome == Outcome::failed;
    if (failed && !records_) return;  // a text stream has no place for it; it stands on standard error
    if (!failed && finished.reply.files.size() > 1 && finished.reply.record.empty()) {
      throw Error(Fault::bad_arguments,
                  finished.input->path + " becomes one file a page: name a folder with --output DIR/");
    }
    write_all(descriptor_, failed ? failed_line(finished) : finished.reply.record,
              path_.empty() ? "to standard output" : path_);
    written_ = true;
  }

  std::string close(bool complete) override {
    if (temporary_.empty()) return {};
    if (!complete) return written_ ? "what was finished stands in " + part() : std::string();
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) {
      throw Error(Fault::no_access, "cannot write " + path_ + ": " + std::strerror(errno));
    }
    temporary_.clear();
    return {};
  }

 private:
  [[nodiscard]] std::string part() const { return path_ + ".part"; }

  /// Of a link, the file it leads to is replaced, not the link; it need not be there yet.
  static std::string followed(fs::path path) {
    constexpr int longest_chain = 40;
    std::error_code error;
    for (int i = 0; i < longest_chain && fs::is_symlink(path, error); ++i) {
      path = path.parent_path() / fs::read_symlink(path, error);
    }
    return path.string();
  }

  static mode_t current_umask() {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return mask;
  }

  std::string path_;  // empty: standard output
  bool records_;
  std::string temporary_;
  bool written_ = false;
  int descriptor_ = STDOUT_FILENO;
};

class FolderSink : public Sink {
 public:
  FolderSink(std::string directory, bool records, const std::string& pipeline)
      : directory_(std::move(directory)), records_(records), journal_(directory_, pipeline) {}

  [[nodiscard]] bool ordered() const override { return false; }

  void take(const Finished& finished) override {
    if (finished.outcome == Outcome::reused) return;
    Journal::Entry entry;
    entry.output_name = finished.input->output_name;
    entry.input_sha256 = finished.sha256;
    entry.tally = finished.reply.tally;
    const std::string& name = entry.output_name;
    if (finished.outcome == Outcome::failed) {
      // Of a file that cannot be reached now, what was read earlier still holds.
      if (finished.reply.failure->fault != Fault::no_access) forget_others(name, {});
      write(name + ".failed.json", failed_line(finished));
      return;  // a failure is tried anew by the next run
    }
    forget(name + ".failed.json");
    if (records_) add(entry, name + ".json", finished.reply.record);
    for (const auto& file : finished.reply.files) add(entry, name + "." + file.extension, file.bytes);
    forget_others(name, entry.files);
    // A document that lost pages to a crash or a limit is tried anew too.
    if (finished.outcome == Outcome::ok) journal_.add(entry);
  }

  bool has(const Input& input, const std::string& sha256, Finished& earlier) const override {
    const auto* entry = journal_.finished(input.output_name, sha256);
    if (entry == nullptr) return false;
    earlier.outcome = Outcome::reused;
    earlier.reply.tally = entry->tally;
    return true;
  }

 private:
  void add(Journal::Entry& entry, const std::string& name, const std::string& bytes) {
    write(name, bytes);
    entry.files.emplace_back(name, sha256_of_bytes(bytes));
  }
  void write(const std::string& name, const std::string& bytes) const {
    write_atomically(directory_ + "/" + name, bytes);
  }
  /// Removes what earlier runs wrote for a document and this one did not.
  void forget_others(const std::string& document, const std::vector<std::pair<std::string, std::string>>& kept) const {
    for (const std::string& name : journal_.files_of(document)) {
      const bool written = std::any_of(kept.begin(), kept.end(), [&](const auto& file) { return file.first == name; });
      if (!written) forget(name);
    }
    if (kept.empty()) forget(document + ".json");
  }
  void forget(const std::string& name) const {
    std::error_code error;
    fs::remove(directory_ + "/" + name, error);
  }

  std::string directory_;
  bool records_;
  Journal journal_;
};

bool names_folder(const std::string& path) {
  std::error_code error;
  return path.ends_with('/') || fs::is_directory(path, error);
}

}  // namespace

bool Sink::has(const Input&, const std::string&, Finished&) const { return false; }

std::string failed_line(const Finished& finished) {
  const Failure failure = finished.reply.failure.value_or(Failure{});
  Place place;
  place.page = failure.page;
  return output::failed_line(source_of(finished), Error(failure.fault, failure.message, place));
}

void write_pictures(const RunOptions& options, const Input& input, const Reply& reply) {
  const auto write = [&](const std::string& folder, const std::vector<ExtraFile>& files) {
    for (const auto& file : files) {
      write_atomically(folder + "/" + input.output_name + "-" + file.extension, file.bytes);
    }
  };
  if (!options.save_images.empty()) write(options.save_images, reply.seen);
  if (!options.crop_signatures.empty()) write(options.crop_signatures, reply.signatures);
}

bool wants_indented_records(const RunOptions& options, bool single_input) {
  return names_folder(options.output) || (single_input && !options.ndjson);
}

std::unique_ptr<Sink> make_sink(const Options& options, bool single_input, const std::string& pipeline) {
  const bool records = options.pipeline.product == "record" && !options.run.dry_run;
  if (names_folder(options.run.output) && !options.run.dry_run) {
    std::string directory = options.run.output;
    while (directory.size() > 1 && directory.ends_with('/')) directory.pop_back();
    return std::make_unique<FolderSink>(directory, records, pipeline);
  }
  if (!options.pipeline.also.empty()) {
    throw Error(Fault::bad_arguments, "--also writes files beside the record: name a folder with --output DIR/");
  }
  const bool apart = options.pipeline.product == "pdf" || options.pipeline.product == "page";
  if (apart && !single_input) {
    throw Error(Fault::bad_arguments, "many files of this kind cannot go into one: name a folder with --output DIR/");
  }
  const bool shown = options.run.dry_run && names_folder(options.run.output);  // a plan is for reading
  return std::make_unique<StreamSink>(shown ? "-" : options.run.output, records);
}

}  // namespace atagande::app
