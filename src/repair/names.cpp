// Forms by their bare letters, and once more as a small lexicon of the model's shape, so that the search for misread
// words walks it as it walks the model's. A key with more than one form decides nothing.
#include "repair/names.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <map>

#include "repair/gate.h"
#include "repair/guard.h"
#include "repair/language.h"
#include "repair/token.h"
#include "text/text.h"

namespace atagande::repair {
namespace {

constexpr std::size_t shortest_form = 3;
constexpr double listed_weight = 20.0;  // as if the model had seen a form so often

std::uint8_t record_count(unsigned count) {
  return static_cast<std::uint8_t>(std::min(255.0, std::round(16.0 * std::log1p(listed_weight + count))));
}

bool word_of_letters(const Token& token) {
  return token.length >= shortest_form && !token.digit && !token.sign && token.composed;
}

/// Whether the model leaves something open about a word: it does not know it, or knows others that look alike.
bool worth_learning(std::string_view letters, bool capital, const Knowledge& knowledge) {
  Readings readings;
  knowledge.lexicon.readings(bare(letters), true, readings);
  if (readings.size == 0) return true;
  const bool known =
      std::any_of(readings.list.begin(), readings.list.begin() + static_cast<std::ptrdiff_t>(readings.size),
                  [&](const Reading& reading) { return reading.text() == letters; });
  return !known || (capital && readings.size > 1);
}

/// Whether the capital of token `at` says that it is a name: it stands within a sentence.
bool begins_sentence(const Tokens& tokens, std::size_t at) {
  const Gap gap = tokens.list[at].gap;
  return at == 0 || gap == Gap::sentence || gap == Gap::nothing || gap == Gap::mark;
}

}  // namespace

Names::Table::Table(std::span<const KnownForm> forms) {
  std::map<std::string, Form> by_letters;
  for (const KnownForm& known : forms) {
    const Tokens tokens = tokens_of(known.form);
    for (const Token& token : tokens.list) {
      if (!word_of_letters(token)) continue;
      const std::string letters(tokens.of(token));
      Form& form = by_letters[letters];
      form.letters = letters;
      form.count += known.count;
      if (token.first_upper) form.capitalised += known.count;
    }
  }
  std::vector<std::string> words;
  for (const auto& [letters, form] : by_letters) {
    by_key.emplace(bare(letters), form);
    words.push_back(letters);
    records.push_back({record_count(form.count), form.name() ? WordRecord::capitalised : std::uint8_t{0}});
  }
  if (words.empty()) return;
  const std::string bytes = model::automaton_bytes(words);
  automaton.resize((bytes.size() + 7) / 8);
  std::memcpy(automaton.data(), bytes.data(), bytes.size());
  lexicon = Lexicon(std::as_bytes(std::span(automaton)).first(bytes.size()), records);
}

const Names::Table::Form* Names::Table::only(std::string_view letters) const {
  const auto [at, end] = by_key.equal_range(bare(letters));
  return at == end || std::next(at) != end ? nullptr : &at->second;
}

Names::Names() {
  static const std::shared_ptr<const Table> none = std::make_shared<const Table>(std::span<const KnownForm>());
  table_ = none;
}
Names::Names(std::span<const KnownForm> forms) : table_(std::make_shared<const Table>(forms)) {}
bool Names::empty() const { return table_->by_key.empty(); }

std::vector<KnownForm> learn(std::string_view text, const Language& language) {
  const Knowledge& knowledge = language.parts().knowledge;
  Tokens tokens = tokens_of(text);
  guard(text, tokens);
  TallyMemory memory;
  const Gate gate = judge(text, tokens, knowledge, memory, Verdict::not_swedish);
  std::map<std::string, unsigned> counts;
  for (const GateBlock& block : gate.blocks) {
    if (block.verdict != Verdict::clean) continue;
    for (std::size_t i = block.first; i < block.last; ++i) {
      const Token& token = tokens.list[i];
      if (!word_of_letters(token) || token.guarded || token.all_upper()) continue;
      const bool capital = token.first_upper && !begins_sentence(tokens, i);
      if (!worth_learning(tokens.of(token), capital, knowledge)) continue;
      std::string form(text.substr(token.begin, token.end - token.begin));
      if (token.first_upper && !capital && !token.later_upper && !counts.contains(form)) form = text::lower(form);
      ++counts[form];
    }
  }
  std::vector<KnownForm> out;
  out.reserve(counts.size());
  for (const auto& [form, count] : counts) out.push_back({form, count});
  return out;
}

std::vector<KnownForm> read_forms(std::string_view text) {
  std::vector<KnownForm> out;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const std::string_view form = line.substr(0, line.find('\t'));
    unsigned count = 1;
    if (form.size() < line.size()) std::from_chars(line.data() + form.size() + 1, line.data() + line.size(), count);
    out.push_back({text::nfc(form), std::max(count, 1U)});
  }
  return out;
}

std::string written(std::span<const KnownForm> forms) {
  std::map<std::string, unsigned> counts;
  for (const KnownForm& form : forms) counts[form.form] += form.count;
  std::string out;
  for (const auto& [form, count] : counts) out += form + "\t" + std::to_string(count) + "\n";
  return out;
}

}  // namespace atagande::repair
