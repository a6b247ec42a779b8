// Words known in one way only (or one reading of which is far the commonest) tell which letters kept their diacritics.
// All lost and strange signs in words: a recogniser of another language. All lost: stripped. Some lost: partly
// stripped, at the rates seen. Blocks of a hundred words judge for themselves, shorter ones follow the whole.
#include "repair/gate.h"

#include <algorithm>
#include <cmath>

namespace atagande::repair {
namespace {

constexpr std::size_t block_words = 100;
constexpr std::size_t long_block_words = 400;
constexpr int common_count = 150;   // 16 ln(1 + n): seen some ten thousand times
constexpr int reliable_count = 40;  // seen a dozen times
constexpr int dominance = 48;       // a reading twenty times commoner than the next
constexpr double all_lost = 0.9;
constexpr double some_lost = 0.02;
constexpr std::size_t few_seen = 4;
constexpr std::size_t sampled_words = 3000;
constexpr double clean_share = 0.02;

std::size_t sum(const Tally::Letters& letters) { return letters[0] + letters[1] + letters[2]; }

std::size_t place_of(unsigned char letter) {
  switch (letter) {
    case 0xE5:
      return 0;
    case 0xE4:
      return 1;
    case 0xF6:
      return 2;
    case 0xE9:
      return 3;
    default:
      return 4;
  }
}

bool is_odd(std::string_view letters, const Token& token) {
  if (token.sign) return true;
  if (token.digit) return token.lower && letters.size() > 1;
  const std::size_t acute = letters.find('\xE9');
  return acute != std::string_view::npos && acute + 3 < letters.size();
}

using WordTally = TallyMemory::WordTally;

void compare(std::string_view read, const Reading& meant, WordTally::Letters& kept, WordTally::Letters& lost) {
  for (std::size_t i = 0; i < read.size(); ++i) {
    const std::size_t place = place_of(static_cast<unsigned char>(meant.letters[i]));
    if (place == 4) continue;
    if (read[i] == meant.letters[i]) {
      ++kept[place];
    } else if (static_cast<unsigned char>(read[i]) < 0x80) {
      ++lost[place];
    }
  }
}

/// Of a word of letters, digits and signs.
WordTally tally_of(std::string_view letters, const Token& token, const Knowledge& knowledge) {
  WordTally out;
  Readings readings;
  knowledge.lexicon.readings(letters, true, readings);
  if (readings.size == 0) {
    out.odd = is_odd(letters, token) ? 1 : 0;
    if (letters.find('\xE6') != std::string_view::npos || letters.find('\xF8') != std::string_view::npos)
      out.foreign = 1;
    return out;
  }
  const bool alone = readings.size == 1;
  rank(readings);
  const Reading& top = readings.list[0];
  out.known = 1;
  out.function = top.record.count >= common_count ? 1 : 0;
  const bool likely = readings.size == 1 || top.record.count >= readings.list[1].record.count + dominance;
  if (alone && top.record.count >= reliable_count) {
    compare(letters, top, out.kept, out.lost);
  } else if (likely && top.record.count >= reliable_count) {
    compare(letters, top, out.likely_kept, out.likely_lost);
  }
  return out;
}

class Tallier {
 public:
  Tallier(const Knowledge& knowledge, TallyMemory& memory) : knowledge_(knowledge), memory_(memory) {}

  void add(const Tokens& tokens, const Token& token, Tally& out) {
    const std::string_view letters = tokens.of(token);
    if (letters.size() < 2 || token.guarded || (token.digit && !token.lower)) {
      out.foreign += token.foreign ? 1 : 0;
      return;
    }
    if (letters.size() > TallyMemory::longest || token.digit || token.sign) {
      out.add(tally_of(letters, token, knowledge_));
      return;
    }
    TallyMemory::Slot& slot = memory_.slot(letters);
    if (std::string_view(slot.letters.data(), slot.length) != letters) {
      std::copy(letters.begin(), letters.end(), slot.letters.begin());
      slot.length = static_cast<std::uint8_t>(letters.size());
      slot.tally = tally_of(letters, token, knowledge_);
    }
    out.add(slot.tally);
  }

