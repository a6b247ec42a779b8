// What confidences are worth: from commitments judged right or wrong to the rules' word list "confidence".
#pragma once

#include <utility>
#include <vector>

namespace atagande::app {

/// A commitment found: what was expected of it, and whether it is one.
struct Judged {
  double expected = 0.0;
  bool right = false;
  bool operator==(const Judged&) const = default;
};

/// Points of a line that never falls, from what was expected to how often that was right. Expectations that do not
/// rise with the share right are pooled (pool adjacent violators: Ayer et al. 1955); each pool is drawn towards the
/// share of all as if two more had been judged.
std::vector<std::pair<double, double>> calibrate(std::vector<Judged> judged);

/// The line's value, as extraction draws it.
double on_line(const std::vector<std::pair<double, double>>& line, double expected);

/// For each group in turn, its commitments under the line that the other groups give: (confidence, right).
std::vector<std::pair<double, bool>> left_out_in_turn(const std::vector<std::vector<Judged>>& groups);

}  // namespace atagande::app
