// re2::FilteredRE2 knows which words ("atoms") a pattern cannot do without, and which patterns a set of atoms leaves
// possible; it leaves finding the atoms to its caller. Here an Aho–Corasick automaton does that (A. Aho, M. Corasick,
// "Efficient string matching", CACM 18(6), 1975), with its transitions in one flat table.
#include "rules/prefilter.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <queue>

namespace atagande::rules {
namespace {

constexpr int shortest_atom = 3;
constexpr int largest_automaton = 32 << 20;  // bytes a pattern may use

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

}  // namespace

struct Prefilter::Impl {
  re2::FilteredRE2 filter{shortest_atom};
  std::vector<std::size_t> number_of;  // FilteredRE2's number → the caller's
  std::vector<std::string> atoms;
  std::unique_ptr<Automaton> automaton;
  std::vector<bool> always;  // those that were not added are possible everywhere
};

Prefilter::Prefilter() : impl_(std::make_unique<Impl>()) {}

const re2::RE2* Prefilter::add(const std::string& folded_pattern, std::size_t number) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(largest_automaton);
  int added = 0;
  if (impl_->filter.Add(folded_pattern, options, &added) != re2::RE2::NoError) return nullptr;
  impl_->number_of.push_back(number);
  return &impl_->filter.GetRE2(added);
}

void Prefilter::finish(std::size_t patterns) {
  impl_->always.assign(patterns, true);
  for (const std::size_t number : impl_->number_of) impl_->always[number] = false;
  if (impl_->filter.NumRegexps() == 0) return;
  impl_->filter.Compile(&impl_->atoms);
  if (!impl_->atoms.empty()) impl_->automaton = std::make_unique<Automaton>(impl_->atoms);
}

Prefilter::~Prefilter() = default;
Prefilter::Prefilter(Prefilter&&) noexcept = default;
Prefilter& Prefilter::operator=(Prefilter&&) noexcept = default;

std::vector<Prefilter::Hit> Prefilter::scan(std::string_view folded) const {
  return impl_->automaton ? impl_->automaton->scan(folded) : std::vector<Hit>{};
}

std::vector<bool> Prefilter::possible(const std::vector<Hit>& hits, Span span) const {
  std::vector<bool> result = impl_->always;
  if (impl_->filter.NumRegexps() == 0) return result;
  const auto first = std::lower_bound(hits.begin(), hits.end(), span.begin,
                                      [](const Hit& hit, std::size_t at) { return hit.end <= at; });
  std::vector<int> present;
  for (auto hit = first; hit != hits.end() && hit->end <= span.end; ++hit) {
    // A word that begins in front of the span is counted as well: that only makes more possible.
    present.push_back(hit->atom);
  }
  std::sort(present.begin(), present.end());
  present.erase(std::unique(present.begin(), present.end()), present.end());
  std::vector<int> potentials;
  impl_->filter.AllPotentials(present, &potentials);
  for (const int number : potentials) result[impl_->number_of[static_cast<std::size_t>(number)]] = true;
  return result;
}

}  // namespace atagande::rules
