// A recursive descent over the part of RE2's syntax that rules are written in. For each part it is known either which
// few strings it can be, or which sets of strings have a member in every match; strings that follow each other are
// multiplied out as long as they stay few. The idea is that of R. Cox, "Regular Expression Matching with a Trigram
// Index" (2012), with whole words instead of trigrams.
#include "rules/required.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "rules/pattern.h"

namespace atagande::rules {
namespace {

constexpr std::size_t most_strings = 64;
constexpr std::size_t most_products = 24;  // more tell little more, and every one takes room in the prefilter
constexpr std::size_t longest_string = 48;
constexpr std::size_t largest_class = 4;
constexpr std::size_t most_sets = 3;
constexpr int deepest_nesting = 100;
constexpr double most_repeats = 1000;  // RE2 refuses more
constexpr double most_steps = 100'000;
constexpr double steps_of_a_class = 3;

struct NotUnderstood {};

std::size_t shortest(const std::vector<std::string>& strings) {
  std::size_t least = longest_string + 1;
  for (const std::string& string : strings) least = std::min(least, string.size());
  return least;
}

// Of two where one holds the other, the shorter is enough.
AnyOf without_longer_ones(std::vector<std::string> strings) {
  std::sort(strings.begin(), strings.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  AnyOf kept;
  for (std::string& string : strings) {
    const bool told = std::any_of(kept.begin(), kept.end(), [&](const std::string& shorter) {
      return string.find(shorter) != std::string::npos;
    });
    if (!told) kept.push_back(std::move(string));
  }
  return kept;
}

bool tells_more(const AnyOf& a, const AnyOf& b) {
  const std::size_t length_a = shortest(a);
  const std::size_t length_b = shortest(b);
  return length_a != length_b ? length_a > length_b : a.size() < b.size();
}

constexpr std::string_view rare_signs = "0123456789:;?()@%";

/// Short strings stand in every text; a digit and these signs stand in few.
bool is_telling(const std::string& string) {
  return string.size() >= shortest_required || string.find_first_of(rare_signs) != std::string::npos;
}

void keep_set(std::vector<AnyOf>& sets, const std::vector<std::string>& strings) {
  if (strings.empty() || !std::all_of(strings.begin(), strings.end(), is_telling)) return;
  sets.push_back(without_longer_ones(strings));
}

std::vector<AnyOf> sets_of(const Required& part) {
  if (!part.exact) return part.all;
  std::vector<AnyOf> sets;
  keep_set(sets, part.strings);
  return sets;
}

void take_measures(Required& into, const Required& part) {
  into.steps += part.steps;
  into.repeats = std::max(into.repeats, part.repeats);
  for (const std::string& name : part.capture_names) {
    if (std::find(into.capture_names.begin(), into.capture_names.end(), name) != into.capture_names.end()) {
      throw NotUnderstood();  // RE2 refuses a name given twice
    }
    into.capture_names.push_back(name);
  }
}

Required anything(double steps) {
  Required result;
  result.exact = false;
  result.steps = steps;
  return result;
}

Required any_digit() {
  Required result = anything(steps_of_a_class);
  result.all.push_back({"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
  return result;
}

Required literal(std::vector<std::string> strings) {
  Required result;
  result.steps = static_cast<double>(strings.size() + strings.front().size());
  result.strings = std::move(strings);
  return result;
}

/// Either of several.
Required either(const std::vector<Required>& parts) {
  Required result;
  result.strings.clear();
  std::size_t count = 0;
  for (const Required& part : parts) {
    take_measures(result, part);
    result.exact = result.exact && part.exact;
    count += part.exact ? part.strings.size() : 0;
  }
  result.exact = result.exact && count <= most_strings;
  std::vector<std::string> together;
  for (const Required& part : parts) {
    if (result.exact) {
      result.strings.insert(result.strings.end(), part.strings.begin(), part.strings.end());
      continue;
    }
    const auto sets = sets_of(part);
    if (sets.empty()) return result;  // this one may match anything: nothing is required
    const auto best = std::min_element(sets.begin(), sets.end(), tells_more);
    together.insert(together.end(), best->begin(), best->end());
  }
  if (!result.exact) keep_set(result.all, together);
  return result;
}

/// Parts one after the other.
class Sequence {
 public:
  void add(Required part) {
    take_measures(result_, part);
    if (!part.exact) {
      end_run();
      result_.all.insert(result_.all.end(), part.all.begin(), part.all.end());
      return;
    }
    if (run_.size() * part.strings.size() > most_products || longest(run_) + longest(part.strings) > longest_string) {
      end_run();
      run_ = std::move(part.strings);
      return;
    }
    std::vector<std::string> product;
    for (const std::string& left : run_) {
      for (const std::string& right : part.strings) product.push_back(left + right);
    }
    run_ = std::move(product);
  }

  Required finish() {
    if (result_.exact) {
      result_.strings = std::move(run_);
    } else {
      end_run();
    }
    return std::move(result_);
  }

 private:
  static std::size_t longest(const std::vector<std::string>& strings) {
    std::size_t most = 0;
    for (const std::string& string : strings) most = std::max(most, string.size());
    return most;
  }

  void end_run() {
    keep_set(result_.all, run_);
    result_.exact = false;
    run_ = {""};
  }

  Required result_;
  std::vector<std::string> run_{""};
};

class Reader {
 public:
  Reader(std::string_view source, const RequiredOfList& list) : source_(source), list_(list) {}

  Required read() {
    Required result = alternation();
    if (at_ != source_.size()) throw NotUnderstood();
    return result;
  }

 private:
  [[nodiscard]] bool done() const { return at_ >= source_.size(); }
  [[nodiscard]] char peek() const { return done() ? '\0' : source_[at_]; }
  [[nodiscard]] bool starts(std::string_view what) const { return source_.substr(at_, what.size()) == what; }

  bool take(std::string_view what) {
    if (!starts(what)) return false;
    at_ += what.size();
    return true;
  }

  Required alternation() {
    if (++depth_ > deepest_nesting) throw NotUnderstood();
    std::vector<Required> branches;
    do {
      branches.push_back(sequence());
    } while (take("|"));
    --depth_;
    return branches.size() == 1 ? std::move(branches.front()) : either(branches);
  }

  Required sequence() {
    Sequence sequence;
    while (!done() && peek() != '|' && peek() != ')') sequence.add(repeated(part()));
    return sequence.finish();
  }

  Required part() {
    if (take("(?:") || take("(?P<")) return group(source_[at_ - 1] == '<');
    if (starts("(?")) throw NotUnderstood();
    if (take("(")) return group(false);
    if (take("[")) return character_class();
    if (take("${")) return list();
    if (take("^") || take("$")) return literal({""});
    if (take(".")) return anything(steps_of_a_class);
    if (take("\\")) return escape();
    if (is_repeater(peek())) throw NotUnderstood();
    return literal({plain_run()});
  }

  static bool is_repeater(char c) { return c == '*' || c == '+' || c == '?' || c == '{'; }
  static bool is_plain(char c) {
    return !is_repeater(c) && std::string_view("^$.[()|\\").find(c) == std::string_view::npos;
  }

  // Letters up to the next sign, but for one that is repeated.
  std::string plain_run() {
    std::string run = folded_letter(character());
    while (!done() && is_plain(peek()) && run.size() < longest_string / 2) {
      const std::size_t from = at_;
      const std::string letter = folded_letter(character());
      if (!done() && is_repeater(peek())) {
        at_ = from;
        break;
      }
      run += letter;
    }
    return run;
  }

  std::string_view character() {
    const std::size_t from = at_;
    at_ = text::code_point_at(source_, at_).next;
    return source_.substr(from, at_ - from);
  }

  Required group(bool named) {
    std::string name;
    if (named) {
      const std::size_t close = source_.find('>', at_);
      if (close == std::string_view::npos) throw NotUnderstood();
      name = source_.substr(at_, close - at_);
      const bool word = !name.empty() && std::all_of(name.begin(), name.end(), is_word_character);
      if (!word) throw NotUnderstood();
      at_ = close + 1;
    }
    Required inside = alternation();
    if (!take(")")) throw NotUnderstood();
    if (!named) return inside;
    Required result = std::move(inside);
    Required label;
    label.capture_names.push_back(std::move(name));
    take_measures(result, label);
    return result;
  }

  static bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  Required list() {
    const std::size_t close = source_.find('}', at_);
    if (close == std::string_view::npos) throw NotUnderstood();
    const Required* known = list_(source_.substr(at_, close - at_));
    if (known == nullptr) throw NotUnderstood();
    at_ = close + 1;
    return *known;
  }

  Required escape() {
    if (done()) throw NotUnderstood();
    const char c = source_[at_];
    if (c == 'p') {
      property();
      return anything(steps_of_a_class);
    }
    ++at_;
    if (c == 'b' || c == 'B') return literal({""});
    if (c == 'd') return any_digit();
    if (std::string_view("swDSW").find(c) != std::string_view::npos) return anything(steps_of_a_class);
    if (is_word_character(c) || (c & 0x80) != 0) throw NotUnderstood();
    return literal({std::string(1, c)});
  }

  void property() {
    if (!take("p{L}") && !take("p{Lu}") && !take("p{Ll}")) throw NotUnderstood();
  }

  // After "[".
  Required character_class() {
    bool few = !take("^");
    std::vector<std::string> members;
    bool first = true;
    for (; first || peek() != ']'; first = false) {
      if (done() || starts("[:")) throw NotUnderstood();
      if (peek() == '\\') {
        ++at_;
        few = escape().exact && few;
        if (few) members.emplace_back(1, source_[at_ - 1]);
        if (peek() == '-' && source_.substr(at_ + 1, 1) != "]") throw NotUnderstood();
        continue;
      }
      const std::string_view member = character();
      members.push_back(folded_letter(member));
      if (peek() != '-' || source_.substr(at_ + 1, 1) == "]") continue;
      ++at_;
      if (done() || peek() == '\\' || peek() == '[') throw NotUnderstood();
      if (text::code_point_at(character(), 0).value < text::code_point_at(member, 0).value) throw NotUnderstood();
      few = false;
    }
    ++at_;
    if (!few || members.size() > largest_class) return anything(steps_of_a_class);
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    return literal(std::move(members));
  }

  Required repeated(Required part) {
    int least = 1;
    int most = 1;
    constexpr int unbounded = -1;
    if (take("?")) {
      least = 0;
    } else if (take("*")) {
      least = 0;
      most = unbounded;
    } else if (take("+")) {
      most = unbounded;
    } else if (peek() == '{') {
      std::tie(least, most) = counts();
      part.repeats *= std::max({1, least, most});
      part.steps *= std::max({1, least, most});
    } else {
      return part;
    }
    take("?");
    if (!done() && is_repeater(peek())) throw NotUnderstood();
    if (part.repeats > most_repeats || part.steps > most_steps) throw NotUnderstood();
    if (least == 1 && most == 1) return part;
    if (least == 0 && most == 1 && part.exact && part.strings.size() < most_strings) {
      part.strings.emplace_back();
      return part;
    }
    part.all = least == 0 ? std::vector<AnyOf>() : sets_of(part);
    part.exact = false;
    return part;
  }

  std::pair<int, int> counts() {
    ++at_;
    const int least = number();
    int most = least;
    if (take(",")) most = peek() == '}' ? -1 : number();
    if (!take("}") || (most >= 0 && most < least)) throw NotUnderstood();
    return {least, most};
  }

  int number() {
    int value = -1;
    const char* begin = source_.data() + at_;
    const auto [end, error] = std::from_chars(begin, source_.data() + source_.size(), value);
    if (error != std::errc() || value < 0 || value > most_repeats) throw NotUnderstood();
    at_ += static_cast<std::size_t>(end - begin);
    return value;
  }

  std::string_view source_;
  const RequiredOfList& list_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::optional<Required> required_words(std::string_view pattern, const RequiredOfList& list) {
  try {
    Required result = Reader(pattern, list).read();
    if (result.steps > most_steps) return std::nullopt;
    return result;
  } catch (const NotUnderstood&) {
    return std::nullopt;
  }
}

std::vector<AnyOf> most_telling(const Required& required) {
  std::vector<AnyOf> sets = sets_of(required);
  std::stable_sort(sets.begin(), sets.end(), tells_more);
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  if (sets.size() > most_sets) sets.resize(most_sets);
  return sets;
}

}  // namespace atagande::rules
