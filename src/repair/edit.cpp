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

std::ptrdiff_t growth(const Correction& change) {
  return static_cast<std::ptrdiff_t>(change.after.size()) - static_cast<std::ptrdiff_t>(change.span.size());
}

/// Whether the k-th of `changes` has nothing to do with what ends at `end`.
bool followed_apart(std::size_t end, const std::vector<Correction>& changes, std::size_t k) {
  return k == changes.size() || changes[k].span.begin > end ||
         (changes[k].span.begin == end && !changes[k].span.empty());
}

/// `change` with its place in the text before others, which moved it by `shift`.
Correction carried_back(Correction change, std::ptrdiff_t shift) {
  const auto back = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<std::ptrdiff_t>(at) - shift); };
  change.span = {back(change.span.begin), back(change.span.end)};
  return change;
}

/// Those that change something.
std::vector<Correction> made_only(std::vector<Correction> changes) {
  std::erase_if(changes, [](const Correction& change) { return change.before == change.after; });
  return changes;
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

bool begins_with_capital(const Token& token, FirstLetter first) {
  switch (first) {
    case FirstLetter::lower:
      return false;
    case FirstLetter::as_read:
      return token.first_upper;
    default:
      return true;
  }
}

std::string lowered(std::string_view letters) {
  std::string out(letters);
  for (char& c : out) c = static_cast<char>(lower_letter(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

std::string applied(std::string_view text, const std::vector<Correction>& corrections) {
  std::size_t size = text.size();
  for (const Correction& correction : corrections) size += correction.after.size();
  std::string out;
  out.reserve(size);
  std::size_t at = 0;
  for (const Correction& correction : corrections) {
    out += text.substr(at, correction.span.begin - at);
    out += correction.after;
    at = correction.span.end;
  }
  out += text.substr(at);
  return out;
}

std::vector<Correction> joined(std::string_view text, std::vector<Correction> first, std::vector<Correction> second) {
  if (first.empty()) return made_only(std::move(second));
  if (second.empty()) return made_only(std::move(first));
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
    if (take_first && followed_apart(to_middle(first[i].span.begin) + first[i].after.size(), second, k)) {
      shift += growth(first[i]);
      if (first[i].before != first[i].after) out.push_back(std::move(first[i]));
      ++i;
      continue;
    }
    if (!take_first && (i == first.size() || to_middle(first[i].span.begin) >= second[k].span.end) &&
        followed_apart(second[k].span.end, second, k + 1)) {
      if (second[k].before != second[k].after) out.push_back(carried_back(std::move(second[k]), shift));
      ++k;
      continue;
    }
    std::size_t middle_end = take_first ? to_middle(first[i].span.begin) : second[k].span.begin;
    run.middle.begin = middle_end;
    run.old.begin = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(middle_end) - shift);
    bool grown = true;
    bool begun = false;
    while (grown) {
      grown = false;
      if (i < first.size() && (take_first && !begun ? true : to_middle(first[i].span.begin) < middle_end)) {
        const std::size_t end = to_middle(first[i].span.begin) + first[i].after.size();
        shift += growth(first[i]);
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

std::string with_case(std::string_view letters, std::string_view read, const Token& token, FirstLetter first) {
  const bool same_length = read.size() == letters.size();
  std::string out;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const auto c = static_cast<unsigned char>(letters[i]);
    bool upper = token.all_upper();
    if (same_length && read[i] == letters[i]) upper = (token.capitals >> (i & 63U) & 1U) != 0;
    if (i == 0) {
      upper = begins_with_capital(token, first);
    } else if (first == FirstLetter::title) {
      upper = false;
    }
    append_latin1(upper ? upper_letter(c) : c, out);
  }
  return out;
}

std::string_view kind_of_letters(std::string_view before, std::string_view after) {
  if (before == after) return "case";
  const bool alike = std::equal(before.begin(), before.end(), after.begin(), after.end(), [](char a, char b) {
    return bare(static_cast<unsigned char>(a)) == bare(static_cast<unsigned char>(b));
  });
  return alike ? "diacritic" : "letter";
}

std::string_view kind_of_change(std::string_view before, std::string_view after) {
  return kind_of_letters(lowered(cased_letters(before)), lowered(cased_letters(after)));
}

}  // namespace atagande::repair