 private:
  const Knowledge& knowledge_;
  TallyMemory& memory_;
};

double rate(std::size_t lost, std::size_t kept, double expected) {
  return (static_cast<double>(lost) + 4.0 * expected) / (static_cast<double>(lost + kept) + 4.0);
}

LossRates loss_of(const Tally& tally, double expected) {
  LossRates out;
  out.a_ring = rate(tally.lost[0], tally.kept[0], expected);
  out.a_dots = rate(tally.lost[1], tally.kept[1], expected);
  out.o_dots = rate(tally.lost[2], tally.kept[2], expected);
  out.e_acute = tally.kept[3] > 0 ? 0.0 : tally.lost[3] > 0 ? 0.9 : 0.3;
  return out;
}

double loss_share(const Tally& tally) {
  const std::size_t all = tally.kept_total() + tally.lost_total();
  return all == 0 ? 0.0 : static_cast<double>(tally.lost_total()) / static_cast<double>(all);
}

bool swedish(const Tally& tally) {
  if (tally.words < 12) return true;
  const auto words = static_cast<double>(tally.words);
  const double function = static_cast<double>(tally.function) / words;
  const double known = static_cast<double>(tally.known + tally.odd) / words;
  if (static_cast<double>(tally.foreign) > 0.03 * words && function < 0.35) return false;
  return function >= 0.22 || (function >= 0.08 && known >= 0.8);
}

/// What the letters of a text or a block say by themselves.
Verdict verdict_of(const Tally& tally, Verdict fallback) {
  if (!swedish(tally)) return Verdict::not_swedish;
  const std::size_t seen = tally.kept_total() + tally.lost_total();
  if (seen < few_seen) {
    const std::size_t lost = tally.lost_total() + sum(tally.likely_lost);
    const std::size_t kept = tally.kept_total() + sum(tally.likely_kept);
    if (lost < 2 || kept > 0) return kept > lost ? Verdict::clean : fallback;
  }
  const double loss = seen < few_seen ? 1.0 : loss_share(tally);
  if (loss >= all_lost) {
    const bool odd = tally.odd >= 2 && static_cast<double>(tally.odd) >= 0.004 * static_cast<double>(tally.words);
    return odd || (tally.odd == 1 && tally.words < 150) ? Verdict::wrong_model : Verdict::stripped;
  }
  return loss > some_lost && tally.lost_total() >= 4 ? Verdict::partly_stripped : Verdict::clean;
}

/// Where a block may end: before the token at `i`.
bool may_end(std::string_view text, const Tokens& tokens, std::size_t i, std::size_t words) {
  if (words < block_words) return false;
  const std::string_view between = text.substr(tokens.list[i - 1].end, tokens.list[i].begin - tokens.list[i - 1].end);
  const auto newlines = std::count(between.begin(), between.end(), '\n');
  if (newlines > 1 || between.find('\f') != std::string_view::npos) return true;
  return words >= long_block_words && (newlines > 0 || tokens.list[i].gap == Gap::sentence);
}

/// Share of å, ä, ö among the letters of a block.
double diacritics_share(const Tokens& tokens, const GateBlock& block) {
  const std::size_t begin = tokens.list[block.first].letters;
  const Token& last = tokens.list[block.last - 1];
  const std::string_view letters = std::string_view(tokens.letters).substr(begin, last.letters + last.length - begin);
  std::size_t found = 0;
  for (const char c : letters) found += (c == '\xE5' || c == '\xE4' || c == '\xF6') ? 1 : 0;
  return letters.empty() ? 0.0 : static_cast<double>(found) / static_cast<double>(letters.size());
}

Tally tally_of(const Tokens& tokens, const GateBlock& block, Tallier& tallier, std::size_t step) {
  Tally out;
  for (std::size_t i = block.first; i < block.last; i += step) tallier.add(tokens, tokens.list[i], out);
  return out;
}

/// Every word of a short text; of a long one, a sample where that leaves no doubt.
Tally tally_of(const Tokens& tokens, const GateBlock& block, Tallier& tallier) {
  if (tokens.list.size() < sampled_words) return tally_of(tokens, block, tallier, 1);
  const double share = diacritics_share(tokens, block);
  if (share >= clean_share) {
    const Tally sample = tally_of(tokens, block, tallier, 10);
    const bool healthy = sample.lost_total() == 0 && sum(sample.likely_lost) == 0 && sample.foreign == 0;
    if (healthy && sample.known * 10 >= sample.words * 7) return sample;
  } else if (share == 0.0) {
    const Tally sample = tally_of(tokens, block, tallier, 4);
    if (sample.kept_total() == 0 && sample.lost_total() >= 4) return sample;
  }
  return tally_of(tokens, block, tallier, 1);
}

std::vector<GateBlock> blocks_of(std::string_view text, const Tokens& tokens, Tallier& tallier) {
  std::vector<GateBlock> out;
  for (std::size_t i = 0; i < tokens.list.size(); ++i) {
    if (out.empty() || may_end(text, tokens, i, i - out.back().first)) out.push_back({i, i, {}, Verdict::clean, {}});
    out.back().last = i + 1;
  }
  for (GateBlock& block : out) block.tally = tally_of(tokens, block, tallier);
  return out;
}

/// The verdict of a block that follows the whole unless it has enough to say otherwise.
Verdict block_verdict(const GateBlock& block, const Gate& gate, Verdict lossy) {
  const std::size_t seen = block.tally.kept_total() + block.tally.lost_total();
  const std::size_t size = block.last - block.first;
  if (size >= block_words && block.tally.words >= 12 && !swedish(block.tally)) return Verdict::not_swedish;
  if (size < block_words / 2 || seen < few_seen) return gate.verdict;
  const Verdict own = verdict_of(block.tally, gate.verdict);
  return own == Verdict::stripped || own == Verdict::wrong_model ? lossy : own;
}

}  // namespace

void Tally::add(const Tally& other) {
  words += other.words;
  known += other.known;
  function += other.function;
  odd += other.odd;
  foreign += other.foreign;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    kept[i] += other.kept[i];
    lost[i] += other.lost[i];
    likely_kept[i] += other.likely_kept[i];
    likely_lost[i] += other.likely_lost[i];
  }
}

