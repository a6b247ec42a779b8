// Reading of the training text and choice of words. A form is kept where it was seen twice, stands in a list, or was
// seen once and is all that is known of its bare letters; forms that are a common word with its dots lost (old scans
// are part of the text) are not.
#include "build_swedish_model_corpus.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "document/error.h"
#include "repair/token.h"

namespace atagande::building {
namespace {

using repair::Token;
using repair::Tokens;

constexpr std::size_t shortest_seen_once = 5;
constexpr double least_everyday = 8.0;  // times as often as elsewhere

std::ifstream opened(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(Fault::bad_input, "cannot be read", {.file = path.string()});
  return in;
}

std::string field(const std::string& line, std::size_t column, char separator) {
  std::size_t begin = 0;
  for (; column > 0; --column) {
    begin = line.find(separator, begin);
    if (begin == std::string::npos) return {};
    ++begin;
  }
  return line.substr(begin, line.find(separator, begin) - begin);
}

bool word_like(std::string_view form) {
  return std::all_of(form.begin(), form.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return (u >= 'a' && u <= 'z') || u >= 0xE0;
  });
}

std::uint8_t logarithm(double weight) {
  return static_cast<std::uint8_t>(std::min(255.0, std::round(16.0 * std::log1p(weight))));
}

repair::WordRecord record_of(const FormCounts& counts) {
  repair::WordRecord record{logarithm(counts.weight), 0};
  const double seen = counts.lower + counts.capitalised + counts.upper;
  if (seen >= 1 && counts.capitalised + counts.upper >= 0.95 * seen) {
    const bool acronym = counts.upper > counts.capitalised;
    record.flags |= acronym ? repair::WordRecord::upper : repair::WordRecord::capitalised;
  }
  if (counts.listed_name) record.flags |= repair::WordRecord::listed_name;
  if (seen == 0 && counts.listed_name && !counts.listed_word) record.flags |= repair::WordRecord::capitalised;
  if (counts.weight < 1.5) record.flags |= repair::WordRecord::rare;
  return record;
}

}  // namespace

std::uint32_t Corpus::number_of(const std::string& form) {
  const auto [at, fresh] = numbers.try_emplace(form, static_cast<std::uint32_t>(forms.size()));
  if (fresh) {
    forms.push_back(form);
    counts.emplace_back();
  }
  return at->second;
}

void Corpus::add_text(const std::filesystem::path& path, double weight) {
  std::ifstream in = opened(path);
  std::string line;
  Tokens cut_line;
  while (std::getline(in, line)) {
    repair::cut(line, cut_line);
    lines.push_back(tokens.size());
    for (const Token& token : cut_line.list) {
      const std::string form(cut_line.of(token));
      const std::uint32_t number = number_of(form);
      FormCounts& count = counts[number];
      if (number >= neighbours.size()) neighbours.resize(number + 1);
      neighbours[number] = neighbour_of(token, form);
      count.weight += weight;
      if (token.gap != repair::Gap::sentence) {
        ++(token.all_upper() ? count.upper : token.first_upper ? count.capitalised : count.lower);
      }
      tokens.push_back(number);
      marks.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(token.gap) | (token.first_upper ? 16U : 0U) |
                                                (token.all_upper() ? 32U : 0U)));
    }
  }
}

std::vector<model::FingerprintEntry> Corpus::mark_everyday() {
  const std::size_t begin = everyday_begin;
  const std::size_t end = everyday_end;
  struct Seen {
    double all = 0.0;
    double here = 0.0;
  };
  std::map<model::Hash, Seen> seen;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    Seen& word = seen[neighbours[tokens[t]].word];
    ++(t >= begin && t < end ? word.here : word.all);
  }
  const double share = static_cast<double>(end - begin) / static_cast<double>(tokens.size());
  std::vector<model::FingerprintEntry> out;
  for (const auto& [hash, word] : seen) {
    const double expected = (word.all + 1.0) * share;
    if (word.here * 1000.0 < static_cast<double>(end - begin) || word.here < least_everyday * expected) continue;
    out.push_back({hash, 1});
  }
  std::set<model::Hash> marked;
  for (const model::FingerprintEntry& entry : out) marked.insert(entry.hash);
  for (repair::Neighbour& word : neighbours) word.everyday = marked.contains(word.word);
  return out;
}

void Corpus::add_words(const std::filesystem::path& path) {
  std::ifstream in = opened(path);
  std::string line;
  while (std::getline(in, line)) {
    const Tokens parts = repair::tokens_of(line);
    for (const Token& token : parts.list) {
      const std::string form(parts.of(token));
      if (form.empty() || token.digit || !word_like(form)) continue;
      FormCounts& count = counts[number_of(form)];
      count.listed_word = true;
      ++(token.all_upper() ? count.upper : token.first_upper ? count.capitalised : count.lower);
      count.weight = std::max(count.weight, 0.3);
    }
  }
}

void Corpus::add_names(const std::filesystem::path& path, std::size_t column, char separator, double weight,
                       double per_bearer) {
  std::ifstream in = opened(path);
  std::string line;
  while (std::getline(in, line)) {
    const Tokens parts = repair::tokens_of(field(line, column, separator));
    const double bearers = per_bearer > 0 ? std::atof(field(line, column + 1, separator).c_str()) : 0.0;
    for (const Token& token : parts.list) {
      const std::string form(parts.of(token));
      if (form.size() < 2 || token.digit || !token.first_upper || !word_like(form)) continue;
      FormCounts& count = counts[number_of(form)];
      count.listed_name = true;
      count.weight += weight + per_bearer * bearers;
    }
  }
}

ChosenWords choose_words(const Corpus& corpus) {
  std::unordered_map<std::string, double> most;  // weight of the commonest form with the same bare letters
  for (std::size_t i = 0; i < corpus.forms.size(); ++i) {
    double& top = most[repair::bare(corpus.forms[i])];
    top = std::max(top, corpus.counts[i].weight);
  }
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t i = 0; i < corpus.forms.size(); ++i) {
    const std::string& form = corpus.forms[i];
    const FormCounts& count = corpus.counts[i];
    if (form.empty() || form.size() > 40 || !word_like(form)) continue;
    const bool listed = count.listed_word || count.listed_name;
    const double top = most[repair::bare(form)];
    const bool alone = count.weight >= top && form.size() >= shortest_seen_once;
    if (!listed && !alone && count.weight < 1.5) continue;
    if (count.weight < top / 2000) continue;
    chosen.push_back(i);
  }
  std::sort(chosen.begin(), chosen.end(), [&](auto a, auto b) { return corpus.forms[a] < corpus.forms[b]; });
  ChosenWords out;
  for (const std::uint32_t i : chosen) {
    out.words.push_back(corpus.forms[i]);
    out.records.push_back(record_of(corpus.counts[i]));
  }
  return out;
}

}  // namespace atagande::building
