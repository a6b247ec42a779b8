// A made document of two pages with every kind of block, as layout composes it and repair mends it.
#pragma once

#include "document/document.h"

namespace atagande::testing {

/// A heading, a paragraph whose last word but one is parted by a line break, two items, a table of two rows; on the
/// second page a line that falls by `slope` points a point and a page number. Three repairs: a letter, a missing space,
/// the hyphen.
Document composed_document(double slope = 0.0);

/// One page of words without boxes.
Document document_without_geometry();

}  // namespace atagande::testing
