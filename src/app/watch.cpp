// `watch`: an ingest that does not end. Files that have come to rest are read in batches by workers that stay warm; the
// journal of the output folder says what is done, so stopping and starting again loses and repeats nothing.
#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <map>
#include <set>

#include "app/commands.h"
#include "app/exit_status.h"
#include "app/files.h"
#include "app/folder_watch.h"
#include "app/ingest.h"
#include "app/inputs.h"
#include "app/interrupt.h"
#include "app/knowledge.h"
#include "app/run.h"
#include "app/sink.h"

namespace atagande::app {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

milliseconds as_milliseconds(double seconds) { return milliseconds(static_cast<long>(seconds * 1000)); }

/// Hands everything on to the folder's own sink, and keeps a copy of each file that could not be read, with the reason,
/// under failed/ until it can.
class WatchSink : public Sink {
 public:
  WatchSink(std::unique_ptr<Sink> folder, std::string failed_folder)
      : folder_(std::move(folder)), failed_folder_(std::move(failed_folder)) {}

  [[nodiscard]] bool ordered() const override { return folder_->ordered(); }

  bool has(const Input& input, const std::string& sha256, Finished& earlier) const override {
    return folder_->has(input, sha256, earlier);
  }

  void take(const Finished& finished) override {
    folder_->take(finished);
    const fs::path copy = fs::path(failed_folder_) / finished.input->output_name;
    const std::string reason = copy.string() + ".reason.json";
    std::error_code error;
    if (finished.outcome == Outcome::failed) {
      make_directories(copy.parent_path().string());
      fs::copy_file(finished.input->path, copy, fs::copy_options::overwrite_existing, error);
      write_atomically(reason, failed_line(finished));
    } else {
      fs::remove(copy, error);
      fs::remove(reason, error);
    }
    taken_.insert(finished.input->path);
  }

  /// Paths taken since the last call.
  std::set<std::string> taken() { return std::exchange(taken_, {}); }

 private:
  std::unique_ptr<Sink> folder_;
  std::string failed_folder_;
  std::set<std::string> taken_;
};

bool lies_within(const fs::path& path, const fs::path& folder) {
  const fs::path relative = fs::weakly_canonical(path).lexically_relative(fs::weakly_canonical(folder));
  return !relative.empty() && *relative.begin() != "..";
}

class Watch {
 public:
  Watch(const Options& options, const WatchOptions& watch, const Log& log)
      : options_(options),
        watch_(watch),
        log_(log),
        pipeline_(pipeline_hash(list_ingredients(options.data, options.pipeline.language), options.pipeline)),
        folder_(watch.folder, as_milliseconds(watch.settle_seconds)),
        sink_(make_sink(options, false, pipeline_), (fs::path(options.run.output) / "failed").string()) {}

  int go() {
    const InterruptWatch interrupts;
    folder_.look();
    log_.write(Level::info, "watching; end with Ctrl-C or SIGTERM", {watch_.folder, 0, 0, 0});
    while (!InterruptWatch::interrupted()) {
      look();
      const auto paths = folder_.at_rest();
      if (!paths.empty()) read(paths);
      if (watch_.once && !folder_.any_moving() && folder_.at_rest().empty()) break;
      if (!InterruptWatch::interrupted()) folder_.wait(patience());
    }
    return exit_status::ok;
  }

 private:
  [[nodiscard]] milliseconds patience() const {
    const auto settle = as_milliseconds(watch_.settle_seconds);
    const auto interval = as_milliseconds(watch_.interval_seconds);
    return folder_.any_moving() ? std::min(interval, settle + milliseconds(50)) : interval;
  }

  /// The folder may be gone for a while, as network folders are.
  void look() {
    try {
      folder_.look();
      folder_missing_ = false;
    } catch (const Error& error) {
      if (watch_.once) throw;
      if (!std::exchange(folder_missing_, true)) log_.write(Level::warning, error.what(), {watch_.folder, 0, 0, 0});
    }
  }

  void read(const std::vector<std::string>& paths) {
    try {
      if (!pool_) pool_.emplace(worker_settings(options_, false, scratch_.path(), pipeline_));
      const auto inputs = inputs_of(paths);
      run(inputs, options_.run, options_.pipeline.max_pages, *pool_, sink_, log_, false);
    } catch (const Error& error) {
      pool_.reset();  // it may still hold jobs
      const bool may_pass = error.fault() == Fault::limit || error.fault() == Fault::no_access;
      if (!may_pass || watch_.once) throw;
      log_.write(Level::error, fmt::format("{}; trying again in {} s", error.what(), watch_.interval_seconds));
      wait_out();
    }
    for (const auto& path : sink_.taken()) folder_.done(path);
  }

  /// A full disk is full a moment later too, whatever happens in the folder.
  void wait_out() {
    const auto until = std::chrono::steady_clock::now() + as_milliseconds(watch_.interval_seconds);
    while (!InterruptWatch::interrupted() && std::chrono::steady_clock::now() < until) folder_.wait(milliseconds(500));
  }

  [[nodiscard]] std::vector<Input> inputs_of(const std::vector<std::string>& paths) const {
    std::vector<Input> inputs;
    for (const auto& path : paths) {
      struct stat status {};
      if (::stat(path.c_str(), &status) != 0) continue;  // taken away since
      Input input = {path, fs::path(path).filename().string(),
                     fs::path(path).lexically_relative(watch_.folder).string(), std::nullopt};
      if (!S_ISREG(status.st_mode)) input.failure = Failure{Fault::bad_input, path + " is no regular file", 0};
      inputs.push_back(std::move(input));
    }
    return inputs;
  }

  const Options& options_;
  const WatchOptions& watch_;
  const Log& log_;
  ScratchDirectory scratch_;
  std::string pipeline_;
  FolderWatch folder_;
  WatchSink sink_;
  std::optional<WorkerPool> pool_;
  bool folder_missing_ = false;
};

}  // namespace

int run_watch(Options options, const WatchOptions& watch, const Log& log) {
  if (lies_within(options.run.output, watch.folder)) {
    throw Error(Fault::bad_arguments,
                "the records would be read as documents: name a folder with --output that is not "
                "within " +
                    watch.folder);
  }
  make_directories(options.run.output);
  if (!options.run.output.ends_with('/')) options.run.output += '/';
  return Watch(options, watch, log).go();
}

}  // namespace atagande::app
