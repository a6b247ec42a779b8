// RE2 behind a small face. RE2's own case folding and character classes would not know that a recogniser loses the
// rings and dots of letters; therefore text and pattern are folded alike before they meet.
#include "rules/pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <stdexcept>

namespace atagande::rules {
namespace {

constexpr int largest_automaton = 32 << 20;  // bytes a pattern may use

// The letters of Latin script as far as two bytes of UTF-8 reach; those beyond Latin-1 pass for capital and small, as
// their cases alternate. RE2's own \\p{Lu} knows every script, which makes a person's name 13,000 steps instead of 300.
constexpr std::string_view capitals = "A-Z\u00C0-\u00D6\u00D8-\u00DE\u0100-\u024F";
constexpr std::string_view small_letters = "a-z\u00DF-\u00F6\u00F8-\u00FF\u0100-\u024F";
constexpr std::string_view letters = "A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F";

std::string_view latin_letters(std::string_view property) {
  if (property == "\\p{Lu}") return capitals;
  if (property == "\\p{Ll}") return small_letters;
  return property == "\\p{L}" ? letters : std::string_view();
}

/// Walks a pattern's characters, knowing which stand inside brackets.
class PatternReader {
 public:
  explicit PatternReader(std::string_view source) : source_(source) {}

  [[nodiscard]] bool done() const { return at_ >= source_.size(); }
  [[nodiscard]] bool in_brackets() const { return in_brackets_; }
  [[nodiscard]] std::string_view rest() const { return source_.substr(at_); }
  [[nodiscard]] char following() const { return done() ? '\0' : source_[at_]; }

  /// The next character, or an escape or a Unicode property as one.
  std::string_view next() {
    const std::size_t from = at_;
    if (source_[at_] == '\\' && at_ + 1 < source_.size()) {
      const bool property = source_[at_ + 1] == 'p' || source_[at_ + 1] == 'P';
      at_ = text::code_point_at(source_, at_ + 1).next;
      const std::size_t close = source_.find('}', at_);
      if (property && following() == '{' && close != std::string_view::npos) at_ = close + 1;
    } else {
      at_ = text::code_point_at(source_, at_).next;
      follow_brackets(source_[from], from);
    }
    return source_.substr(from, at_ - from);
  }

 private:
  void follow_brackets(char c, std::size_t from) {
    if (c == '[' && !in_brackets_) {
      in_brackets_ = true;
      first_inside_ = from + (following() == '^' ? 2 : 1);
    } else if (c == ']' && in_brackets_ && from != first_inside_) {
      in_brackets_ = false;
    }
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::size_t first_inside_ = 0;
  bool in_brackets_ = false;
};

std::string with_latin_letters(std::string_view source) {
  std::string result;
  for (PatternReader reader(source); !reader.done();) {
    const bool inside = reader.in_brackets();
    const std::string_view part = reader.next();
    const std::string_view known = latin_letters(part);
    if (known.empty()) {
      result.append(part);
    } else {
      result.append(inside ? "" : "[").append(known).append(inside ? "" : "]");
    }
  }
  return result;
}

/// Whether a pattern means the same when text and pattern are taken as bytes: what is not ASCII in it stands for
/// itself, neither in brackets nor repeated, and it asks for no property of characters.
bool can_go_by_bytes(std::string_view source) {
  for (PatternReader reader(source); !reader.done();) {
    const bool inside = reader.in_brackets();
    const std::string_view part = reader.next();
    const bool ascii = (part.back() & 0x80) == 0;
    if (part.size() > 2 && ascii) return false;
    if (!ascii && (inside || std::string_view("?*+{").find(reader.following()) != std::string_view::npos)) return false;
  }
  return true;
}

bool continues_a_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

/// Going by bytes, a counted repetition may end within a character: then the character belongs to it.
Span whole_characters(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin > 0 && continues_a_character(text, begin)) --begin;
  while (continues_a_character(text, end)) ++end;
  return {begin, end};
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

/// Name of the one named group that holds all a match can hold ("\\b(?P<value>…)\\b"); empty if there is none such.
std::string group_of_everything(std::string_view source) {
  constexpr std::string_view opening = "(?P<";
  if (count_of(source, opening) != 1) return "";
  std::string_view rest = source;
  while (rest.substr(0, 2) == "\\b") rest.remove_prefix(2);
  if (rest.substr(0, opening.size()) != opening) return "";
  const std::size_t name_end = rest.find('>');
  if (name_end == std::string_view::npos) return "";
  int depth = 0;
  for (PatternReader reader(rest); !reader.done();) {
    const bool inside = reader.in_brackets();
    const std::string_view part = reader.next();
    if (inside || part.size() != 1) continue;
    if (part == "(") ++depth;
    if (part == ")" && --depth == 0) {
      std::string_view behind = reader.rest();
      while (behind.substr(0, 2) == "\\b") behind.remove_prefix(2);
      return behind.empty() ? std::string(rest.substr(opening.size(), name_end - opening.size())) : "";
    }
  }
  return "";
}

}  // namespace

struct Pattern::Impl {
  std::string source;
  bool exact = false;
  std::once_flag compiled;
  std::unique_ptr<const re2::RE2> regex;
  std::vector<std::pair<std::string, int>> names;
  int groups = 0;

