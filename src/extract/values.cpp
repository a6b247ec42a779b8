// The entities phase: every place in a sentence where a value is named. Of values of like kinds that overlap, the one
// of the rule with the higher priority stays, then the longer; a number that belongs to a rate, a limit or a name is no
// quantity.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "extract/reading.h"

namespace atagande::extract {
namespace {

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

// Whether a value of kind `strong` takes the words away from one of kind `weak`.
bool displaces(std::string_view strong, std::string_view weak) {
  if (strong == weak) return true;
  if (strong == "detail") return weak == "quantity" || weak == "frequency" || weak == "deadline" || weak == "period";
  if (strong == "frequency") return weak == "quantity" || weak == "deadline";
  if (strong == "deadline") return weak == "quantity";
  return false;
}

// A quantity's words end where a rate or a limit begins ("2 möten | per år"); where that covers the number itself there
// is no quantity.
bool clear_of_others(const Reading& reading, Fact& quantity, const std::vector<Fact>& others) {
  for (const Fact& other : others) {
    if (other.kind == quantity.kind || !overlap(other.span, quantity.span) || !displaces(other.kind, quantity.kind))
      continue;
    if (other.span.begin <= quantity.span.begin) return false;
    const Span rest{quantity.span.begin, other.span.begin};
    const std::string kept = reading.text(rest);
    if (kept.find(' ') == std::string::npos) return false;
    const std::size_t cut = reading.text(quantity.span).size() - kept.size();
    quantity.span.end = quantity.span.begin + reading.slice(rest).find_last_not_of(" \t") + 1;
    for (auto& [name, value] : quantity.fields) {
      if (name == "unit") value = value.size() > cut ? text::fold_space(value.substr(0, value.size() - cut)) : "";
    }
  }
  return true;
}

// A detail stands for a number that means something else (a road, an age, a time of day).
void keep_best(const Reading& reading, std::vector<Fact>& found) {
  std::stable_sort(found.begin(), found.end(), [&](const Fact& a, const Fact& b) {
    const int first = reading.rule(a.rule).priority;
    const int second = reading.rule(b.rule).priority;
    return first != second ? first > second : a.span.size() > b.span.size();
  });
  std::vector<Fact> kept;
  for (Fact& fact : found) {
    const bool taken = std::any_of(kept.begin(), kept.end(), [&](const Fact& other) {
      if (fact.kind == "quantity" && other.kind != fact.kind) return false;  // decided below
      return overlap(other.span, fact.span) && displaces(other.kind, fact.kind);
    });
    if (!taken) kept.push_back(std::move(fact));
  }
  std::vector<Fact> result;
  for (Fact& fact : kept) {
    if (fact.kind != "quantity" || clear_of_others(reading, fact, kept)) result.push_back(fact);
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Fact& a, const Fact& b) { return a.span.begin < b.span.begin; });
  found = std::move(result);
}

std::optional<double> to_number(const std::string& text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || text.empty() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<std::string> filled(const std::string& value) {
  return value.empty() ? std::nullopt : std::optional<std::string>(value);
}

Comparator comparator(const std::string& name) {
  if (name == "at_least") return Comparator::at_least;
  if (name == "at_most") return Comparator::at_most;
  if (name == "about") return Comparator::about;
  return Comparator::exactly;
}

// A date whose year is left out ("????-05") is that of the period, if the period has one year only.
std::string with_year(std::string date, const std::optional<Period>& period) {
  if (date.rfind("????", 0) != 0) return date;
  if (!period || !period->from || !period->to) return "";
  if (period->from->substr(0, 4) != period->to->substr(0, 4)) return "";
  return period->from->substr(0, 4) + date.substr(4);
}

}  // namespace

void read_values(Reading& reading) {
  std::vector<std::vector<Fact>> found(reading.outline.units.size());
  ask_by_rule(reading, rules::Phase::entities, [&](int number, int unit, const rules::Scene& scene) {
    for (const rules::Match& match : rules::find_all(reading.rules, reading.rule(number), scene)) {
      found[static_cast<std::size_t>(unit)].push_back(make_fact(reading, number, unit, scene, match));
    }
    return false;
  });
  for (std::vector<Fact>& of_unit : found) {
    keep_best(reading, of_unit);
    for (Fact& fact : of_unit) reading.facts.push_back(std::move(fact));
  }
}

std::vector<Quantity> quantities_in(const Reading& reading, Span span) {
  std::vector<Quantity> result;
  std::set<std::pair<std::size_t, std::size_t>> seen;
  for (const Fact* fact : facts_in(reading, "quantity", span)) {
    const auto value = to_number(fact->get("value"));
    if (!value) continue;
    // A cell and its one sentence are both looked at: what stands there is counted once.
    if (!seen.emplace(fact->span.begin, fact->span.end).second) continue;
    result.push_back({*value, comparator(fact->get("comparator")), fact->get("unit"), reading.text(fact->span)});
  }
  return result;
}

std::optional<Frequency> frequency_in(const Reading& reading, Span span) {
  const auto found = facts_in(reading, "frequency", span);
  if (found.empty()) return std::nullopt;
  // A rate says more than "regularly".
  const auto best = std::find_if(found.begin(), found.end(), [](const Fact* f) { return f->has("times"); });
  const Fact& fact = best == found.end() ? *found.front() : **best;
  return Frequency{to_number(fact.get("times")), filled(fact.get("interval")), reading.text(fact.span)};
}

std::optional<Deadline> deadline_in(const Reading& reading, Span span, const std::optional<Period>& period) {
  const auto found = facts_in(reading, "deadline", span);
  if (found.empty()) return std::nullopt;
  const Fact& fact = *found.front();
  Deadline result;
  result.text = reading.text(fact.span);
  result.within = filled(fact.get("within"));
  const auto from = date_range(with_year(fact.get("from"), period));
  const auto to = date_range(with_year(fact.get("to"), period));
  if (from) result.from = from->first;
  if (to) result.to = to->last;
  result.precision = filled(fact.get("precision"));
  if (!result.precision && to) result.precision = to->precision;
  return result;
}

}  // namespace atagande::extract
