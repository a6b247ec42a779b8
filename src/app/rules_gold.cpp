// Texts are compared as bags of folded words; the pairs most alike are matched first, one to one. A commitment counts
// as found from a likeness of 0.6 on, a focus area from 0.5, a signatory from 0.8. What the annotation marks as
// optional counts neither as missed nor as made up.
#include "app/rules_gold.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "app/files.h"
#include "app/reading.h"
#include "app/rules_calibration.h"
#include "document/error.h"
#include "extract/extract.h"
#include "text/text.h"

namespace atagande::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Bag = std::multiset<std::string>;

constexpr double commitment_likeness = 0.6;
constexpr double area_likeness = 0.5;
constexpr double name_likeness = 0.8;
constexpr std::array<double, 7> reliability_steps = {0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0001};
constexpr std::array<std::string_view, 6> type_names = {"citizen_promise", "cooperation_agreement", "action_plan",
                                                        "follow_up",       "letter_of_intent",      "other"};
constexpr std::array<std::string_view, 5> actor_names = {"police", "municipality", "joint", "other", "unknown"};

std::string text_of(const Json& entry, const char* key) {
  const auto found = entry.find(key);
  return found != entry.end() && found->is_string() ? found->get<std::string>() : "";
}

std::vector<std::string> texts_of(const Json& entry, const char* key) {
  std::vector<std::string> result;
  const auto found = entry.find(key);
  if (found == entry.end() || !found->is_array()) return result;
  for (const Json& item : *found) {
    if (item.is_string()) result.push_back(item.get<std::string>());
  }
  return result;
}

const Json& list_of(const Json& entry, const char* key) {
  static const Json nothing = Json::array();
  const auto found = entry.find(key);
  return found != entry.end() && found->is_array() ? *found : nothing;
}

Bag bag_of(const std::string& text) {
  const std::string folded = text::folded(text, rules::matching_fold);
  Bag result;
  for (const Span& word : text::words(folded)) result.emplace(folded.substr(word.begin, word.size()));
  return result;
}

double likeness(const Bag& a, const Bag& b) {
  Bag shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(shared, shared.end()));
  const std::size_t all = a.size() + b.size();
  return all == 0 ? 0.0 : 2.0 * static_cast<double>(shared.size()) / static_cast<double>(all);
}

using Pairs = std::map<std::size_t, std::size_t>;  // annotated → found

Pairs match(const std::vector<std::string>& wanted, const std::vector<std::string>& made, double least) {
  std::vector<Bag> left;
  std::vector<Bag> right;
  std::transform(wanted.begin(), wanted.end(), std::back_inserter(left), bag_of);
  std::transform(made.begin(), made.end(), std::back_inserter(right), bag_of);
  std::vector<std::tuple<double, std::size_t, std::size_t>> ranked;
  for (std::size_t i = 0; i < left.size(); ++i) {
    for (std::size_t j = 0; j < right.size(); ++j) {
      const double alike = likeness(left[i], right[j]);
      if (alike >= least) ranked.emplace_back(-alike, i, j);
    }
  }
  std::sort(ranked.begin(), ranked.end());
  Pairs pairs;
  std::set<std::size_t> taken;
  for (const auto& [alike, i, j] : ranked) {
    if (pairs.count(i) == 0 && taken.insert(j).second) pairs[i] = j;
  }
  return pairs;
}

bool is_optional(const Json& entry) {
  const auto found = entry.find("optional");
  return found != entry.end() && found->is_boolean() && found->get<bool>();
}

class Comparer {
 public:
  explicit Comparer(const rules::RuleSet& rules) {
    for (const rules::Rule& rule : rules.rules()) confidence_of_rule_[rule.name()] = rule.confidence;
  }

  /// What follows belongs to another folder.
  void begin_folder() { judged_.emplace_back(); }

  void compare(const std::string& name, const Json& gold, const Findings& findings) {
    report_.documents.push_back({name, {}});
    compare_commitments(gold, findings);
    compare_areas(gold, findings);
    compare_signatories(gold, findings);
    compare_frame(gold, findings);
  }

