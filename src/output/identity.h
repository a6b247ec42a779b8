// Inside the room only: hashes and ids.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/findings.h"

namespace atagande::output {

/// SHA-256 as 64 hexadecimal digits.
std::string sha256(std::string_view bytes);

/// UUID version 5 (RFC 4122, by SHA-1) of `name` in the name space `space`, itself a UUID in its usual form.
std::string uuid5(std::string_view space, std::string_view name);

/// RFC 4122, appendix C: the name space of URLs.
inline constexpr std::string_view url_space = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

/// The letters and digits of a text, lower case and without accents, words parted by one space: what an id is made
/// from, so that a better reading of å, a comma or a line break does not change it.
std::string id_text(std::string_view utf8);

/// UUIDs of the commitments, in their order: of the document's id, the folded text and an ordinal among equals.
std::vector<std::string> commitment_ids(std::string_view document_id, const Findings& findings);

}  // namespace atagande::output
