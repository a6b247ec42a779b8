// Undoes the damage of a recogniser that did not know Swedish: each word's candidates under the confusions, the best
// row of them by what words follow each other, and among words that differ in diacritics only, the context model.
//
// Internal to the room.
#pragma once

#include <array>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "repair/candidates.h"
#include "repair/restore.h"
#include "repair/scores.h"
#include "repair/token.h"

namespace atagande::repair {

class Undoer {
 public:
  /// `names`: words known beside the model's. All must outlive this.
  Undoer(const Knowledge& knowledge, const Confusions& confusions, const Lexicon& names);

  /// One decision for each of the tokens [first, last), in order.
  [[nodiscard]] std::vector<Decision> decide(const Tokens& tokens, std::size_t first, std::size_t last);

 private:
  struct Option {
    std::string letters;
    double channel = 0.0;
    double prior = 0.0;
    bool known = true;
    WordRecord record;
    model::Hash hash = 0;
    model::Hash bare = 0;
  };
  using Options = std::vector<Option>;

  /// A token to be explained: its letters, the same with capitals inside it kept, and how its case speaks.
  struct Read {
    std::string_view letters;
    std::string shape;
    bool capital = false;  // begins with one
    bool as_name = false;  // begins with one where only names do
  };
  static Read read_of(const Tokens& tokens, std::span<const Token> list, std::size_t at);

  const Options& options_of(const Read& read);
  [[nodiscard]] Options make_options(const Read& read) const;
  void add_names(const Read& read, Options& out) const;
  void add_first_letters(const Read& read, Options& out) const;
  [[nodiscard]] double as_read_prior(const Read& read) const;
  void add_as_read(const Read& read, Options& out) const;
  void add_guesses(const Read& read, Options& out) const;
  void weigh(const Read& read, Options& out) const;
  [[nodiscard]] double unknown_prior(const Read& read, std::string_view letters, bool as_spelt) const;
  [[nodiscard]] bool plain_options(std::string_view read, Options& out) const;
  [[nodiscard]] std::vector<std::size_t> best_row(const std::vector<const Options*>& options,
                                                  std::span<const Token> tokens) const;
  [[nodiscard]] double follow_score(const Option& first, const Option& second) const;
  [[nodiscard]] Decision settle(const Options& options, std::size_t chosen, std::span<const Neighbour> words,
                                std::size_t at) const;

  const Knowledge& knowledge_;
  const Confusions& confusions_;
  const Lexicon& names_;
  std::array<double, 256> stripped_{};  // log P(read without | meant with its diacritic)
  std::unordered_map<std::string, Options> cache_;
};

}  // namespace atagande::repair
