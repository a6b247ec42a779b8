// Inside the room only: what an archive asks of a PDF file (PDF/A-2, ISO 19005-2): metadata, a colour profile, and
// whether a file may claim to hold to it.
#pragma once

#include <optional>
#include <string>

#include "document/document.h"

class QPDF;

namespace atagande::output {

/// An ICC profile (version 2) of the sRGB primaries with a gamma of 2.2, for an output intent.
std::string srgb_profile();

/// Why `pdf` cannot be said to hold to PDF/A-2u, or none. Only files that are nothing but pictures can: everything
/// that is not known to be harmless counts against it. To be asked before anything is added.
std::optional<std::string> obstacle_to_archiving(QPDF& pdf);

/// Gives `pdf` metadata that name the original by its hash and say that this is a copy: added to what there is. With
/// `archive`, which needs a file without metadata, also the claim to PDF/A-2u and an output intent.
void describe(QPDF& pdf, const Source& original, const std::string& tool, bool archive);

}  // namespace atagande::output
