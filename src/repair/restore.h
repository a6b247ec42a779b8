// Puts å, ä, ö (and é) back where they were lost.
//
// Internal to the room.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "repair/scores.h"
#include "repair/token.h"

namespace atagande::repair {

/// What was decided for a token: its letters (lower-case Latin-1), and by how much they beat leaving it as it is.
struct Decision {
  std::string letters;
  double margin = 0.0;  // log odds; infinite where nothing else was possible
  const char* reason = "";
};

/// How likely each letter was to lose its diacritic, as the text shows: 1 where all did.
struct LossRates {
  double a_ring = 1.0;
  double a_dots = 1.0;
  double o_dots = 1.0;
  double e_acute = 0.0;
  bool operator==(const LossRates&) const = default;
};

/// Words met before, at one loss.
class RestoreMemory {
 public:
  /// A reading, what its count and the losses say for it, and its hash.
  struct Choice {
    std::string letters;
    double score = 0.0;
    model::Hash hash = 0;
    Kin kin;
  };
  /// What was found for a word before: the decision where neighbours do not matter, or what they choose among.
  struct Slot {
    std::string letters;
    bool capital = false;
    std::uint32_t filled = 0;  // when: what was found at another loss is void
    Decision decision;
    std::vector<Choice> choices;
  };

  /// Forgets what was found at another loss.
  void serve(const LossRates& loss);
  [[nodiscard]] std::uint32_t now() const { return now_; }
  /// The slot of a word, filled or to be filled. Two words may share a place; the one met last is found first.
  Slot& slot(std::string_view letters, bool capital) {
    const std::size_t place = (model::hash_of(letters) + (capital ? 2 : 0)) % slots_.size();
    std::unique_ptr<Slot>& first = slots_[place];
    std::unique_ptr<Slot>& second = slots_[place ^ 1U];
    if (first && first->letters == letters && first->capital == capital) return *first;
    std::swap(first, second);
    if (!first) first = std::make_unique<Slot>();
    return *first;
  }

 private:
  LossRates loss_;
  std::uint32_t now_ = 1;
  std::vector<std::unique_ptr<Slot>> slots_ = std::vector<std::unique_ptr<Slot>>(32'768);
};

class Restorer {
 public:
  /// `memory` must have served the same knowledge only; both must outlive this.
  Restorer(const Knowledge& knowledge, LossRates loss, RestoreMemory& memory);

  /// Decides token `at`, whose letters are `letters`, among its neighbours.
  [[nodiscard]] Decision decide(std::string_view letters, const Token& token, std::span<const Neighbour> words,
                                std::size_t at);

 private:
  using Choice = RestoreMemory::Choice;
  using Remembered = RestoreMemory::Slot;

  [[nodiscard]] double channel(std::string_view read, std::string_view meant) const;
  void remember(std::string_view letters, const Token& token, Remembered& slot) const;
  [[nodiscard]] static Decision choose(const Remembered& word, const Knowledge& knowledge,
                                       std::span<const Neighbour> words, std::size_t at);
  [[nodiscard]] Decision decide_unknown(std::string_view letters, const Token& token) const;

  const Knowledge& knowledge_;
  RestoreMemory& memory_;
  std::array<double, 256> log_loss_{};  // of the letter meant, where it is not the letter read
};

}  // namespace atagande::repair
