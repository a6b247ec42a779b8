// Values: what a capture means once it is turned into a declared kind. The words for numbers, months, parties and the
// rest stand in word lists; here is only what can be done with them.
#include <algorithm>
#include <set>

#include "rules/scene.h"

namespace atagande::rules {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "1 146", "2,5", "20": digits with spaces between thousands and a decimal comma.
std::string digits(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      result += text[i];
    } else if ((text[i] == ',' || text[i] == '.') && i + 1 < text.size() && is_digit(text[i + 1]) && !result.empty()) {
      result += '.';
    } else if (text[i] != ' ' || result.empty()) {
      if (!result.empty()) break;
    }
  }
  return result;
}

std::string number(const RuleSet& rules, std::string_view folded) {
  if (const std::string* value = rules.value_of("numbers", folded)) return *value;
  const std::string written = digits(folded);
  if (!written.empty()) return written;
  for (const auto& found : rules.scan("numbers", folded)) {
    if (found.entry != nullptr) return found.entry->value;
  }
  return "";
}

// Who acts, told by the parties that the words name: those behind "together with" are partners and do not count.
std::string actor(const RuleSet& rules, std::string_view folded) {
  std::size_t end = folded.size();
  for (const auto& found : rules.scan("partner_words", folded)) {
    if (found.span.begin > 0) end = std::min(end, found.span.begin);
  }
  std::set<std::string> roles;
  std::set<std::string> others;
  for (const auto& found : rules.scan("actors", folded.substr(0, end))) {
    if (found.entry == nullptr) continue;
    if (found.entry->value == "joint") return "joint";
    roles.insert(found.entry->value);
    if (found.entry->value == "other") others.emplace(folded.substr(found.span.begin, found.span.size()));
  }
  if (roles.empty()) return "";
  // "We at the police" are the police; "we and the clubs" are two parties.
  if (roles.count("we") != 0 && roles.count("other") != 0) return "joint";
  if (roles.size() > 1) roles.erase("we");
  if (roles.size() > 1 || others.size() > 1) return "joint";
  return *roles.begin();
}

std::size_t letters_beyond_ascii(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0xC0; }));
}

// OCR loses rings and dots, it does not make them: a word with more of them than the name is another word ("Våra").
bool has_signs_of_its_own(const RuleSet& rules, const std::string& code, std::string_view original) {
  const auto& all = rules.municipalities();
  const auto entry = std::find_if(all.begin(), all.end(), [&](const RegisterEntry& e) { return e.code == code; });
  return entry != all.end() && letters_beyond_ascii(original) > letters_beyond_ascii(entry->name);
}

// Two names may differ by a ring alone: then the spelling decides.
const RegisterEntry* spelt_so(const RuleSet& rules, std::string_view original) {
  const auto& all = rules.municipalities();
  const auto same = std::find_if(all.begin(), all.end(), [&](const RegisterEntry& entry) {
    return entry.name.size() == original.size() &&
           (entry.name == original || text::lower(entry.name) == text::lower(original));
  });
  return same == all.end() ? nullptr : &*same;
}

}  // namespace

std::string normalise(const RuleSet& rules, std::string_view kind, std::string_view original, std::string_view folded) {
  if (kind == "text") return text::fold_space(original);
  if (kind == "folded") return std::string(folded);
  if (kind == "number") return number(rules, folded);
  if (kind == "two_digits") {
    const std::string value = number(rules, folded);
    return value.size() == 1 ? "0" + value : value;
  }
  if (kind == "actor") return actor(rules, folded);
  // Names of the register are common words as well ("vara"): they count with a capital letter only.
  const bool is_name = kind == "municipality" && !original.empty();
  if (is_name && !text::is_upper(text::code_point_at(original, 0).value)) return "";
  const std::string* value = rules.value_of(kind, folded);
  if (value == nullptr) return "";
  if (is_name) {
    if (const RegisterEntry* entry = spelt_so(rules, original)) return entry->code;
    if (has_signs_of_its_own(rules, *value, original)) return "";
  }
  return value->empty() ? text::fold_space(original) : *value;
}

std::string fill(const RuleSet& rules, const Template& value, const Match& match, const Scene& scene) {
  std::string result;
  for (const TemplatePart& part : value) {
    if (part.capture.empty()) {
      result += part.literal;
      continue;
    }
    const Capture* capture = match.find(part.capture);
    if (capture == nullptr) return "";
    const std::string_view text = spelt(scene, *capture);
    const std::string folded = capture->exact
                                   ? text::folded(text, matching_fold)
                                   : std::string(scene.text.substr(capture->span.begin, capture->span.size()));
    const std::string filled = normalise(rules, part.kind, text, folded);
    if (filled.empty()) return "";
    result += filled;
  }
  return result;
}

}  // namespace atagande::rules
