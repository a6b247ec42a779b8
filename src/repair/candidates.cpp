// A walk through the automaton and the word as read side by side: at each step a letter read as it is, or a confusion
// that explains the next letters read. What costs more than the best complete word so far by a margin is given up. At
// the end of a word of three letters or more the walk may begin another: compounds.
#include "repair/candidates.h"

#include <algorithm>
#include <cmath>

#include "repair/compounds.h"
#include "repair/token.h"

namespace atagande::repair {
namespace {

using model::Automaton;

constexpr double widest_channel = 14.0;
constexpr double widest_score = 4.5;
constexpr double compound_cost = 2.0;
constexpr double edit_cost = 10.0;
constexpr double edit_wanted = -4.5;
constexpr double greatest_part = 14.0;  // log count of the commonest words
constexpr unsigned char e_acute = 0xE9;
constexpr std::size_t most_visits = 20'000;
constexpr std::size_t most_wide_visits = 2'500;  // of the walks for compounds and for edits

class Search {
 public:
  Search(const Lexicon& lexicon, const Confusions& confusions, std::string_view read)
      : lexicon_(lexicon),
        confusions_(confusions),
        read_(read),
        greatest_prior_(read.size() < 4    ? 14.0
                        : read.size() < 7  ? 12.5
                        : read.size() < 10 ? 11.0
                                           : 10.0) {}

  std::vector<Candidate> run(std::size_t most, Reach reach, const std::function<double()>& as_read) {
    best_ = best_by_marks();
    find_wide();
    walk(beginning(), false);
    if (reach == Reach::near) return best_first(most);
    if (best_ < compound_wanted) {
      visits_ = 0;
      compounds_ = true;
      walk(beginning(), false);
    }
    if (read_.size() >= shortest_edited && best_ < edit_wanted) {
      visits_ = 0;
      compounds_ = false;
      edits_ = true;
      if (as_read) as_read_ = as_read();
      walk(beginning(), false);
    }
    return best_first(most);
  }

 private:
  std::vector<Candidate> best_first(std::size_t most) {
    std::sort(found_.begin(), found_.end(), [](const Candidate& a, const Candidate& b) {
      return a.score() != b.score() ? a.score() > b.score() : a.letters < b.letters;
    });
    std::vector<Candidate> out;
    for (Candidate& candidate : found_) {
      const bool again =
          std::any_of(out.begin(), out.end(), [&](const Candidate& c) { return c.letters == candidate.letters; });
      if (!again && candidate.score() > best_ - widest_score) out.push_back(std::move(candidate));
      if (out.size() == most) break;
    }
    return out;
  }

  static constexpr double compound_wanted = 0.0;
  static constexpr std::size_t shortest_edited = 7;

  struct Place {
    Automaton::State state = Automaton::no_state;
    std::uint32_t number = 0;  // of the first word that may still be meant
    std::uint32_t end = 0;     // and of the first one after those
    std::size_t at = 0;        // in what was read
    double channel = 0.0;
  };

  [[nodiscard]] Place beginning(std::size_t at = 0, double channel = 0.0) const {
    const Automaton& automaton = lexicon_.automaton();
    return {automaton.root(), 0, automaton.words(), at, channel};
  }

  /// What scores less is not worth finding. An edit, which nothing bears out, must do better than leaving the word.
  [[nodiscard]] double least_score() const { return std::max(best_ - widest_score, as_read_); }

  void find_wide() {
    wide_.resize(read_.size());
    for (std::size_t at = 0; at < read_.size(); ++at) {
      for (const Confusion& confusion : confusions_.wide(static_cast<unsigned char>(read_[at]))) {
        if (read_.substr(at, confusion.read_length) == confusion.read_text()) wide_[at].push_back(&confusion);
      }
    }
  }

