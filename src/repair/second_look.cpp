// Words that look like an unknown one are those of the lexicon that differ from it in one place; whether
// the print bears them out is the recogniser's to say. Its logarithm of one reading against another and that of how
// often the words are seen are then added up, as in Bayes' rule; the reading that stands keeps a lead.
#include "repair/second_look.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "repair/compounds.h"
#include "repair/edit.h"
#include "repair/guard.h"
#include "repair/language.h"
#include "repair/token.h"

namespace atagande::repair {
namespace {

constexpr std::size_t shortest_word = 3;
constexpr std::size_t shortest_compound = 8;
constexpr std::size_t most_look_alikes = 16;
constexpr std::size_t longest_word = 40;
constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz\xE5\xE4\xF6\xE9";
constexpr double sign_cost = 5.0;       // of a sign between letters
constexpr double unknown_score = -2.0;  // of a word never seen
constexpr double unknown_letter = 1.2;  // and for each letter beyond four
constexpr double unknown_name = 1.0;    // of one that begins with a capital
constexpr double name_in_small = 3.0;   // a name without its capital
constexpr double made_up = 3.0;         // a word never seen whose parts are known
constexpr double least_known = 0.5;

// The network is surer than it is right: on scans, every second unit of its logarithm is borne out.
constexpr double trust = 0.5;
constexpr double lead_over_known = 3.0;
constexpr double lead_over_unknown = 1.0;

struct Merge {
  std::string_view read;
  std::string_view meant;
};
// Shapes that run into each other where print is small or broken.
constexpr std::array<Merge, 16> merges = {{{"in", "m"},
                                           {"rn", "m"},
                                           {"ni", "m"},
                                           {"rs", "n"},
                                           {"ri", "n"},
                                           {"n", "ri"},
                                           {"m", "rn"},
                                           {"m", "in"},
                                           {"a", "ri"},
                                           {"ii", "u"},
                                           {"h", "li"},
                                           {"u", "ti"},
                                           {"u", "il"},
                                           {"cl", "d"},
                                           {"li", "h"},
                                           {"vv", "w"}}};

struct WordScore {
  double score = 0.0;
  bool known = true;
};

WordScore word_score(const Knowledge& knowledge, const Token& token, std::string_view letters) {
  if (const auto number = knowledge.lexicon.find(letters)) {
    const WordRecord record = knowledge.lexicon.record(*number);
    const bool small = !token.first_upper && (record.flags & (WordRecord::capitalised | WordRecord::upper)) != 0;
    return {prior(record) - (small ? name_in_small : 0.0), true};
  }
  const double parts = compound_prior(knowledge.lexicon, letters);
  if (parts > no_compound) return {parts - made_up, true};
  const double beyond = std::max(0.0, static_cast<double>(letters.size()) - 4.0);
  return {(token.first_upper ? unknown_name : unknown_score) - unknown_letter * beyond, false};
}

class LookAlikes {
 public:
  LookAlikes(const Knowledge& knowledge, std::string_view letters) : knowledge_(knowledge), letters_(letters) {}

  std::vector<std::string> found() {
    exchanges();
    compounds();
    std::sort(list_.begin(), list_.end(), [](const Found& a, const Found& b) {
      return a.score != b.score ? a.score > b.score : a.letters < b.letters;
    });
    std::vector<std::string> out;
    for (Found& found : list_) {
      if (std::find(out.begin(), out.end(), found.letters) == out.end()) out.push_back(std::move(found.letters));
      if (out.size() == most_look_alikes) break;
    }
    return out;
  }

 private:
  struct Found {
    std::string letters;
    double score = 0.0;
  };

  void consider(const std::string& letters, double score) {
    if (score > least_known && letters != letters_) list_.push_back({letters, score});
  }
  void consider_known(const std::string& letters) {
    if (const auto number = knowledge_.lexicon.find(letters)) {
      consider(letters, prior(knowledge_.lexicon.record(*number)));
    }
  }
  void consider_compound(const std::string& letters) {
    if (letters.size() >= shortest_compound) consider(letters, compound_prior(knowledge_.lexicon, letters));
  }

  // Words of the lexicon with up to two letters in the place of up to two letters.
  void exchanges() {
    const model::Automaton& automaton = knowledge_.lexicon.automaton();
    model::Automaton::State state = automaton.root();
    for (std::size_t at = 0; at <= letters_.size(); ++at) {
      path_ = letters_.substr(0, at);
      exchange(state, at, 2);
      if (at == letters_.size()) break;
      const auto edge = automaton.follow(state, static_cast<unsigned char>(letters_[at]));
      if (!edge) break;
      state = edge->target;
      if (!automaton.has_edges(state)) break;
    }
  }
  void exchange(model::Automaton::State state, std::size_t at, int more) {
    for (std::size_t left_out = 0; left_out <= 2 && at + left_out <= letters_.size(); ++left_out) {
      go_on(state, at + left_out);
    }
    if (more == 0) return;
    const model::Automaton& automaton = knowledge_.lexicon.automaton();
    for (; automaton.has_edges(state); ++state) {
      const model::Automaton::Edge edge = automaton.edge(state);
      path_ += static_cast<char>(edge.letter);
      exchange(edge.target, at, more - 1);
      path_.pop_back();
      if (edge.last) return;
    }
  }
  void go_on(model::Automaton::State state, std::size_t rest) {
    const std::string_view letters = letters_.substr(rest);
    for (const char next : letters) {
      if (!knowledge_.lexicon.automaton().has_edges(state)) return;
      const auto edge = knowledge_.lexicon.automaton().follow(state, static_cast<unsigned char>(next));
      if (!edge) return;
      state = edge->target;
    }
    consider_known(path_ + std::string(letters));
  }

