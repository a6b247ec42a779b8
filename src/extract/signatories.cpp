// Signatories. Names in running text come from rules. Signature blocks come in every layout (name over title, name and
// title on one line, two columns read as one), and all of them have this in common: lines of nothing but names, titles
// and organisations, the n-th name belonging to the n-th title.
#include <algorithm>

#include "extract/reading.h"

namespace atagande::extract {
namespace {

struct Person {
  std::string name;
  Span span;
};
struct Title {
  std::string text;
  std::string role;
  Span span;
};

PartyRole role_named(const std::string& name) {
  if (name == "police") return PartyRole::police;
  if (name == "municipality") return PartyRole::municipality;
  if (name == "region") return PartyRole::region;
  return PartyRole::other;
}

class BlockReader {
 public:
  explicit BlockReader(const Reading& reading) : reading_(reading) {}

  std::vector<Signatory> read() {
    for (const Unit& unit : reading_.outline.units) {
      const bool text = unit.kind == UnitKind::paragraph || unit.kind == UnitKind::heading ||
                        unit.kind == UnitKind::list_item || unit.kind == UnitKind::table_row ||
                        (unit.kind == UnitKind::lead_in && unit.previous != unit.heading);
      if (text) take(static_cast<int>(&unit - reading_.outline.units.data()));
    }
    close();
    return std::move(result_);
  }

 private:
  // What a line is told by the rules that set `line` on its unit.
  void take(int index) {
    const std::string& kind = reading_.value(index, "line");
    if (kind == "signing") return;
    if (kind == "person") {
      add_persons(index);
    } else if (kind == "title" && !persons_.empty()) {
      add_titles(reading_.unit(index).span);
    } else if (kind == "organisation" && !persons_.empty()) {
      const Span span = reading_.unit(index).span;
      organisations_.push_back(reading_.text(span));
    } else {
      close();
    }
  }

  void add_persons(int index) {
    const Span span = reading_.unit(index).span;
    // A new name after titles or organisations begins the next signature; the counts stay in step.
    const auto found = facts_in(reading_, "signatory", span);
    for (const Fact* fact : found) {
      if (fact->get("part") == "person") persons_.push_back({reading_.text(fact->span), fact->span});
    }
    Span rest = span;
    if (!persons_.empty()) rest.begin = std::max(rest.begin, std::min(persons_.back().span.end, span.end));
    add_titles(rest);
  }

  void add_titles(Span span) {
    const Span view = reading_.outline.to_folded(span);
    const std::string_view folded = std::string_view(reading_.outline.folded.text).substr(view.begin, view.size());
    const auto found = reading_.rules.scan("signatory_titles", folded);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const std::size_t begin = i == 0 ? first_letter(folded, 0) : found[i].span.begin;
      std::size_t end = i + 1 < found.size() ? found[i + 1].span.begin : folded.size();
      const Span spelt = reading_.outline.folded.original({view.begin + begin, view.begin + end});
      std::string text = reading_.text(spelt);
      const std::string organisation = cut_organisation(text);
      titles_.push_back({text, found[i].entry == nullptr ? "other" : found[i].entry->value, spelt});
      if (!organisation.empty()) organisations_.push_back(organisation);
    }
  }

  static std::size_t first_letter(std::string_view text, std::size_t from) {
    while (from < text.size() &&
           (text[from] == ' ' || text[from] == ',' || text[from] == '(' || text[from] == '-' || text[from] == '\t'))
      ++from;
    return from;
  }

