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
  Undoer(const Knowledge& knowledge, const Confusions& confusions);

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

  const Options& options_of(std::string_view read, const Token& token);
  [[nodiscard]] Options make_options(std::string_view read, const Token& token) const;
  void add_guesses(std::string_view read, const Token& token, Options& out) const;
  [[nodiscard]] bool plain_options(std::string_view read, Options& out) const;
  [[nodiscard]] std::vector<std::size_t> best_row(const std::vector<const Options*>& options,
                                                  std::span<const Token> tokens) const;
  [[nodiscard]] double follow_score(const Option& first, const Option& second) const;
  [[nodiscard]] Decision settle(const Options& options, std::size_t chosen, std::span<const Neighbour> words,
                                std::size_t at) const;

  const Knowledge& knowledge_;
  const Confusions& confusions_;
  std::array<double, 256> stripped_{};  // log P(read without | meant with its diacritic)
  std::unordered_map<std::string, Options> cache_;
};

}  // namespace atagande::repair