  // Compounds with another letter somewhere, or of shapes that run together.
  void compounds() {
    std::string other(letters_);
    for (std::size_t i = 0; i < other.size(); ++i) {
      for (const char changed : alphabet) {
        other[i] = changed;
        consider_compound(other);
      }
      other[i] = letters_[i];
      consider_compound(std::string(letters_).erase(i, 1));
    }
    for (const Merge& merge : merges) {
      for (std::size_t at = letters_.find(merge.read); at != std::string_view::npos;
           at = letters_.find(merge.read, at + 1)) {
        consider_compound(std::string(letters_).replace(at, merge.read.size(), merge.meant));
      }
    }
  }

  const Knowledge& knowledge_;
  std::string_view letters_;
  std::string path_;
  std::vector<Found> list_;
};

bool may_change(const Token& token) {
  return token.length >= shortest_word && token.length <= longest_word && token.composed && !token.guarded &&
         !token.digit && !token.sign && !token.foreign && !token.later_upper;
}

bool letter(unsigned char c) { return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z'; }

// All that is no letter, in order.
std::string marks_of(std::string_view word) {
  std::string marks;
  for (const char c : word) {
    if (!letter(static_cast<unsigned char>(c)) && static_cast<unsigned char>(c) < 0x80) marks += c;
  }
  return marks;
}

// Whether `kept` is `marks` with some taken out.
bool left_over(std::string_view kept, std::string_view marks) {
  std::size_t at = 0;
  for (const char mark : marks) {
    if (at < kept.size() && kept[at] == mark) ++at;
  }
  return at == kept.size();
}

// A word with its tokens, what they are worth together, and whether all of them are Swedish.
struct Weighed {
  Tokens tokens;
  double score = 0.0;
  bool known = true;
};

Weighed weighed(const Knowledge& knowledge, std::string_view word) {
  Weighed out;
  cut(word, out.tokens);
  guard(word, out.tokens);
  for (std::size_t i = 0; i < out.tokens.list.size(); ++i) {
    const Token& token = out.tokens.list[i];
    if (i > 0 && (token.gap == Gap::mark || token.gap == Gap::sentence)) out.score -= sign_cost;
    if (token.length == 0 || (token.digit && !token.lower)) continue;
    const WordScore word_worth = word_score(knowledge, token, out.tokens.of(token));
    out.score += word_worth.score;
    out.known = out.known && word_worth.known;
  }
  return out;
}

// Whether only letters differ, with capitals where they were; signs between letters may have been letters too.
bool comparable(std::string_view read, const Tokens& tokens, std::string_view other, const Tokens& others) {
  if (others.list.empty() || others.list.size() > tokens.list.size()) return false;
  const bool fewer = others.list.size() < tokens.list.size();
  const std::string marks = marks_of(read);
  const std::string other_marks = marks_of(other);
  if (fewer ? !left_over(other_marks, marks) : marks != other_marks) return false;
  for (std::size_t i = 0; i < others.list.size(); ++i) {
    const Token& token = others.list[i];
    if (!may_change(token) && (fewer || tokens.of(tokens.list[i]) != others.of(token))) return false;
    if (token.first_upper != tokens.list[i].first_upper) return false;
  }
  return true;
}

}  // namespace

std::optional<Preferred> preferred(const Knowledge& knowledge, std::string_view read, const Doubt& doubt) {
  if (doubt.alternatives.empty() || read.empty() || read.back() == '-') return std::nullopt;
  const Weighed stands = weighed(knowledge, read);
  if (std::none_of(stands.tokens.list.begin(), stands.tokens.list.end(), [](const Token& t) { return t.length > 1; }) ||
      std::any_of(stands.tokens.list.begin(), stands.tokens.list.end(),
                  [](const Token& t) { return t.guarded || t.foreign || (t.digit && t.length > 0); })) {
    return std::nullopt;
  }
  const double lead_asked = stands.known ? lead_over_known : lead_over_unknown;
  std::optional<Preferred> best;
  for (const Word::Alternative& other : doubt.alternatives) {
    if (!(other.probability > 0.0)) continue;
    const Weighed would = weighed(knowledge, other.text);
    if (!would.known || !comparable(read, stands.tokens, other.text, would.tokens)) continue;
    const double lead = trust * std::log(other.probability) + would.score - stands.score - lead_asked;
    if (lead > 0.0 && (!best || lead > best->margin)) best = Preferred{other.text, lead};
  }
  return best;
}

std::vector<std::string> look_alikes(std::string_view word, const Language& language) {
  const Knowledge& knowledge = language.parts().knowledge;
  std::vector<std::string> out;
  if (word.empty() || word.back() == '-') return out;
  Tokens tokens = tokens_of(word);
  guard(word, tokens);
  for (const Token& token : tokens.list) {
    const std::string_view letters = tokens.of(token);
    if (!may_change(token) || knowledge.lexicon.find(letters)) continue;
    for (const std::string& other : LookAlikes(knowledge, letters).found()) {
      std::string text(word);
      text.replace(token.begin, token.end - token.begin, with_case(other, letters, token, FirstLetter::as_read));
      out.push_back(std::move(text));
    }
  }
  return out;
}

}  // namespace atagande::repair
