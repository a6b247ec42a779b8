// RE2 behind a small face. RE2's own case folding and character classes would not know that a recogniser loses the
// rings and dots of letters; therefore text and pattern are folded alike before they meet.
#include "rules/pattern.h"

#include <re2/re2.h>

#include <stdexcept>

namespace atagande::rules {
namespace {

re2::RE2::Options options() {
  re2::RE2::Options result;
  result.set_log_errors(false);
  result.set_max_mem(32 << 20);
  return result;
}

}  // namespace

struct Pattern::Impl {
  std::string source;
  bool exact = false;
  std::unique_ptr<const re2::RE2> own;
  const re2::RE2* regex = nullptr;
  std::vector<std::pair<std::string, int>> names;
  int groups = 0;

  void name_groups() {
    groups = regex->NumberOfCapturingGroups() + 1;
    for (const auto& [name, number] : regex->NamedCapturingGroups()) names.emplace_back(name, number);
  }
};

Pattern::Pattern(const std::string& source, bool exact) : impl_(std::make_unique<Impl>()) {
  impl_->source = source;
  impl_->exact = exact;
  impl_->own = std::make_unique<const re2::RE2>(exact ? source : folded_pattern(source), options());
  impl_->regex = impl_->own.get();
  if (!impl_->regex->ok()) throw std::invalid_argument(impl_->regex->error());
  impl_->name_groups();
}

Pattern::Pattern(const std::string& source, const re2::RE2& compiled) : impl_(std::make_unique<Impl>()) {
  impl_->source = source;
  impl_->regex = &compiled;
  impl_->name_groups();
}

Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

bool Pattern::found_in(std::string_view text) const {
  return impl_->regex->Match({text.data(), text.size()}, 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

bool Pattern::find(std::string_view text, std::size_t from, std::vector<Group>& groups) const {
  std::vector<re2::StringPiece> pieces(static_cast<std::size_t>(impl_->groups));
  const re2::StringPiece whole(text.data(), text.size());
  if (!impl_->regex->Match(whole, from, text.size(), re2::RE2::UNANCHORED, pieces.data(), impl_->groups)) return false;
  groups.assign(pieces.size(), {});
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].data() == nullptr) continue;
    const auto begin = static_cast<std::size_t>(pieces[i].data() - text.data());
    groups[i] = {{begin, begin + pieces[i].size()}, true};
  }
  return true;
}

int Pattern::group(std::string_view name) const {
  for (const auto& [known, number] : impl_->names) {
    if (known == name) return number;
  }
  return -1;
}

const std::vector<std::pair<std::string, int>>& Pattern::names() const { return impl_->names; }
const std::string& Pattern::source() const { return impl_->source; }
bool Pattern::exact() const { return impl_->exact; }
int Pattern::program_size() const { return impl_->regex->ProgramSize(); }

std::string folded_pattern(std::string_view source) {
  std::string result;
  result.reserve(source.size());
  for (std::size_t at = 0; at < source.size();) {
    const char c = source[at];
    if (c == '\\' && at + 1 < source.size()) {
      const std::size_t next = text::code_point_at(source, at + 1).next;
      result.append(source.substr(at, next - at));
      at = next;
    } else if (source.substr(at, 4) == "(?P<") {
      const std::size_t close = source.find('>', at);
      const std::size_t end = close == std::string_view::npos ? source.size() : close + 1;
      result.append(source.substr(at, end - at));
      at = end;
    } else {
      const std::size_t next = text::code_point_at(source, at).next;
      const std::string_view letter = source.substr(at, next - at);
      // A lone space would be folded away; it is kept as it is.
      result.append(c == ' ' ? std::string(letter) : text::folded(letter, matching_fold));
      at = next;
    }
  }
  return result;
}

}  // namespace atagande::rules
