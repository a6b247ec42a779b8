// Random documents and random corrections, in several rounds: undoing gives what was read, spans stay valid and in
// order, and a word no correction touched keeps its text.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "layout/layout.h"
#include "text/text.h"

namespace atagande {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) { return random() % limit; }

std::string random_text(Random& random, std::size_t longest) {
  static const std::vector<std::string> letters = {"a", "b", "å", "ö", "e", " ", "-", "•", "n", "\n"};
  std::string text;
  for (std::size_t n = below(random, longest + 1); n > 0; --n) text += letters[below(random, letters.size())];
  return text;
}

Document random_document(Random& random) {
  std::string text;
  for (std::size_t n = 3 + below(random, 12); n > 0; --n) text += random_text(random, 30) + "\n\n";
  std::vector<Page> pages = layout::pages_from_text(text);
  pages.push_back(layout::pages_from_text(random_text(random, 60)).front());
  return layout::compose({}, std::move(pages));
}

bool on_bound(const std::string& text, std::size_t at) {
  return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
}

std::size_t bound(const std::string& text, std::size_t at) {
  while (!on_bound(text, at)) ++at;
  return at;
}

std::vector<Correction> random_corrections(Random& random, const std::string& text) {
  std::vector<Correction> corrections;
  std::size_t at = 0;
  while (true) {
    at = bound(text, std::min(text.size(), at + below(random, 12)));
    const std::size_t end = bound(text, std::min(text.size(), at + below(random, 8)));
    corrections.push_back({{at, end}, text.substr(at, end - at), random_text(random, 8), "letter", "test", 0.5});
    if (end >= text.size() || below(random, 10) == 0) return corrections;
    at = end;
  }
}

void expect_sound(const Document& document) {
  std::size_t last = 0;
  for (const PlacedWord& word : document.words) {
    ASSERT_LE(last, word.span.begin);
    ASSERT_LE(word.span.begin, word.span.end);
    ASSERT_LE(word.span.end, document.text.size());
    ASSERT_TRUE(on_bound(document.text, word.span.begin) && on_bound(document.text, word.span.end));
    last = word.span.end;
  }
  std::size_t word = 0;
  last = 0;
  for (const PlacedBlock& block : document.blocks) {
    ASSERT_LE(last, block.span.begin);
    ASSERT_LE(block.span.end, document.text.size());
    ASSERT_TRUE(on_bound(document.text, block.span.begin) && on_bound(document.text, block.span.end));
    for (const Span& cell : block.cells) {
      ASSERT_LE(block.span.begin, cell.begin);
      ASSERT_LE(cell.begin, cell.end);
      ASSERT_LE(cell.end, block.span.end);
    }
    for (; word < document.words.size() && document.words[word].span.end <= block.span.end; ++word) {
      ASSERT_GE(document.words[word].span.begin, block.span.begin);
    }
    last = block.span.end;
  }
  ASSERT_EQ(word, document.words.size());
  last = 0;
  for (const PageSummary& page : document.pages) {
    ASSERT_LE(last, page.span.begin);
    ASSERT_LE(page.span.begin, page.span.end);
    ASSERT_LE(page.span.end, document.text.size());
    last = page.span.end;
  }
  last = 0;
  for (const Correction& correction : document.corrections) {
    ASSERT_LE(last, correction.span.begin);
    ASSERT_EQ(document.text.substr(correction.span.begin, correction.span.size()), correction.after);
    ASSERT_NE(correction.before, correction.after);
    last = correction.span.end;
  }
}

TEST(CorrectionsProperty, UndoneGiveWhatWasRead) {
  Random random(20240101);
  for (int round = 0; round < 2000; ++round) {
    Document document = random_document(random);
    const std::string read = document.text;
    ASSERT_NO_FATAL_FAILURE(expect_sound(document));
    for (std::size_t again = 1 + below(random, 3); again > 0; --again) {
      layout::apply_corrections(document, random_corrections(random, document.text));
      ASSERT_EQ(document.text_as_read, read);
      ASSERT_EQ(layout::undo(document), read) << "round " << round;
      ASSERT_NO_FATAL_FAILURE(expect_sound(document)) << "round " << round;
      ASSERT_EQ(layout::as_read(document, {0, document.text.size()}), read);
    }
  }
}

TEST(CorrectionsProperty, WordsBesideKeepTheirText) {
  Random random(7);
  for (int round = 0; round < 1000; ++round) {
    Document document = random_document(random);
    const std::vector<Correction> corrections = random_corrections(random, document.text);
    std::vector<std::pair<std::size_t, std::string>> untouched;
    for (std::size_t i = 0; i < document.words.size(); ++i) {
      const Span span = document.words[i].span;
      bool touched = false;
      for (const Correction& c : corrections) touched |= c.span.begin <= span.end && span.begin <= c.span.end;
      if (!touched) untouched.emplace_back(i, document.text.substr(span.begin, span.size()));
    }
    layout::apply_corrections(document, corrections);
    for (const auto& [i, text] : untouched) {
      const Span span = document.words[i].span;
      ASSERT_EQ(document.text.substr(span.begin, span.size()), text);
      ASSERT_EQ(layout::as_read(document, span), text);
    }
  }
}

}  // namespace
}  // namespace atagande