  /// The score of the best word that differs from what was read in lost diacritics only. It is found again by the walk,
  /// which with it knows from the first step what is too dear.
  [[nodiscard]] double best_by_marks() const {
    double best = -1e9;
    Readings readings;
    lexicon_.readings(read_, false, readings);
    for (const Reading& reading : readings.span()) {
      double score = prior(reading.record);
      for (std::size_t i = 0; i < read_.size(); ++i) {
        const auto letter = static_cast<unsigned char>(read_[i]);
        const auto meant = static_cast<unsigned char>(reading.letters[i]);
        if (letter != meant) score -= confusions_.cost(letter, meant) / 16.0;
      }
      best = std::max(best, score);
    }
    return best;
  }

  void walk(const Place& place, bool second) {
    if (++visits_ > (compounds_ || edits_ ? most_wide_visits : most_visits) || path_.size() > read_.size() + 6) return;
    if (!affordable(place.channel)) return;
    const bool more = place.at < read_.size();
    const unsigned char letter = more ? static_cast<unsigned char>(read_[place.at]) : std::uint8_t{0};
    follow_edges(place, letter, second);
    if (more) {
      for (const Confusion* confusion : wide_[place.at]) {
        if (!affordable(place.channel - confusion->cost / 16.0)) break;  // they come cheapest first
        step(place, confusion->meant_text(), confusion->read_length, -confusion->cost / 16.0, second);
      }
    }
    if (edits_ && !edited_ && more && letter >= 'a' && letter != e_acute) edit(place);
  }

  /// Whether a word that has cost so much already may still come near the best.
  [[nodiscard]] bool affordable(double channel) const {
    return channel >= -widest_channel && channel + greatest_prior_ >= least_score();
  }

  /// Whether the commonest of the words that may still be meant comes near the best.
  [[nodiscard]] bool promising(const Place& place, bool second) const {
    const double prior = lexicon_.greatest_count(place.number, place.end) / 16.0;
    return place.channel + (compounds_ ? greatest_in_compound(prior, second) : prior) >= least_score();
  }
  /// What a word of `prior` can bring as a part of a compound, or by itself (see compound_prior).
  [[nodiscard]] double greatest_in_compound(double prior, bool second) const {
    constexpr double joint_cost = 5.5;
    if (second) return compound_cost + 0.5 * (first_prior_ + prior) - joint_cost;
    return std::max(prior, 0.5 * (prior + greatest_part) - joint_cost);
  }

  /// Steps of one letter: read as it is, read as another, or left without a trace.
  void follow_edges(const Place& place, unsigned char letter, bool second) {
    const Automaton& automaton = lexicon_.automaton();
    if (!automaton.has_edges(place.state)) return;
    const std::span<const std::uint8_t, 256> costs = confusions_.costs(letter);
    const std::span<const std::uint8_t, 256> lost = confusions_.costs(0);
    for (Automaton::State state = place.state;; ++state) {
      const Automaton::Edge edge = automaton.edge(state);
      // Most edges lead nowhere.
      if (edge.letter == letter || (costs[edge.letter] & lost[edge.letter]) != Confusions::never) {
        follow(place, state, edge, edge.letter == letter ? std::uint8_t{0} : costs[edge.letter], second);
      }
      if (edge.last) return;
    }
  }

  void follow(const Place& place, Automaton::State state, const Automaton::Edge& edge, std::uint8_t cost, bool second) {
    if (place.at < read_.size() && cost != Confusions::never && affordable(place.channel - cost / 16.0)) {
      take(place, state, edge, 1, -cost / 16.0, second);
    }
    constexpr double least_lost = -widest_channel / 2;
    const std::uint8_t lost = confusions_.costs(0)[edge.letter];
    if (lost != Confusions::never && place.channel > least_lost && place.channel - lost / 16.0 > least_lost) {
      take(place, state, edge, 0, -lost / 16.0, second);
    }
  }

  void take(Place place, Automaton::State at, const Automaton::Edge& edge, std::size_t read_length, double cost,
            bool second) {
    place.at += read_length;
    place.channel += cost;
    if (!edge.last) place.end = place.number + lexicon_.automaton().edge(at + 1).number;
    place.number += edge.number;
    place.state = edge.target;
    if (!promising(place, second)) return;
    path_ += static_cast<char>(edge.letter);
    arrive(place, edge.ends_word, second);
    path_.pop_back();
  }

