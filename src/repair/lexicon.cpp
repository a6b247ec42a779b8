// Words that share their bare letters are found by walking the automaton with every diacritic the letter may have lost;
// the automaton cuts wrong turns off after a step or two.
#include "repair/lexicon.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "document/error.h"
#include "repair/token.h"

namespace atagande::repair {
namespace {

using model::Automaton;

constexpr std::size_t most_visits = 20'000;

class Walk {
 public:
  Walk(const Lexicon& lexicon, std::string_view letters, bool any, Readings& out)
      : lexicon_(lexicon), letters_(letters), any_(any), out_(out) {}

  void from(Automaton::State state, std::size_t at, std::uint32_t number) {
    if (++visits_ > most_visits) return;  // never in a sound file
    const auto wanted = static_cast<unsigned char>(letters_[at]);
    const unsigned char bare_wanted = bare(wanted);
    // Only letters past ASCII have a diacritic to lose, and they sort last.
    const bool may_differ = (any_ || wanted == bare_wanted) && has_marked_kin(bare_wanted);
    const unsigned char plain = wanted < 0x80 || any_ ? bare_wanted : 0;  // the last ASCII letter that may fit
    const Automaton& automaton = lexicon_.automaton();
    while (automaton.has_edges(state)) {
      const Automaton::Edge edge = automaton.edge(state);
      const bool marked = edge.letter >= 0x80 || wanted >= 0x80;
      if (edge.letter == wanted || (may_differ && marked && bare(edge.letter) == bare_wanted)) {
        take(edge, at, number + edge.number);
      }
      if (edge.last || (edge.letter >= wanted && !may_differ)) return;
      const bool past_plain = edge.letter >= plain && edge.letter < 0x80;
      if (past_plain && edge.to_marked == 0) return;
      state += past_plain ? edge.to_marked : 1U;
    }
  }

 private:
  /// Whether there are letters that look like `bare_letter` but for their marks.
  static bool has_marked_kin(unsigned char bare_letter) {
    constexpr std::uint32_t kin =
        1U << 0U | 1U << 2U | 1U << 4U | 1U << 8U | 1U << 13U | 1U << 14U | 1U << 20U;  // aceinou
    return bare_letter >= 'a' && bare_letter <= 'z' && (kin >> (bare_letter - 'a') & 1U) != 0;
  }

  void take(const Automaton::Edge& edge, std::size_t at, std::uint32_t number) {
    path_[at] = static_cast<char>(edge.letter);
    if (at + 1 == letters_.size()) {
      if (edge.ends_word) add(number);
    } else if (edge.target != Automaton::no_state) {
      from(edge.target, at + 1, number + (edge.ends_word ? 1 : 0));
    }
  }

  void add(std::uint32_t number) {
    if (out_.size == Readings::most) return;
    Reading& reading = out_.list[out_.size++];
    reading.number = number;
    reading.record = lexicon_.record(number);
    reading.length = static_cast<std::uint16_t>(letters_.size());
    std::memcpy(reading.letters.data(), path_.data(), letters_.size());
  }

  const Lexicon& lexicon_;
  std::string_view letters_;
  bool any_;
  std::size_t visits_ = 0;
  Readings& out_;
  std::array<char, 62> path_{};
};

constexpr std::size_t run_words = 32;

/// 16 ln 2000: a reading two thousand times rarer than the first is a slip of the pen more often than a word.
constexpr int widest_gap = 122;

}  // namespace

Lexicon::Lexicon(const model::Model& model)
    : Lexicon(model.section(model::Section::lexicon), [&model] {
        const std::span<const std::byte> bytes = model.section(model::Section::word_records);
        return std::span(reinterpret_cast<const WordRecord*>(bytes.data()), bytes.size() / sizeof(WordRecord));
      }()) {}

Lexicon::Lexicon(std::span<const std::byte> automaton, std::span<const WordRecord> records)
    : automaton_(automaton), records_(records) {
  if (records_.size() < automaton_.words()) {
    throw Error(Fault::bad_model, "the model's word list and its counts do not fit together; build it anew");
  }
  find_greatest();
}

/// The greatest of every run of words, of every two runs, of every four …: any range is covered by two of them.
void Lexicon::find_greatest() {
  std::vector<std::uint8_t> runs((automaton_.words() + run_words - 1) / run_words, 0);
  for (std::size_t i = 0; i < automaton_.words(); ++i) {
    std::uint8_t& greatest = runs[i / run_words];
    greatest = std::max(greatest, records_[i].count);
  }
  greatest_.push_back(std::move(runs));
  for (std::size_t width = 1; 2 * width <= greatest_[0].size(); width *= 2) {
    const std::vector<std::uint8_t>& half = greatest_.back();
    std::vector<std::uint8_t> whole(half.size() - width);
    for (std::size_t i = 0; i < whole.size(); ++i) whole[i] = std::max(half[i], half[i + width]);
    greatest_.push_back(std::move(whole));
  }
}

std::uint8_t Lexicon::greatest_count(std::uint32_t begin, std::uint32_t end) const {
  if (end <= begin || end > automaton_.words()) return 255;  // never in a sound file
  const std::size_t first = begin / run_words;
  const std::size_t last = (end - 1) / run_words;
  const auto level = static_cast<std::size_t>(std::bit_width((last - first + 1) / 2));
  return std::max(greatest_[level][first], greatest_[level][last + 1 - (std::size_t{1} << level)]);
}

void Lexicon::readings(std::string_view letters, bool any, Readings& out) const {
  out.size = 0;
  if (letters.empty() || letters.size() > 60) return;
  Walk(*this, letters, any, out).from(automaton_.root(), 0, 0);
}

void rank(Readings& readings) {
  const auto begin = readings.list.begin();
  std::sort(begin, begin + static_cast<std::ptrdiff_t>(readings.size), [](const Reading& a, const Reading& b) {
    return a.record.count != b.record.count ? a.record.count > b.record.count : a.number < b.number;
  });
  while (readings.size > 1 &&
         readings.list[readings.size - 1].record.count + widest_gap < readings.list[0].record.count) {
    --readings.size;
  }
}

}  // namespace atagande::repair
