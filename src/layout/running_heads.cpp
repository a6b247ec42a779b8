// Blocks at the top and the bottom of each page are compared with those of the other pages, digits folded into one
// sign; what stands on at least two pages, and on a third of them, is a running head.
#include <algorithm>
#include <map>
#include <set>

#include "layout/blocks.h"
#include "layout/layout.h"
#include "text/text.h"

namespace atagande::layout {
namespace {

constexpr std::size_t edge_blocks = 4;     // blocks looked at on either edge
constexpr std::size_t longest_head = 160;  // bytes

std::string key_of(const Block& block) {
  const std::string folded = text::folded(text_of(block), text::Fold::space | text::Fold::lower | text::Fold::accents);
  std::string key;
  for (const char c : folded) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !key.empty() && key.back() == '#') continue;
    key += digit ? '#' : c;
  }
  return key;
}

bool is_number_only(const std::string& key) {
  return key.find('#') != std::string::npos && key.find_first_not_of("# -()/.") == std::string::npos && key.size() < 12;
}

bool can_be_head(const Block& block) {
  return block.kind == BlockKind::paragraph || block.kind == BlockKind::heading || block.kind == BlockKind::furniture;
}

/// Indices of the blocks at the top and at the bottom that may be furniture.
std::vector<std::size_t> edges(const Page& page) {
  std::vector<std::size_t> found;
  const std::size_t size = page.blocks.size();
  for (std::size_t i = 0; i < size; ++i) {
    if (i < edge_blocks || i + edge_blocks >= size) {
      if (can_be_head(page.blocks[i])) found.push_back(i);
    }
  }
  return found;
}

}  // namespace

void drop_running_heads(std::vector<Page>& pages) {
  std::map<std::string, std::set<std::size_t>> pages_with;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (const std::size_t i : edges(pages[p])) {
      const std::string key = key_of(pages[p].blocks[i]);
      if (key.size() <= longest_head && !key.ends_with(':')) pages_with[key].insert(p);
    }
  }
  std::set<std::string> seen;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    std::set<std::size_t> dropped;
    for (const std::size_t i : edges(pages[p])) {
      Block& block = pages[p].blocks[i];
      const std::string key = key_of(block);
      const bool number = is_number_only(key) && (i == 0 || i + 1 == pages[p].blocks.size());
      const auto where = pages_with.find(key);
      const bool repeated =
          where != pages_with.end() && where->second.size() >= 2 && where->second.size() * 3 >= pages.size();
      if (number) {
        dropped.insert(i);
      } else if (repeated) {
        if (!seen.insert(key).second) {
          dropped.insert(i);
        } else if (block.kind != BlockKind::heading || p > 0) {
          block.kind = BlockKind::furniture;
        }
      }
    }
    std::vector<Block> kept;
    for (std::size_t i = 0; i < pages[p].blocks.size(); ++i) {
      if (!dropped.contains(i)) kept.push_back(std::move(pages[p].blocks[i]));
    }
    pages[p].blocks = std::move(kept);
  }
}

}  // namespace atagande::layout
