// The gate: what happened to a text, from letter statistics and the lexicon.
//
// Internal to the room.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "repair/repair.h"
#include "repair/restore.h"
#include "repair/scores.h"
#include "repair/token.h"

namespace atagande::repair {

/// Tallies of the words seen last: words come again.
class TallyMemory {
 public:
  static constexpr std::size_t longest = 24;

  /// What one word brings: 0 or 1, but for its letters.
  struct WordTally {
    std::uint8_t known = 0;
    std::uint8_t function = 0;
    std::uint8_t odd = 0;
    std::uint8_t foreign = 0;
    using Letters = std::array<std::uint8_t, 4>;
    Letters kept{};
    Letters lost{};
    Letters likely_kept{};
    Letters likely_lost{};
  };
  struct Slot {
    std::array<char, longest> letters{};
    std::uint8_t length = 0;
    WordTally tally;
  };

  Slot& slot(std::string_view letters) { return slots_[std::hash<std::string_view>()(letters) % slots_.size()]; }

 private:
  std::vector<Slot> slots_ = std::vector<Slot>(8192);
};

/// Sightings of letters with diacritics in words that are known in one way only.
struct Tally {
  using Count = std::uint32_t;
  Count words = 0;                       // of letters, two or longer
  Count known = 0;                       // in the lexicon once diacritics are left out
  Count function = 0;                    // among the commonest words of the language
  Count odd = 0;                         // unknown, with digits, signs or é among their letters
  Count foreign = 0;                     // with letters Swedish does not have
  using Letters = std::array<Count, 4>;  // å ä ö é
  Letters kept{};
  Letters lost{};
  Letters likely_kept{};  // likewise in words one reading of which is far the commonest
  Letters likely_lost{};

  void add(const Tally& other);
  void add(const TallyMemory::WordTally& word);
  [[nodiscard]] std::size_t kept_total() const { return kept[0] + kept[1] + kept[2]; }
  [[nodiscard]] std::size_t lost_total() const { return lost[0] + lost[1] + lost[2]; }
};

/// A run of tokens judged together.
struct GateBlock {
  std::size_t first = 0;  // tokens [first, last)
  std::size_t last = 0;
  Tally tally;
  Verdict verdict = Verdict::clean;
  LossRates loss;
};

struct Gate {
  Verdict verdict = Verdict::clean;
  std::vector<GateBlock> blocks;  // all tokens, in order
};

/// `fallback` is the verdict for a text too short to tell. `memory` must have served the same knowledge only.
Gate judge(std::string_view text, const Tokens& tokens, const Knowledge& knowledge, TallyMemory& memory,
           Verdict fallback);

}  // namespace atagande::repair
