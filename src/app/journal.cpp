// Lines are fields parted by tabs, with \t, \n and \\ escaped, and end in a line feed; a line without it was cut short.
// Each is written with one write() on a descriptor in append mode.
#include "app/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "app/files.h"

namespace atagande::app {
namespace {

namespace fs = std::filesystem;

std::string escaped(const std::string& field) {
  std::string result;
  for (const char c : field) {
    switch (c) {
      case '\t':
        result += "\\t";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\\':
        result += "\\\\";
        break;
      default:
        result.push_back(c);
    }
  }
  return result;
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\t') {
      fields.emplace_back();
    } else if (line[i] == '\\' && i + 1 < line.size()) {
      ++i;
      fields.back().push_back(line[i] == 't' ? '\t' : line[i] == 'n' ? '\n' : line[i]);
    } else {
      fields.back().push_back(line[i]);
    }
  }
  return fields;
}

int number(const std::string& digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

constexpr std::size_t fixed_fields = 9;

std::string line_of(const std::string& pipeline, const Journal::Entry& entry) {
  const Tally& tally = entry.tally;
  std::vector<std::string> fields = {pipeline,
                                     entry.output_name,
                                     entry.input_sha256,
                                     std::to_string(tally.pages),
                                     std::to_string(tally.recognised),
                                     std::to_string(tally.from_text_layer),
                                     std::to_string(tally.commitments),
                                     std::to_string(tally.warnings),
                                     tally.needs_review ? "1" : "0"};
  for (const auto& [name, sha256] : entry.files) {
    fields.push_back(name);
    fields.push_back(sha256);
  }
  std::string line;
  for (const auto& field : fields) line += (line.empty() ? "" : "\t") + escaped(field);
  return line + "\n";
}

Journal::Entry entry_of(const std::vector<std::string>& fields) {
  Journal::Entry entry;
  entry.output_name = fields[1];
  entry.input_sha256 = fields[2];
  entry.tally = {number(fields[3]), number(fields[4]), number(fields[5]),
                 number(fields[6]), number(fields[7]), fields[8] == "1"};
  for (std::size_t i = fixed_fields; i + 1 < fields.size(); i += 2) entry.files.emplace_back(fields[i], fields[i + 1]);
  return entry;
}

}  // namespace

Journal::Journal(const std::string& directory, std::string pipeline)
    : directory_(directory), pipeline_(std::move(pipeline)) {
  const std::string own = directory + "/" + journal_folder;
  make_directories(own);
  const std::string lock_path = own + "/lock";
  lock_ = ::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock_ < 0) throw Error(Fault::no_access, "cannot write to " + directory + ": " + std::strerror(errno));
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock_);
    throw Error(Fault::no_access, "another run is writing to " + directory +
                                      "; wait until it has ended, or choose another folder with --output");
  }
  read();
  file_ = ::open((own + "/journal").c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) throw Error(Fault::no_access, "cannot write to " + own + "/journal: " + std::strerror(errno));
}

Journal::~Journal() {
  if (file_ >= 0) {
    ::fsync(file_);
    ::close(file_);
  }
  ::close(lock_);
}

void Journal::read() {
  const std::string path = directory_ + "/" + journal_folder + "/journal";
  std::ifstream stream(path, std::ios::binary);
  std::string line;
  std::uintmax_t whole = 0;
  while (std::getline(stream, line) && !stream.eof()) {
    whole += line.size() + 1;
    const auto fields = fields_of(line);
    if (fields.size() < fixed_fields) continue;
    Entry entry = entry_of(fields);
    for (const auto& [name, sha256] : entry.files) files_[entry.output_name].insert(name);
    if (fields[0] != pipeline_) continue;
    entries_[entry.output_name] = std::move(entry);
  }
  // A line cut short must not swallow the one written after it.
  std::error_code error;
  if (fs::exists(path, error) && fs::file_size(path, error) > whole) fs::resize_file(path, whole, error);
}

const Journal::Entry* Journal::finished(const std::string& output_name, const std::string& input_sha256) const {
  const auto found = entries_.find(output_name);
  if (found == entries_.end() || found->second.input_sha256 != input_sha256) return nullptr;
  for (const auto& [name, sha256] : found->second.files) {
    const std::string path = directory_ + "/" + name;
    std::error_code error;
    if (!fs::is_regular_file(path, error) || sha256_of_file(path) != sha256) return nullptr;
  }
  return &found->second;
}

const std::set<std::string>& Journal::files_of(const std::string& output_name) const {
  static const std::set<std::string> none;
  const auto known = files_.find(output_name);
  return known == files_.end() ? none : known->second;
}

void Journal::add(const Entry& entry) {
  const std::string line = line_of(pipeline_, entry);
  write_all(file_, line, directory_ + "/" + journal_folder + "/journal");
}

}  // namespace atagande::app
