// The last steps of building an outline; for this room's own files.
#pragma once

#include "extract/outline.h"

namespace atagande::extract {

/// Sets what stands in front of and behind each unit.
void join_neighbours(Outline& outline);

/// Lets each section reach to the end of what it holds.
void close_sections(Outline& outline);

}  // namespace atagande::extract
