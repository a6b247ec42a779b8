// The dictionaries of a model: word graphs (dawgs), and the walk through punctuation, word and number dawg together.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "recognise/charset.h"

namespace atagande::recognise {

/// Which dictionary bore a reading out; the larger wins.
enum class Permuter : std::uint8_t { none = 0, punctuation = 1, top_choice = 2, number = 6, word = 8, user_word = 10 };

/// A word graph: nodes are runs of edges, an edge bears a unichar id.
class Dawg {
 public:
  static constexpr std::uint32_t no_edge = 0xFFFFFFFF;

  Dawg() = default;
  /// Throws Error(Fault::bad_model). Every edge leads into the graph and every node ends.
  Dawg(std::span<const std::byte> component, std::size_t unichars);

  [[nodiscard]] bool empty() const { return edges_.empty(); }
  /// The edge with `id` of the first node.
  [[nodiscard]] std::uint32_t first_edge(int id) const;
  /// The edge with `id` of the node that `edge` leads to.
  [[nodiscard]] std::uint32_t edge_after(std::uint32_t edge, int id) const;
  [[nodiscard]] bool ends_word(std::uint32_t edge) const { return ((edges_[edge] >> end_bit_) & 1U) != 0; }

 private:
  [[nodiscard]] int id_of(std::size_t edge) const { return static_cast<int>(edges_[edge] & id_mask_); }
  [[nodiscard]] bool is_last(std::size_t edge) const { return ((edges_[edge] >> last_bit_) & 1U) != 0; }
  [[nodiscard]] std::uint64_t next_of(std::size_t edge) const { return edges_[edge] >> next_shift_; }

  std::vector<std::uint64_t> edges_;
  std::uint32_t root_edges_ = 0;
  std::uint64_t id_mask_ = 0;
  unsigned last_bit_ = 0;
  unsigned end_bit_ = 0;
  unsigned next_shift_ = 0;
};

/// A place in the dictionaries after some characters of a word.
struct DawgPosition {
  enum class Kind : std::uint8_t { punctuation, word, number };
  Kind kind = Kind::punctuation;  // where the place is: before any word, or in this dawg
  bool back_to_punctuation = false;
  std::uint32_t edge = Dawg::no_edge;              // last edge taken in the word or number dawg
  std::uint32_t punctuation_edge = Dawg::no_edge;  // last edge taken in the punctuation dawg
  bool operator==(const DawgPosition&) const = default;
};

using DawgPositions = std::vector<DawgPosition>;

class Dictionary {
 public:
  Dictionary() = default;
  /// Any of the dawgs may be empty. `digits` tells of each unichar id whether it is a digit.
  Dictionary(Dawg punctuation, Dawg word, Dawg number, std::vector<bool> digits);

  [[nodiscard]] bool empty() const { return punctuation_.empty() && word_.empty() && number_.empty(); }
  /// Where a word begins.
  [[nodiscard]] const DawgPositions& start() const { return start_; }

  struct Step {
    Permuter permuter = Permuter::none;  // none: no dictionary allows the character here
    bool word_may_end = false;
  };
  /// Goes on by one character from `from`; the places reached replace what is in `to`.
  Step advance(const DawgPositions& from, int unichar, DawgPositions& to) const;

 private:
  struct Reached;
  void leave_punctuation(const DawgPosition& position, int unichar, Reached& reached) const;
  void go_on_in_word(const DawgPosition& position, int unichar, Reached& reached) const;
  [[nodiscard]] const Dawg& dawg(DawgPosition::Kind kind) const {
    return kind == DawgPosition::Kind::number ? number_ : word_;
  }
  [[nodiscard]] int letter(DawgPosition::Kind kind, int unichar) const;

  Dawg punctuation_;
  Dawg word_;
  Dawg number_;
  std::vector<bool> digits_;
  DawgPositions start_;
};

}  // namespace atagande::recognise
