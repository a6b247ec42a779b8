// A beam search over the steps with two kinds of paths: free ones, whose certainties weigh 2.25 times, and ones that
// the dictionaries allow, which pay the plain price. A path may go on with anything, only with a duplicate of its last
// character, or with anything but a duplicate; the latter two let a step that is split between a character and null
// count for both. The order of trial and the layout of the heaps decide ties and are part of the result.
#include "recognise/beam.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

namespace atagande::recognise {

namespace {

constexpr float free_ratio = 2.25F;
constexpr double certainty_offset = -0.085;
constexpr float worst_dictionary_certainty = -25.0F / 7.0F;
constexpr float least_certainty = -20.0F;
constexpr std::size_t beam_width = 5;

enum Continuation : std::size_t { anything, only_duplicate, no_duplicate, continuations };
constexpr std::size_t beams_per_step = 2 * continuations;
constexpr std::int32_t nothing = -1;

struct Node {
  int code = 0;
  int unichar = no_unichar;
  Permuter permuter = Permuter::none;
  bool start_of_dawg = false;
  bool start_of_word = false;
  bool end_of_word = false;
  bool duplicate = false;
  float certainty = 0.0F;
  float score = 0.0F;
  std::int32_t previous = nothing;   // in the search's nodes
  std::int32_t positions = nothing;  // in the search's lists of dictionary places
  std::uint64_t history = 0;
};

/// The best few nodes, least first, in heap order.
class Heap {
 public:
  [[nodiscard]] bool full() const { return nodes_.size() >= beam_width; }
  [[nodiscard]] float least() const { return nodes_.front().score; }
  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  void clear() { nodes_.clear(); }

  void push_if_better(const Node& node) {
    if (full() && !(node.score > least())) return;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      Node& known = nodes_[i];
      if (known.code != node.code || known.history != node.history || known.permuter != node.permuter ||
          known.start_of_dawg != node.start_of_dawg) {
        continue;
      }
      if (node.score > known.score) {
        known = node;
        rise(sink(i));
      }
      return;
    }
    nodes_.push_back(node);
    rise(nodes_.size() - 1);
    if (nodes_.size() > beam_width) drop_least();
  }

 private:
  void rise(std::size_t at) {
    while (at > 0 && nodes_[at].score < nodes_[(at - 1) / 2].score) {
      std::swap(nodes_[at], nodes_[(at - 1) / 2]);
      at = (at - 1) / 2;
    }
  }
  std::size_t sink(std::size_t at) {
    for (;;) {
      std::size_t child = 2 * at + 1;
      if (child + 1 < nodes_.size() && nodes_[child + 1].score < nodes_[child].score) ++child;
      if (child >= nodes_.size() || !(nodes_[child].score < nodes_[at].score)) return at;
      std::swap(nodes_[at], nodes_[child]);
      at = child;
    }
  }
  void drop_least() {
    nodes_.front() = nodes_.back();
    nodes_.pop_back();
    sink(0);
  }

  std::vector<Node> nodes_;
};

/// The codes of a step by how likely they are: the two best and null, the next three, the rest.
class Groups {
 public:
  explicit Groups(const ModelData& model) : model_(model), group_(model.charset.unichar_of.size(), rest) {}

  enum Group : std::uint8_t { top, next, rest, count };

