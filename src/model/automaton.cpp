// The automaton is built by adding sorted words and merging each state with an equal one as soon as no later word can
// touch it (Daciuk, Mihov, Watson and Watson, "Incremental construction of minimal acyclic finite-state automata",
// 2000). Numbering follows Lucchesi and Kowaltowski (1993): each edge knows how many words lie before it.
#include "model/automaton.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "document/error.h"
#include "model/hash.h"

namespace atagande::model {
namespace {

struct Header {
  std::uint32_t edges = 0;
  std::uint32_t root = 0;
  std::uint32_t words = 0;
  std::uint32_t reserved = 0;
};

struct BuildEdge {
  unsigned char letter = 0;
  bool ends_word = false;
  std::uint32_t target = Automaton::no_state;
  bool operator==(const BuildEdge&) const = default;
};

/// A state still open to change, one for each letter of the word added last.
using OpenState = std::vector<BuildEdge>;

class Builder {
 public:
  void add(std::string_view word) {
    const std::size_t common = common_prefix(word);
    close_below(common);
    open_.resize(common + 1);
    for (std::size_t i = common; i < word.size(); ++i) {
      open_[i].push_back({static_cast<unsigned char>(word[i]), i + 1 == word.size(), Automaton::no_state});
      if (open_.size() < i + 2) open_.emplace_back();
    }
    last_.assign(word);
    ++words_;
  }

  std::string bytes() {
    close_below(0);
    const std::uint32_t root = open_.empty() || open_[0].empty() ? Automaton::no_state : frozen(open_[0]);
    Header header{static_cast<std::uint32_t>(edges_.size()), root, words_, 0};
    std::string out(reinterpret_cast<const char*>(&header), sizeof header);
    out.append(reinterpret_cast<const char*>(edges_.data()), edges_.size() * sizeof(std::uint64_t));
    return out;
  }

 private:
  [[nodiscard]] std::size_t common_prefix(std::string_view word) const {
    const auto [a, b] = std::mismatch(word.begin(), word.end(), last_.begin(), last_.end());
    return static_cast<std::size_t>(a - word.begin());
  }

  void close_below(std::size_t depth) {
    for (std::size_t i = last_.size(); i > depth; --i) {
      if (!open_[i].empty()) open_[i - 1].back().target = frozen(open_[i]);
      open_[i].clear();
    }
  }

  std::uint32_t frozen(const OpenState& state) {
    Hash hash = state.size();
    for (const BuildEdge& edge : state) {
      hash = combined(hash, edge.letter | (edge.ends_word ? 256U : 0U) | Hash{edge.target} << 16U);
    }
    auto [at, end] = known_.equal_range(hash);
    for (; at != end; ++at) {
      if (equal(state, at->second)) return at->second;
    }
    const auto first = static_cast<std::uint32_t>(edges_.size());
    if (first + state.size() >= Automaton::no_state) throw Error(Fault::limit, "too many words for one automaton");
    std::uint64_t before = 0;
    const auto marked = static_cast<std::size_t>(
        std::find_if(state.begin(), state.end(), [](const BuildEdge& edge) { return edge.letter >= 0x80; }) -
        state.begin());
    for (std::size_t i = 0; i < state.size(); ++i) {
      const BuildEdge& edge = state[i];
      edges_.push_back(std::uint64_t{edge.letter} | (edge.ends_word ? 1ULL << 8U : 0) |
                       (i + 1 == state.size() ? 1ULL << 9U : 0) |
                       (i < marked && marked < state.size() ? std::min<std::uint64_t>(marked - i, 63) << 10U : 0) |
                       std::uint64_t{edge.target} << 16U | before << 40U);
      before += (edge.ends_word ? 1 : 0) + (edge.target == Automaton::no_state ? 0 : words_under_.at(edge.target));
    }
    words_under_.emplace(first, before);
    known_.emplace(hash, first);
    return first;
  }

  [[nodiscard]] bool equal(const OpenState& state, std::uint32_t first) const {
    for (std::size_t i = 0; i < state.size(); ++i) {
      const std::uint64_t bits = edges_[first + i];
      const bool last = (bits >> 9U & 1U) != 0;
      if ((bits & 0xffU) != state[i].letter || (bits >> 8U & 1U) != (state[i].ends_word ? 1U : 0U) ||
          (bits >> 16U & 0xffffffU) != state[i].target || last != (i + 1 == state.size())) {
        return false;
      }
    }
    return true;
  }

  std::vector<OpenState> open_{1};
  std::string last_;
  std::uint32_t words_ = 0;
  std::vector<std::uint64_t> edges_;
  std::unordered_map<std::uint32_t, std::uint64_t> words_under_;
  std::unordered_multimap<Hash, std::uint32_t> known_;
};

}  // namespace

Automaton::Automaton(std::span<const std::byte> bytes) {
  const auto bad = [] { return Error(Fault::bad_model, "the model's word list is damaged; build it anew"); };
  Header header;
  if (bytes.size() < sizeof header) throw bad();
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.edges >= no_state || bytes.size() < sizeof header + std::size_t{header.edges} * sizeof(std::uint64_t)) {
    throw bad();
  }
  edges_ = {reinterpret_cast<const std::uint64_t*>(bytes.data() + sizeof header), header.edges};
  root_ = header.root;
  words_ = header.words;
}

std::optional<Automaton::Edge> Automaton::follow(State state, unsigned char letter) const {
  while (has_edges(state)) {
    const Edge found = edge(state);
    if (found.letter == letter) return found;
    if (found.last || found.letter > letter) return std::nullopt;
    ++state;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> Automaton::find(std::string_view word) const {
  State state = root_;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const std::optional<Edge> next = follow(state, static_cast<unsigned char>(word[i]));
    if (!next) return std::nullopt;
    number += next->number;
    if (i + 1 == word.size()) return next->ends_word && number < words_ ? std::optional(number) : std::nullopt;
    if (next->ends_word) ++number;
    state = next->target;
  }
  return std::nullopt;
}

std::string automaton_bytes(const std::vector<std::string>& words) {
  Builder builder;
  for (const std::string& word : words) builder.add(word);
  return builder.bytes();
}

}  // namespace atagande::model
