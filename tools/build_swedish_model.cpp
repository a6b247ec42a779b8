// Builds models/swedish/swedish.model from text and lists. See models/swedish/README.md for how to call it.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "build_swedish_model_classes.h"
#include "build_swedish_model_corpus.h"
#include "build_swedish_model_pairs.h"
#include "build_swedish_model_weights.h"
#include "document/error.h"
#include "model/automaton.h"
#include "model/model.h"

namespace {

using namespace atagande;
using building::Corpus;

struct Sizes {
  std::size_t context = 1'900'000;
  std::size_t letters = 550'000;
  std::size_t pairs = 700'000;
  std::size_t spelling = 200'000;
};

/// The everyday text is short; it is read so many times.
constexpr int everyday_times = 12;

Corpus read_all(const std::filesystem::path& texts, const std::filesystem::path& lists,
                const std::filesystem::path& everyday) {
  Corpus corpus;
  // The last is learnt best: the text nearest to what is to be repaired.
  corpus.add_text(texts / "statutes.txt", 1.0);
  corpus.everyday_begin = corpus.tokens.size();
  for (int i = 0; i < everyday_times; ++i) corpus.add_text(everyday, 1.0);
  corpus.everyday_end = corpus.tokens.size();
  corpus.add_text(texts / "interpellations.txt", 1.0);
  corpus.add_words(lists / "tesseract_swe_words.txt");
  corpus.add_names(lists / "municipalities.csv", 1, ',', 5.0, 0.0);
  corpus.add_names(lists / "counties.csv", 2, ',', 5.0, 0.0);
  corpus.add_names(lists / "localities.txt", 0, '\t', 3.0, 0.0);
  corpus.add_names(lists / "authorities.tsv", 1, '\t', 1.0, 0.0);
  corpus.add_names(lists / "first_names.csv", 0, ',', 0.2, 0.0005);
  corpus.add_names(lists / "surnames.csv", 0, ',', 0.2, 0.0005);
  return corpus;
}

model::SectionBytes words_section(const building::ChosenWords& words) {
  return {model::Section::lexicon, model::automaton_bytes(words.words)};
}

model::SectionBytes records_section(const building::ChosenWords& words) {
  return {model::Section::word_records, std::string(reinterpret_cast<const char*>(words.records.data()),
                                                    words.records.size() * sizeof(repair::WordRecord))};
}

repair::Lexicon lexicon_of(const std::vector<model::SectionBytes>& sections) {
  const std::string bytes = model::model_bytes(model::Kind::language, sections);
  static std::vector<model::Model> kept;  // the lexicon is a view of its model
  kept.push_back(model::Model::from_bytes(std::as_bytes(std::span(bytes)), model::Kind::language));
  return repair::Lexicon(kept.back());
}

void build(const std::filesystem::path& texts, const std::filesystem::path& lists, const std::filesystem::path& own,
           const std::filesystem::path& out) {
  const Sizes sizes;
  Corpus corpus = read_all(texts, lists, own / "everyday.txt");
  std::cerr << corpus.tokens.size() << " tokens, " << corpus.forms.size() << " forms\n";
  const building::ChosenWords words = building::choose_words(corpus);
  std::vector<model::SectionBytes> sections = {words_section(words), records_section(words)};
  std::cerr << words.words.size() << " words, " << sections[0].bytes.size() << " bytes\n";
  const repair::Lexicon lexicon = lexicon_of(sections);
  sections.push_back({model::Section::classes, fingerprint_map_bytes(building::sort_into_classes(corpus, 15))});
  sections.push_back({model::Section::everyday, fingerprint_map_bytes(corpus.mark_everyday())});
  sections.push_back({model::Section::context, fingerprint_map_bytes(train_context(corpus, lexicon, sizes.context))});
  sections.push_back({model::Section::letters, fingerprint_map_bytes(train_letters(words, sizes.letters))});
  sections.push_back({model::Section::pairs, fingerprint_map_bytes(count_pairs(corpus, lexicon, 2, sizes.pairs))});
  sections.push_back({model::Section::spelling, fingerprint_map_bytes(count_letters(words, sizes.spelling))});
  sections.push_back({model::Section::suspending, suspending_words(corpus)});
  sections.push_back({model::Section::confusions, building::confusion_bytes(own / "confusions_english.tsv")});
  const std::string bytes = model::model_bytes(model::Kind::language, sections);
  std::ofstream file(out, std::ios::binary);
  file << bytes;
  if (!file.flush()) throw Error(Fault::no_access, "cannot be written", {.file = out.string()});
  std::cerr << bytes.size() << " bytes in " << out.string() << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: build_swedish_model TEXTS LISTS OWN OUT\n";
    return 1;
  }
  try {
    build(argv[1], argv[2], argv[3], argv[4]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "build_swedish_model: " << error.what() << '\n';
    return 2;
  }
}
