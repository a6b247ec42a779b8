// Random pages, documents and findings that hang together: words stand where the text has them, spans lie inside it.
#pragma once

#include <random>

#include "document/document.h"
#include "document/findings.h"

namespace atagande::testing {

using Random = std::mt19937;

Page random_page(Random& random);
Document random_document(Random& random);
Findings random_findings(const Document& document, Random& random);

}  // namespace atagande::testing
