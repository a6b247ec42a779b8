// Viterbi over at most a handful of candidates a word. The score of a candidate is what the channel says, its count,
// and how much more often it follows its neighbour than chance would have it.
#include "repair/undo.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

namespace atagande::repair {
namespace {

constexpr std::size_t sure_length = 6;
constexpr int sure_count = 56;  // 16 ln(1 + n): seen some thirty times

/// Unknown words are rare, long ones that are no compounds rarer still.
double unknown_prior(std::size_t length) { return -2.0 - 0.4 * std::max(0.0, static_cast<double>(length) - 6.0); }

constexpr double sign_cost = 4.0;
constexpr double least_margin = 0.4;
constexpr double widest_margin = 20.0;
constexpr std::size_t most_options = 8;
constexpr std::size_t most_cached = 20'000;
constexpr double pair_step = 1.0 / 12.0;
constexpr double pair_unseen = -0.4;

bool digit(char c) { return c >= '0' && c <= '9'; }
model::Hash bare_hash(std::string_view letters) { return model::hash_of(bare(letters)); }

bool digits_only(std::string_view s) { return std::all_of(s.begin(), s.end(), digit); }

/// How odd a string of letters is as a Swedish word, whatever it is: signs and digits among letters, é where Swedish
/// has none.
double oddness(std::string_view read) {
  double odd = 0.0;
  for (std::size_t i = 0; i < read.size(); ++i) {
    const auto c = static_cast<unsigned char>(read[i]);
    if (digit(read[i]) || c == '&') odd += 5.0;
    if (c == 0xE9 && i + 1 < read.size()) odd += 4.0;
    if (c == 0xE9 && i + 1 == read.size()) odd += 1.0;
  }
  return odd;
}

}  // namespace

Undoer::Undoer(const Knowledge& knowledge, const Confusions& confusions)
    : knowledge_(knowledge), confusions_(confusions) {
  stripped_.fill(-8.0);
  for (const char read : {'a', 'o', 'e'}) {
    for (const Confusion& confusion : confusions.reading(static_cast<unsigned char>(read))) {
      if (confusion.read_length != 1 || confusion.meant_length != 1) continue;
      const auto meant = static_cast<unsigned char>(confusion.meant[0]);
      if (bare(meant) == static_cast<unsigned char>(read)) stripped_[meant] = -confusion.cost / 16.0;
    }
  }
}

const Undoer::Options& Undoer::options_of(std::string_view read, const Token& token) {
  std::string key(read);
  key += token.first_upper ? '^' : '_';
  const auto [at, fresh] = cache_.try_emplace(std::move(key));
  if (fresh) at->second = make_options(read, token);
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

Undoer::Options Undoer::make_options(std::string_view read, const Token& token) const {
  Options out;
  if (plain_options(read, out)) return out;
  bool same = false;
  for (Candidate& candidate : find_candidates(knowledge_, confusions_, read, most_options)) {
    if (candidate.compound) candidate.prior += diacritics_score(knowledge_, candidate.letters, token.first_upper);
    same |= candidate.letters == read;
    out.push_back({candidate.letters, candidate.channel, candidate.prior, !candidate.compound, candidate.record,
                   model::hash_of(candidate.letters), bare_hash(candidate.letters)});
  }
  if (!same) {
    const double letters = diacritics_score(knowledge_, read, token.first_upper);
    out.push_back({std::string(read),
                   0.0,
                   unknown_prior(read.size()) + letters - oddness(read),
                   false,
                   {},
                   model::hash_of(read),
                   bare_hash(read)});
  }
  const bool known =
      std::any_of(out.begin(), out.end(), [](const Option& o) { return o.known && o.channel + o.prior > 0; });
  if (!known) add_guesses(read, token, out);
  return out;
}

void Undoer::add_guesses(std::string_view read, const Token& token, Options& out) const {
  std::string plain(read);
  double channel = 0.0;
  for (char& c : plain) {
    const auto u = static_cast<unsigned char>(c);
    const char instead = u == 0xE9 || c == '6'  ? static_cast<char>(0xF6)
                         : c == '4' || c == '&' ? 'a'
                         : c == '0'             ? 'o'
                                                : c;
    if (instead != c) channel -= 1.0;
    c = instead;
  }
  if (channel < 0.0) {
    Readings readings;
    knowledge_.lexicon.readings(plain, false, readings);
    for (const Reading& reading : readings.span()) {
      const std::string letters(reading.text());
      out.push_back({letters, sign_cost * channel, prior(reading.record), true, reading.record, model::hash_of(letters),
                     bare_hash(letters)});
    }
  }
  for (const Guess& guess : guess_diacritics(knowledge_, plain, token.first_upper, 2)) {
    if (guess.letters == read || guess.score < -3.0) continue;
    out.push_back({guess.letters,
                   channel,
                   unknown_prior(read.size()) + guess.score - oddness(guess.letters),
                   false,
                   {},
                   model::hash_of(guess.letters),
                   bare_hash(guess.letters)});
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
    if (i > 0) score += knowledge_.context_score(model::hash_of(reading.text()), features);
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
      options.push_back(&options_of(read, token));
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
  std::vector<Decision> out;
  for (std::size_t i = 0; i < options.size(); ++i) out.push_back(settle(*options[i], row[i], words, i));
  return out;
}

}  // namespace atagande::repair
