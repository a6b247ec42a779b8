// Log-linear features, each a hash of its kind and of what it saw. Words on the other side of a sentence's end are not
// seen; digits are seen as their number.
#include "repair/features.h"

#include <algorithm>

namespace atagande::repair {
namespace {

using model::combined;
using model::Hash;

constexpr Hash boundary = 0x5e;

/// The words at distances -3 to 3 and the ones further off, as far as the sentence reaches.
struct Window {
  std::array<Hash, 7> before{};  // [1] is the nearest
  std::array<Hash, 7> after{};
};

Hash seen(const Neighbour& word, Gap gap_between) {
  return gap_between == Gap::mark ? combined(word.word, 3) : word.word;
}

Window window_around(std::span<const Neighbour> words, std::size_t at) {
  Window window;
  window.before.fill(boundary);
  window.after.fill(boundary);
  std::size_t i = at;
  for (std::size_t k = 1; k <= 6 && i > 0 && words[i].gap != Gap::sentence; ++k) {
    window.before[k] = k == 1 ? seen(words[i - 1], words[i].gap) : words[i - 1].word;
    --i;
  }
  i = at;
  for (std::size_t k = 1; k <= 6 && i + 1 < words.size() && words[i + 1].gap != Gap::sentence; ++k) {
    window.after[k] = k == 1 ? seen(words[i + 1], words[i + 1].gap) : words[i + 1].word;
    ++i;
  }
  return window;
}

}  // namespace

Neighbour neighbour_of(const Token& token, std::string_view letters) {
  Neighbour out{.word = token.folded, .gap = token.gap, .capital = token.first_upper};
  if (token.digit && !token.lower && !token.first_upper) {
    out.word = letters.size() == 4 ? 0x11 : letters.size() < 3 ? 0x12 : 0x13;
    out.ending = 0x23;
    return out;
  }
  for (std::size_t i = letters.size() < 3 ? 0 : letters.size() - 3; i < letters.size(); ++i) {
    out.ending = out.ending << 8U | bare(static_cast<unsigned char>(letters[i]));
  }
  return out;
}

Kin kin_of(std::string_view reading, std::string_view commonest) {
  constexpr std::size_t shortest = 5;
  constexpr Hash kin_seed = 0x6b696e;
  const auto differ = std::mismatch(reading.begin(), reading.end(), commonest.begin(), commonest.end());
  if (differ.first == reading.end() || reading.size() < shortest) return {};
  const auto place = static_cast<std::size_t>(differ.first - reading.begin());
  const std::string_view mine = reading.substr(place == 0 ? 0 : place - 1);
  const std::string_view other = commonest.substr(place == 0 ? 0 : place - 1);
  const int sign = mine < other ? 1 : -1;
  const Hash both = sign > 0 ? combined(model::hash_of(mine), model::hash_of(other))
                             : combined(model::hash_of(other), model::hash_of(mine));
  return {combined(kin_seed, both), sign};
}

void find_styles(std::span<Neighbour> words) {
  constexpr std::size_t reach = 40;
  constexpr std::array<std::size_t, 3> least_percent = {5, 12, 22};
  std::size_t seen = 0;
  std::size_t first = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (; last < words.size() && last <= i + reach; ++last) seen += words[last].everyday ? 1 : 0;
    for (; first + reach < i; ++first) seen -= words[first].everyday ? 1 : 0;
    words[i].style = 0;
    for (const std::size_t least : least_percent) {
      if (100 * seen >= least * (last - first)) ++words[i].style;
    }
  }
}

void find_features(std::span<const Neighbour> words, std::size_t at, ContextFeatures& out) {
  const Window w = window_around(words, at);
  const auto& b = w.before;
  const auto& a = w.after;
  const bool first = words[at].gap == Gap::sentence || at == 0;
  const Hash ending_before = b[1] == boundary ? 1 : words[at - 1].ending;
  const Hash ending_after = a[1] == boundary ? 1 : words[at + 1].ending;
  const Hash short_before = ending_before & 0xffffU;
  const Hash short_after = ending_after & 0xffffU;
  std::size_t n = 0;
  const auto add = [&](Hash value) {
    out[n] = combined(n + 1, value);
    ++n;
  };
  add(0);
  add((words[at].capital ? 1U : 0U) + (first ? 2U : 0U));
  add(words[at].style);
  add(b[1]);
  add(a[1]);
  add(combined(b[1], a[1]));
  add(combined(b[2], b[1]));
  add(combined(a[1], a[2]));
  add(b[2]);
  add(a[2]);
  add(ending_before);
  add(ending_after);
  add(combined(short_before, short_after));
  add(combined(ending_before, a[1]));
  add(combined(b[1], ending_after));
  add(combined(combined(b[2], b[1]), a[1]));
  add(combined(combined(b[1], a[1]), a[2]));
  add(combined(combined(b[3], b[2]), b[1]));
  add(combined(combined(a[1], a[2]), a[3]));
  add(combined(b[2], a[1]));
  add(combined(b[1], a[2]));
  const Hash cb1 = b[1] == boundary ? 0xfe : words[at - 1].word_class;
  const Hash cb2 = b[2] == boundary ? 0xfe : words[at - 2].word_class;
  const Hash ca1 = a[1] == boundary ? 0xfe : words[at + 1].word_class;
  const Hash ca2 = a[2] == boundary ? 0xfe : words[at + 2].word_class;
  add(cb1 << 8U | ca1);
  add(cb2 << 8U | cb1);
  add(ca1 << 8U | ca2);
  add(cb2 << 16U | cb1 << 8U | ca1);
  add(cb1 << 16U | ca1 << 8U | ca2);
  add(cb2 << 24U | cb1 << 16U | ca1 << 8U | ca2);
  add(combined(b[1], ca1));
  add(combined(cb1, a[1]));
  const auto bag = [&](Hash value) {
    out[n] = combined(99, value == boundary ? 0 : value);
    ++n;
  };
  for (std::size_t k = 3; k <= 6; ++k) {
    bag(b[k]);
    bag(a[k]);
  }
}

void find_letter_features(std::string_view s, std::size_t at, bool capital, LetterFeatures& out) {
  const auto run = [&](std::size_t left, std::size_t right) {
    Hash hash = left * 16 + right;
    for (std::size_t i = 0; i <= left + right; ++i) {
      const std::size_t place = at + i;
      const bool inside = place >= left && place - left < s.size();
      hash = model::hash_step(hash, inside ? static_cast<unsigned char>(s[place - left]) : '#');
    }
    return model::mixed(hash);
  };
  constexpr std::array<std::array<std::size_t, 2>, 14> shapes = {
      {{0, 0}, {1, 1}, {2, 0}, {0, 2}, {2, 1}, {1, 2}, {2, 2}, {3, 1}, {1, 3}, {3, 3}, {4, 2}, {2, 4}, {5, 0}, {0, 5}}};
  std::size_t n = 0;
  for (const auto& [left, right] : shapes) out[n++] = run(left, right);
  out[n++] = combined(run(0, 0), capital ? 2 : 1);
  out[n++] = combined(run(1, 1), capital ? 2 : 1);
}

}  // namespace atagande::repair
