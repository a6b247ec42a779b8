// Addresses are found as runs without white space that hold "://", "www.", an @ between letters, or end in a dot and a
// name of a top domain or file type; acronyms as capitals in a line that has lower-case letters.
#include "repair/guard.h"

#include <algorithm>
#include <array>

#include "document/document.h"

namespace atagande::repair {
namespace {

constexpr std::array<std::string_view, 20> endings = {"se",   "com", "nu",   "org",  "net", "eu", "gov",
                                                      "info", "fi",  "no",   "dk",   "de",  "uk", "html",
                                                      "htm",  "pdf", "docx", "xlsx", "jpg", "txt"};

bool white(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

Span run_around(std::string_view text, std::size_t at) {
  Span run{at, at};
  while (run.begin > 0 && !white(text[run.begin - 1])) --run.begin;
  while (run.end < text.size() && !white(text[run.end])) ++run.end;
  return run;
}

bool alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool has_domain(std::string_view run) {
  for (std::size_t dot = run.find('.'); dot != std::string_view::npos; dot = run.find('.', dot + 1)) {
    if (dot < 2) continue;
    const std::string_view rest = run.substr(dot + 1);
    const std::string_view label = rest.substr(0, rest.find_first_of("/?#:,;)"));
    if (std::find(endings.begin(), endings.end(), label) != endings.end()) return true;
  }
  return false;
}

bool is_address(std::string_view run) {
  while (!run.empty() && !alphanumeric(run.back())) run.remove_suffix(1);
  if (run.find("://") != std::string_view::npos || run.find("www.") != std::string_view::npos) return true;
  const std::size_t at = run.find('@');
  if (at != std::string_view::npos && at > 1 && at + 2 < run.size() && run.find('.', at) != std::string_view::npos)
    return true;
  return has_domain(run);
}

/// Whether the line around the token has a lower-case word of three letters or more.
bool lower_case_line(std::string_view text, const Token& token) {
  std::size_t begin = token.begin;
  std::size_t end = token.end;
  while (begin > 0 && text[begin - 1] != '\n' && token.begin - begin < 200) --begin;
  while (end < text.size() && text[end] != '\n' && end - token.end < 200) ++end;
  int lower = 0;
  for (const char c : text.substr(begin, end - begin)) {
    lower = c >= 'a' && c <= 'z' ? lower + 1 : 0;
    if (lower == 3) return true;
  }
  return false;
}

}  // namespace

void guard(std::string_view text, Tokens& tokens) {
  for (std::size_t i = 0; i < tokens.list.size(); ++i) {
    Token& token = tokens.list[i];
    const char before = token.begin > 0 ? text[token.begin - 1] : ' ';
    const char after = token.end < text.size() ? text[token.end] : ' ';
    if (!white(before) || !white(after)) {
      const bool suspicious = after == '.' || after == '@' || after == ':' || after == '/' || after == '_' ||
                              before == '.' || before == '@' || before == '/' || before == '_' || before == '-' ||
                              after == '-' || before == '=' || after == '=';
      if (suspicious) {
        const Span run = run_around(text, token.begin);
        if (is_address(text.substr(run.begin, run.size()))) token.guarded = true;
      }
      if (before == '_' || after == '_' || before == '@' || before == '#') token.guarded = true;
    }
    if (token.length == 0 || (token.digit && !token.lower)) token.guarded |= !token.sign && token.length != 2;
    if (token.digit && token.first_upper && !token.lower && token.length <= 4) token.guarded = true;
    if (token.all_upper() && token.length <= 6 && lower_case_line(text, token)) token.guarded = true;
  }
}

}  // namespace atagande::repair
