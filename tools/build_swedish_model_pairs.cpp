// Counting. Pairs are counted within sentences; a pair's value is discounted by half a sighting, so that what was seen
// twice by chance weighs little. Confusions get a small floor from pairs of letters that look alike in any fount.
#include "build_swedish_model_pairs.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <unordered_map>

#include "document/error.h"
#include "repair/confusions.h"
#include "repair/scores.h"
#include "repair/spelling.h"
#include "repair/token.h"
#include "text/text.h"

namespace atagande::building {
namespace {

constexpr double least_run_weight = 8.0;

struct Counted {
  std::uint64_t key = 0;
  unsigned count = 0;
};

std::vector<Counted> counted_pairs(const Corpus& corpus) {
  std::vector<std::uint64_t> keys;
  keys.reserve(corpus.tokens.size());
  std::size_t line = 0;
  for (std::size_t t = 0; t < corpus.tokens.size(); ++t) {
    while (line < corpus.lines.size() && corpus.lines[line] < t) ++line;
    const bool begins = line < corpus.lines.size() && corpus.lines[line] == t;
    if (t == 0 || begins || static_cast<repair::Gap>(corpus.marks[t] & 15U) == repair::Gap::sentence) continue;
    keys.push_back(std::uint64_t{corpus.tokens[t - 1]} << 32U | corpus.tokens[t]);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<Counted> out;
  for (const std::uint64_t key : keys) {
    if (out.empty() || out.back().key != key) out.push_back({key, 0});
    ++out.back().count;
  }
  return out;
}

/// Pairs of letters that bad print makes alike, with a probability for what the pages did not show.
constexpr const char* lookalikes =
    "i l 4;l i 8;l 1 4;i 1 2;i t 1;t l 1;l t 2;r t 1;rn m 20;m rn 2;s 5 3;o 0 3;b 8 1;e c 3;c e 2;u ii 1;n ri 1;h b 1;"
    "\xE5 8 10;\xE5 & 200;\xE4 & 20;\xE5 4 60;\xE5 \x80 5;\xE4 \x80 5;\xF6 @ 10;\xF6 0 20;\xF6 8 5;\xF6 t 5;"
    "\xE4 \xE9"
    "a 10;\xE4 a\xE9 20;\xE5 a\xE9 10;\xF6 6\xE9 20;\xF6 d\xE9 20;\xE4 ai 10;l | 6;i | 6;f t 2;t f 2;l f 1;i j 1;nn "
    "m 1;cl d 1;d cl 1;vv w 2;g q 1;ti h 1;fi h 1;a s 1;s a 1;a e 1;";

using Table = std::map<std::pair<std::string, std::string>, double>;

void add_lookalikes(Table& table, const std::map<std::string, double>& meant) {
  std::istringstream list(lookalikes);
  std::string entry;
  while (std::getline(list, entry, ';')) {
    std::istringstream fields(entry);
    std::string letters;
    std::string read;
    double per_ten_thousand = 0.0;
    fields >> letters >> read >> per_ten_thousand;
    const auto total = meant.find(letters.substr(0, 1));
    if (total != meant.end()) table[{letters, read}] += total->second * per_ten_thousand * 1e-4;
  }
}

/// What was read, as the letters of a token: small, with a capital kept (in `capital`) where one stands for a small
/// letter.
struct ReadLetters {
  std::string small;
  std::string capital;  // empty where there is none
};

ReadLetters read_letters(const std::string& utf8, bool small_meant) {
  ReadLetters out;
  const repair::Tokens tokens = repair::tokens_of("a" + utf8 + "a");
  if (tokens.list.size() != 1 || tokens.list[0].length < 3) return out;
  const std::string_view letters = tokens.of(tokens.list[0]);
  out.small = letters.substr(1, letters.size() - 2);
  if (!small_meant || tokens.list[0].capitals == 0) return out;
  out.capital = out.small;
  for (std::size_t i = 0; i < out.capital.size(); ++i) {
    char& c = out.capital[i];
    if ((tokens.list[0].capitals >> (i + 1) & 1U) != 0 && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return out;
}

}  // namespace

std::vector<model::FingerprintEntry> count_pairs(const Corpus& corpus, const repair::Lexicon& lexicon, unsigned least,
                                                 std::size_t most) {
  std::vector<bool> known(corpus.forms.size());
  std::vector<model::Hash> hashes(corpus.forms.size());
  for (std::size_t i = 0; i < corpus.forms.size(); ++i) {
    known[i] = !corpus.forms[i].empty() && lexicon.find(corpus.forms[i]).has_value();
    hashes[i] = model::hash_of(corpus.forms[i]);
  }
  std::vector<std::pair<double, model::FingerprintEntry>> ranked;
  const auto total = static_cast<double>(corpus.tokens.size());
  for (const Counted& pair : counted_pairs(corpus)) {
    const auto first = static_cast<std::uint32_t>(pair.key >> 32U);
    const auto second = static_cast<std::uint32_t>(pair.key);
    if (pair.count < least || !known[first] || !known[second]) continue;
    const double seen = pair.count - 0.5;
    const double value = std::log(seen * total / (corpus.counts[first].weight * corpus.counts[second].weight));
    const long steps = std::clamp(std::lround(value * pair_steps), -127L, 127L);
    ranked.push_back({seen * std::fabs(value + 0.4),
                      {model::combined(hashes[first], hashes[second]), static_cast<std::int8_t>(steps)}});
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second.hash < b.second.hash;
  });
  std::cerr << "pairs: " << ranked.size() << ", kept " << std::min(most, ranked.size()) << '\n';
  if (ranked.size() > most) ranked.resize(most);
  std::vector<model::FingerprintEntry> out;
  for (const auto& [importance, entry] : ranked) out.push_back(entry);
  return out;
}

std::vector<model::FingerprintEntry> count_letters(const ChosenWords& words, std::size_t most) {
  struct Run {
    double count = 0.0;
    double continued = 0.0;  // times another letter followed
  };
  std::map<std::string, Run, std::less<>> runs;
  for (std::size_t i = 0; i < words.words.size(); ++i) {
    const std::string word = "#" + words.words[i] + "#";
    const double weight = 1.0 + repair::prior(words.records[i]);
    for (std::size_t at = 1; at < word.size(); ++at) {
      for (std::size_t before = 0; before <= std::min(at, repair::spelling_context); ++before) {
        runs[word.substr(at - before, before + 1)].count += weight;
        runs[word.substr(at - before, before)].continued += weight;
      }
    }
  }
  std::vector<std::pair<double, model::FingerprintEntry>> ranked;
  for (const auto& [run, seen] : runs) {
    if (run.empty() || seen.count < least_run_weight) continue;
    const double value =
        std::log((seen.count - 0.5) / runs.find(std::string_view(run).substr(0, run.size() - 1))->second.continued);
    const long steps = std::clamp(std::lround(value * repair::spelling_steps), -127L, 127L);
    const double length = static_cast<double>(run.size());
    ranked.push_back({seen.count / (length * length), {repair::spelling_key(run), static_cast<std::int8_t>(steps)}});
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second.hash < b.second.hash;
  });
  std::cerr << "runs of letters: " << ranked.size() << ", kept " << std::min(most, ranked.size()) << '\n';
  if (ranked.size() > most) ranked.resize(most);
  std::vector<model::FingerprintEntry> out;
  for (const auto& [importance, entry] : ranked) out.push_back(entry);
  return out;
}

std::string suspending_words(const Corpus& corpus) {
  std::map<std::string, std::size_t> counts;
  std::size_t all = 0;
  for (std::size_t t = 0; t < corpus.tokens.size(); ++t) {
    if (static_cast<repair::Gap>(corpus.marks[t] & 15U) != repair::Gap::suspended) continue;
    ++all;
    ++counts[corpus.forms[corpus.tokens[t]]];
  }
  std::string out;
  for (const auto& [word, count] : counts) {
    if (count * 200 > all && !word.empty()) out += word + '\n';
  }
  return out;
}

std::string confusion_bytes(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) throw Error(Fault::bad_input, "cannot be read", {.file = path.string()});
  Table table;
  std::map<std::string, double> meant_counts;
  std::string line;
  while (std::getline(in, line)) {
    const std::size_t tab = line.find('\t');
    const std::size_t second = line.find('\t', tab + 1);
    if (tab == std::string::npos || second == std::string::npos) continue;
    const double count = std::atof(line.c_str() + second + 1);
    const std::string left = line.substr(0, tab);
    const std::string right = line.substr(tab + 1, second - tab - 1);
    if (left == "#") {
      const std::string letter = repair::utf8_to_letters(right);
      if (!letter.empty()) meant_counts[letter] += count;
      continue;
    }
    const std::string meant = repair::utf8_to_letters(left);
    const ReadLetters read = read_letters(right, text::lower(left) == left);
    if (meant.empty() || meant.size() > 2 || read.small.size() > 3 || (read.small.empty() && !right.empty())) continue;
    if (!read.capital.empty()) table[{meant, read.capital}] += count;
    if (meant != read.small) table[{meant, read.small}] += count;
  }
  add_lookalikes(table, meant_counts);
  std::string out;
  for (const auto& [letters, count] : table) {
    const double total = meant_counts[letters.first.substr(0, 1)] + 1.0;
    const double probability = count / total;
    if (count < 0.02 || probability < 1e-5) continue;
    repair::Confusion confusion;
    confusion.meant_length = static_cast<std::uint8_t>(letters.first.size());
    confusion.read_length = static_cast<std::uint8_t>(letters.second.size());
    std::copy(letters.first.begin(), letters.first.end(), confusion.meant.begin());
    std::copy(letters.second.begin(), letters.second.end(), confusion.read.begin());
    confusion.cost =
        static_cast<std::uint8_t>(std::min(255.0, std::round(-16.0 * std::log(std::min(1.0, probability)))));
    out.append(reinterpret_cast<const char*>(&confusion), sizeof confusion);
  }
  return out;
}

}  // namespace atagande::building