  void sort(std::span<const float> outputs) {
    std::array<int, 5> best{};
    std::size_t found = 0;
    for (int code = 0; code < static_cast<int>(outputs.size()); ++code) {
      std::size_t at = found < best.size() ? found : best.size();
      while (at > 0 && outputs[index(best[at - 1])] < outputs[index(code)]) --at;
      if (at == best.size()) continue;
      found = std::min(found + 1, best.size());
      for (std::size_t i = found - 1; i > at; --i) best[i] = best[i - 1];
      best[at] = code;
    }
    std::fill(group_.begin(), group_.end(), rest);
    for (std::size_t i = found; i-- > 0;) group_[index(best[i])] = i < 2 ? top : next;
    group_[index(model_.null_code)] = top;
    first_ = best[0];
    second_ = found > 1 ? best[1] : best[0];
    for (auto& list : codes_) list.clear();
    for (const int code : model_.charset.code_order) codes_[group_[index(code)]].push_back(code);
  }
  [[nodiscard]] Group of(int code) const { return static_cast<Group>(group_[index(code)]); }
  /// In order of trial.
  [[nodiscard]] const std::vector<int>& codes(Group group) const { return codes_[group]; }
  [[nodiscard]] bool are_two_best(int one, int other) const {
    return (one == first_ && other == second_) || (one == second_ && other == first_);
  }

 private:
  static std::size_t index(int code) { return static_cast<std::size_t>(code); }

  const ModelData& model_;
  std::vector<std::uint8_t> group_;
  std::array<std::vector<int>, count> codes_;
  int first_ = 0;
  int second_ = 0;
};

class Search {
 public:
  Search(const ModelData& model, UseDictionary use_dictionary)
      : model_(model),
        dictionary_(use_dictionary == UseDictionary::yes && !model.dictionary.empty()),
        groups_(model),
        classes_(model.charset.unichar_of.size()) {
    positions_.push_back(model.dictionary.start());
  }

  void step(std::span<const float> outputs);
  [[nodiscard]] std::vector<PathStep> path() const;

 private:
  struct Beam {
    std::size_t begin = 0;  // in nodes_
    std::size_t end = 0;
  };

  /// From `previous` (nothing: the line's beginning) with the codes of one group.
  void extend(std::int32_t previous, bool dict, Continuation how, Groups::Group group);
  void repeat(std::int32_t previous, bool dict, Continuation to, float certainty);
  void go_on(int code, std::int32_t previous, bool dict, Continuation to, float certainty);
  void go_on_freely(Node node, Continuation to, float certainty);
  void go_on_in_dictionary(Node node, Continuation to, float certainty);
  void advance_in_dictionary(Node node, const Node* last, Continuation to);
  void offer_start(Node node, Permuter permuter, Continuation to, float certainty);
  void keep_step();

  [[nodiscard]] Node node_after(int code, std::int32_t previous) const;
  static void price(Node& node, float certainty, const Node* previous);
  [[nodiscard]] const Node* at(std::int32_t node) const {
    return node == nothing ? nullptr : &nodes_[static_cast<std::size_t>(node)];
  }
  /// The last real character on the path up to `node`: not null, not a duplicate.
  [[nodiscard]] const Node* last_character(const Node* node) const {
    while (node != nullptr && (node->unichar == no_unichar || node->duplicate)) node = at(node->previous);
    return node;
  }
  Heap& heap(bool dict, Continuation to) { return heaps_[(dict ? std::size_t{continuations} : std::size_t{0}) + to]; }
  [[nodiscard]] float output(int code) const { return outputs_[static_cast<std::size_t>(code)]; }

