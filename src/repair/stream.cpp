// The buffer holds at most one part. Each byte is looked at once to see whether a part ends after it: at an empty line
// once there are enough words, at any line end when that does not come, at any space, at last anywhere.
#include "repair/stream.h"

#include <algorithm>
#include <vector>

#include "text/text.h"

namespace atagande::repair {
namespace {

constexpr std::size_t part_words = 6'000;
constexpr std::size_t part_bytes = 1'000'000;

bool white(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::vector<std::uint64_t> invalid_offsets(std::string_view text) {
  std::vector<std::uint64_t> out;
  std::size_t from = 0;
  while (const auto found = text::first_invalid_utf8(text.substr(from))) {
    out.push_back(from + *found);
    from += *found + 1;
  }
  return out;
}

}  // namespace

Stream::Stream(Language language, const Options& options, Invalid invalid, Sink sink)
    : language_(std::move(language)), options_(options), invalid_(invalid), sink_(std::move(sink)) {}

bool Stream::may_end_here(std::size_t at) const {
  const char c = buffer_[at];
  const char before = at > 0 ? buffer_[at - 1] : ' ';
  if (at + 1 >= part_bytes || words_ >= 4 * part_words) return white(c);
  if (c == '\f') return words_ >= part_words;
  if (c != '\n' || before == '-') return false;
  return (words_ >= part_words && before == '\n') || words_ >= 2 * part_words;
}

void Stream::write(std::string_view chunk) {
  buffer_ += chunk;
  while (scanned_ < buffer_.size()) {
    const std::size_t at = scanned_++;
    if (white(buffer_[at]) && at > 0 && !white(buffer_[at - 1])) ++words_;
    // The last resort parts before a byte that begins a character, or in a run of bytes that begin none.
    if (at >= 2 * part_bytes && (!continuation(buffer_[at]) || at >= 2 * part_bytes + 4)) {
      flush(at);
    } else if (may_end_here(at)) {
      flush(at + 1);
    }
  }
}

void Stream::finish() {
  if (!buffer_.empty()) flush(buffer_.size());
}

void Stream::flush(std::size_t size) {
  std::string part = buffer_.substr(0, size);
  buffer_.erase(0, size);
  scanned_ = 0;
  words_ = 0;
  std::vector<std::uint64_t> invalid = invalid_offsets(part);
  if (invalid_ == Invalid::replace && !invalid.empty()) part = text::replace_invalid_utf8(part);
  Repaired repaired = repair(part, language_, options_);
  const auto as_came_in = [&](auto& list) {
    std::size_t replaced = 0;
    for (auto& each : list) {
      // Each replaced byte grew by two.
      while (invalid_ == Invalid::replace && replaced < invalid.size() &&
             invalid[replaced] + 2 * replaced < each.span.begin) {
        ++replaced;
      }
      each.span.begin += offset_ - 2 * replaced;
      each.span.end += offset_ - 2 * replaced;
    }
  };
  as_came_in(repaired.corrections);
  as_came_in(repaired.unsettled);
  for (std::uint64_t& at : invalid) at += offset_;
  options_.fallback = repaired.verdict;
  sink_({repaired.text, repaired.verdict, repaired.corrections, repaired.unsettled, invalid});
  offset_ += size;
}

}  // namespace atagande::repair
