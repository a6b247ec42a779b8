// Viterbi over at most a handful of candidates a word. The score of a candidate is what the channel says, its count,
// and how much more often it follows its neighbour than chance would have it.
#include "repair/undo.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

#include "repair/guess.h"
#include "repair/spelling.h"
namespace atagande::repair {
namespace {
constexpr std::size_t sure_length = 6;
constexpr int sure_count = 40;  // 16 ln(1 + n): seen a dozen times

// Names and foreign words are spelt as they like.
constexpr double foreign_prior = -3.0;
constexpr double foreign_letter = -0.3;
// What a change must gain on what was read where that may stand: the damage is to letters with diacritics, so a change
// that brings none back is suspect.
constexpr double known_bonus = 0.4;
constexpr double unknown_bonus = 0.6;
constexpr double other_letters_cost = 3.5;
constexpr double least_margin = 1.6;
constexpr double swapped_cost = 3.0;
constexpr double widest_margin = 20.0;
constexpr std::size_t most_options = 8;
constexpr std::size_t most_spellings = 6;
constexpr std::size_t shortest_swapped = 4;
constexpr std::size_t shortest_guessed = 4;
constexpr std::size_t most_cached = 20'000;
constexpr double pair_step = 1.0 / 12.0;
constexpr double pair_unseen = -0.4;

bool digit(char c) { return c >= '0' && c <= '9'; }
model::Hash bare_hash(std::string_view letters) { return model::hash_of(bare(letters)); }

bool digits_only(std::string_view s) { return std::all_of(s.begin(), s.end(), digit); }

std::ptrdiff_t marked_letters(std::string_view s) {
  return std::count_if(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
}

bool letters_only(std::string_view s) {
  return std::all_of(s.begin(), s.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return (u >= 'a' && u <= 'z') || u >= 0xE0;
  });
}

}  // namespace

Undoer::Undoer(const Knowledge& knowledge, const Confusions& confusions, const Lexicon& names)
    : knowledge_(knowledge), confusions_(confusions), names_(names) {
  stripped_.fill(-8.0);
  for (const char read : {'a', 'o', 'e'}) {
    for (const Confusion& confusion : confusions.reading(static_cast<unsigned char>(read))) {
      if (confusion.read_length != 1 || confusion.meant_length != 1) continue;
      const auto meant = static_cast<unsigned char>(confusion.meant[0]);
      if (bare(meant) == static_cast<unsigned char>(read)) stripped_[meant] = -confusion.cost / 16.0;
    }
  }
}

Undoer::Read Undoer::read_of(const Tokens& tokens, std::span<const Token> list, std::size_t at) {
  const Token& token = list[at];
  Read out{tokens.of(token), std::string(tokens.of(token)), token.first_upper, false};
  for (std::size_t i = 1; token.lower && token.later_upper && i < out.shape.size(); ++i) {
    char& c = out.shape[i];
    if ((token.capitals >> i & 1U) != 0 && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  out.as_name = token.first_upper && token.lower && at > 0 && token.gap == Gap::space && list[at - 1].lower &&
                list[at - 1].length > 1;
  return out;
}

const Undoer::Options& Undoer::options_of(const Read& read) {
  std::string key = read.shape;
  key += read.as_name ? '!' : read.capital ? '^' : '_';
  const auto [at, fresh] = cache_.try_emplace(std::move(key));
  if (fresh) at->second = make_options(read);
  return at->second;
}

bool Undoer::plain_options(std::string_view read, Options& out) const {
  if (read.size() < sure_length || oddness(read) > 0.0) return false;
  Readings readings;
  knowledge_.lexicon.readings(read, false, readings);
  int top = 0;
  for (const Reading& reading : readings.span()) {
    double channel = 0.0;
    for (std::size_t i = 0; i < read.size(); ++i) {
      if (read[i] != reading.letters[i]) channel += stripped_[static_cast<unsigned char>(reading.letters[i])];
    }
    const std::string letters(reading.text());
    top = std::max<int>(top, reading.record.count);
    out.push_back(
        {letters, channel, prior(reading.record), true, reading.record, model::hash_of(letters), bare_hash(letters)});
  }
  if (top >= sure_count) return true;
  out.clear();
  return false;
}

Undoer::Options Undoer::make_options(const Read& read) const {
  Options out;
  if (plain_options(read.shape, out)) {
    weigh(read, out);
    return out;
  }
  const auto as_read = [&] { return as_read_prior(read); };
  bool same = false;
  for (Candidate& candidate :
       find_candidates(knowledge_.lexicon, confusions_, read.shape, most_options, Reach::far, as_read)) {
    if (candidate.compound) candidate.prior += diacritics_score(knowledge_, candidate.letters, read.capital);
    same |= candidate.letters == read.letters;
    out.push_back({candidate.letters, candidate.channel, candidate.prior, !candidate.compound, candidate.record,
                   model::hash_of(candidate.letters), bare_hash(candidate.letters)});
  }
  add_names(read, out);
  same |= std::any_of(out.begin(), out.end(), [&](const Option& o) { return o.letters == read.letters; });
  add_first_letters(read, out);
  if (!same) add_as_read(read, out);
  const bool known =
      std::any_of(out.begin(), out.end(), [](const Option& o) { return o.known && o.channel + o.prior > 0; });
  if (!known) add_guesses(read, out);
  weigh(read, out);
  return out;
}

void Undoer::add_names(const Read& read, Options& out) const {
  if (names_.automaton().words() == 0 || read.shape.size() < shortest_swapped) return;
  for (const Candidate& candidate : find_candidates(names_, confusions_, read.shape, 2)) {
    const auto again = [&](const Option& o) { return o.letters == candidate.letters && o.known; };
    const bool name = (candidate.record.flags & WordRecord::capitalised) != 0;
    if (candidate.compound || (name && !read.capital) || std::any_of(out.begin(), out.end(), again)) continue;
    out.push_back({candidate.letters, candidate.channel, candidate.prior, true, candidate.record,
                   model::hash_of(candidate.letters), bare_hash(candidate.letters)});
  }
}

/// In many founts l and I are one shape: a capital that is an l, an l that is the capital of a name.
void Undoer::add_first_letters(const Read& read, Options& out) const {
  if (read.shape.size() < shortest_swapped) return;
  const bool to_name = !read.capital && read.shape[0] == 'l';
  if (!to_name && !(read.capital && read.shape[0] == 'i')) return;
  std::string swapped = read.shape;
  swapped[0] = to_name ? 'i' : 'l';
  for (const Candidate& candidate : find_candidates(knowledge_.lexicon, confusions_, swapped, 2, Reach::near)) {
    const auto again = [&](const Option& o) { return o.letters == candidate.letters; };
    if (candidate.letters[0] != swapped[0] || (to_name && (candidate.record.flags & WordRecord::capitalised) == 0) ||
        candidate.compound || std::any_of(out.begin(), out.end(), again))
      continue;
    out.push_back({candidate.letters, candidate.channel - swapped_cost, candidate.prior, true, candidate.record,
                   model::hash_of(candidate.letters), bare_hash(candidate.letters)});
  }
}

/// The log count of an unknown word, its diacritics left out. What was read as letters alone may be a name or a foreign
/// word, spelt as it likes.
double Undoer::unknown_prior(const Read& read, std::string_view letters, bool as_spelt) const {
  double prior = unknown_mass + spelling_score(knowledge_.spelling, letters);
  if (as_spelt) prior = std::max(prior, foreign_prior + foreign_letter * static_cast<double>(letters.size()));
  return prior + (read.capital ? name_bonus : 0.0);
}

double Undoer::as_read_prior(const Read& read) const {
  const double odd = oddness(read.shape);
  return unknown_prior(read, read.letters, odd == 0.0) + diacritics_score(knowledge_, read.letters, read.capital) - odd;
}

void Undoer::add_as_read(const Read& read, Options& out) const {
  const double prior = as_read_prior(read);
  out.push_back(
      {std::string(read.letters), 0.0, prior, false, {}, model::hash_of(read.letters), bare_hash(read.letters)});
}

void Undoer::add_guesses(const Read& read, Options& out) const {
  if (read.letters.size() < shortest_guessed) return;
  const bool plain = oddness(read.shape) == 0.0;
  for (const Spelling& spelling : without_oddness(confusions_, read.shape, most_spellings)) {
    for (const Guess& guess : guess_diacritics(knowledge_, spelling.letters, read.capital, 2)) {
      const auto again = [&](const Option& o) { return o.letters == guess.letters; };
      if (guess.score < -3.0 || !letters_only(guess.letters) || std::any_of(out.begin(), out.end(), again)) continue;
      const double prior =
          plain ? unknown_prior(read, read.letters, true) + guess.score
                : unknown_prior(read, guess.letters, false) + diacritics_score(knowledge_, guess.letters, read.capital);
      out.push_back(
          {guess.letters, spelling.channel, prior, false, {}, model::hash_of(guess.letters), bare_hash(guess.letters)});
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Option& a, const Option& b) { return a.channel + a.prior > b.channel + b.prior; });
  if (out.size() <= most_options) return;
  const auto as_read =
      std::find_if(out.begin() + most_options, out.end(), [&](const Option& o) { return o.letters == read.letters; });
  if (as_read != out.end()) std::swap(*as_read, out[most_options - 1]);
  out.resize(most_options);
}

/// What speaks for and against an option besides its letters.
void Undoer::weigh(const Read& read, Options& out) const {
  const bool odd = oddness(read.shape) > 0.0;
  for (Option& option : out) {
    const bool as_read = option.letters == read.letters;
    const bool name = option.record.name() || (!option.known && as_read);
    if (read.as_name && !name && option.letters[0] == read.letters[0]) option.prior -= case_cost;
    if (!odd && !as_read && marked_letters(option.letters) <= marked_letters(read.letters))
      option.prior -= other_letters_cost;
    if (as_read && !odd) option.prior += option.known ? known_bonus : unknown_bonus;
  }
}

double Undoer::follow_score(const Option& first, const Option& second) const {
  const std::optional<int> steps = knowledge_.pairs.find_value(model::combined(first.hash, second.hash));
  return steps ? *steps * pair_step : pair_unseen;
}

std::vector<std::size_t> Undoer::best_row(const std::vector<const Options*>& options,
                                          std::span<const Token> tokens) const {
  std::vector<std::vector<double>> scores(options.size());
  std::vector<std::vector<std::size_t>> from(options.size());
  for (std::size_t i = 0; i < options.size(); ++i) {
    const Options& here = *options[i];
    const bool joined = i > 0 && tokens[i].gap != Gap::sentence;
    const bool choice = joined && (here.size() > 1 || scores[i - 1].size() > 1);
    for (const Option& option : here) {
      double best = 0.0;
      std::size_t best_from = 0;
      if (i > 0) {
        best = -std::numeric_limits<double>::infinity();
        for (std::size_t p = 0; p < scores[i - 1].size(); ++p) {
          const double score = scores[i - 1][p] + (choice ? follow_score((*options[i - 1])[p], option) : 0.0);
          if (score > best) {
            best = score;
            best_from = p;
          }
        }
      }
      scores[i].push_back(best + option.channel + option.prior);
      from[i].push_back(best_from);
    }
  }
  std::vector<std::size_t> row(options.size(), 0);
  if (options.empty()) return row;
  const auto& last = scores.back();
  row.back() = static_cast<std::size_t>(std::max_element(last.begin(), last.end()) - last.begin());
  for (std::size_t i = options.size() - 1; i > 0; --i) row[i - 1] = from[i][row[i]];
  return row;
}

Decision Undoer::settle(const Options& options, std::size_t chosen, std::span<const Neighbour> words,
                        std::size_t at) const {
  const Option& first = options[chosen];
  Decision out{first.letters, 3.0, first.known ? "lexicon" : "letters"};
  if (!first.known) return out;
  const auto alike =
      std::count_if(options.begin(), options.end(), [&](const Option& o) { return o.bare == first.bare; });
  if (alike < 2) return out;
  Readings readings;
  knowledge_.lexicon.readings(bare(first.letters), true, readings);
  rank(readings);
  if (readings.size < 2) return out;
  ContextFeatures features;
  find_features(words, at, features);
  double best = -std::numeric_limits<double>::infinity();
  double second = best;
  for (std::size_t i = 0; i < readings.size; ++i) {
    const Reading& reading = readings.list[i];
    const auto option =
        std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.letters == reading.text(); });
    if (option == options.end()) continue;
    double score = option->channel + prior(reading.record);
    if (i > 0) {
      const Kin kin = kin_of(reading.text(), readings.list[0].text());
      score += knowledge_.context_score(model::hash_of(reading.text()), kin, features);
    }
    if (option->channel == 0.0) score += least_margin;  // as read: a doubtful change is not made
    if (score > best) {
      second = best;
      best = score;
      out.letters = reading.text();
      out.reason = "context";
    } else {
      second = std::max(second, score);
    }
  }
  out.margin = std::min(best - second, widest_margin);
  return out;
}

std::vector<Decision> Undoer::decide(const Tokens& tokens, std::size_t first, std::size_t last) {
  if (cache_.size() > most_cached) cache_.clear();
  const std::span<const Token> list = std::span(tokens.list).subspan(first, last - first);
  std::deque<Options> fixed;  // of what is not looked up
  std::vector<const Options*> options;
  for (const Token& token : list) {
    const std::string_view read = tokens.of(token);
    if (token.guarded || read.empty() || digits_only(read)) {
      fixed.push_back({{std::string(read), 0.0, 0.0, false, {}, token.folded, token.folded}});
      options.push_back(&fixed.back());
    } else {
      options.push_back(&options_of(read_of(tokens, list, options.size())));
    }
  }
  const std::vector<std::size_t> row = best_row(options, list);
  std::vector<Neighbour> words;
  for (std::size_t i = 0; i < options.size(); ++i) {
    Token seen = list[i];
    const Option& option = (*options[i])[row[i]];
    if (!option.letters.empty()) seen.folded = option.bare;
    words.push_back(knowledge_.neighbour(seen, option.letters));
  }
  find_styles(words);
  std::vector<Decision> out;
  for (std::size_t i = 0; i < options.size(); ++i) out.push_back(settle(*options[i], row[i], words, i));
  return out;
}

}  // namespace atagande::repair
