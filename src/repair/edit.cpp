// Two lists of changes are joined by walking both in order: every change of the second is carried back through the
// first, taking along those of the first that it touches.
#include "repair/edit.h"

#include <algorithm>

namespace atagande::repair {
namespace {

/// A run of changes that belong together: where they are in the text given and in the text between the two lists.
struct Run {
  Span old;
  Span middle;
  std::vector<const Correction*> first;
  std::vector<const Correction*> second;
};

std::string replaced(std::string_view text, std::size_t offset, const std::vector<const Correction*>& changes) {
  std::string out;
  std::size_t at = 0;
  for (const Correction* change : changes) {
    out += text.substr(at, change->span.begin - offset - at);
    out += change->after;
    at = change->span.end - offset;
  }
  out += text.substr(at);
  return out;
}

Correction merged(const Run& run, std::string_view text) {
  const std::string before(text.substr(run.old.begin, run.old.size()));
  const std::string middle = replaced(before, run.old.begin, run.first);
  Correction out{run.old, before, replaced(middle, run.middle.begin, run.second), "", "", 1.0};
  for (const auto* list : {&run.first, &run.second}) {
    for (const Correction* change : *list) {
      if (out.kind.empty() || change->kind == "letter") out.kind = change->kind;
      if (out.reason.empty()) out.reason = change->reason;
      out.score = std::min(out.score, change->score);
    }
  }
  return out;
}

/// The letters of UTF-8 text as Latin-1 with case, 0 for what has none.
std::string cased_letters(std::string_view utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const auto c = static_cast<unsigned char>(utf8[at]);
    if (c < 0x80) {
      out += utf8[at];
    } else if ((c == 0xC3 || c == 0xC2) && at + 1 < utf8.size()) {
      out += static_cast<char>((c & 3U) << 6U | (static_cast<unsigned char>(utf8[++at]) & 0x3FU));
    } else if ((c & 0xC0U) != 0x80U) {
      out += '\0';
    }
  }
  return out;
}

bool upper_case(char c) { return lower_letter(static_cast<unsigned char>(c)) != static_cast<unsigned char>(c); }

std::string lowered(std::string_view letters) {
  std::string out(letters);
  for (char& c : out) c = static_cast<char>(lower_letter(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

std::string applied(std::string_view text, const std::vector<Correction>& corrections) {
  std::vector<const Correction*> changes;
  for (const Correction& correction : corrections) changes.push_back(&correction);
  return replaced(text, 0, changes);
}

std::vector<Correction> joined(std::string_view text, const std::vector<Correction>& first,
                               const std::vector<Correction>& second) {
  std::vector<Correction> out;
  std::size_t i = 0;
  std::size_t k = 0;
  std::ptrdiff_t shift = 0;  // from the text given to the middle text, after first[0 .. i)
  const auto to_middle = [&](std::size_t old) {
    return static_cast<std::size_t>(static_cast<std::ptrdiff_t>(old) + shift);
  };
  while (i < first.size() || k < second.size()) {
    Run run;
    const bool take_first =
        k == second.size() || (i < first.size() && to_middle(first[i].span.begin) <= second[k].span.begin);
    std::size_t middle_end = take_first ? to_middle(first[i].span.begin) : second[k].span.begin;
    run.middle.begin = middle_end;
    run.old.begin = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(middle_end) - shift);
    bool grown = true;
    bool begun = false;
    while (grown) {
      grown = false;
      if (i < first.size() && (take_first && !begun ? true : to_middle(first[i].span.begin) < middle_end)) {
        const std::size_t end = to_middle(first[i].span.begin) + first[i].after.size();
        shift += static_cast<std::ptrdiff_t>(first[i].after.size()) - static_cast<std::ptrdiff_t>(first[i].span.size());
        middle_end = std::max(middle_end, end);
        run.first.push_back(&first[i++]);
        grown = begun = true;
      } else if (k < second.size() && ((!take_first && !begun) || second[k].span.begin < middle_end ||
                                       (second[k].span.begin == middle_end && begun && second[k].span.empty()))) {
        middle_end = std::max(middle_end, second[k].span.end);
        run.second.push_back(&second[k++]);
        grown = begun = true;
      }
    }
    run.middle.end = middle_end;
    run.old.end = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(middle_end) - shift);
    Correction change = merged(run, text);
    if (change.before != change.after) out.push_back(std::move(change));
  }
  return out;
}

std::string with_case(std::string_view letters, std::string_view as_read, const Token& token, FirstLetter first) {
  const std::string read = cased_letters(as_read);
  std::string out(letters);
  if (first == FirstLetter::title) {
    out[0] = static_cast<char>(upper_letter(static_cast<unsigned char>(out[0])));
    return latin1_to_utf8(out);
  }
  const bool same_length = read.size() == letters.size();
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto c = static_cast<unsigned char>(out[i]);
    bool upper = token.all_upper();
    if (same_length && lower_letter(static_cast<unsigned char>(read[i])) == c) upper = upper_case(read[i]);
    if (i == 0) {
      upper = first == FirstLetter::as_read ? token.first_upper : first == FirstLetter::upper;
      if (token.all_upper() && first != FirstLetter::lower) upper = true;
    }
    if (upper) out[i] = static_cast<char>(upper_letter(c));
  }
  return latin1_to_utf8(out);
}

std::string kind_of_change(std::string_view before, std::string_view after) {
  const std::string a = lowered(cased_letters(before));
  const std::string b = lowered(cased_letters(after));
  if (a == b) return "case";
  return bare(a) == bare(b) ? "diacritic" : "letter";
}

}  // namespace atagande::repair
