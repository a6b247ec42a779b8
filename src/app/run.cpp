// The loop is single-threaded: start what can start, wait for workers, take in what they say, write what is next in
// order. A window bounds how many documents are begun but not written, and with it the memory of the run. Earlier
// documents come first, so that a long one is finished by all workers together.
#include "app/run.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <optional>

#include "app/exit_status.h"
#include "app/files.h"
#include "app/interrupt.h"
#include "app/schedule.h"

namespace atagande::app {
namespace {

Clock::duration as_duration(double seconds) {
  return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

constexpr auto grace = std::chrono::seconds(30);

struct ActiveDocument {
  std::string sha256;
  std::optional<DocumentSchedule> schedule;  // none: an earlier run finished it
  Finished earlier;
  // Only time in which a job of its own is under way counts: waiting for other documents is not its fault.
  Clock::duration allowed{};
  Clock::duration used{};
  int under_way = 0;
  Clock::time_point resumed;

  [[nodiscard]] bool done() const { return !schedule || schedule->done(); }

  void job_begins() {
    if (under_way++ == 0) resumed = Clock::now();
  }
  void job_ends() {
    if (--under_way == 0) used += Clock::now() - resumed;
  }
  [[nodiscard]] Clock::time_point deadline() const {
    return under_way == 0 ? Clock::time_point::max() : resumed + (allowed - used);
  }
};

class Loop {
 public:
  Loop(const std::vector<Input>& inputs, const RunOptions& options, int max_pages, WorkerPool& workers, Sink& sink,
       const Log& log, bool progress)
      : inputs_(inputs),
        options_(options),
        max_pages_(max_pages),
        pool_(workers),
        sink_(sink),
        log_(log),
        bar_(progress, static_cast<int>(inputs.size())),
        assigned_(pool_.size()) {
    result_.tally.files = static_cast<int>(inputs.size());
  }

  RunResult go() {
    const InterruptWatch watch;
    while (written_ < inputs_.size() && !InterruptWatch::interrupted()) {
      open_window();
      give_out();
      write_finished();
      if (any_under_way()) take_in(pool_.wait(next_document_deadline()));
      give_up_late_documents();
      show_progress();
    }
    result_.interrupted = written_ < inputs_.size();
    if (result_.interrupted) write_finished(true);
    const std::string remark = sink_.close(!result_.interrupted);
    if (!remark.empty()) log_.write(Level::warning, remark);
    return result_;
  }

 private:
  struct Assignment {
    std::size_t document = 0;
    Job job;
  };

  void open_window() {
    const std::size_t window = 8 * pool_.size() + 8;
    while (opened_ < inputs_.size() && opened_ < written_ + window && wants_more()) {
      begin(opened_);
      ++opened_;
    }
  }

  /// Hashing happens here, so documents are begun only as workers come near to needing them.
  bool wants_more() const {
    std::size_t waiting = 0;
    for (const auto& [index, document] : active_) waiting += document.done() ? 0 : 1;
    return waiting < 2 * pool_.size();
  }

  void begin(std::size_t index) {
    const Input& input = inputs_[index];
    ActiveDocument& document = active_[index];
    document.allowed = as_duration(options_.document_timeout_seconds);
    Input checked = input;
    if (!checked.failure) {
      try {
        document.sha256 = sha256_of_file(input.path);
      } catch (const Error& error) {
        checked.failure = Failure{error.fault(), error.what(), 0};
      }
    }
    if (!checked.failure && sink_.has(input, document.sha256, document.earlier)) return;
    document.schedule.emplace(checked, document.sha256, options_.dry_run, max_pages_);
  }

  void give_out() {
    for (std::size_t worker = 0; worker < pool_.size(); ++worker) {
      if (!pool_.idle(worker) || assigned_[worker]) continue;
      for (auto& [index, document] : active_) {
        if (!document.schedule) continue;
        auto job = document.schedule->next();
        if (!job) continue;
        const auto now = Clock::now();
        document.job_begins();
        pool_.give(worker, job->request, now + time_for(job->request));
        assigned_[worker] = Assignment{index, std::move(*job)};
        break;
      }
    }
  }

  /// Opening and finishing are no page: they may start a process, load models, go over a whole document.
  Clock::duration time_for(const Request& request) const {
    const bool of_pages = request.kind == JobKind::read || request.kind == JobKind::recognise;
    return as_duration(options_.page_timeout_seconds) + (of_pages ? Clock::duration::zero() : grace);
  }

  bool any_under_way() const {
    for (const auto& assignment : assigned_) {
      if (assignment) return true;
    }
    return false;
  }

  void take_in(std::vector<WorkerPool::Event> events) {
    for (auto& event : events) {
      if (!assigned_[event.worker]) continue;
      Assignment assignment = std::move(*assigned_[event.worker]);
      assigned_[event.worker].reset();
      ActiveDocument& document = active_.at(assignment.document);
      document.job_ends();
      DocumentSchedule& schedule = *document.schedule;
      if (event.reply) refuse_bad_knowledge(*event.reply);
      if (event.reply) {
        write_pictures(options_, inputs_[assignment.document], *event.reply);
        schedule.succeeded(assignment.job, std::move(*event.reply));
      } else if (event.timed_out) {
        schedule.timed_out(assignment.job, options_.page_timeout_seconds);
      } else {
        log_.write(Level::info, "a worker " + event.reason, {inputs_[assignment.document].path, 0, 0, 0});
        schedule.crashed(std::move(assignment.job), event.reason);
      }
    }
  }

  /// A mistake in the rules or models is no document's fault: it is said once, and nothing is gone on with.
  static void refuse_bad_knowledge(const Reply& reply) {
    if (!reply.failure) return;
    const Fault fault = reply.failure->fault;
    if (fault == Fault::bad_rule || fault == Fault::bad_model) throw Error(fault, reply.failure->message);
  }

  Clock::time_point next_document_deadline() const {
    auto earliest = Clock::now() + std::chrono::seconds(1);
    for (const auto& [index, document] : active_) {
      if (!document.done()) earliest = std::min(earliest, document.deadline());
    }
    return earliest;
  }

  void give_up_late_documents() {
    const auto now = Clock::now();
    for (auto& [index, document] : active_) {
      if (document.done() || now < document.deadline()) continue;
      for (std::size_t worker = 0; worker < pool_.size(); ++worker) {
        if (!assigned_[worker] || assigned_[worker]->document != index) continue;
        pool_.stop(worker);
        assigned_[worker].reset();
        document.job_ends();
      }
      document.schedule->out_of_time(options_.document_timeout_seconds);
      // What was read is still made into a record, for which it gets a job's time once more.
      document.allowed = document.used + as_duration(options_.page_timeout_seconds) + 2 * grace;
    }
  }

  /// In the order of the inputs where the sink asks for it; a run that ends early writes all it has finished.
  void write_finished(bool ending = false) {
    for (auto next = active_.begin(); next != active_.end();) {
      if (next->second.done()) {
        write(next->first);
        next = active_.erase(next);
        ++written_;
      } else if (sink_.ordered() && !ending) {
        return;
      } else {
        ++next;
      }
    }
  }

  void write(std::size_t index) {
    ActiveDocument& document = active_.at(index);
    Finished finished = document.schedule ? finished_of(*document.schedule) : std::move(document.earlier);
    finished.input = &inputs_[index];
    finished.sha256 = document.sha256;
    count(finished);
    bar_.clear();
    report(finished);
    sink_.take(finished);
  }

  static Finished finished_of(const DocumentSchedule& schedule) {
    Finished finished;
    finished.reply = schedule.result();
    finished.limit_hit = schedule.limit_hit();
    finished.outcome = finished.reply.failure  ? Outcome::failed
                       : schedule.pages_lost() ? Outcome::partial
                                               : Outcome::ok;
    return finished;
  }

  void count(const Finished& finished) {
    RunTally& tally = result_.tally;
    const Tally& one = finished.reply.tally;
    tally.documents.pages += one.pages;
    tally.documents.recognised += one.recognised;
    tally.documents.from_text_layer += one.from_text_layer;
    tally.documents.commitments += one.commitments;
    tally.documents.warnings += one.warnings;
    result_.review_needed = result_.review_needed || one.needs_review;
    result_.limit_hit = result_.limit_hit || finished.limit_hit;
    if (finished.outcome != Outcome::reused) tally.pages_of_this_run += one.pages;
    switch (finished.outcome) {
      case Outcome::ok:
        ++tally.ok;
        break;
      case Outcome::partial:
        ++tally.partial;
        break;
      case Outcome::reused:
        ++tally.reused;
        break;
      case Outcome::failed:
        if (tally.failed++ == 0) result_.first_fault = finished.reply.failure->fault;
        break;
    }
  }

  void report(const Finished& finished) const {
    const std::string& path = finished.input->path;
    if (finished.outcome == Outcome::failed) {
      log_.write(Level::error, finished.reply.failure->message, {path, finished.reply.failure->page, 0, 0});
    } else if (finished.outcome == Outcome::partial) {
      log_.write(Level::warning, "not every page could be read; the record's warnings say which", {path, 0, 0, 0});
    } else if (finished.outcome == Outcome::reused) {
      log_.write(Level::info, "done before, unchanged", {path, 0, 0, 0});
    }
  }

  void show_progress() {
    int done = pages_written();
    int known = done;
    for (const auto& [index, document] : active_) {
      if (!document.schedule) continue;
      done += document.schedule->pages_read();
      known += document.schedule->page_count();
    }
    bar_.show(static_cast<int>(written_), done, known);
  }

  int pages_written() const { return result_.tally.documents.pages; }

  const std::vector<Input>& inputs_;
  const RunOptions& options_;
  int max_pages_;
  WorkerPool& pool_;
  Sink& sink_;
  const Log& log_;
  ProgressBar bar_;
  std::vector<std::optional<Assignment>> assigned_;  // by worker
  std::map<std::size_t, ActiveDocument> active_;     // opened and not written
  std::size_t opened_ = 0;
  std::size_t written_ = 0;
  RunResult result_;
};

}  // namespace

RunResult run(const std::vector<Input>& inputs, const RunOptions& options, int max_pages, WorkerPool& workers,
              Sink& sink, const Log& log, bool progress) {
  return Loop(inputs, options, max_pages, workers, sink, log, progress).go();
}

int exit_status_of(const RunResult& result, const RunOptions& options) {
  if (result.interrupted) return exit_status::interrupted;
  const RunTally& tally = result.tally;
  if (tally.failed > 0 && tally.files == 1) return exit_status_of(result.first_fault);
  if (tally.failed > 0) return exit_status::some_failed;
  if (result.limit_hit) return exit_status::limit;
  if (tally.partial > 0) return exit_status::some_failed;
  if (options.fail_on_review && result.review_needed) return exit_status::review_needed;
  return exit_status::ok;
}

}  // namespace atagande::app
