// Isotonic regression over the few values that authors give their rules, and its check on folders it has not seen.
#include "app/rules_calibration.h"

#include <algorithm>

namespace atagande::app {
namespace {

constexpr double further_judged = 2.0;

struct Pool {
  double least = 0.0;  // expectations from … to
  double most = 0.0;
  double right = 0.0;
  double all = 0.0;
  [[nodiscard]] double share() const { return right / all; }
};

}  // namespace

std::vector<std::pair<double, double>> calibrate(std::vector<Judged> judged) {
  std::sort(judged.begin(), judged.end(), [](const Judged& a, const Judged& b) { return a.expected < b.expected; });
  std::vector<Pool> pools;
  double right = 0.0;
  for (const Judged& each : judged) {
    const double one = each.right ? 1.0 : 0.0;
    right += one;
    if (!pools.empty() && pools.back().most == each.expected) {
      pools.back().right += one;
      pools.back().all += 1.0;
    } else {
      pools.push_back({each.expected, each.expected, one, 1.0});
    }
  }
  std::vector<Pool> rising;
  for (const Pool& pool : pools) {
    rising.push_back(pool);
    while (rising.size() > 1 && rising[rising.size() - 2].share() >= rising.back().share()) {
      const Pool last = rising.back();
      rising.pop_back();
      rising.back().most = last.most;
      rising.back().right += last.right;
      rising.back().all += last.all;
    }
  }
  std::vector<std::pair<double, double>> line;
  const double overall = judged.empty() ? 0.0 : right / static_cast<double>(judged.size());
  for (const Pool& pool : rising) {
    const double value = (pool.right + further_judged * overall) / (pool.all + further_judged);
    line.emplace_back(pool.least, value);
    if (pool.most > pool.least) line.emplace_back(pool.most, value);
  }
  for (std::size_t i = 1; i < line.size(); ++i) line[i].second = std::max(line[i].second, line[i - 1].second);
  return line;
}

double on_line(const std::vector<std::pair<double, double>>& line, double expected) {
  if (line.empty()) return expected;
  if (expected <= line.front().first) return line.front().second;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto& [x0, y0] = line[i - 1];
    const auto& [x1, y1] = line[i];
    if (expected <= x1) return y0 + (y1 - y0) * (expected - x0) / (x1 - x0);
  }
  return line.back().second;
}

std::vector<std::pair<double, bool>> left_out_in_turn(const std::vector<std::vector<Judged>>& groups) {
  std::vector<std::pair<double, bool>> result;
  for (std::size_t out = 0; out < groups.size(); ++out) {
    std::vector<Judged> others;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (i != out) others.insert(others.end(), groups[i].begin(), groups[i].end());
    }
    const auto line = calibrate(others);
    for (const Judged& each : groups[out]) result.emplace_back(on_line(line, each.expected), each.right);
  }
  return result;
}

}  // namespace atagande::app
