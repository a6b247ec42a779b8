#include "app/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "output/output.h"

namespace atagande::app {
namespace {

// Text layers are read by one program start a run of pages; longer runs would leave other workers idle.
constexpr int pages_a_read_job = 16;
constexpr int tries_a_crash = 2;

std::string seconds(double value) { return fmt::format("{:g} s", value); }

std::string could_not_be_read(int page, const std::string& message) {
  return fmt::format("page {} could not be read: {}", page, message);
}

bool can_be_split(const Request& request) {
  return request.kind == JobKind::read && request.first_page < request.last_page;
}

}  // namespace

DocumentSchedule::DocumentSchedule(const Input& input, std::string sha256, bool dry_run, int max_pages)
    : path_(input.path),
      file_name_(input.file_name),
      sha256_(std::move(sha256)),
      dry_run_(dry_run),
      max_pages_(max_pages) {
  if (input.failure) {
    fail(input.failure->fault, input.failure->message);
    return;
  }
  Request open;
  open.kind = JobKind::open;
  open.first_page = 1;
  open.last_page = std::min(pages_a_read_job, max_pages_);
  ready_.push_back({open, 0});
}

std::optional<Job> DocumentSchedule::next() {
  if (done() || ready_.empty()) return std::nullopt;
  Job job = std::move(ready_.front());
  ready_.pop_front();
  job.request.path = path_;
  job.request.file_name = file_name_;
  job.request.sha256 = sha256_;
  job.request.dry_run = dry_run_;
  ++job.attempts;
  ++under_way_;
  return job;
}

void DocumentSchedule::opened(const Reply& reply) {
  source_ = reply.source;
  page_count_ = reply.page_count;
  pages_wanted_ = std::min(page_count_, max_pages_);
  if (page_count_ > max_pages_) {
    pages_lost_ = limit_hit_ = true;
    lose_page(max_pages_ + 1, lost_pages::left_out,
              "pages " + std::to_string(max_pages_ + 1) + " to " + std::to_string(page_count_) +
                  " were left out: --max-pages is " + std::to_string(max_pages_));
    ++pages_wanted_;
  }
  for (int first = pages_a_read_job + 1; first <= std::min(page_count_, max_pages_); first += pages_a_read_job) {
    Request read;
    read.kind = JobKind::read;
    read.first_page = first;
    read.last_page = std::min({first + pages_a_read_job - 1, page_count_, max_pages_});
    ready_.push_back({read, 0});
  }
}

void DocumentSchedule::take_pages(Reply& reply) {
  for (auto& page : reply.pages) pages_.emplace(page.number, std::move(page.content));
  for (const Failure& lost : reply.lost) {
    if (lost.fault == Fault::limit) limit_hit_ = true;
    lose_page(lost.page, lost_pages::unreadable, could_not_be_read(lost.page, lost.message));
  }
  for (const int number : reply.pending) {
    Request recognise;
    recognise.kind = JobKind::recognise;
    recognise.first_page = recognise.last_page = number;
    ready_.push_back({recognise, 0});
  }
}

void DocumentSchedule::succeeded(const Job& job, Reply reply) {
  --under_way_;
  if (done()) return;
  const Request& request = job.request;
  if (reply.failure && can_be_split(request)) {
    split(job);
  } else if (reply.failure) {
    lose(job, reply.failure->fault, lost_pages::unreadable, reply.failure->message);
  } else if (request.kind == JobKind::finish || (request.kind == JobKind::open && reply.finished)) {
    page_count_ = request.kind == JobKind::open ? reply.page_count : page_count_;
    result_ = std::move(reply);
  } else if (request.kind == JobKind::open) {
    take_pages(reply);
    opened(reply);
  } else {
    take_pages(reply);
  }
  finish_if_complete();
}

void DocumentSchedule::crashed(Job job, const std::string& reason) {
  --under_way_;
  if (done()) return;
  if (job.attempts < tries_a_crash) {
    ready_.push_front(std::move(job));
  } else if (can_be_split(job.request)) {
    split(job);
  } else {
    lose(job, Fault::internal, lost_pages::crashed, "the worker reading it " + reason);
    finish_if_complete();
  }
}

/// Its pages one by one, so that only the bad one is lost.
void DocumentSchedule::split(const Job& job) {
  for (int page = job.request.last_page; page >= job.request.first_page; --page) {
    Job single = job;
    single.request.first_page = single.request.last_page = page;
    single.attempts = 0;
    ready_.push_front(std::move(single));
  }
}

void DocumentSchedule::timed_out(const Job& job, double limit_seconds) {
  --under_way_;
  if (done()) return;
  if (can_be_split(job.request)) {
    split(job);
    return;
  }
  limit_hit_ = true;
  lose(job, Fault::limit, lost_pages::timeout, "it took longer than " + seconds(limit_seconds) + " (--page-timeout)");
  finish_if_complete();
}

void DocumentSchedule::out_of_time(double limit_seconds) {
  under_way_ = 0;
  if (done()) return;
  ready_.clear();
  const bool again = std::exchange(gave_up_, true);
  limit_hit_ = true;
  const std::string message = "the document took longer than " + seconds(limit_seconds) + " (--doc-timeout)";
  if (page_count_ == 0 || finishing_ || again) {
    fail(Fault::limit, message);
    return;
  }
  for (int page = 1; page <= pages_wanted_; ++page) {
    if (!pages_.contains(page)) lose_page(page, lost_pages::document_timeout, "not read: " + message);
  }
  finish_if_complete();
}

void DocumentSchedule::lose_page(int number, const std::string& code, const std::string& message) {
  Page page;
  page.number = number;
  page.diagnostics.push_back({code, message, number});
  pages_.emplace(number, output::page_to_json(page));
  pages_lost_ = true;
}

void DocumentSchedule::lose(const Job& job, Fault fault, const std::string& code, const std::string& message) {
  if (fault == Fault::limit) limit_hit_ = true;
  if (job.request.kind == JobKind::open || job.request.kind == JobKind::finish) {
    fail(fault, message);
    return;
  }
  for (int page = job.request.first_page; page <= job.request.last_page; ++page) {
    lose_page(page, code, could_not_be_read(page, message));
  }
}

void DocumentSchedule::fail(Fault fault, const std::string& message, int page) {
  Reply reply;
  reply.failure = Failure{fault, message, page};
  reply.source = source_;
  result_ = std::move(reply);
  ready_.clear();
}

void DocumentSchedule::finish_if_complete() {
  if (done() || finishing_ || under_way_ > 0 || !ready_.empty()) return;
  if (static_cast<int>(pages_.size()) < pages_wanted_ || page_count_ == 0) return;
  finishing_ = true;
  Request finish;
  finish.kind = JobKind::finish;
  finish.source = source_;
  for (auto& [number, page] : pages_) finish.pages.push_back(std::move(page));
  ready_.push_back({finish, 0});
}

}  // namespace atagande::app
