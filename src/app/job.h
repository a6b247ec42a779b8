// What the supervisor asks of a worker and what it gets back.
//
// A document begins with one `open` job, which reads as much as is cheap; where that was everything, the reply already
// holds the record. Otherwise `read` jobs (a run of pages, text layers only) and `recognise` jobs (one page) bring the
// pages, and a `finish` job makes the record of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/message.h"
#include "document/document.h"

namespace atagande::app {

enum class JobKind { open, read, recognise, finish };

struct Request {
  JobKind kind = JobKind::open;
  std::string path;
  std::string file_name;  // as the record is to call it
  std::string sha256;
  int first_page = 0;
  int last_page = 0;
  bool dry_run = false;
  std::string source;              // finish: as the open job gave it
  std::vector<std::string> pages;  // finish: in page order, as they came
};

/// A file wanted beside the record.
struct ExtraFile {
  std::string extension;  // "pdf", "hocr" …
  std::string bytes;
  bool operator==(const ExtraFile&) const = default;
};

struct Tally {
  int pages = 0;
  int recognised = 0;
  int from_text_layer = 0;
  int commitments = 0;
  int warnings = 0;
  bool needs_review = false;
  bool operator==(const Tally&) const = default;
};

struct Failure {
  Fault fault = Fault::internal;
  std::string message;
  int page = 0;
  bool operator==(const Failure&) const = default;
};

struct ReadPage {
  int number = 0;
  std::string content;  // as output::page_to_json writes it
  bool operator==(const ReadPage&) const = default;
};

struct Reply {
  std::optional<Failure> failure;
  bool finished = false;        // finish, and open where it could finish: `record` and `files` hold the product
  std::string source;           // open
  int page_count = 0;           // open
  std::vector<ReadPage> pages;  // open, read, recognise
  std::vector<int> pending;     // pages that are to be recognised
  std::vector<Failure> lost;    // pages that could not be read, while others could
  std::string record;           // in the form the sink wants
  std::vector<ExtraFile> files;
  std::vector<ExtraFile> seen;        // open, recognise: PNG files of pages as the recogniser saw them
  std::vector<ExtraFile> signatures;  // open, recognise: PNG files of the pen strokes on them
  Tally tally;
};

// Codes of the warnings that say that pages are missing from a record; such a record is "partial".
namespace lost_pages {
constexpr const char* crashed = "page_crashed";
constexpr const char* unreadable = "page_unreadable";
constexpr const char* timeout = "page_timeout";
constexpr const char* document_timeout = "document_timeout";
constexpr const char* left_out = "pages_left_out";
bool is_one(std::string_view code);
}  // namespace lost_pages

Message to_message(const Request& request);
Request request_from(const Message& message);
Message to_message(const Reply& reply);
Reply reply_from(const Message& message);

}  // namespace atagande::app
