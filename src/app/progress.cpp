#include "app/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace atagande::app {
namespace {

using namespace std::chrono_literals;

int terminal_columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string duration(double seconds) {
  const auto whole = static_cast<long long>(seconds);
  if (whole >= 3600) return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
  if (whole >= 60) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} s", whole);
}

}  // namespace

ProgressBar::ProgressBar(bool wanted, int files)
    : drawing_(wanted && ::isatty(STDERR_FILENO) == 1),
      files_(files),
      started_(std::chrono::steady_clock::now()),
      last_(started_ - 1s) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::show(int files_done, int pages_done, int pages_known) {
  const auto now = std::chrono::steady_clock::now();
  if (!drawing_ || now - last_ < 100ms) return;
  last_ = now;
  drawn_ = true;
  const double elapsed = std::chrono::duration<double>(now - started_).count();
  // Files not opened yet are taken to be as long as the mean of those that are.
  const double share_of_files = static_cast<double>(files_done) / std::max(1, files_);
  const double share_of_pages = static_cast<double>(pages_done) / std::max(1, pages_known);
  const double share = files_ == 1 ? share_of_pages : std::max(share_of_files, share_of_pages / std::max(1, files_));
  const std::string left = share > 0.02 && elapsed > 2.0 ? ", " + duration(elapsed / share - elapsed) + " left" : "";
  const std::string text =
      fmt::format(" {}/{} files, {}/{} pages{}", files_done, files_, pages_done, pages_known, left);
  const int room = std::clamp(terminal_columns() - static_cast<int>(text.size()) - 3, 0, 30);
  const int filled = static_cast<int>(share * room);
  fmt::print(stderr, "\r[{}{}]{}\033[K", std::string(static_cast<std::size_t>(filled), '#'),
             std::string(static_cast<std::size_t>(room - filled), '.'), text);
  std::fflush(stderr);
}

void ProgressBar::clear() {
  if (!drawn_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
  drawn_ = false;
}

std::string summary_table(const RunTally& tally, double seconds) {
  std::string table;
  const auto row = [&table](const char* name, const std::string& value) {
    table += fmt::format("  {:<18}{:>10}\n", name, value);
  };
  row("files", std::to_string(tally.files));
  if (tally.reused > 0) row("  done before", std::to_string(tally.reused));
  row("pages", std::to_string(tally.documents.pages));
  row("  recognised", std::to_string(tally.documents.recognised));
  row("  from text layer", std::to_string(tally.documents.from_text_layer));
  row("commitments", std::to_string(tally.documents.commitments));
  row("warnings", std::to_string(tally.documents.warnings));
  if (tally.partial > 0) row("partly read", std::to_string(tally.partial));
  row("failures", std::to_string(tally.failed));
  row("seconds", fmt::format("{:.1f}", seconds));
  row("pages a second", fmt::format("{:.1f}", tally.pages_of_this_run / std::max(seconds, 1e-3)));
  return table;
}

std::string summary_line(const RunTally& tally, double seconds) {
  const nlohmann::ordered_json counts = {{"files", tally.files},
                                         {"reused", tally.reused},
                                         {"pages", tally.documents.pages},
                                         {"recognised", tally.documents.recognised},
                                         {"from_text_layer", tally.documents.from_text_layer},
                                         {"commitments", tally.documents.commitments},
                                         {"warnings", tally.documents.warnings},
                                         {"partial", tally.partial},
                                         {"failed", tally.failed},
                                         {"seconds", std::round(seconds * 1000) / 1000}};
  const nlohmann::ordered_json line = {{"level", "info"}, {"message", "done"}, {"summary", counts}};
  return line.dump() + "\n";
}

}  // namespace atagande::app
