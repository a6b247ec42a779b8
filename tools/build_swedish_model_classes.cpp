// The exchange algorithm (Kneser and Ney, "Improved clustering techniques for class-based statistical language
// modelling", 1993): each word in turn goes to the class that makes the text's pairs of classes likeliest, until few
// words move. Words that share their bare letters are one.
#include "build_swedish_model_classes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <map>

namespace atagande::building {
namespace {

constexpr std::size_t class_count = 180;
constexpr int rounds = 6;

struct Link {
  std::uint32_t other = 0;
  std::uint32_t count = 0;
};

/// n ln n.
double weigh(std::int64_t n) {
  static const std::vector<double> table = [] {
    std::vector<double> out(1 << 18);
    for (std::size_t i = 1; i < out.size(); ++i) out[i] = static_cast<double>(i) * std::log(static_cast<double>(i));
    return out;
  }();
  if (n <= 0) return 0.0;
  const auto i = static_cast<std::size_t>(n);
  return i < table.size() ? table[i] : static_cast<double>(n) * std::log(static_cast<double>(n));
}

class Exchange {
 public:
  Exchange(std::size_t words, const std::vector<std::vector<Link>>& after, const std::vector<std::vector<Link>>& before)
      : after_(after), before_(before), class_of_(words) {
    for (std::uint32_t w = 0; w < words; ++w) class_of_[w] = w % class_count;
    for (std::uint32_t w = 0; w < words; ++w) {
      for (const Link& link : after_[w]) pairs_[class_of_[w]][class_of_[link.other]] += link.count;
    }
    for (std::size_t a = 0; a < class_count; ++a) {
      for (std::size_t b = 0; b < class_count; ++b) {
        left_[a] += pairs_[a][b];
        right_[b] += pairs_[a][b];
      }
    }
  }

  std::size_t round() {
    std::size_t moved = 0;
    for (std::uint32_t w = 0; w < class_of_.size(); ++w) moved += improve(w) ? 1 : 0;
    return moved;
  }

  [[nodiscard]] std::size_t class_of(std::size_t word) const { return class_of_[word]; }

 private:
  using Row = std::array<std::int64_t, class_count>;

  void gather(std::uint32_t w) {
    to_.fill(0);
    from_.fill(0);
    self_ = 0;
    for (const Link& link : after_[w]) (link.other == w ? self_ : to_[class_of_[link.other]]) += link.count;
    for (const Link& link : before_[w]) {
      if (link.other != w) from_[class_of_[link.other]] += link.count;
    }
    to_total_ = self_;
    from_total_ = self_;
    for (std::size_t c = 0; c < class_count; ++c) {
      to_total_ += to_[c];
      from_total_ += from_[c];
    }
  }

  /// Adds (sign 1) or takes away (-1) the word just gathered from class c.
  void put(std::size_t c, std::int64_t sign) {
    for (std::size_t d = 0; d < class_count; ++d) {
      pairs_[c][d] += sign * to_[d];
      pairs_[d][c] += sign * from_[d];
    }
    pairs_[c][c] += sign * self_;
    left_[c] += sign * to_total_;
    right_[c] += sign * from_total_;
    for (std::size_t d = 0; d < class_count; ++d) {
      right_[d] += sign * to_[d];
      left_[d] += sign * from_[d];
    }
  }

  /// What is gained by adding the word gathered to class c, of which it is no member now.
  [[nodiscard]] double gain(std::size_t c) const {
    double sum = 0.0;
    for (std::size_t d = 0; d < class_count; ++d) {
      if (d == c) continue;
      if (to_[d] != 0) sum += weigh(pairs_[c][d] + to_[d]) - weigh(pairs_[c][d]);
      if (from_[d] != 0) sum += weigh(pairs_[d][c] + from_[d]) - weigh(pairs_[d][c]);
    }
    sum += weigh(pairs_[c][c] + to_[c] + from_[c] + self_) - weigh(pairs_[c][c]);
    return sum - (weigh(left_[c] + to_total_) - weigh(left_[c])) - (weigh(right_[c] + from_total_) - weigh(right_[c]));
  }

