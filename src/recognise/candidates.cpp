// Prefix beam search after Hannun et al. (2014), "First-pass large vocabulary continuous speech recognition using
// bi-directional recurrent DNNs": readings are nodes of a tree, each with the probability of ending in null and of
// ending in its last character. Probabilities are scaled at every step, the logarithm of the scale is kept.
#include "recognise/candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

namespace atagande::recognise {

namespace {

constexpr std::size_t prefixes_kept = 24;
constexpr float least_probability = 1e-4F;  // of a character worth a new prefix
constexpr double least_share = 1e-7;        // of a prefix against the best
constexpr double impossible = -std::numeric_limits<double>::infinity();

class PrefixSearch {
 public:
  explicit PrefixSearch(const WordSteps& word) : word_(word) {
    nodes_.push_back({});
    now_.push_back({0, 1.0, 0.0});
  }

  void step(const float* outputs) {
    likely_.clear();
    for (int code = 0; code < word_.codes(); ++code) {
      const int unichar = word_.charset.unichar_of[static_cast<std::size_t>(code)];
      if (outputs[code] >= least_probability && unichar != no_unichar && unichar != unichar_space) {
        likely_.push_back(code);
      }
    }
    next_.clear();
    for (const Prefix& prefix : now_) extend(prefix, outputs);
    for (const Prefix& prefix : next_) nodes_[prefix.node].place = nowhere;
    keep_best();
  }

  std::vector<CodedCandidate> best(int count) {
    std::vector<CodedCandidate> candidates;
    for (const Prefix& prefix : now_) {
      if (static_cast<int>(candidates.size()) == count) break;
      CodedCandidate candidate;
      for (std::size_t node = prefix.node; node != 0; node = nodes_[node].parent) {
        candidate.codes.push_back(nodes_[node].code);
      }
      std::reverse(candidate.codes.begin(), candidate.codes.end());
      candidate.log_probability = std::log(prefix.total()) + log_scale_;
      candidates.push_back(std::move(candidate));
    }
    return candidates;
  }

 private:
  static constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

  struct Node {
    std::size_t parent = 0;
    int code = -1;
    std::size_t place = nowhere;  // in next_
    std::vector<std::size_t> children;
  };
  struct Prefix {
    std::size_t node = 0;
    double ends_null = 0.0;
    double ends_character = 0.0;
    [[nodiscard]] double total() const { return ends_null + ends_character; }
  };

  void extend(const Prefix& prefix, const float* outputs) {
    const int last = nodes_[prefix.node].code;
    Prefix& same = next(prefix.node);
    same.ends_null += prefix.total() * static_cast<double>(outputs[word_.null_code]);
    if (last >= 0) same.ends_character += prefix.ends_character * static_cast<double>(outputs[last]);
    for (const int code : likely_) {
      const double from = code == last ? prefix.ends_null : prefix.total();
      const double gain = from * static_cast<double>(outputs[code]);
      if (gain > least_share) next(child(prefix.node, code)).ends_character += gain;
    }
  }
  Prefix& next(std::size_t node) {
    std::size_t& place = nodes_[node].place;
    if (place == nowhere) {
      place = next_.size();
      next_.push_back({node, 0.0, 0.0});
    }
    return next_[place];
  }
  std::size_t child(std::size_t parent, int code) {
    for (const std::size_t known : nodes_[parent].children) {
      if (nodes_[known].code == code) return known;
    }
    nodes_.push_back({parent, code, nowhere, {}});
    nodes_[parent].children.push_back(nodes_.size() - 1);
    return nodes_.size() - 1;
  }
  void keep_best() {
    std::sort(next_.begin(), next_.end(), [](const Prefix& a, const Prefix& b) {
      return a.total() != b.total() ? a.total() > b.total() : a.node < b.node;
    });
    next_.resize(std::min(next_.size(), prefixes_kept));
    const double scale = next_.front().total();
    if (!(scale > 0.0)) return;
    std::erase_if(next_, [scale](const Prefix& prefix) { return prefix.total() < scale * least_share; });
    for (Prefix& prefix : next_) {
      prefix.ends_null /= scale;
      prefix.ends_character /= scale;
    }
    log_scale_ += std::log(scale);
    std::swap(now_, next_);
  }

  const WordSteps& word_;
  std::vector<Node> nodes_;
  std::vector<Prefix> now_;
  std::vector<Prefix> next_;
  std::vector<int> likely_;
  double log_scale_ = 0.0;
};

/// The states that steps pass through for a text: null, first code, null, second code … null.
class States {
 public:
  States(const WordSteps& word, const std::vector<int>& codes) : word_(word), codes_(codes) {}

  [[nodiscard]] std::size_t count() const { return 2 * codes_.size() + 1; }
  [[nodiscard]] int code(std::size_t state) const { return state % 2 == 0 ? word_.null_code : codes_[state / 2]; }
  /// Whether the null between two characters may be left out on the way to `state`.
  [[nodiscard]] bool may_skip_to(std::size_t state) const {
    return state % 2 == 1 && state >= 2 && codes_[state / 2] != codes_[state / 2 - 1];
  }

 private:
  const WordSteps& word_;
  const std::vector<int>& codes_;
};

}  // namespace

std::vector<CodedCandidate> word_candidates(const WordSteps& word, int count) {
  PrefixSearch search(word);
  for (int t = 0; t < word.steps(); ++t) search.step(word.at(t));
  return search.best(count);
}

double log_probability_of(const WordSteps& word, const std::vector<int>& codes) {
  const States states(word, codes);
  std::vector<double> now(states.count(), 0.0);
  std::vector<double> next(now.size());
  double log_scale = 0.0;
  for (int t = 0; t < word.steps(); ++t) {
    double sum = 0.0;
    for (std::size_t s = 0; s < next.size(); ++s) {
      double from = t == 0 ? (s < 2 ? 1.0 : 0.0) : now[s];
      if (t > 0 && s >= 1) from += now[s - 1];
      if (t > 0 && states.may_skip_to(s)) from += now[s - 2];
      next[s] = from * static_cast<double>(word.at(t)[states.code(s)]);
      sum += next[s];
    }
    if (!(sum > 0.0)) return impossible;
    for (double& value : next) value /= sum;
    log_scale += std::log(sum);
    std::swap(now, next);
  }
  const double end = now.back() + (now.size() > 1 ? now[now.size() - 2] : 0.0);
  return end > 0.0 ? std::log(end) + log_scale : impossible;
}

std::vector<int> codes_of(const Charset& charset, std::string_view text) {
  std::vector<int> codes;
  while (!text.empty()) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
    const auto code = std::find_if(charset.unichar_of.begin(), charset.unichar_of.end(), [&](int unichar) {
      return unichar != no_unichar && unichar != unichar_space &&
             charset.entries[static_cast<std::size_t>(unichar)].text == text.substr(0, length);
    });
    if (code == charset.unichar_of.end()) return {};
    codes.push_back(static_cast<int>(code - charset.unichar_of.begin()));
    text.remove_prefix(length);
  }
  return codes;
}

}  // namespace atagande::recognise
