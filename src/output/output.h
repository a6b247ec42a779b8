// What leaves the pipeline: the JSON record of a document, its schema, and the internal JSON in which pages pass
// between processes.
//
// Everything here is a pure function, safe to call from any thread, and the same input gives the same bytes whatever
// the locale. Text in values is UTF-8; invalid bytes come out as U+FFFD.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/findings.h"

namespace atagande::output {

// Pages between processes, and recorded pages in tests. An internal form: compact, members at their default left out,
// spans in bytes. Reading what was written gives an equal value, doubles to the last bit. Reading throws Error
// (bad_input) on anything else: malformed JSON, an unknown key or code, a value of the wrong type. Writing throws Error
// (internal) on a number that is not finite.
std::string page_to_json(const Page& page);
Page page_from_json(std::string_view text);
std::string document_to_json(const Document& document);
Document document_from_json(std::string_view text);
std::string source_to_json(const Source& source);
Source source_from_json(std::string_view text);
std::string diagnostic_to_json(const Diagnostic& diagnostic);
Diagnostic diagnostic_from_json(std::string_view text);

/// A file that had a part in the result: a model or a rule file.
struct Ingredient {
  std::string name;    // without folders
  std::string sha256;  // hexadecimal, of the bytes
  bool operator==(const Ingredient&) const = default;
};

/// What made the record. It is no part of the record's revision.
struct Provenance {
  std::string tool;      // "atagande 0.1.0"
  std::string pipeline;  // "sha256:…" of version, models, rules and options
  std::vector<Ingredient> models;
  std::vector<Ingredient> rules;
  bool operator==(const Provenance&) const = default;
};

enum class Status { ok, partial };

/// What a reader of the record is warned of, and whether a person should look at the document.
struct Review {
  std::vector<Diagnostic> warnings;
  bool needed = false;
  bool operator==(const Review&) const = default;
};
Review review(const Document& document, const Findings& findings);

/// A part of a repaired stream as a line of JSON: text, verdict, and each change with its place in bytes of the stream
/// as it came in.
/// `unsettled`: places misread nobody knows as what, as corrections that change nothing.
std::string repair_line(std::string_view text, std::string_view verdict, std::span<const Correction> corrections,
                        std::span<const Correction> unsettled);

/// The record of one document, as document.schema.json describes it: indented, with a line feed at the end. Throws
/// Error{bad_schema} should it not hold to the schema.
std::string record(const Document& document, const Findings& findings, const Provenance& provenance);

/// The same record as a line of NDJSON, with `status` as its first key and the line feed at the end.
std::string record_line(const Document& document, const Findings& findings, const Provenance& provenance,
                        Status status);

/// The commitments as CSV (RFC 4180, UTF-8, CRLF), a row each under a row of names: those of the record, with parts of
/// a value behind an underscore ("deadline_to"), lists parted by "; ", and the first place of evidence.
std::string commitments_csv(const Document& document, const Findings& findings);

/// The line of NDJSON for a document that failed, or that was passed over for `reason`. Members of `source` that are
/// unknown may be empty.
std::string failed_line(const Source& source, const Error& error);
std::string skipped_line(const Source& source, const Diagnostic& reason);

/// The document's id: municipalities, type and years of the period where all three are known, otherwise the hash of
/// the file.
std::string document_id(const Document& document, const Findings& findings);

/// The code of a fault as it stands in `error.code` of a failed line.
std::string_view fault_code(Fault fault);

/// The JSON Schema (2020-12, kept to what draft 7 validators read alike) of a record and of a line of NDJSON.
std::string_view schema();

/// Checks a record or a line against the schema. None if it holds, otherwise where and why it does not.
std::optional<std::string> validate(std::string_view record);

// Files of the pages, with the repaired text where it stands. Words of a source without geometry have no boxes in them.
// `tool` is the name and version that the files say made them.

/// The text alone: UTF-8, blocks a line or more, pages parted by U+000C.
std::string plain_text(const Document& document);

/// hOCR 1.2 as XHTML, the whole document in one file; pixels at 300 dpi.
std::string hocr(const Document& document, std::string_view tool);

/// ALTO 4.4, the whole document in one file; lengths in 1/1200 inch.
std::string alto(const Document& document, std::string_view tool);

/// PAGE 2019-07-15, one file a page; pixels at 300 dpi. The format demands a date of making (ISO 8601 with time).
std::vector<std::string> page_xml(const Document& document, std::string_view tool,
                                  std::string_view created = "1970-01-01T00:00:00Z");

/// A copy of `original` (a PDF file, or an image file whose frames are the pages) with the text of the recognised pages
/// laid over them invisibly: what is seen stays as it is, pictures byte for byte, and pages with a good text layer keep
/// it. The copy says of which file it is one; signatures, which it cannot bear, become pictures. It claims PDF/A-2u
/// where it is made of nothing but pictures. Parses foreign bytes: call it in a worker. Throws Error: encrypted,
/// bad_input.
std::string searchable_pdf(std::string_view original, const Document& document, std::string_view tool);

}  // namespace atagande::output