  const ModelData& model_;
  bool dictionary_;
  Groups groups_;
  std::size_t classes_;
  std::span<const float> outputs_;
  std::vector<Node> nodes_;                 // of all steps kept
  std::vector<DawgPositions> positions_;    // [0] is where a word begins
  std::array<Beam, beams_per_step> beams_;  // of the last step
  std::array<Heap, beams_per_step> heaps_;  // of the step at work
  std::array<Node, continuations> starts_;
  std::array<bool, continuations> has_start_{};
  DawgPositions reached_;
  bool first_ = true;
};

void Search::step(std::span<const float> outputs) {
  outputs_ = outputs;
  groups_.sort(outputs);
  for (Heap& heap : heaps_) heap.clear();
  has_start_.fill(false);
  if (first_) {
    extend(nothing, false, anything, Groups::top);
    if (dictionary_) extend(nothing, true, anything, Groups::top);
  } else {
    for (const auto group : {Groups::top, Groups::next, Groups::rest}) {
      for (std::size_t beam = 0; beam < beams_per_step; ++beam) {
        for (std::size_t i = beams_[beam].end; i-- > beams_[beam].begin;) {
          extend(static_cast<std::int32_t>(i), beam >= continuations, static_cast<Continuation>(beam % continuations),
                 group);
        }
      }
      if (!heap(false, anything).nodes().empty() || !heap(true, anything).nodes().empty()) break;
    }
    for (std::size_t to = 0; to < continuations; ++to) {
      if (has_start_[to]) heap(true, static_cast<Continuation>(to)).push_if_better(starts_[to]);
    }
  }
  first_ = false;
  keep_step();
}

void Search::keep_step() {
  for (std::size_t beam = 0; beam < beams_per_step; ++beam) {
    const std::vector<Node>& nodes = heaps_[beam].nodes();
    beams_[beam] = {nodes_.size(), nodes_.size() + nodes.size()};
    nodes_.insert(nodes_.end(), nodes.begin(), nodes.end());
  }
}

void Search::extend(std::int32_t previous, bool dict, Continuation how, Groups::Group group) {
  const int null_code = model_.null_code;
  const int last_code = previous == nothing ? -1 : at(previous)->code;
  if (previous != nothing) {
    if (groups_.of(last_code) == group) {
      if (how != no_duplicate) repeat(previous, dict, anything, certainty_of(output(last_code)));
      if (how == anything && group == Groups::top && last_code != null_code) {
        repeat(previous, dict, no_duplicate, certainty_of(output(last_code) + output(null_code)));
      }
    }
    if (how == only_duplicate) return;
  }
  for (const int code : groups_.codes(group)) {
    if (code == last_code) continue;
    const float certainty = certainty_of(output(code));
    if (certainty < least_certainty && code != null_code) continue;
    go_on(code, previous, dict, anything, certainty);
    if (group != Groups::top || code == null_code) continue;
    float probability = output(code) + output(null_code);
    if (previous != nothing && how == anything && last_code != null_code && groups_.are_two_best(last_code, code)) {
      probability += output(last_code);
    }
    go_on(code, previous, dict, only_duplicate, certainty_of(probability));
  }
}

void Search::price(Node& node, float certainty, const Node* previous) {
  node.certainty = certainty;
  node.score = previous == nullptr ? certainty : previous->score + certainty;
}

void Search::repeat(std::int32_t previous, bool dict, Continuation to, float certainty) {
  const Node& last = *at(previous);
  if (dict && !(certainty > worst_dictionary_certainty)) return;
  if (!dict) {
    certainty *= free_ratio;
    if (certainty < least_certainty && last.code != model_.null_code) return;
  }
  Node node;
  node.code = last.code;
  node.unichar = last.unichar;
  node.permuter = last.permuter;
  node.duplicate = true;
  node.previous = previous;
  node.history = last.history;
  price(node, certainty, &last);
  heap(dict, to).push_if_better(node);
}

Node Search::node_after(int code, std::int32_t previous) const {
  Node node;
  node.code = code;
  node.unichar = code == model_.null_code ? no_unichar : model_.charset.unichar_of[static_cast<std::size_t>(code)];
  node.previous = previous;
  node.history = previous == nothing ? 0 : at(previous)->history;
  if (code != model_.null_code) {
    const std::uint64_t carry = ((node.history >> 32U) * classes_) >> 32U;
    node.history = node.history * classes_ + carry + static_cast<std::uint64_t>(code);
  }
  return node;
}

void Search::go_on(int code, std::int32_t previous, bool dict, Continuation to, float certainty) {
  if (dict && !(certainty > worst_dictionary_certainty)) return;
  const Node node = node_after(code, previous);
  if (dict) {
    go_on_in_dictionary(node, to, certainty);
  } else {
    go_on_freely(node, to, certainty);
  }
}

void Search::go_on_freely(Node node, Continuation to, float certainty) {
  const Node* previous = at(node.previous);
  if (dictionary_ && node.unichar == unichar_space && certainty > worst_dictionary_certainty) {
    offer_start(node, Permuter::none, to, certainty);
  }
  node.permuter = Permuter::top_choice;
  price(node, certainty * free_ratio, previous);
  heap(false, to).push_if_better(node);
}

void Search::offer_start(Node node, Permuter permuter, Continuation to, float certainty) {
  price(node, certainty, at(node.previous));
  if (has_start_[to] && !(node.score > starts_[to].score)) return;
  node.permuter = permuter;
  node.start_of_dawg = true;
  node.positions = 0;
  starts_[to] = node;
  has_start_[to] = true;
}

void Search::go_on_in_dictionary(Node node, Continuation to, float certainty) {
  const Node* previous = at(node.previous);
  price(node, certainty, previous);
  Heap& words = heap(true, to);
  if (node.unichar == no_unichar) {
    words.push_if_better(node);
    return;
  }
  Heap& free = heap(false, to);
  if (words.full() && node.score <= words.least() && free.full() && node.score <= free.least()) return;
  const Node* last = last_character(previous);
  if (node.unichar == unichar_space) {
    if (last == nullptr || !last->end_of_word) return;
    const Permuter permuter = last->permuter;
    offer_start(node, permuter, to, certainty);
    node.permuter = permuter;
    free.push_if_better(node);
    return;
  }
  advance_in_dictionary(node, last, to);
}

void Search::advance_in_dictionary(Node node, const Node* last, Continuation to) {
  if (last != nullptr && ((last->start_of_dawg && last->unichar != unichar_space) || last->positions == nothing))
    return;
  const std::int32_t from = last == nullptr ? 0 : last->positions;
  const Dictionary::Step step =
      model_.dictionary.advance(positions_[static_cast<std::size_t>(from)], node.unichar, reached_);
  if (step.permuter == Permuter::none) return;
  node.permuter = step.permuter;
  node.start_of_word = last == nullptr || last->start_of_dawg;
  node.end_of_word = step.word_may_end;
  node.positions = static_cast<std::int32_t>(positions_.size());
  Heap& words = heap(true, to);
  if (words.full() && !(node.score > words.least())) return;
  positions_.push_back(reached_);
  words.push_if_better(node);
}

std::vector<PathStep> Search::path() const {
  const Node* best = nullptr;
  for (const std::size_t how : {anything, no_duplicate}) {
    for (const std::size_t beam : {how, how + continuations}) {
      for (std::size_t i = beams_[beam].begin; i < beams_[beam].end; ++i) {
        const Node& node = nodes_[i];
        if (beam >= continuations) {
          const Node* last = last_character(&node);
          if (last == nullptr || (!last->end_of_word && last->unichar != unichar_space)) continue;
        }
        if (best == nullptr || node.score > best->score) best = &node;
      }
    }
  }
  std::vector<PathStep> steps;
  for (; best != nullptr; best = at(best->previous)) {
    steps.push_back({best->code, best->unichar, best->permuter, best->start_of_word, best->duplicate, best->certainty});
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

}  // namespace

float certainty_of(float probability) {
  static const float least_probability = std::exp(least_certainty);
  const float logarithm = probability > least_probability ? std::log(probability) : least_certainty;
  return static_cast<float>(static_cast<double>(logarithm) + certainty_offset);
}

std::vector<PathStep> best_path(const ModelData& model, std::span<const float> outputs, UseDictionary use_dictionary) {
  Search search(model, use_dictionary);
  const std::size_t classes = model.charset.unichar_of.size();
  for (std::size_t begin = 0; begin + classes <= outputs.size(); begin += classes) {
    search.step(outputs.subspan(begin, classes));
  }
  return search.path();
}

}  // namespace atagande::recognise
