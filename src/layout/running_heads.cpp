// Blocks at the top and the bottom of each page are compared with those of the other pages. Where pages have geometry,
// a running head stands in the margin at one height throughout, and its digits may differ (folded into one sign); where
// they have none, it is the first or last block and the same to the letter. What stands so on at least two pages, and
// on a third of them, is a running head.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "layout/blocks.h"
#include "layout/layout.h"
#include "text/text.h"

namespace atagande::layout {
namespace {

constexpr std::size_t edge_blocks = 5;     // blocks looked at on either edge of a page with geometry
constexpr std::size_t longest_head = 160;  // bytes
constexpr double margin_share = 0.13;      // of the page's height, on either edge
constexpr double same_height_pt = 12.0;

std::string folded_digits(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !result.empty() && result.back() == '#') continue;
    result += digit ? '#' : c;
  }
  return result;
}

bool is_number_only(const std::string& key) {
  return key.find('#') != std::string::npos && key.find_first_not_of("# -()/.") == std::string::npos && key.size() < 12;
}

bool can_be_head(const Block& block) {
  return block.kind == BlockKind::paragraph || block.kind == BlockKind::heading || block.kind == BlockKind::furniture;
}

struct Candidate {
  std::size_t page = 0;
  std::size_t block = 0;
  double y = 0.0;  // 0 where there is no geometry
  std::string key;
  bool number = false;
};

std::vector<Candidate> candidates_of(const Page& page, std::size_t index) {
  std::vector<Candidate> found;
  const std::size_t size = page.blocks.size();
  for (std::size_t i = 0; i < size; ++i) {
    const Block& block = page.blocks[i];
    const bool placed = !block.box.empty() && page.height_pt > 0;
    const std::size_t reach = placed ? edge_blocks : 1;
    if ((i >= reach && i + reach < size) || !can_be_head(block)) continue;
    const bool in_margin =
        block.box.y1 < margin_share * page.height_pt || block.box.y0 > (1 - margin_share) * page.height_pt;
    if (placed && !in_margin) continue;
    Candidate candidate;
    candidate.page = index;
    candidate.block = i;
    candidate.y = placed ? block.box.y0 : 0.0;
    const std::string text = text::folded(text_of(block), text::Fold::space | text::Fold::lower | text::Fold::accents);
    candidate.number = is_number_only(folded_digits(text)) && (placed || i == 0 || i + 1 == size);
    candidate.key = placed ? folded_digits(text) : text;
    if (candidate.key.size() <= longest_head && !candidate.key.ends_with(':')) found.push_back(std::move(candidate));
  }
  return found;
}

/// On how many pages the candidate's text stands at its height.
std::size_t pages_with(const std::vector<Candidate>& same, const Candidate& candidate) {
  std::set<std::size_t> pages;
  for (const Candidate& other : same) {
    if (std::abs(other.y - candidate.y) < same_height_pt) pages.insert(other.page);
  }
  return pages.size();
}

}  // namespace

void drop_running_heads(std::vector<Page>& pages) {
  std::vector<Candidate> candidates;
  std::map<std::string, std::vector<Candidate>> by_key;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (Candidate& candidate : candidates_of(pages[p], p)) {
      std::vector<Candidate>& same = by_key[candidate.key];
      if (same.size() < 1000) same.push_back(candidate);  // enough to know; keeps the work in bounds
      candidates.push_back(std::move(candidate));
    }
  }
  std::vector<std::set<std::size_t>> dropped(pages.size());
  std::set<std::string> seen;
  for (const Candidate& candidate : candidates) {
    Block& block = pages[candidate.page].blocks[candidate.block];
    const std::size_t times = pages_with(by_key[candidate.key], candidate);
    const bool repeated = times >= 2 && times * 3 >= std::min<std::size_t>(pages.size(), 1000);
    if (candidate.number) {
      dropped[candidate.page].insert(candidate.block);
    } else if (repeated && !seen.insert(candidate.key).second) {
      dropped[candidate.page].insert(candidate.block);
    } else if (repeated && (block.kind != BlockKind::heading || candidate.page > 0)) {
      block.kind = BlockKind::furniture;
      block.level = 0;
    }
  }
  for (std::size_t p = 0; p < pages.size(); ++p) {
    std::vector<Block> kept;
    for (std::size_t i = 0; i < pages[p].blocks.size(); ++i) {
      if (!dropped[p].contains(i)) kept.push_back(std::move(pages[p].blocks[i]));
    }
    pages[p].blocks = std::move(kept);
  }
}

}  // namespace atagande::layout
