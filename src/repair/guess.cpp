// A beam from left to right: at each place the letter as it is where it is not odd, a confusion that explains it where
// it is, and confusions of several letters that take an odd one along.
#include "repair/guess.h"

#include <algorithm>
#include <array>

namespace atagande::repair {
namespace {

constexpr double digit_oddness = 5.0;
constexpr double accent_oddness = 4.0;
constexpr double capital_oddness = 3.0;
constexpr double last_accent_oddness = 1.0;

/// The oddness of the letter at `at`.
double odd_at(std::string_view read, std::size_t at) {
  const auto c = static_cast<unsigned char>(read[at]);
  if (c >= 'A' && c <= 'Z') return capital_oddness;
  if (c < 'a' || (c > 'z' && c < 0xE0)) return digit_oddness;
  if (c == 0xE9) return at + 1 < read.size() ? accent_oddness : last_accent_oddness;
  return 0.0;
}

class Beam {
 public:
  Beam(const Confusions& confusions, std::string_view read, std::size_t most)
      : confusions_(confusions), read_(read), most_(most), ending_at_(read.size() + 1) {
    ending_at_[0].push_back({});
  }

  std::vector<Spelling> run() {
    for (std::size_t at = 0; at < read_.size(); ++at) {
      best_first(ending_at_[at]);
      for (const Spelling& spelling : ending_at_[at]) extend(spelling, at);
    }
    best_first(ending_at_.back());
    return std::move(ending_at_.back());
  }

 private:
  void extend(const Spelling& spelling, std::size_t at) {
    const auto letter = static_cast<unsigned char>(read_[at]);
    const bool odd = odd_at(read_, at) > 0.0;
    if (!odd) put(spelling, read_.substr(at, 1), 0.0, at + 1);
    for (const Confusion& confusion : confusions_.reading(letter)) {
      if (confusion.read_length == 0 || (confusion.read_length == 1 && !odd)) continue;
      const std::string_view read = confusion.read_text();
      if (read_.substr(at, read.size()) != read) continue;
      bool explains = false;
      for (std::size_t i = at; i < at + read.size(); ++i) explains |= odd_at(read_, i) > 0.0;
      if (explains) put(spelling, confusion.meant_text(), confusion.cost / -16.0, at + read.size());
    }
    if (odd) put_without_table(spelling, letter, at);
  }

  /// A capital may be just that, an é too.
  void put_without_table(const Spelling& spelling, unsigned char letter, std::size_t at) {
    constexpr double costs = -2.5;
    if (letter >= 'A' && letter <= 'Z') {
      put(spelling, std::string(1, static_cast<char>(letter + 32)), costs, at + 1);
      for (const auto meant : std::array<unsigned char, 3>{0xE4, 0xE5, 0xF6}) {
        const std::uint8_t cost = confusions_.cost(letter, meant);
        if (cost != Confusions::never) put(spelling, std::string(1, static_cast<char>(meant)), cost / -16.0, at + 1);
      }
    }
    if (letter == 0xE9 && at + 1 == read_.size()) put(spelling, read_.substr(at, 1), 0.0, at + 1);
  }

  void put(Spelling spelling, std::string_view letters, double channel, std::size_t end) {
    spelling.letters += letters;
    spelling.channel += channel;
    ending_at_[end].push_back(std::move(spelling));
  }

  void best_first(std::vector<Spelling>& list) const {
    std::sort(list.begin(), list.end(), [](const Spelling& a, const Spelling& b) {
      return a.channel != b.channel ? a.channel > b.channel : a.letters < b.letters;
    });
    list.erase(std::unique(list.begin(), list.end(),
                           [](const Spelling& a, const Spelling& b) { return a.letters == b.letters; }),
               list.end());
    if (list.size() > most_) list.resize(most_);
  }

  const Confusions& confusions_;
  std::string_view read_;
  std::size_t most_;
  std::vector<std::vector<Spelling>> ending_at_;
};

}  // namespace

double oddness(std::string_view read) {
  double odd = 0.0;
  for (std::size_t at = 0; at < read.size(); ++at) odd += odd_at(read, at);
  return odd;
}

std::vector<Spelling> without_oddness(const Confusions& confusions, std::string_view read, std::size_t most) {
  if (oddness(read) == 0.0) return {{std::string(read), 0.0}};
  return Beam(confusions, read, most).run();
}

}  // namespace atagande::repair