  // "ordförande, Nybro kommun" and "Kommunalråd (Orsa kommun)": what comes last is the organisation.
  std::string cut_organisation(std::string& title) const {
    const std::size_t bracket = title.find('(');
    const std::size_t comma = title.rfind(", ");
    std::string rest;
    if (bracket != std::string::npos) {
      rest = title.substr(bracket + 1);
      title.erase(bracket);
    } else if (comma != std::string::npos) {
      rest = title.substr(comma + 2);
      title.erase(comma);
    }
    const auto trim = [](std::string& text) {
      while (!text.empty() && (text.back() == ' ' || text.back() == ',' || text.back() == ')' || text.back() == '.' ||
                               text.back() == '\t'))
        text.pop_back();
    };
    trim(title);
    trim(rest);
    const bool party =
        bracket != std::string::npos &&
        reading_.rules.value_of("political_parties", text::folded(rest, rules::matching_fold)) != nullptr;
    return party ? "" : rest;
  }

  void close() {
    if (persons_.empty()) return;
    merge_repeated();
    if (!titles_.empty()) {
      for (std::size_t i = 0; i < persons_.size(); ++i) {
        Signatory signatory;
        signatory.name = persons_[i].name;
        signatory.evidence = {persons_[i].span};
        if (i < titles_.size()) {
          signatory.title = titles_[i].text;
          signatory.role = role_named(titles_[i].role);
          signatory.evidence.push_back(titles_[i].span);
        }
        if (i < organisations_.size()) signatory.organisation = organisations_[i];
        result_.push_back(std::move(signatory));
      }
    }
    persons_.clear();
    titles_.clear();
    organisations_.clear();
  }

  // A name written by hand above the same name in print is one.
  void merge_repeated() {
    std::vector<Person> once;
    for (Person& person : persons_) {
      const std::string folded = text::folded(person.name, rules::matching_fold);
      const auto same = std::find_if(once.begin(), once.end(), [&](const Person& other) {
        const std::string known = text::folded(other.name, rules::matching_fold);
        return known == folded || known.rfind(folded + " ", 0) == 0 || folded.rfind(known + " ", 0) == 0;
      });
      if (same == once.end()) {
        once.push_back(std::move(person));
      } else if (person.name.size() < same->name.size()) {
        *same = std::move(person);
      }
    }
    persons_ = std::move(once);
  }

  const Reading& reading_;
  std::vector<Person> persons_;
  std::vector<Title> titles_;
  std::vector<std::string> organisations_;
  std::vector<Signatory> result_;
};

std::string default_organisation(const Reading& reading, PartyRole role,
                                 const std::vector<Municipality>& municipalities) {
  if (role == PartyRole::municipality && municipalities.size() == 1) {
    for (const Fact& fact : reading.facts) {
      if (fact.kind == "party" && fact.get("code") == municipalities[0].code) return reading.text(fact.span);
    }
  }
  for (const Fact& fact : reading.facts) {
    if (fact.kind == "party" && role == PartyRole::police && fact.get("role") == "police" && fact.has("name"))
      return fact.get("name");
  }
  return "";
}

}  // namespace

std::vector<Signatory> find_signatories(const Reading& reading) {
  std::vector<Signatory> result = BlockReader(reading).read();
  for (const Fact& fact : reading.facts) {
    if (fact.kind != "signatory" || fact.has("part") || !fact.has("name")) continue;
    Signatory signatory;
    signatory.name = fact.get("name");
    if (fact.has("title")) signatory.title = fact.get("title");
    if (fact.has("organisation")) signatory.organisation = fact.get("organisation");
    signatory.role = role_named(fact.get("role"));
    signatory.evidence = {fact.span};
    const auto same =
        std::find_if(result.begin(), result.end(), [&](const Signatory& s) { return s.name == signatory.name; });
    if (same == result.end()) result.push_back(std::move(signatory));
  }
  std::vector<Signatory> once;
  const auto municipalities = find_municipalities(reading);
  for (Signatory& signatory : result) {
    const auto same =
        std::find_if(once.begin(), once.end(), [&](const Signatory& s) { return s.name == signatory.name; });
    if (same != once.end()) continue;
    if (!signatory.organisation) {
      const std::string organisation = default_organisation(reading, signatory.role, municipalities);
      if (!organisation.empty()) signatory.organisation = organisation;
    }
    once.push_back(std::move(signatory));
  }
  return once;
}

}  // namespace atagande::extract
