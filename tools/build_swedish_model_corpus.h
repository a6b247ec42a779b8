// The training text as numbers, and the words chosen from it for the model.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/fingerprint_map.h"
#include "repair/features.h"
#include "repair/lexicon.h"

namespace atagande::building {

/// How often a form stood in the text, and how it was written where its case was free (not first in a sentence).
struct FormCounts {
  double weight = 0.0;  // weighted over the sources
  std::uint32_t lower = 0;
  std::uint32_t capitalised = 0;
  std::uint32_t upper = 0;
  bool listed_word = false;
  bool listed_name = false;
};

struct Corpus {
  std::vector<std::string> forms;  // lower-case Latin-1
  std::vector<FormCounts> counts;
  std::unordered_map<std::string, std::uint32_t> numbers;  // of forms
  std::vector<std::uint32_t> tokens;                       // numbers of forms, text after text
  std::vector<std::uint8_t> marks;            // of tokens: gap in the low bits, 16 capital, 32 all capitals
  std::vector<repair::Neighbour> neighbours;  // of forms, without gap and capital
  std::vector<std::size_t> lines;             // first token of each line, and the end
  std::size_t everyday_begin = 0;             // tokens of the everyday text
  std::size_t everyday_end = 0;

  std::uint32_t number_of(const std::string& form);
  /// Adds a text of one paragraph a line.
  void add_text(const std::filesystem::path& path, double weight);
  /// Marks the words that stand far oftener in the everyday text than elsewhere, and gives their bare hashes.
  std::vector<model::FingerprintEntry> mark_everyday();
  void add_words(const std::filesystem::path& path);
  /// First column of a comma-separated file, or whole lines; each word of a name counts `weight` (times the number in
  /// the second column where there is one and `per_bearer` is set).
  void add_names(const std::filesystem::path& path, std::size_t column, char separator, double weight,
                 double per_bearer);
};

/// The words of the model, sorted, with their records.
struct ChosenWords {
  std::vector<std::string> words;
  std::vector<repair::WordRecord> records;
};
ChosenWords choose_words(const Corpus& corpus);

}  // namespace atagande::building