  void compile() {
    std::string written = with_latin_letters(exact ? source : folded_pattern(source));
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(largest_automaton);
    // Groups without a name are never asked for: where none has one, the automaton alone finds the match, in a fraction
    // of the time; and so it does where the only one is the match itself.
    const std::string everything = group_of_everything(written);
    if (!everything.empty()) {
      const std::size_t opening = written.find("(?P<");
      written.replace(opening, written.find('>', opening) + 1 - opening, "(?:");
    }
    options.set_never_capture(written.find("(?P<") == std::string::npos);
    // A folded text is all but plain ASCII. Byte by byte, "." is one step of the automaton instead of nine.
    if (!exact && can_go_by_bytes(written)) options.set_encoding(re2::RE2::Options::EncodingLatin1);
    auto made = std::make_unique<const re2::RE2>(written, options);
    if (!made->ok()) throw std::invalid_argument(made->error());
    groups = 1;
    if (!everything.empty()) names.emplace_back(everything, 0);
    for (const auto& [name, number] : made->NamedCapturingGroups()) {
      names.emplace_back(name, number);
      groups = std::max(groups, number + 1);
    }
    regex = std::move(made);
  }

  const re2::RE2& ready() {
    std::call_once(compiled, [this] { compile(); });
    return *regex;
  }
};

Pattern::Pattern(std::string source, bool exact, Compile when) : impl_(std::make_unique<Impl>()) {
  impl_->source = std::move(source);
  impl_->exact = exact;
  if (when == Compile::now) impl_->ready();
}

Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

bool Pattern::found_in(std::string_view text) const {
  return impl_->ready().Match({text.data(), text.size()}, 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

bool Pattern::find(std::string_view text, std::size_t from, std::vector<Group>& groups) const {
  const re2::RE2& regex = impl_->ready();
  std::vector<re2::StringPiece> pieces(static_cast<std::size_t>(impl_->groups));
  const re2::StringPiece whole(text.data(), text.size());
  if (!regex.Match(whole, from, text.size(), re2::RE2::UNANCHORED, pieces.data(), impl_->groups)) return false;
  groups.assign(pieces.size(), {});
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].data() == nullptr) continue;
    const auto begin = static_cast<std::size_t>(pieces[i].data() - text.data());
    groups[i] = {whole_characters(text, begin, begin + pieces[i].size()), true};
  }
  return true;
}

const std::vector<std::pair<std::string, int>>& Pattern::names() const {
  impl_->ready();
  return impl_->names;
}

const std::string& Pattern::source() const { return impl_->source; }
bool Pattern::exact() const { return impl_->exact; }
int Pattern::program_size() const { return impl_->ready().ProgramSize(); }

namespace {

// A pattern's letters are folded one by one; nearly all are ASCII, and there are a million of them in a rule set.
const std::array<std::string, 128>& folded_ascii() {
  static const auto table = [] {
    std::array<std::string, 128> made;
    for (std::size_t c = 0; c < made.size(); ++c) {
      made[c] = text::folded(std::string(1, static_cast<char>(c)), matching_fold);
    }
    made[' '] = " ";  // a lone space would be folded away
    return made;
  }();
  return table;
}

}  // namespace

std::string folded_letter(std::string_view letter) {
  const auto byte = static_cast<unsigned char>(letter.front());
  return byte < folded_ascii().size() ? folded_ascii()[byte] : text::folded(letter, matching_fold);
}

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
      const std::string folded = folded_letter(letter);
      // A dash that has become a hyphen would make a range between brackets.
      result.append(folded == "-" && letter != "-" ? "\\-" : folded);
      at = next;
    }
  }
  return result;
}

}  // namespace atagande::rules