  GoldReport finish() {
    for (const std::string& name : order_) report_.measures.push_back(measures_[name]);
    std::sort(given_.begin(), given_.end());
    report_.reliability = steps_of(given_);
    report_.left_out = judged_.size() > 1 ? steps_of(left_out_in_turn(judged_)) : std::vector<GoldReliability>();
    std::vector<Judged> all;
    for (const auto& folder : judged_) all.insert(all.end(), folder.begin(), folder.end());
    report_.worth = calibrate(all);
    return std::move(report_);
  }

 private:
  void say(const std::string& remark) { report_.documents.back().remarks.push_back(remark); }

  GoldMeasure& measure(const std::string& name, bool matched) {
    const auto [entry, is_new] = measures_.try_emplace(name);
    if (is_new) {
      order_.push_back(name);
      entry->second.name = name;
      entry->second.matched = matched;
    }
    return entry->second;
  }

  void judge(const std::string& name, bool right, const std::string& remark) {
    GoldMeasure& into = measure(name, false);
    into.right += right ? 1 : 0;
    ++into.made;
    ++into.wanted;
    if (!right) say(name + " " + remark);
  }

  // Counts matches of a kind; what was made up or missed is said.
  Pairs count(const std::string& name, const Json& wanted, const char* key, const std::vector<std::string>& made,
              double least) {
    std::vector<std::string> texts;
    for (const Json& entry : wanted) texts.push_back(text_of(entry, key));
    Pairs pairs = match(texts, made, least);
    GoldMeasure& into = measure(name, true);
    std::set<std::size_t> found;
    for (const auto& [i, j] : pairs) found.insert(j);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (is_optional(wanted[i])) continue;
      ++into.wanted;
      if (pairs.count(i) != 0) {
        ++into.right;
        ++into.made;
      } else {
        say(name + " missed: " + texts[i]);
      }
    }
    into.made += made.size() - found.size();
    return pairs;
  }

  void compare_commitments(const Json& gold, const Findings& findings) {
    const Json& wanted = list_of(gold, "commitments");
    std::vector<std::string> made;
    for (const Commitment& c : findings.commitments) made.push_back(c.text);
    const Pairs pairs = count("commitment", wanted, "text", made, commitment_likeness);
    std::set<std::size_t> found;
    for (const auto& [i, j] : pairs) {
      found.insert(j);
      keep(findings, findings.commitments[j], true);
      compare_fields(wanted[i], findings.commitments[j], findings);
    }
    for (std::size_t j = 0; j < made.size(); ++j) {
      if (found.count(j) != 0) continue;
      keep(findings, findings.commitments[j], false);
      say("commitment made up: " + made[j] + " [" + findings.commitments[j].rule + "]");
    }
    if (wanted.empty()) judge("none where none", made.empty(), "");
  }

  void compare_fields(const Json& wanted, const Commitment& made, const Findings& findings) {
    const std::string actor = text_of(wanted, "actor");
    if (!actor.empty()) {
      const std::string got(actor_names[static_cast<std::size_t>(made.actor)]);
      const auto also = texts_of(wanted, "actor_also_ok");
      const bool right = got == actor || std::find(also.begin(), also.end(), got) != also.end();
      judge("actor", right, got + " for " + actor + ": " + made.text);
    }
    const std::string area = text_of(wanted, "focus_area");
    if (!area.empty()) {
      const auto named = std::find_if(findings.focus_areas.begin(), findings.focus_areas.end(),
                                      [&](const FocusArea& f) { return made.focus_area && f.id == *made.focus_area; });
      const std::string got = named == findings.focus_areas.end() ? "" : named->name;
      judge("focus area of a commitment", likeness(bag_of(area), bag_of(got)) >= area_likeness,
            "\"" + got + "\" for \"" + area + "\": " + made.text);
    }
    compare_value("quantity", text_of(wanted, "quantity"), !made.quantities.empty(), made.text);
    compare_value("frequency", text_of(wanted, "frequency"), made.frequency.has_value(), made.text);
    compare_value("deadline", text_of(wanted, "deadline"), made.deadline.has_value(), made.text);
  }

  void compare_value(const std::string& name, const std::string& wanted, bool made, const std::string& text) {
    if (wanted.empty() && !made) return;
    judge(name, made == !wanted.empty(), (wanted.empty() ? "made up: " : "missed \"" + wanted + "\": ") + text);
  }

  void compare_areas(const Json& gold, const Findings& findings) {
    std::vector<std::string> made;
    for (const FocusArea& area : findings.focus_areas) made.push_back(area.name);
    count("focus area", list_of(gold, "focus_areas"), "name", made, area_likeness);
  }

  void compare_signatories(const Json& gold, const Findings& findings) {
    std::vector<std::string> made;
    for (const Signatory& signatory : findings.signatories) made.push_back(signatory.name);
    count("signatory", list_of(gold, "signatories"), "name", made, name_likeness);
  }

  void compare_frame(const Json& gold, const Findings& findings) {
    const std::string type = text_of(gold, "document_type");
    if (!type.empty()) {
      const std::string got(type_names[static_cast<std::size_t>(findings.type)]);
      const auto also = texts_of(gold, "document_type_also_ok");
      judge("document type", got == type || std::find(also.begin(), also.end(), got) != also.end(),
            got + " for " + type);
    }
    std::set<std::string> wanted;
    std::set<std::string> made;
    for (const auto& name : texts_of(gold, "municipalities")) wanted.insert(text::lower(name));
    for (const Municipality& municipality : findings.municipalities) made.insert(text::lower(municipality.name));
    judge("municipality", wanted == made, "");
    const auto period = gold.find("period");
    const Json none = Json::object();
    const Json& told = period != gold.end() && period->is_object() ? *period : none;
    const auto year = [](const std::string& date) { return date.substr(0, 4); };
    const std::string from = findings.period ? findings.period->from.value_or("") : "";
    const std::string to = findings.period ? findings.period->to.value_or("") : "";
    judge("period", year(text_of(told, "from")) == year(from) && year(text_of(told, "to")) == year(to),
          from + "/" + to + " for " + text_of(told, "from") + "/" + text_of(told, "to"));
  }

  void keep(const Findings& findings, const Commitment& commitment, bool right) {
    given_.emplace_back(commitment.extraction_confidence, right);
    const auto rule = confidence_of_rule_.find(commitment.rule);
    if (rule != confidence_of_rule_.end())
      judged_.back().push_back({extract::expected_confidence(rule->second, findings.type), right});
  }

  static std::vector<GoldReliability> steps_of(const std::vector<std::pair<double, bool>>& given) {
    std::vector<GoldReliability> result;
    for (std::size_t i = 0; i + 1 < reliability_steps.size(); ++i) {
      const double from = reliability_steps[i];
      const double to = reliability_steps[i + 1];
      GoldReliability step{from, std::min(to, 1.0), 0.0, 0, 0};
      for (const auto& [confidence, right] : given) {
        if (confidence < from || confidence >= to) continue;
        ++step.made;
        step.right += right ? 1 : 0;
        step.mean += confidence;
      }
      if (step.made == 0) continue;
      step.mean /= static_cast<double>(step.made);
      result.push_back(step);
    }
    return result;
  }

  GoldReport report_;
  std::map<std::string, GoldMeasure> measures_;
  std::vector<std::string> order_;
  std::vector<std::pair<double, bool>> given_;
  std::map<std::string, double> confidence_of_rule_;
  std::vector<std::vector<Judged>> judged_;  // by folder
};

