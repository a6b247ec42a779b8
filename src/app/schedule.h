// One document's way through the jobs, as a state machine without processes or clocks: it hands out jobs, is told what
// became of them, and in the end holds a record or a failure. It decides what a crash or a timeout costs: a job whose
// worker died is tried once more, as the death may have come from outside; then its pages are tried one by one, and a
// page that still fails costs the document that page and no more.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/inputs.h"
#include "app/job.h"

namespace atagande::app {

/// A request on its way, with how often it has been tried.
struct Job {
  Request request;
  int attempts = 0;
};

class DocumentSchedule {
 public:
  DocumentSchedule(const Input& input, std::string sha256, bool dry_run, int max_pages);

  /// The next job that can run now, or none (all are under way, or it is done).
  std::optional<Job> next();
  void succeeded(const Job& job, Reply reply);
  /// The worker died with `reason`.
  void crashed(Job job, const std::string& reason);
  /// The job took longer than a page may.
  void timed_out(const Job& job, double limit_seconds);
  /// The document took longer than it may: what is not read yet is given up. Jobs under way are taken as lost.
  void out_of_time(double limit_seconds);

  [[nodiscard]] bool done() const { return result_.has_value(); }
  /// The finished document: a record, or a failure.
  [[nodiscard]] const Reply& result() const { return *result_; }
  [[nodiscard]] int page_count() const { return page_count_; }
  [[nodiscard]] int pages_read() const { return static_cast<int>(pages_.size()); }
  /// Pages that were given up, and why: a limit, or a fault.
  [[nodiscard]] bool pages_lost() const { return pages_lost_; }
  [[nodiscard]] bool limit_hit() const { return limit_hit_; }

 private:
  void opened(const Reply& reply);
  void take_pages(Reply& reply);
  void split(const Job& job);
  void lose_page(int number, const std::string& code, const std::string& message);
  void lose(const Job& job, Fault fault, const std::string& code, const std::string& message);
  void fail(Fault fault, const std::string& message, int page = 0);
  void finish_if_complete();

  std::string path_;
  std::string file_name_;
  std::string sha256_;
  bool dry_run_;
  int max_pages_;
  std::deque<Job> ready_;
  int under_way_ = 0;
  int page_count_ = 0;
  int pages_wanted_ = 0;
  std::string source_;
  std::map<int, std::string> pages_;  // by number
  bool finishing_ = false;
  bool gave_up_ = false;
  bool pages_lost_ = false;
  bool limit_hit_ = false;
  std::optional<Reply> result_;
};

}  // namespace atagande::app
