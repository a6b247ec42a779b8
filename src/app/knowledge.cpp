#include "app/knowledge.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "app/files.h"
#include "app/version.h"
#include "document/document.h"
#include "ocr/ocr.h"

namespace atagande::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* language_model = "swedish/swedish.model";
constexpr const char* function_words = "function_words/sv.txt";

/// The folder holding rules/ and models/: beside the program as installed (../share/atagande), or above it as built.
fs::path data_root() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const auto holds_data = [&error](const fs::path& folder) {
    return fs::is_directory(folder / "rules", error) && fs::is_directory(folder / "models", error);
  };
  fs::path installed = program.parent_path().parent_path() / "share" / "atagande";
  if (holds_data(installed)) return installed;
  for (fs::path folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    if (holds_data(folder)) return folder;
  }
  throw Error(Fault::missing_dependency,
              "no folder with rules/ and models/ beside the program; name them with --base-rules and --models");
}

std::string file_name(const std::string& path) { return fs::path(path).filename().string(); }

std::vector<std::string> rule_paths(const std::string& directory) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    const auto extension = entry.path().extension();
    if (extension == ".yaml" || extension == ".yml") paths.push_back(entry.path().string());
  }
  if (error) throw Error(Fault::no_access, "cannot read the rules in " + directory + ": " + error.message());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> all_rule_paths(const DataPaths& paths) {
  auto result = rule_paths(paths.rules);
  if (result.empty()) throw Error(Fault::missing_dependency, "no rule files (*.yaml) in " + paths.rules);
  for (const auto& directory : paths.extra_rules) {
    for (const auto& path : rule_paths(directory)) result.push_back(path);
  }
  return result;
}

std::string describe(const PipelineOptions& options) {
  std::string text;
  for (const auto& part : {std::to_string(static_cast<int>(options.ocr)), options.language, options.repair_mode,
                           options.recogniser, std::to_string(options.dpi), std::to_string(options.max_pages),
                           std::to_string(options.max_megapixels), options.product}) {
    text += part + "\n";
  }
  for (const auto& kind : options.also) text += kind + "\n";
  return text;
}

Ingredients ingredients_of(const DataPaths& paths, const std::vector<rules::RuleFile>& rules,
                           const repair::Language& language, const std::string& recogniser_language) {
  Ingredients result;
  for (const auto& file : rules) result.rule_files.push_back({file.name, sha256_of_bytes(file.text)});
  result.model_files.push_back({file_name(language_model), language.model().sha256()});
  result.model_files.push_back({file_name(function_words), sha256_of_file(paths.models + "/" + function_words)});
  ocr::EngineOptions engine;
  engine.language = recogniser_language;
  const std::string folder = ocr::find_model_folder(engine);
  std::istringstream names(folder.empty() ? std::string() : recogniser_language);
  for (std::string name; std::getline(names, name, '+');) {
    const std::string file = name + ".traineddata";
    result.model_files.push_back({file, sha256_of_file(fs::path(folder) / file)});
  }
  return result;
}

void add_names_file(const DataOptions& options, Ingredients& ingredients) {
  if (options.names_file.empty()) return;
  ingredients.model_files.push_back({file_name(options.names_file), sha256_of_file(options.names_file)});
}

}  // namespace

DataPaths find_data(const DataOptions& options) {
  DataPaths paths{options.rules_directory, options.extra_rules, options.models_directory};
  if (paths.rules.empty()) paths.rules = (data_root() / "rules").string();
  if (paths.models.empty()) paths.models = (data_root() / "models").string();
  return paths;
}

std::vector<rules::RuleFile> read_rule_files(const DataPaths& paths) {
  std::vector<rules::RuleFile> files;
  for (const auto& path : all_rule_paths(paths)) files.push_back({file_name(path), read_file(path)});
  return files;
}

repair::Language open_language(const DataPaths& paths) {
  return repair::Language::open(paths.models + "/" + language_model);
}

repair::Names load_names(const DataOptions& options, const std::vector<rules::RegisterEntry>& municipalities) {
  std::vector<repair::KnownForm> forms;
  forms.reserve(municipalities.size());
  for (const auto& entry : municipalities) forms.push_back({entry.name, 1});
  if (!options.names_file.empty()) {
    const auto listed = repair::read_forms(read_file(options.names_file));
    forms.insert(forms.end(), listed.begin(), listed.end());
  }
  return repair::Names(forms);
}

Knowledge load_knowledge(const DataOptions& options, const std::string& language) {
  const DataPaths paths = find_data(options);
  const auto files = read_rule_files(paths);
  Knowledge knowledge{rules::RuleSet::load(files),
                      open_language(paths),
                      {},
                      pdf::read_function_words(read_file(paths.models + "/" + function_words)),
                      {}};
  knowledge.names = load_names(options, knowledge.rules.municipalities());
  knowledge.ingredients = ingredients_of(paths, files, knowledge.language, language);
  add_names_file(options, knowledge.ingredients);
  return knowledge;
}

Ingredients list_ingredients(const DataOptions& options, const std::string& language) {
  const DataPaths paths = find_data(options);
  Ingredients ingredients = ingredients_of(paths, read_rule_files(paths), open_language(paths), language);
  add_names_file(options, ingredients);
  return ingredients;
}

std::string pipeline_hash(const Ingredients& ingredients, const PipelineOptions& options) {
  std::string text = std::string(version) + "\n" + ocr::Engine::version() + "\n" + describe(options);
  for (const auto* list : {&ingredients.rule_files, &ingredients.model_files}) {
    for (const auto& ingredient : *list) text += ingredient.name + " " + ingredient.sha256 + "\n";
  }
  return "sha256:" + sha256_of_bytes(text);
}

}  // namespace atagande::app
