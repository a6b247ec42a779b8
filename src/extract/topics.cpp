// Topics by the words that tell of them.
#include <algorithm>
#include <map>

#include "extract/reading.h"

namespace atagande::extract {

std::vector<std::string> topics_of(const rules::RuleSet& rules, std::string_view folded) {
  return topics_of(rules, folded, rules.prefilter().possible(rules.prefilter().scan(folded), {0, folded.size()}));
}

std::vector<std::string> topics_of(const rules::RuleSet& rules, std::string_view folded,
                                   const std::vector<bool>& possible) {
  std::vector<std::pair<int, std::string>> found;
  for (const rules::Topic& topic : rules.topics()) {
    const auto hits = std::count_if(topic.patterns.begin(), topic.patterns.end(), [&](int pattern) {
      return possible[static_cast<std::size_t>(pattern)] && rules.pattern(pattern).found_in(folded);
    });
    if (hits > 0) found.emplace_back(static_cast<int>(hits), topic.id);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> result;
  result.reserve(found.size());
  for (auto& [hits, id] : found) result.push_back(std::move(id));
  return result;
}

}  // namespace atagande::extract
