// The model's words, found by how they look without diacritics.
//
// Internal to the room. Strings are lower-case Latin-1 (see token.h). Safe to use from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/automaton.h"
#include "model/hash.h"
#include "model/model.h"

namespace atagande::repair {

/// What the model knows of one word.
struct WordRecord {
  std::uint8_t count = 0;  // 16 ln(1 + times seen), weighted over the sources
  std::uint8_t flags = 0;

  static constexpr std::uint8_t capitalised = 1;  // nearly always begins with a capital: a name
  static constexpr std::uint8_t upper = 2;        // nearly always all capitals: an acronym
  static constexpr std::uint8_t listed_name = 4;  // in a list of persons or places
  static constexpr std::uint8_t rare = 8;         // in a word list or seen once only

  [[nodiscard]] bool name() const { return (flags & (capitalised | listed_name)) != 0; }
  bool operator==(const WordRecord&) const = default;
};
static_assert(sizeof(WordRecord) == 2);

/// One word with the same letters when stripped.
struct Reading {
  std::uint32_t number = 0;
  WordRecord record;
  std::uint16_t length = 0;
  std::array<char, 62> letters{};

  [[nodiscard]] std::string_view text() const { return {letters.data(), length}; }
};

/// At most this many words share their bare letters; in Swedish it is seldom more than four.
struct Readings {
  static constexpr std::size_t most = 8;
  std::array<Reading, most> list;
  std::size_t size = 0;

  [[nodiscard]] std::span<const Reading> span() const { return {list.data(), size}; }
};

class Lexicon {
 public:
  Lexicon() = default;
  /// Throws Error{bad_model} where a section is missing or does not fit the others.
  explicit Lexicon(const model::Model& model);
  /// Of an automaton's bytes and the records of its words; a view of both.
  Lexicon(std::span<const std::byte> automaton, std::span<const WordRecord> records);

  [[nodiscard]] const model::Automaton& automaton() const { return automaton_; }
  [[nodiscard]] WordRecord record(std::uint32_t number) const {
    return number < records_.size() ? records_[number] : WordRecord{};
  }
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view letters) const { return automaton_.find(letters); }
  /// At least the greatest count among the words numbered [begin, end), at most that of some neighbours too.
  [[nodiscard]] std::uint8_t greatest_count(std::uint32_t begin, std::uint32_t end) const;

  /// All words that give `letters` when some of their diacritics are dropped: "ar" gives ar, är, år; "är" only är.
  /// With `any`, those that share the bare letters: "är" gives ar, är, år.
  void readings(std::string_view letters, bool any, Readings& out) const;

 private:
  void find_greatest();

  model::Automaton automaton_;
  std::span<const WordRecord> records_;
  std::vector<std::vector<std::uint8_t>> greatest_;  // [k][i]: of the 2^k runs of words from the i-th on
};

/// Sorts by count, greatest first (ties by spelling), and drops those so much rarer than the first that context is not
/// asked. The building of the model and its use must agree on this.
void rank(Readings& readings);

}  // namespace atagande::repair
