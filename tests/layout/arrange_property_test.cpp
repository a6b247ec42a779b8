// Random pages, sensible and not: no word is lost or doubled, the order of the input does not matter, doing it twice is
// doing it once.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "describe.h"
#include "layout/layout.h"
#include "typeset.h"

namespace atagande {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) { return random() % limit; }

std::string random_line(Random& random) {
  static const std::vector<std::string> words = {"•", "e", "–",   "1.", "a)",     "och",  "Polisen", "kommunen",
                                                 "i", "å", "av-", "x",  "löften", "att:", "2024",    "|"};
  std::string line;
  for (std::size_t n = 1 + below(random, 9); n > 0; --n) line += words[below(random, words.size())] + " ";
  return line;
}

Page random_page(Random& random) {
  Page page = empty_page();
  const std::size_t columns = 1 + below(random, 3);
  for (std::size_t c = 0; c < columns; ++c) {
    double y = 40.0 + static_cast<double>(below(random, 40));
    for (std::size_t n = below(random, 25); n > 0; --n) {
      const double size = below(random, 8) == 0 ? 16.0 : 10.0;
      set(page, 40.0 + 180.0 * static_cast<double>(c) + 8.0 * static_cast<double>(below(random, 3)), y,
          random_line(random), size);
      y += size * (below(random, 4) == 0 ? 2.0 : 1.25);
    }
  }
  for (std::size_t n = below(random, 6); n > 0; --n) {  // anything anywhere
    set(page, static_cast<double>(below(random, 600)), static_cast<double>(below(random, 800)), random_line(random),
        2.0 + static_cast<double>(below(random, 40)));
  }
  for (std::size_t n = below(random, 12); n > 0; --n) {
    const double x = static_cast<double>(below(random, 500));
    const double y = static_cast<double>(below(random, 700));
    const double length = static_cast<double>(below(random, 400));
    page.rules.push_back(below(random, 2) == 0 ? Rule{{x, y, x + length, y + 1}} : Rule{{x, y, x + 1, y + length}});
  }
  return page;
}

std::map<std::string, int> bag(const Page& page) {
  std::map<std::string, int> words;
  const auto add = [&](const Line& line) {
    for (const Word& word : line.words) ++words[word.raw];
  };
  for (const Line& line : page.lines) add(line);
  for (const Block& block : page.blocks) {
    if (!block.mark.empty()) ++words["(mark)"];
    for (const Cell& cell : block.cells) {
      for (const Line& line : cell.lines) add(line);
    }
  }
  return words;
}

int total(const std::map<std::string, int>& words) {
  int sum = 0;
  for (const auto& [word, times] : words) sum += times;
  return sum;
}

TEST(ArrangeProperty, NoWordIsLost) {
  Random random(11);
  for (int round = 0; round < 400; ++round) {
    Page page = random_page(random);
    const auto before = bag(page);
    layout::arrange(page);
    const auto after = bag(page);
    // What was a mark is one no more; a mark found by its place alone was no word.
    ASSERT_GE(total(after), total(before)) << "round " << round;
    for (const auto& [word, times] : before) {
      const auto found = after.find(word);
      const bool may_be_mark = text::code_points_before(word, word.size()) <= 2;
      if (may_be_mark) continue;
      ASSERT_EQ(found == after.end() ? 0 : found->second, times) << word << " in round " << round;
    }
  }
}

TEST(ArrangeProperty, TheOrderOfTheInputDoesNotMatter) {
  Random random(12);
  for (int round = 0; round < 200; ++round) {
    Page page = random_page(random);
    Page other = page;
    Line all;  // one line of all words, shuffled
    for (Line& line : other.lines) all.words.insert(all.words.end(), line.words.begin(), line.words.end());
    std::shuffle(all.words.begin(), all.words.end(), random);
    other.lines = {all};
    std::shuffle(other.rules.begin(), other.rules.end(), random);
    layout::arrange(page);
    layout::arrange(other);
    ASSERT_EQ(described(page.blocks), described(other.blocks)) << "round " << round;
    Page again = page;
    layout::arrange(again);
    ASSERT_EQ(page, again);
  }
}

}  // namespace
}  // namespace atagande
