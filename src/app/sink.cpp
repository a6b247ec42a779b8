#include "app/sink.h"

#include <fcntl.h>
#include <unistd.h>

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

/// One stream for all: standard output, or a file that takes its name when it is complete.
class StreamSink : public Sink {
 public:
  StreamSink(const std::string& path, bool records) : path_(path), records_(records) {
    if (path == "-" || path.empty()) return;
    temporary_ = (fs::path(path).parent_path() / ("." + fs::path(path).filename().string() + ".part")).string();
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor_ < 0) throw Error(Fault::no_access, "cannot write " + path + ": " + std::strerror(errno));
  }

  ~StreamSink() override {
    if (temporary_.empty()) return;
    ::close(descriptor_);
    ::unlink(temporary_.c_str());
  }

  void take(const Finished& finished) override {
    const bool failed = finished.outcome == Outcome::failed;
    if (failed && !records_) return;  // a text stream has no place for it; it stands on standard error
    if (!failed && finished.reply.record.empty()) {
      throw Error(Fault::bad_arguments,
                  finished.input->path + " becomes one file a page: name a folder with --output DIR/");
    }
    write_all(descriptor_, failed ? failed_line(finished) : finished.reply.record,
              path_.empty() ? "to standard output" : path_);
  }

  void close() override {
    if (temporary_.empty()) return;
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) {
      throw Error(Fault::no_access, "cannot write " + path_ + ": " + std::strerror(errno));
    }
    ::close(descriptor_);
    temporary_.clear();
  }

 private:
  std::string path_;
  bool records_;
  std::string temporary_;
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
      forget(name + ".json");
      write(name + ".failed.json", failed_line(finished));
      return;  // a failure is tried anew by the next run
    }
    forget(name + ".failed.json");
    entry.outcome = finished.outcome == Outcome::partial ? "partial" : "ok";
    if (records_) add(entry, name + ".json", finished.reply.record);
    for (const auto& file : finished.reply.files) add(entry, name + "." + file.extension, file.bytes);
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
  if (options.pipeline.product == "pdf" && !single_input) {
    throw Error(Fault::bad_arguments, "many PDF files cannot go into one: name a folder with --output DIR/");
  }
  return std::make_unique<StreamSink>(options.run.output, records);
}

}  // namespace atagande::app