// The document that belongs to an annotation: the file of the same name that is none.
std::string document_beside(const fs::path& annotation) {
  for (const fs::path& folder : {annotation.parent_path(), annotation.parent_path().parent_path() / "text"}) {
    std::error_code error;
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      const fs::path& path = entry.path();
      if (path.stem() == annotation.stem() && path.extension() != ".json") found.push_back(path.string());
    }
    if (!found.empty()) return *std::min_element(found.begin(), found.end());
  }
  throw Error(Fault::bad_input, "no document beside the annotation " + annotation.string());
}

std::vector<fs::path> annotations_in(const fs::path& directory) {
  const fs::path folder = fs::is_directory(directory / "gold") ? directory / "gold" : directory;
  std::vector<fs::path> result;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") result.push_back(entry.path());
  }
  std::sort(result.begin(), result.end());
  if (result.empty()) throw Error(Fault::bad_input, "no annotations (*.json) in " + folder.string());
  return result;
}

double share(std::size_t part, std::size_t all) {
  return all == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(all);
}

double f1(const GoldMeasure& m) {
  return m.made + m.wanted == 0 ? 0.0 : 2.0 * static_cast<double>(m.right) / static_cast<double>(m.made + m.wanted);
}

}  // namespace

GoldReport compare_with_gold(const std::vector<std::string>& directories, const rules::RuleSet& rules) {
  Comparer comparer(rules);
  for (const std::string& directory : directories) {
    comparer.begin_folder();
    for (const fs::path& path : annotations_in(directory)) {
      const Json gold = Json::parse(read_file(path.string()), nullptr, false);
      if (!gold.is_object()) throw Error(Fault::bad_input, "not a JSON object: " + path.string());
      const Document document = read_plain_document(document_beside(path));
      comparer.compare(path.stem().string(), gold, extract::extract(document, rules));
    }
  }
  return comparer.finish();
}

