// A squished dawg is an array of 64-bit edges; a node is a run of them that ends with a flag. Bits from below: unichar
// id, last edge of its node, backward, a word ends here, index of the first edge of the next node (0: none). In the
// punctuation dawg id 0 stands for "a word goes here", in the number dawg for any digit.
#include "recognise/dawg.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "recognise/bytes.h"

namespace atagande::recognise {

namespace {

constexpr std::uint16_t dawg_magic = 42;
constexpr int word_here = 0;
constexpr int any_digit = 0;

}  // namespace

Dawg::Dawg(std::span<const std::byte> component, std::size_t unichars) {
  ByteReader reader(component);
  if (reader.u16() != dawg_magic) bad_model("a dawg does not begin as one");
  const std::uint32_t size = reader.u32();
  if (size == 0 || size > unichars) bad_model("a dawg has another charset than the model");
  last_bit_ = static_cast<unsigned>(std::bit_width(size));
  end_bit_ = last_bit_ + 2;
  next_shift_ = last_bit_ + 3;
  id_mask_ = (std::uint64_t{1} << last_bit_) - 1;
  const std::uint32_t count = reader.count(8);
  if (count == 0 || reader.left() != 8 * std::size_t{count}) bad_model("a dawg's length is wrong");
  edges_.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) edges_.push_back(reader.u64());
  for (std::uint32_t i = 0; i < count; ++i) {
    if (next_of(i) >= count) bad_model("a dawg's edge leads outside");
  }
  if (!is_last(count - 1)) bad_model("a dawg's last node does not end");
  while (!is_last(root_edges_)) ++root_edges_;
  ++root_edges_;
}

std::uint32_t Dawg::first_edge(int id) const {
  if (empty()) return no_edge;
  std::uint32_t low = 0;
  std::uint32_t high = root_edges_;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (id_of(middle) < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < root_edges_ && id_of(low) == id ? low : no_edge;
}

std::uint32_t Dawg::edge_after(std::uint32_t edge, int id) const {
  if (edge == no_edge) return first_edge(id);
  auto at = static_cast<std::uint32_t>(next_of(edge));
  if (at == 0) return no_edge;
  while (id_of(at) != id) {
    if (is_last(at)) return no_edge;
    ++at;
  }
  return at;
}

struct Dictionary::Reached {
  DawgPositions& positions;
  Step step;

  void add(const DawgPosition& position, Permuter permuter, bool may_end) {
    if (std::find(positions.begin(), positions.end(), position) == positions.end()) positions.push_back(position);
    step.permuter = std::max(step.permuter, permuter);
    step.word_may_end = step.word_may_end || may_end;
  }
};

namespace {

Permuter permuter_of(DawgPosition::Kind kind) {
  switch (kind) {
    case DawgPosition::Kind::word:
      return Permuter::word;
    case DawgPosition::Kind::number:
      return Permuter::number;
    case DawgPosition::Kind::punctuation:
      break;
  }
  return Permuter::punctuation;
}

}  // namespace

Dictionary::Dictionary(Dawg punctuation, Dawg word, Dawg number, std::vector<bool> digits)
    : punctuation_(std::move(punctuation)),
      word_(std::move(word)),
      number_(std::move(number)),
      digits_(std::move(digits)) {
  const std::uint32_t bare = punctuation_.first_edge(word_here);
  if (!punctuation_.empty()) start_.push_back({});
  if (bare == Dawg::no_edge || !punctuation_.ends_word(bare)) {
    if (!word_.empty()) start_.push_back({DawgPosition::Kind::word, false, Dawg::no_edge, Dawg::no_edge});
    if (!number_.empty()) start_.push_back({DawgPosition::Kind::number, false, Dawg::no_edge, Dawg::no_edge});
  }
}

int Dictionary::letter(DawgPosition::Kind kind, int unichar) const {
  return kind == DawgPosition::Kind::number && digits_[static_cast<std::size_t>(unichar)] ? any_digit : unichar;
}

void Dictionary::leave_punctuation(const DawgPosition& position, int unichar, Reached& reached) const {
  const std::uint32_t pattern = punctuation_.edge_after(position.punctuation_edge, word_here);
  if (pattern != Dawg::no_edge) {
    for (const auto kind : {DawgPosition::Kind::word, DawgPosition::Kind::number}) {
      const std::uint32_t edge = dawg(kind).first_edge(letter(kind, unichar));
      if (edge == Dawg::no_edge) continue;
      const bool may_end = dawg(kind).ends_word(edge) && punctuation_.ends_word(pattern);
      reached.add({kind, false, edge, pattern}, permuter_of(kind), may_end);
    }
  }
  const std::uint32_t edge = punctuation_.edge_after(position.punctuation_edge, unichar);
  if (edge != Dawg::no_edge) {
    reached.add({DawgPosition::Kind::punctuation, false, Dawg::no_edge, edge}, Permuter::punctuation,
                punctuation_.ends_word(edge));
  }
}

void Dictionary::go_on_in_word(const DawgPosition& position, int unichar, Reached& reached) const {
  const Dawg& words = dawg(position.kind);
  const bool in_pattern = position.punctuation_edge != Dawg::no_edge;
  if (in_pattern && position.edge != Dawg::no_edge && words.ends_word(position.edge)) {
    const std::uint32_t edge = punctuation_.edge_after(position.punctuation_edge, unichar);
    if (edge != Dawg::no_edge) {
      reached.add({position.kind, true, position.edge, edge}, permuter_of(position.kind), punctuation_.ends_word(edge));
    }
  }
  if (position.back_to_punctuation) return;
  const std::uint32_t edge = words.edge_after(position.edge, letter(position.kind, unichar));
  if (edge == Dawg::no_edge) return;
  const bool may_end = words.ends_word(edge) && (!in_pattern || punctuation_.ends_word(position.punctuation_edge));
  reached.add({position.kind, false, edge, position.punctuation_edge}, permuter_of(position.kind), may_end);
}

Dictionary::Step Dictionary::advance(const DawgPositions& from, int unichar, DawgPositions& to) const {
  to.clear();
  Reached reached{to, {}};
  if (unichar <= 0) return reached.step;
  for (const DawgPosition& position : from) {
    if (position.kind == DawgPosition::Kind::punctuation) {
      leave_punctuation(position, unichar, reached);
    } else {
      go_on_in_word(position, unichar, reached);
    }
  }
  return reached.step;
}

}  // namespace atagande::recognise
