// What is true of the document as a whole: its type, title, municipalities, parties and references. Rules name
// candidates with a weight; here they are added up.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "extract/reading.h"

namespace atagande::extract {
namespace {

double weight_of(const Fact& fact) {
  double value = 1.0;
  const std::string& text = fact.get("weight");
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

constexpr std::array<std::string_view, 6> type_names = {"citizen_promise", "cooperation_agreement", "action_plan",
                                                        "follow_up",       "letter_of_intent",      "other"};

PartyRole role_named(const std::string& name) {
  if (name == "police") return PartyRole::police;
  if (name == "municipality") return PartyRole::municipality;
  if (name == "region") return PartyRole::region;
  return PartyRole::other;
}

const rules::RegisterEntry* entry_named(const rules::RuleSet& rules, const std::string& code) {
  const auto& all = rules.municipalities();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& entry) { return entry.code == code; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

DocumentType decide_type(const Reading& reading) {
  std::array<double, type_names.size()> votes{};
  for (const Fact& fact : reading.facts) {
    if (fact.kind != "document_type") continue;
    const auto name = std::find(type_names.begin(), type_names.end(), fact.get("type"));
    if (name != type_names.end()) votes[static_cast<std::size_t>(name - type_names.begin())] += weight_of(fact);
  }
  const auto most = std::max_element(votes.begin(), votes.end());
  return *most <= 0.0 ? DocumentType::other : static_cast<DocumentType>(most - votes.begin());
}

std::optional<std::string> find_title(const Reading& reading) {
  const Fact* best = nullptr;
  for (const Fact& fact : reading.facts) {
    if (fact.kind == "title" && (best == nullptr || weight_of(fact) > weight_of(*best))) best = &fact;
  }
  if (best == nullptr) return std::nullopt;
  return reading.text(best->span);
}

std::vector<Municipality> find_municipalities(const Reading& reading) {
  struct Candidate {
    double weight = 0.0;
    bool titled = false;
    bool listed = false;
    std::string district;
    Evidence evidence;
  };
  std::map<std::string, Candidate> candidates;
  for (const Fact& fact : reading.facts) {
    if (fact.kind != "municipality" || !fact.has("code")) continue;
    Candidate& candidate = candidates[fact.get("code")];
    candidate.weight += weight_of(fact);
    candidate.titled = candidate.titled || fact.has("titled");
    candidate.listed = candidate.listed || fact.has("listed");
    if (fact.has("district")) candidate.district = fact.get("district");
    if (std::find(candidate.evidence.begin(), candidate.evidence.end(), fact.span) == candidate.evidence.end()) {
      candidate.evidence.push_back(fact.span);
    }
  }
  double most = 0.0;
  bool any_titled = false;
  for (const auto& [code, candidate] : candidates) {
    most = std::max(most, candidate.weight);
    any_titled = any_titled || candidate.titled;
  }
  // Where the one named most is one of a list of municipalities, all of the list are meant.
  const bool most_listed = std::any_of(candidates.begin(), candidates.end(), [&](const auto& candidate) {
    return candidate.second.listed && candidate.second.weight >= most;
  });
  std::vector<Municipality> result;
  for (const auto& [code, candidate] : candidates) {
    const bool chosen = any_titled ? candidate.titled : candidate.weight >= most && most >= 0.5;
    const bool listed = candidate.listed && most_listed && !any_titled;
    const rules::RegisterEntry* entry = entry_named(reading.rules, code);
    if ((!chosen && !listed) || entry == nullptr) continue;
    result.push_back({entry->code, entry->name, entry->county, candidate.district, candidate.evidence});
  }
  std::stable_sort(result.begin(), result.end(), [](const Municipality& a, const Municipality& b) {
    return a.evidence.front().begin < b.evidence.front().begin;
  });
  return result;
}

std::vector<Party> find_parties(const Reading& reading, const std::vector<Municipality>& municipalities) {
  std::vector<Party> result;
  const auto add = [&](PartyRole role, const std::string& name, const std::string& unit, Span span) {
    for (Party& party : result) {
      const bool same = party.role == role && (role == PartyRole::police || party.name == name);
      if (!same) continue;
      if (!party.unit && !unit.empty()) party.unit = unit;
      if (party.evidence.size() < 8) party.evidence.push_back(span);
      return;
    }
    result.push_back({"", role, name, unit.empty() ? std::nullopt : std::optional<std::string>(unit), {span}});
  };
  for (const Fact& fact : reading.facts) {
    if (fact.kind != "party") continue;
    const PartyRole role = role_named(fact.get("role"));
    if (role == PartyRole::municipality && !municipalities.empty()) {
      const auto known = std::find_if(municipalities.begin(), municipalities.end(),
                                      [&](const Municipality& m) { return m.code == fact.get("code"); });
      if (known == municipalities.end()) continue;
    }
    add(role, fact.has("name") ? fact.get("name") : reading.text(fact.span), fact.get("party_unit"), fact.span);
  }
  for (std::size_t i = 0; i < result.size(); ++i) result[i].id = "p" + std::to_string(i + 1);
  return result;
}

std::vector<Reference> find_references(const Reading& reading) {
  std::vector<Reference> result;
  for (const Fact& fact : reading.facts) {
    if (fact.kind != "reference") continue;
    const std::string text = reading.text(fact.span);
    const auto same = std::find_if(result.begin(), result.end(), [&](const Reference& known) {
      return known.type == fact.get("type") && text::lower(known.text) == text::lower(text);
    });
    if (same != result.end()) {
      same->evidence.push_back(fact.span);
      continue;
    }
    const std::string& target = fact.get("target");
    result.push_back(
        {fact.get("type"), text, target.empty() ? std::nullopt : std::optional<std::string>(target), {fact.span}});
  }
  return result;
}

}  // namespace atagande::extract