namespace {

std::string reliability_text(const std::string& title, const std::vector<GoldReliability>& steps) {
  std::string result = fmt::format("{:<28} {:>9} {:>7} {:>15}\n", title, "given", "right", "of");
  for (const GoldReliability& step : steps) {
    result += fmt::format("{:<28} {:>9.3f} {:>7.3f} {:>15}\n", fmt::format("  {:.2f} to {:.2f}", step.from, step.to),
                          step.mean, share(step.right, step.made), step.made);
  }
  return result;
}

nlohmann::ordered_json reliability_json(const std::vector<GoldReliability>& steps) {
  auto result = nlohmann::ordered_json::array();
  for (const GoldReliability& step : steps) {
    result.push_back(
        {{"from", step.from}, {"to", step.to}, {"mean", step.mean}, {"right", step.right}, {"made", step.made}});
  }
  return result;
}

}  // namespace

std::string to_text(const GoldReport& report) {
  std::string result;
  for (const GoldDocument& document : report.documents) {
    if (document.remarks.empty()) continue;
    result += document.name + "\n";
    for (const std::string& remark : document.remarks) result += "  " + remark + "\n";
  }
  result += fmt::format("{} documents\n", report.documents.size());
  result += fmt::format("{:<28} {:>9} {:>7} {:>7} {:>7}\n", "", "precision", "recall", "F1", "of");
  for (const GoldMeasure& m : report.measures) {
    if (m.matched) {
      result += fmt::format("{:<28} {:>9.3f} {:>7.3f} {:>7.3f} {:>7}\n", m.name, share(m.right, m.made),
                            share(m.right, m.wanted), f1(m), m.wanted);
    } else {
      result += fmt::format("{:<28} {:>25.3f} {:>7}\n", m.name, share(m.right, m.wanted), m.wanted);
    }
  }
  result += reliability_text("confidence", report.reliability);
  if (!report.left_out.empty()) {
    result += reliability_text("each folder by the others", report.left_out);
    result += "what confidences are worth by these documents, as rules/confidence.yaml has it:\n  confidence: {";
    for (const auto& [expected, right] : report.worth) {
      result += fmt::format("{}\"{:.3f}\": \"{:.3f}\"", result.back() == '{' ? "" : ", ", expected, right);
    }
    result += "}\n";
  }
  return result;
}

std::string to_json(const GoldReport& report) {
  nlohmann::ordered_json result;
  result["measures"] = nlohmann::ordered_json::array();
  for (const GoldMeasure& m : report.measures) {
    nlohmann::ordered_json row = {{"name", m.name}, {"right", m.right}, {"made", m.made}, {"wanted", m.wanted}};
    if (m.matched) {
      row["precision"] = share(m.right, m.made);
      row["recall"] = share(m.right, m.wanted);
      row["f1"] = f1(m);
    } else {
      row["share"] = share(m.right, m.wanted);
    }
    result["measures"].push_back(std::move(row));
  }
  result["reliability"] = reliability_json(report.reliability);
  result["left_out"] = reliability_json(report.left_out);
  result["worth"] = nlohmann::ordered_json::array();
  for (const auto& [expected, right] : report.worth) result["worth"].push_back({expected, right});
  result["documents"] = nlohmann::ordered_json::array();
  for (const GoldDocument& document : report.documents) {
    result["documents"].push_back({{"name", document.name}, {"remarks", document.remarks}});
  }
  return result.dump(2) + "\n";
}

}  // namespace atagande::app
