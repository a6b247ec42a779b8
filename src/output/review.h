// Inside the room only: what a reader is warned of.
#pragma once

#include <vector>

#include "document/document.h"
#include "document/findings.h"
#include "output/evidence.h"

namespace atagande::output {

/// The remarks of the stages and those that the finished record gives rise to, by page, then in the order made;
/// remarks without a page come first.
std::vector<Diagnostic> warnings_for(const Document& document, const Findings& findings, const EvidenceFinder& finder);

/// Whether a person should look at the document: some warning says that what was read or found may be wrong or lacking.
bool needs_review(const std::vector<Diagnostic>& warnings);

}  // namespace atagande::output
