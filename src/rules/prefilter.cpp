// Finding the words is the work of an Aho–Corasick automaton (A. Aho, M. Corasick, "Efficient string matching", CACM
// 18(6), 1975), with its transitions in one flat table.
#include "rules/prefilter.h"

#include <algorithm>
#include <array>
#include <map>
#include <queue>
#include <span>
#include <unordered_map>

namespace atagande::rules {
namespace {

class Automaton {
 public:
  explicit Automaton(const std::vector<std::string>& atoms) {
    classes_.fill(0);
    for (const std::string& atom : atoms) {
      for (const char c : atom) {
        std::uint8_t& known = classes_[static_cast<unsigned char>(c)];
        if (known == 0) known = ++class_count_;
      }
    }
    add_state();
    for (std::size_t i = 0; i < atoms.size(); ++i) insert(atoms[i], static_cast<int>(i));
    link();
  }

  std::vector<Prefilter::Hit> scan(std::string_view text) const {
    std::vector<Prefilter::Hit> hits;
    std::size_t state = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      state = static_cast<std::size_t>(next_[state * width() + classes_[static_cast<unsigned char>(text[i])]]);
      for (std::size_t at = state; at != 0; at = static_cast<std::size_t>(shorter_[at])) {
        if (atom_[at] >= 0) hits.push_back({static_cast<std::uint32_t>(i + 1), atom_[at]});
      }
    }
    return hits;
  }

 private:
  std::size_t width() const { return static_cast<std::size_t>(class_count_) + 1; }

  int add_state() {
    next_.resize(next_.size() + width(), -1);
    atom_.push_back(-1);
    fallback_.push_back(0);
    shorter_.push_back(0);
    return static_cast<int>(atom_.size()) - 1;
  }

  void insert(const std::string& word, int number) {
    std::size_t state = 0;
    for (const char c : word) {
      const std::size_t slot = state * width() + classes_[static_cast<unsigned char>(c)];
      if (next_[slot] < 0) {
        const int added = add_state();
        next_[slot] = added;
      }
      state = static_cast<std::size_t>(next_[slot]);
    }
    atom_[state] = number;
  }

  void link() {
    std::queue<std::size_t> open;
    for (std::size_t c = 0; c < width(); ++c) {
      if (next_[c] < 0) {
        next_[c] = 0;
      } else {
        open.push(static_cast<std::size_t>(next_[c]));
      }
    }
    while (!open.empty()) {
      const std::size_t state = open.front();
      open.pop();
      const auto back = static_cast<std::size_t>(fallback_[state]);
      shorter_[state] = atom_[back] >= 0 ? fallback_[state] : shorter_[back];
      for (std::size_t c = 0; c < width(); ++c) {
        int& to = next_[state * width() + c];
        const int through_back = next_[back * width() + c];
        if (to < 0) {
          to = through_back;
        } else {
          fallback_[static_cast<std::size_t>(to)] = through_back;
          open.push(static_cast<std::size_t>(to));
        }
      }
    }
  }

  std::array<std::uint8_t, 256> classes_{};
  std::uint8_t class_count_ = 0;
  std::vector<int> next_;      // state × class → state
  std::vector<int> atom_;      // atom that ends in a state, or -1
  std::vector<int> fallback_;  // longest proper suffix that is a state
  std::vector<int> shorter_;   // next state on the way back that ends an atom; 0: none
};

/// Lists of numbers one behind the other: they are walked for every word found, and lie close together so.
class Lists {
 public:
  Lists() = default;
  explicit Lists(const std::vector<std::vector<std::size_t>>& lists) {
    for (const auto& list : lists) {
      for (const std::size_t number : list) numbers_.push_back(static_cast<std::uint32_t>(number));
      ends_.push_back(static_cast<std::uint32_t>(numbers_.size()));
    }
  }

  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t list) const {
    const std::uint32_t begin = list == 0 ? 0 : ends_[list - 1];
    return std::span(numbers_).subspan(begin, ends_[list] - begin);
  }

 private:
  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace

struct Prefilter::Impl {
  std::vector<std::string> atoms;
  std::unordered_map<std::string, std::size_t> atom_index;
  std::map<AnyOf, std::size_t> set_index;
  std::vector<std::vector<std::size_t>> sets_of_atom;
  std::vector<std::vector<std::size_t>> patterns_of_set;
  std::vector<std::uint8_t> sets_needed;  // by pattern: all of them have to be met
  std::vector<bool> always;               // patterns that need none
  std::unique_ptr<Automaton> automaton;
  Lists sets_by_atom;  // of `sets_of_atom`, once it is complete
  Lists patterns_by_set;

  std::size_t set_number(const AnyOf& set) {
    const auto [known, is_new] = set_index.try_emplace(set, set_index.size());
    if (!is_new) return known->second;
    patterns_of_set.emplace_back();
    for (const std::string& word : set) {
      const auto [atom, is_new_atom] = atom_index.try_emplace(word, atoms.size());
      if (is_new_atom) {
        atoms.push_back(word);
        sets_of_atom.emplace_back();
      }
      sets_of_atom[atom->second].push_back(known->second);
    }
    return known->second;
  }
};

Prefilter::Prefilter() : impl_(std::make_unique<Impl>()) {}

void Prefilter::add(std::size_t pattern, const std::vector<AnyOf>& required) {
  if (impl_->always.size() <= pattern) {
    impl_->always.resize(pattern + 1, true);
    impl_->sets_needed.resize(pattern + 1);
  }
  for (const AnyOf& set : required) impl_->patterns_of_set[impl_->set_number(set)].push_back(pattern);
  impl_->sets_needed[pattern] = static_cast<std::uint8_t>(required.size());
  impl_->always[pattern] = required.empty();
}

void Prefilter::finish() {
  if (!impl_->atoms.empty()) impl_->automaton = std::make_unique<Automaton>(impl_->atoms);
  impl_->sets_by_atom = Lists(impl_->sets_of_atom);
  impl_->patterns_by_set = Lists(impl_->patterns_of_set);
}

Prefilter::~Prefilter() = default;
Prefilter::Prefilter(Prefilter&&) noexcept = default;
Prefilter& Prefilter::operator=(Prefilter&&) noexcept = default;

std::vector<Prefilter::Hit> Prefilter::scan(std::string_view folded) const {
  return impl_->automaton ? impl_->automaton->scan(folded) : std::vector<Hit>{};
}

std::vector<bool> Prefilter::possible(const std::vector<Hit>& hits, Span span) const {
  std::vector<bool> result = impl_->always;
  std::vector<bool> met(impl_->patterns_of_set.size());
  std::vector<std::uint8_t> sets_met(result.size());
  auto hit = std::lower_bound(hits.begin(), hits.end(), span.begin,
                              [](const Hit& one, std::size_t at) { return one.end <= at; });
  // A word that begins in front of the span is counted as well: that only makes more possible.
  for (; hit != hits.end() && hit->end <= span.end; ++hit) {
    for (const std::uint32_t set : impl_->sets_by_atom[static_cast<std::size_t>(hit->atom)]) {
      if (met[set]) continue;
      met[set] = true;
      for (const std::uint32_t pattern : impl_->patterns_by_set[set]) {
        if (++sets_met[pattern] == impl_->sets_needed[pattern]) result[pattern] = true;
      }
    }
  }
  return result;
}

}  // namespace atagande::rules
