// What the program knows that is no code: rules, models, word lists. Loaded once a process, then only read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/options.h"
#include "output/output.h"
#include "pdf/pdf.h"
#include "repair/repair.h"
#include "rules/rules.h"

namespace atagande::app {

/// Where the data lie once the options, the installation and the source tree have been asked, in that order.
struct DataPaths {
  std::string rules;
  std::vector<std::string> extra_rules;
  std::string models;
};

/// Throws Error{missing_dependency} where there are none.
DataPaths find_data(const DataOptions& options);

std::vector<rules::RuleFile> read_rule_files(const DataPaths& paths);

/// Throws Error: bad_model, missing_dependency, no_access.
repair::Language open_language(const DataPaths& paths);

/// The forms in the user's list, if one is named, and those of `municipalities`. Throws Error: bad_input, no_access.
repair::Names load_names(const DataOptions& options, const std::vector<rules::RegisterEntry>& municipalities = {});

/// The files that knowledge comes from, by content; also Tesseract's models for `language`, where they are.
struct Ingredients {
  std::vector<output::Ingredient> rule_files;
  std::vector<output::Ingredient> model_files;
};

struct Knowledge {
  rules::RuleSet rules;
  repair::Language language;
  repair::Names names;
  pdf::FunctionWords function_words;
  Ingredients ingredients;
};

/// What load_knowledge would load, with the models looked at and the rules only read: in a few milliseconds.
/// Throws Error: bad_model, missing_dependency, no_access.
Ingredients list_ingredients(const DataOptions& options, const std::string& language);

/// Throws Error: bad_rule, bad_model, missing_dependency, no_access.
Knowledge load_knowledge(const DataOptions& options, const std::string& language = "swe");

/// Hash of everything that can change a record: version, rules, models, options.
std::string pipeline_hash(const Ingredients& ingredients, const PipelineOptions& options);

}  // namespace atagande::app