  bool improve(std::uint32_t w) {
    gather(w);
    const std::size_t old = class_of_[w];
    put(old, -1);
    std::size_t best = old;
    double best_gain = gain(old);
    for (std::size_t c = 0; c < class_count; ++c) {
      if (c == old) continue;
      const double g = gain(c);
      if (g > best_gain + 1e-6) {
        best = c;
        best_gain = g;
      }
    }
    put(best, 1);
    class_of_[w] = best;
    return best != old;
  }

  const std::vector<std::vector<Link>>& after_;
  const std::vector<std::vector<Link>>& before_;
  std::vector<std::size_t> class_of_;
  std::array<Row, class_count> pairs_{};
  Row left_{};
  Row right_{};
  Row to_{};
  Row from_{};
  std::int64_t to_total_ = 0;
  std::int64_t from_total_ = 0;
  std::int64_t self_ = 0;
};

constexpr std::uint32_t none = 0xffffffff;

/// Numbers the bare words seen often enough, commonest first; by form.
std::vector<std::uint32_t> number_words(const Corpus& corpus, unsigned least, std::vector<model::Hash>& hashes) {
  std::map<model::Hash, std::uint64_t> counts;
  for (const std::uint32_t form : corpus.tokens) ++counts[corpus.neighbours[form].word];
  std::vector<std::pair<std::uint64_t, model::Hash>> ranked;
  for (const auto& [hash, count] : counts) {
    if (count >= least) ranked.emplace_back(count, hash);
  }
  std::sort(ranked.begin(), ranked.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::map<model::Hash, std::uint32_t> numbers;
  for (const auto& [count, hash] : ranked) {
    numbers[hash] = static_cast<std::uint32_t>(hashes.size());
    hashes.push_back(hash);
  }
  std::vector<std::uint32_t> out(corpus.neighbours.size(), none);
  for (std::size_t form = 0; form < out.size(); ++form) {
    const auto at = numbers.find(corpus.neighbours[form].word);
    if (at != numbers.end()) out[form] = at->second;
  }
  return out;
}

void link_words(const Corpus& corpus, const std::vector<std::uint32_t>& numbers, std::vector<std::vector<Link>>& after,
                std::vector<std::vector<Link>>& before) {
  std::vector<std::uint64_t> pairs;
  for (std::size_t t = 1; t < corpus.tokens.size(); ++t) {
    if (static_cast<repair::Gap>(corpus.marks[t] & 15U) == repair::Gap::sentence) continue;
    const std::uint32_t a = numbers[corpus.tokens[t - 1]];
    const std::uint32_t b = numbers[corpus.tokens[t]];
    if (a != none && b != none) pairs.push_back(std::uint64_t{a} << 32U | b);
  }
  std::sort(pairs.begin(), pairs.end());
  for (std::size_t i = 0; i < pairs.size();) {
    std::size_t end = i;
    while (end < pairs.size() && pairs[end] == pairs[i]) ++end;
    const auto a = static_cast<std::uint32_t>(pairs[i] >> 32U);
    const auto b = static_cast<std::uint32_t>(pairs[i]);
    const auto count = static_cast<std::uint32_t>(end - i);
    after[a].push_back({b, count});
    before[b].push_back({a, count});
    i = end;
  }
}

}  // namespace

std::vector<model::FingerprintEntry> sort_into_classes(Corpus& corpus, unsigned least) {
  std::vector<model::Hash> hashes;
  const std::vector<std::uint32_t> numbers = number_words(corpus, least, hashes);
  std::vector<std::vector<Link>> after(hashes.size());
  std::vector<std::vector<Link>> before(hashes.size());
  link_words(corpus, numbers, after, before);
  Exchange exchange(hashes.size(), after, before);
  for (int round = 0; round < rounds; ++round) {
    const std::size_t moved = exchange.round();
    std::cerr << "classes: " << moved << " of " << hashes.size() << " words moved\n";
    if (moved * 200 < hashes.size()) break;
  }
  std::vector<model::FingerprintEntry> out;
  for (std::size_t w = 0; w < hashes.size(); ++w) {
    out.push_back({hashes[w], static_cast<std::int8_t>(exchange.class_of(w) + 1)});
  }
  for (std::size_t form = 0; form < numbers.size(); ++form) {
    if (numbers[form] != none) {
      corpus.neighbours[form].word_class = static_cast<std::uint8_t>(exchange.class_of(numbers[form]) + 1);
    }
  }
  return out;
}

}  // namespace atagande::building
