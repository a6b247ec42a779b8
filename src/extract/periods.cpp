// Periods: rules find the forms, the one told with most weight is the document's; of equals the newest. A rule may
// also say, with a weight, that the document has none.
#include <charconv>

#include "extract/reading.h"

namespace atagande::extract {
namespace {

int to_int(const std::string& text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// The day of signing, for periods that run from it.
std::string signing_day(const Reading& reading) {
  for (const Fact& fact : reading.facts) {
    if (fact.kind != "signing") continue;
    if (const auto day = date_range(fact.get("date"))) return day->first;
  }
  return "";
}

// An extension tells the new end only; it begins where the newest promise before it began.
void begin_extension(const Reading& reading, Period& extension) {
  for (const Fact& fact : reading.facts) {
    if (fact.kind != "period" || fact.has("extends") || !fact.has("promise")) continue;
    const auto earlier = period_of(fact, reading);
    if (!earlier || !earlier->from || earlier->to.value_or("") >= *extension.to) continue;
    if (!extension.from || *extension.from < *earlier->from) extension.from = earlier->from;
  }
}

}  // namespace

std::optional<Period> period_of(const Fact& fact, const Reading& reading) {
  Period period;
  period.text = reading.text(fact.span);
  period.evidence = {fact.span};
  const bool signed_from = fact.get("from") == "signing";
  const auto from = date_range(signed_from ? signing_day(reading) : fact.get("from"));
  const auto to = date_range(fact.get("to"));
  if (from) period.from = from->first;
  if (to) period.to = to->last;
  const int months = to_int(fact.get("months"), 0);
  if (months > 0 && from) period.to = move_date(from->first, months, -1);
  period.precision = fact.has("precision") ? fact.get("precision") : from ? from->precision : to ? to->precision : "";
  if (!period.from && !period.to) return std::nullopt;
  if (period.from && period.to && *period.to < *period.from) return std::nullopt;
  return period;
}

std::optional<Period> document_period(const Reading& reading) {
  std::optional<Period> best;
  int best_weight = -1;
  bool best_extends = false;
  for (const Fact& fact : reading.facts) {
    if (fact.kind != "period") continue;
    const int weight = to_int(fact.get("weight"), 10);
    if (weight < best_weight) continue;
    const auto period = period_of(fact, reading);
    if (!period && !fact.has("none")) continue;
    // Of a period and the word that there is none, equally certain, the period holds.
    if (!period) {
      if (weight > best_weight) best.reset();
      best_weight = weight;
      continue;
    }
    const std::string newest = best && best->to ? *best->to : "";
    const bool newer = period->to.value_or("") > newest;
    if (weight > best_weight || !best || newer) {
      best = period;
      best_weight = weight;
      best_extends = fact.has("extends");
    }
  }
  if (best && best_extends) begin_extension(reading, *best);
  return best;
}

}  // namespace atagande::extract
