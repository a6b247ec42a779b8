// A set of words as a minimal acyclic automaton that numbers its words: a state is a run of edges, an edge holds a
// letter, whether a word ends with it, where it leads, how many words its elder siblings hold, and how far it is to the
// first sibling past ASCII.
//
// Words are byte strings of one byte a letter (see letters.h). Views of a mapped file; safe to use from any thread;
// targets read from the file are checked, so that a damaged file gives wrong words and never a bad access.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace atagande::model {

class Automaton {
 public:
  using State = std::uint32_t;  // index of the first edge
  static constexpr State no_state = 0xffffff;

  /// One step: `number` counts the words that sort before those through this edge, relative to the state it leaves.
  struct Edge {
    unsigned char letter = 0;
    bool ends_word = false;
    bool last = false;
    std::uint8_t to_marked = 0;  // edges on to the first one of the state past ASCII; 0: none further on
    State target = no_state;
    std::uint32_t number = 0;
  };

  Automaton() = default;
  /// `bytes` as made by `automaton_bytes`, aligned to 8; throws Error{bad_model} where they cannot be right.
  explicit Automaton(std::span<const std::byte> bytes);

  [[nodiscard]] State root() const { return root_; }
  [[nodiscard]] std::uint32_t words() const { return words_; }
  [[nodiscard]] bool has_edges(State state) const { return state < edges_.size(); }
  /// `state` must have edges.
  [[nodiscard]] Edge edge(State state) const {
    const std::uint64_t bits = edges_[state];
    return {.letter = static_cast<unsigned char>(bits & 0xffU),
            .ends_word = (bits >> 8U & 1U) != 0,
            .last = (bits >> 9U & 1U) != 0 || state + 1 >= edges_.size(),
            .to_marked = static_cast<std::uint8_t>(bits >> 10U & 0x3fU),
            .target = static_cast<State>(bits >> 16U & 0xffffffU),
            .number = static_cast<std::uint32_t>(bits >> 40U)};
  }
  /// The edge with `letter` out of `state`.
  [[nodiscard]] std::optional<Edge> follow(State state, unsigned char letter) const;
  /// The number of `word` in sorted order, from 0.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view word) const;

 private:
  std::span<const std::uint64_t> edges_;
  State root_ = no_state;
  std::uint32_t words_ = 0;
};

/// The bytes of an automaton for `words`, which must be sorted bytewise, unique and not empty strings.
std::string automaton_bytes(const std::vector<std::string>& words);

}  // namespace atagande::model
