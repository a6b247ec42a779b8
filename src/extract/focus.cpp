// Focus areas. They are announced in a list or a sentence, stand as headings over their commitments, or hide in a
// lead-in. An announced area and a heading in nearly the same words are one; commitments that stand under no heading go
// to the announced area that shares most with them.
#include <algorithm>
#include <map>
#include <set>

#include "extract/reading.h"

namespace atagande::extract {
namespace {

constexpr std::size_t stem_length = 5;

std::multiset<std::string> stems(std::string_view folded) {
  std::multiset<std::string> result;
  for (const Span& word : text::words(folded)) {
    if (word.size() >= 4) result.emplace(folded.substr(word.begin, std::min(word.size(), stem_length)));
  }
  return result;
}

double likeness(std::string_view a, std::string_view b) {
  const auto left = stems(a);
  const auto right = stems(b);
  if (left.empty() || right.empty()) return a == b ? 1.0 : 0.0;
  std::vector<std::string> shared;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(shared));
  return 2.0 * static_cast<double>(shared.size()) / static_cast<double>(left.size() + right.size());
}

std::string folded(std::string_view text) { return text::folded(text, rules::matching_fold); }

std::string trimmed(std::string_view text) {
  std::string name = text::fold_space(text);
  while (!name.empty() && (name.back() == '.' || name.back() == ':' || name.back() == ',' || name.back() == ';'))
    name.pop_back();
  return name;
}

struct Area {
  std::string name;
  std::string folded_name;
  Span span;
  bool announced = false;
  std::string text;  // folded: name and what its statements say, for likeness
  std::vector<std::string> topics;
};

class FocusFinder {
 public:
  explicit FocusFinder(const Reading& reading) : reading_(reading) {}

  FocusAreas find() {
    announce();
    const std::size_t announced = areas_.size();
    add_those_with_causes();
    std::vector<int> of_statement;
    for (const Statement& statement : reading_.statements) of_statement.push_back(area_of(statement));
    drop_unmatched(announced, of_statement);
    for (std::size_t i = 0; i < of_statement.size(); ++i) {
      if (of_statement[i] < 0 && counts(reading_.statements[i])) of_statement[i] = nearest(reading_.statements[i]);
    }
    return write(of_statement);
  }

 private:
  static bool counts(const Statement& statement) { return statement.fact.kind == "commitment"; }

  void announce() {
    for (const Fact& fact : reading_.facts) {
      if (fact.kind != "focus_area" || fact.get("announced").empty()) continue;
      if (fact.has("names")) {
        for (const std::string& name : split(fact.get("names"))) add(name, fact.span, true);
      } else {
        add(fact.get("name"), fact.span, true);
      }
    }
  }

  // An area whose causes are told is one, whether or not something is promised for it here.
  void add_those_with_causes() {
    for (const Fact& fact : reading_.facts) {
      const rules::AttributeValue* focus = reading_.attribute(fact.unit, "focus");
      if (fact.kind == "cause" && focus != nullptr && focus->unit >= 0)
        add(focus->value, reading_.unit(focus->unit).span, false);
    }
  }

  // "A, B och C" → A, B, C; the words that part the last two are a list's business.
  std::vector<std::string> split(const std::string& names) const {
    const std::string view = folded(names);
    const text::Folded way = text::fold(names, rules::matching_fold);
    std::vector<std::string> result;
    std::size_t from = 0;
    const auto take = [&](std::size_t end) {
      const Span span = way.original({from, end});
      const std::string name = trimmed(names.substr(span.begin, span.size()));
      if (!name.empty()) result.push_back(name);
    };
    auto separators = reading_.rules.scan("list_separators", view);
    const auto first_of_pair = [&](const rules::RuleSet::Found& found) { return view[found.span.begin] != ','; };
    // Between commas a joining word holds a pair together ("A och B, C och D"): only the last one parts.
    if (view.find(", ") != std::string::npos && separators.size() > 1) {
      separators.erase(std::remove_if(separators.begin(), separators.end() - 1, first_of_pair), separators.end() - 1);
    }
    for (const auto& found : separators) {
      take(found.span.begin);
      from = found.span.end;
    }
    take(view.size());
    return split_commas(result);
  }

