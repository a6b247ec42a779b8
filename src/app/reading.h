// Stages that more than one command puts together.
#pragma once

#include <string>

#include "app/options.h"
#include "document/document.h"
#include "repair/repair.h"
#include "rules/rules.h"

namespace atagande::app {

/// Repairs a composed document in place: its text, corrections, language. `names` are known beside the model's words.
void repair_document(Document& document, const repair::Language& language, const repair::Names& names);

/// A text, HTML or DOCX file as a document, unrepaired, in this process: for files of the user's own, given by name to
/// the tools of rule writers. Throws Error.
Document read_plain_document(const std::string& path);

/// Throws Error: bad_rule, missing_dependency, no_access.
rules::RuleSet load_rules(const DataOptions& options);

}  // namespace atagande::app