void Tally::add(const TallyMemory::WordTally& word) {
  ++words;
  known += word.known;
  function += word.function;
  odd += word.odd;
  foreign += word.foreign;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    kept[i] += word.kept[i];
    lost[i] += word.lost[i];
    likely_kept[i] += word.likely_kept[i];
    likely_lost[i] += word.likely_lost[i];
  }
}

Gate judge(std::string_view text, const Tokens& tokens, const Knowledge& knowledge, TallyMemory& memory,
           Verdict fallback) {
  Gate gate;
  Tallier tallier(knowledge, memory);
  gate.blocks = blocks_of(text, tokens, tallier);
  Tally whole;
  Tally lossy;
  for (const GateBlock& block : gate.blocks) {
    whole.add(block.tally);
    if (loss_share(block.tally) >= all_lost) lossy.add(block.tally);
  }
  gate.verdict = verdict_of(whole, fallback);
  Verdict lossy_verdict = verdict_of(lossy, Verdict::stripped);
  if (lossy_verdict != Verdict::wrong_model) lossy_verdict = Verdict::stripped;
  for (GateBlock& block : gate.blocks) {
    block.verdict = block_verdict(block, gate, lossy_verdict);
    block.loss = loss_of(block.tally, loss_share(whole));
    if (block.verdict == Verdict::stripped || block.verdict == Verdict::wrong_model) {
      block.loss = {1.0, 1.0, 1.0, whole.kept[3] > 0 ? 0.0 : 0.5};
    }
  }
  return gate;
}

}  // namespace atagande::repair