  static std::vector<std::string> split_commas(const std::vector<std::string>& parts) {
    std::vector<std::string> result;
    for (const std::string& part : parts) {
      std::size_t from = 0;
      while (from <= part.size()) {
        const std::size_t comma = std::min(part.find(", ", from), part.size());
        const std::string name = trimmed(part.substr(from, comma - from));
        if (!name.empty()) result.push_back(name);
        from = comma + 2;
      }
    }
    return result;
  }

  int add(const std::string& raw, Span span, bool announced) {
    Area area;
    area.name = trimmed(raw);
    area.folded_name = folded(area.name);
    if (area.folded_name.empty()) return -1;
    for (std::size_t i = 0; i < areas_.size(); ++i) {
      if (areas_[i].folded_name == area.folded_name) return static_cast<int>(i);
    }
    area.span = span;
    area.announced = announced;
    area.text = area.folded_name;
    area.topics = topics_of(reading_.rules, area.folded_name);
    areas_.push_back(std::move(area));
    return static_cast<int>(areas_.size()) - 1;
  }

  int area_of(const Statement& statement) {
    const rules::AttributeValue* focus = reading_.attribute(statement.fact.unit, "focus");
    if (focus == nullptr || focus->value.empty() || !counts(statement)) return -1;
    const std::string name = folded(trimmed(focus->value));
    int best = -1;
    double score = 0.55;
    for (std::size_t i = 0; i < areas_.size(); ++i) {
      const double alike = likeness(areas_[i].folded_name, name);
      if (alike > score) {
        score = alike;
        best = static_cast<int>(i);
      }
    }
    if (best < 0) best = add(focus->value, reading_.unit(focus->unit).span, false);
    if (best >= 0)
      areas_[static_cast<std::size_t>(best)].text +=
          " " + std::string(reading_.outline.folded_text(statement.fact.unit));
    return best;
  }

  // Where headings in quite other words carry the commitments, an announced list that none of them repeats names the
  // same areas: if the numbers agree, they are paired in order and the heading's words are kept.
  void drop_unmatched(std::size_t announced, std::vector<int>& of_statement) {
    std::set<int> used(of_statement.begin(), of_statement.end());
    std::vector<int> idle;
    for (std::size_t i = 0; i < announced; ++i) {
      if (used.count(static_cast<int>(i)) == 0) idle.push_back(static_cast<int>(i));
    }
    const std::size_t fresh = areas_.size() - announced;
    if (idle.empty() || fresh != idle.size()) return;
    for (const int index : idle) areas_[static_cast<std::size_t>(index)].name.clear();
  }

  int nearest(const Statement& statement) {
    const std::string_view text = reading_.outline.folded_text(statement.fact.unit);
    const auto topics = topics_of(reading_.rules, text);
    int best = -1;
    double score = -1.0;
    for (std::size_t i = 0; i < areas_.size(); ++i) {
      const Area& area = areas_[i];
      if (!area.announced || area.name.empty()) continue;
      double shared = likeness(area.folded_name, text);
      for (const std::string& topic : topics) {
        if (std::find(area.topics.begin(), area.topics.end(), topic) != area.topics.end()) shared += 0.3;
      }
      if (static_cast<int>(i) == last_near_) shared += 0.05;
      if (shared > score) {
        score = shared;
        best = static_cast<int>(i);
      }
    }
    last_near_ = best;
    return best;
  }

  FocusAreas write(const std::vector<int>& of_statement) {
    std::vector<int> number(areas_.size(), -1);
    FocusAreas result;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < areas_.size(); ++i) order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return areas_[a].span.begin < areas_[b].span.begin; });
    for (const std::size_t i : order) {
      if (areas_[i].name.empty()) continue;
      FocusArea area;
      area.id = "f" + std::to_string(result.areas.size() + 1);
      area.name = areas_[i].name;
      area.topics = areas_[i].topics.empty() ? topics_of(reading_.rules, areas_[i].text) : areas_[i].topics;
      area.evidence = {areas_[i].span};
      number[i] = static_cast<int>(result.areas.size());
      result.areas.push_back(std::move(area));
    }
    for (const int index : of_statement) {
      result.of_statement.push_back(index < 0 ? -1 : number[static_cast<std::size_t>(index)]);
    }
    return result;
  }

  const Reading& reading_;
  std::vector<Area> areas_;
  int last_near_ = -1;
};

}  // namespace

FocusAreas find_focus_areas(const Reading& reading) { return FocusFinder(reading).find(); }

}  // namespace atagande::extract
