#include "app/job.h"

#include <algorithm>
#include <charconv>

#include "app/exit_status.h"
#include "output/output.h"

namespace atagande::app {
namespace {

// Both structs are written field by field in the order of their declaration; lists are preceded by their length.
class Writer {
 public:
  void text(const std::string& value) { message_.push_back(value); }
  void number(long long value) { message_.push_back(std::to_string(value)); }
  void files(const std::vector<ExtraFile>& files) {
    number(static_cast<long long>(files.size()));
    for (const auto& file : files) {
      text(file.extension);
      text(file.bytes);
    }
  }
  void list(const std::vector<std::string>& values) {
    number(static_cast<long long>(values.size()));
    message_.insert(message_.end(), values.begin(), values.end());
  }
  Message take() { return std::move(message_); }

 private:
  Message message_;
};

/// A worker holds strangers' bytes; what it calls a file must not lead out of the output folder.
std::string checked_extension(std::string extension) {
  const bool plain =
      !extension.empty() && extension.front() != '.' && std::all_of(extension.begin(), extension.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
      });
  if (!plain) throw Error(Fault::internal, "a file of a name that none may have");
  return extension;
}

class Reader {
 public:
  explicit Reader(const Message& message) : message_(message) {}

  std::string text() {
    if (at_ >= message_.size()) throw Error(Fault::internal, "a message between processes has too few parts");
    return message_[at_++];
  }
  int number() {
    const std::string digits = text();
    int value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ec != std::errc()) throw Error(Fault::internal, "a message between processes holds no number");
    return value;
  }
  std::vector<ExtraFile> files() {
    std::vector<ExtraFile> files;
    for (int i = number(); i > 0; --i) {
      ExtraFile& file = files.emplace_back();
      file.extension = checked_extension(text());
      file.bytes = text();
    }
    return files;
  }
  std::vector<std::string> list() {
    std::vector<std::string> values;
    for (int i = number(); i > 0; --i) values.push_back(text());
    return values;
  }

 private:
  const Message& message_;
  std::size_t at_ = 0;
};

void write_failure(Writer& writer, const Failure& failure) {
  writer.text(std::string(output::fault_code(failure.fault)));
  writer.text(failure.message);
  writer.number(failure.page);
}

Failure read_failure(Reader& reader) {
  Failure failure;
  failure.fault = fault_from_code(reader.text());
  failure.message = reader.text();
  failure.page = reader.number();
  return failure;
}

}  // namespace

bool lost_pages::is_one(std::string_view code) {
  const auto codes = {crashed, unreadable, timeout, document_timeout, left_out};
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

Message to_message(const Request& request) {
  Writer writer;
  writer.number(static_cast<int>(request.kind));
  writer.text(request.path);
  writer.text(request.file_name);
  writer.text(request.sha256);
  writer.number(request.first_page);
  writer.number(request.last_page);
  writer.number(request.dry_run ? 1 : 0);
  writer.text(request.source);
  writer.list(request.pages);
  return writer.take();
}

Request request_from(const Message& message) {
  Reader reader(message);
  Request request;
  request.kind = static_cast<JobKind>(reader.number());
  request.path = reader.text();
  request.file_name = reader.text();
  request.sha256 = reader.text();
  request.first_page = reader.number();
  request.last_page = reader.number();
  request.dry_run = reader.number() != 0;
  request.source = reader.text();
  request.pages = reader.list();
  return request;
}

Message to_message(const Reply& reply) {
  Writer writer;
  writer.number(reply.failure ? 1 : 0);
  const Failure failure = reply.failure.value_or(Failure{});
  write_failure(writer, failure);
  writer.text(reply.source);
  writer.number(reply.page_count);
  writer.number(reply.finished ? 1 : 0);
  writer.number(static_cast<long long>(reply.pages.size()));
  for (const auto& page : reply.pages) {
    writer.number(page.number);
    writer.text(page.content);
  }
  writer.number(static_cast<long long>(reply.lost.size()));
  for (const auto& lost : reply.lost) write_failure(writer, lost);
  writer.number(static_cast<long long>(reply.pending.size()));
  for (const int page : reply.pending) writer.number(page);
  writer.text(reply.record);
  for (const auto* files : {&reply.files, &reply.seen, &reply.signatures}) writer.files(*files);
  const Tally& tally = reply.tally;
  for (const int value : {tally.pages, tally.recognised, tally.from_text_layer, tally.commitments, tally.warnings}) {
    writer.number(value);
  }
  writer.number(tally.needs_review ? 1 : 0);
  return writer.take();
}

Reply reply_from(const Message& message) {
  Reader reader(message);
  Reply reply;
  const bool failed = reader.number() != 0;
  const Failure failure = read_failure(reader);
  if (failed) reply.failure = failure;
  reply.source = reader.text();
  reply.page_count = reader.number();
  reply.finished = reader.number() != 0;
  for (int i = reader.number(); i > 0; --i) {
    ReadPage page;
    page.number = reader.number();
    page.content = reader.text();
    reply.pages.push_back(std::move(page));
  }
  for (int i = reader.number(); i > 0; --i) reply.lost.push_back(read_failure(reader));
  for (int i = reader.number(); i > 0; --i) reply.pending.push_back(reader.number());
  reply.record = reader.text();
  for (auto* files : {&reply.files, &reply.seen, &reply.signatures}) *files = reader.files();
  Tally& tally = reply.tally;
  for (int* value : {&tally.pages, &tally.recognised, &tally.from_text_layer, &tally.commitments, &tally.warnings}) {
    *value = reader.number();
  }
  tally.needs_review = reader.number() != 0;
  return reply;
}

}  // namespace atagande::app
