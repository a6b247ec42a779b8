// A small program for measuring: reads text files, extracts, writes one JSON file each as the scorer takes them.
// usage: run_folder RULES_DIR OUT_DIR FILE...        (--explain before RULES_DIR prints explanations instead)
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "extract/extract.h"
#include "layout/layout.h"
#include "rule_files.h"
#include "text/text.h"

namespace {

using namespace atagande;
using Json = nlohmann::ordered_json;

constexpr const char* type_names[] = {"citizen_promise", "cooperation_agreement", "action_plan",
                                      "follow_up",       "letter_of_intent",      "other"};
constexpr const char* actor_names[] = {"police", "municipality", "joint", "other", "unknown"};

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json period(const std::optional<Period>& value) {
  if (!value) return nullptr;
  return {{"from", or_null(value->from)}, {"to", or_null(value->to)}, {"text", value->text}};
}

Json commitment(const Commitment& c) {
  Json quantities = Json::array();
  for (const Quantity& q : c.quantities) quantities.push_back({{"value", q.value}, {"text", q.text}, {"unit", q.unit}});
  Json result = {{"text", c.text},
                 {"actor", actor_names[static_cast<int>(c.actor)]},
                 {"focus_area", or_null(c.focus_area)},
                 {"quantities", quantities},
                 {"rule", c.rule},
                 {"topics", c.topics},
                 {"lead_in", or_null(c.lead_in)},
                 {"partners", c.partners},
                 {"target_group", or_null(c.target_group)},
                 {"place", or_null(c.place)},
                 {"confidence", c.extraction_confidence},
                 {"period", period(c.period)}};
  result["frequency"] = nullptr;
  if (c.frequency) {
    result["frequency"] = {{"times", or_null(c.frequency->times)},
                           {"interval", or_null(c.frequency->interval)},
                           {"text", c.frequency->text}};
  }
  result["deadline"] = nullptr;
  if (c.deadline) {
    result["deadline"] = {
        {"from", or_null(c.deadline->from)}, {"to", or_null(c.deadline->to)}, {"text", c.deadline->text}};
  }
  return result;
}

Json record(const std::string& name, const Findings& findings) {
  Json result;
  result["source"] = {{"file_name", name}};
  result["document_type"] = type_names[static_cast<int>(findings.type)];
  result["title"] = or_null(findings.title);
  result["municipalities"] = Json::array();
  for (const auto& m : findings.municipalities)
    result["municipalities"].push_back({{"name", m.name}, {"code", m.code}});
  result["period"] = period(findings.period);
  result["focus_areas"] = Json::array();
  for (const auto& f : findings.focus_areas)
    result["focus_areas"].push_back({{"id", f.id}, {"name", f.name}, {"topics", f.topics}});
  result["commitments"] = Json::array();
  for (const auto& c : findings.commitments) result["commitments"].push_back(commitment(c));
  result["follow_up"] = Json::array();
  for (const auto& f : findings.follow_up) result["follow_up"].push_back(f.text);
  result["results"] = Json::array();
  for (const auto& r : findings.results) result["results"].push_back(r.text);
  result["signatories"] = Json::array();
  for (const auto& s : findings.signatories) {
    result["signatories"].push_back(
        {{"name", s.name}, {"title", or_null(s.title)}, {"organisation", or_null(s.organisation)}});
  }
  result["references"] = Json::array();
  for (const auto& r : findings.references) result["references"].push_back({{"type", r.type}, {"text", r.text}});
  return result;
}

// Words parted at line ends are joined, as repair would.
void join_hyphens(Document& document) {
  std::vector<Correction> corrections;
  for (std::size_t at = document.text.find("-\n"); at != std::string::npos; at = document.text.find("-\n", at + 2)) {
    if (at + 2 >= document.text.size() || !text::is_lower(text::code_point_at(document.text, at + 2).value)) continue;
    corrections.push_back({{at, at + 2}, "-\n", "", "hyphen", "test", 1.0});
  }
  layout::apply_corrections(document, std::move(corrections));
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> args(argv + 1, argv + argc);
  const bool blocks = !args.empty() && args[0] == "--blocks";
  const bool explain = !args.empty() && args[0] == "--explain";
  if (blocks || explain) args.erase(args.begin());
  if (args.size() < 3) return 1;
  try {
    const auto start = std::chrono::steady_clock::now();
    const auto rules = rules::RuleSet::load(test::rule_files(args[0]));
    const std::chrono::duration<double> loaded = std::chrono::steady_clock::now() - start;
    std::chrono::duration<double> spent{};
    if (args[1] == "--examples") {
      std::cout << rules::to_text(rules::run_examples(rules)) << rules::to_text(rules::check(rules));
      return 0;
    }
    std::filesystem::create_directories(args[1]);
    for (std::size_t i = 2; i < args.size(); ++i) {
      const std::filesystem::path path(args[i]);
      Source source;
      source.file_name = path.filename().string();
      Document document = layout::compose(source, layout::pages_from_text(text::decode(test::file_text(path)).text));
      join_hyphens(document);
      document.language = "sv";
      if (blocks) {
        static constexpr const char* kinds[] = {"HEAD", "PARA", "ITEM", "ROW ", "FURN"};
        for (const auto& b : document.blocks) {
          std::cout << kinds[static_cast<int>(b.kind)] << b.level << " " << b.mark << " | "
                    << document.text.substr(b.span.begin, b.span.size()) << "\n";
        }
        continue;
      }
      if (explain) {
        std::cout << extract::to_text(extract::explain(document, rules));
        continue;
      }
      const auto begin = std::chrono::steady_clock::now();
      const Findings findings = extract::extract(document, rules);
      spent += std::chrono::steady_clock::now() - begin;
      std::ofstream(args[1] + "/" + path.stem().string() + ".json")
          << record(source.file_name, findings).dump(1) << "\n";
    }
    std::cerr << "rules " << loaded.count() * 1000 << " ms, extraction " << spent.count() * 1000 << " ms\n";
  } catch (const Error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