  /// One letter left out, put in or taken for any other. What is no Swedish letter has its confusions and is not edited
  /// away.
  void edit(const Place& place) {
    edited_ = true;
    Place next = place;
    next.channel -= edit_cost;
    if (path_.size() >= 2) {
      Place skipped = next;
      ++skipped.at;
      if (skipped.at < read_.size() || !path_.empty()) walk(skipped, false);
    }
    for (Automaton::State state = place.state; lexicon_.automaton().has_edges(state); ++state) {
      const Automaton::Edge edge = lexicon_.automaton().edge(state);
      take(next, state, edge, 0, 0.0, false);
      take(next, state, edge, 1, 0.0, false);
      if (edge.last) break;
    }
    edited_ = false;
  }

  void step(Place place, std::string_view meant, std::size_t read_length, double cost, bool second) {
    place.at += read_length;
    place.channel += cost;
    bool ends = false;
    for (std::size_t i = 0; i < meant.size(); ++i) {
      if (i > 0 && ends) ++place.number;
      const auto edge = lexicon_.automaton().follow(place.state, static_cast<unsigned char>(meant[i]));
      if (!edge) return;
      place.number += edge->number;  // `end` stays that of elder words: it bounds less, never too much
      place.state = edge->target;
      ends = edge->ends_word;
    }
    const std::size_t length = path_.size();
    path_ += meant;
    arrive(place, ends, second);
    path_.resize(length);
  }

  /// Goes on from a place just reached, where a word may end.
  void arrive(Place place, bool ends, bool second) {
    if (ends) {
      if (place.at == read_.size()) finish(place);
      if (compounds_ && !second && path_.size() >= 3 && read_.size() - place.at >= 3) begin_second(place);
      ++place.number;
    }
    if (place.state != Automaton::no_state) walk(place, second);
  }

  void begin_second(const Place& place) {
    const WordRecord record = lexicon_.record(place.number);
    if (record.count < 24) return;
    first_prior_ = prior(record);
    first_length_ = path_.size();
    walk(beginning(place.at, place.channel - compound_cost), true);
    if (path_.back() != 's' && place.at < read_.size() && read_[place.at] == 's') {
      path_ += 's';
      walk(beginning(place.at + 1, place.channel - compound_cost), true);
      path_.pop_back();
    }
    first_length_ = 0;
  }

  void finish(const Place& place) {
    const WordRecord record = lexicon_.record(place.number);
    Candidate candidate{path_, place.channel, prior(record), first_length_ > 0, true, record};
    if (candidate.compound) {
      if (record.count < 24) return;
      candidate.channel += compound_cost;
      candidate.prior = compound_prior(lexicon_, path_);
    }
    best_ = std::max(best_, candidate.score());
    found_.push_back(std::move(candidate));
  }

  const Lexicon& lexicon_;
  const Confusions& confusions_;
  std::string_view read_;
  double as_read_ = -1e9;
  std::vector<std::vector<const Confusion*>> wide_;  // those of several letters that fit, by place
  double greatest_prior_;                            // log count of the commonest words about as long
  std::string path_;
  std::vector<Candidate> found_;
  double best_ = -1e9;
  double first_prior_ = 0.0;
  std::size_t first_length_ = 0;
  std::size_t visits_ = 0;
  bool compounds_ = false;
  bool edits_ = false;
  bool edited_ = false;
};

}  // namespace

std::vector<Candidate> find_candidates(const Lexicon& lexicon, const Confusions& confusions, std::string_view read,
                                       std::size_t most, Reach reach, const std::function<double()>& as_read) {
  if (read.empty() || read.size() > 50) return {};
  return Search(lexicon, confusions, read).run(most, reach, as_read);
}

}  // namespace atagande::repair
