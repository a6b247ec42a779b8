// What a document promises, as the rules found it. Ids that need hashing (of documents and commitments) and boxes are
// added by the output; everything here points into Document::text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/document.h"

namespace atagande {

/// Places in Document::text that bear a statement out.
using Evidence = std::vector<Span>;

enum class DocumentType { citizen_promise, cooperation_agreement, action_plan, follow_up, letter_of_intent, other };
enum class PartyRole { police, municipality, region, other };
enum class Actor { police, municipality, joint, other, unknown };
enum class Modality { promise, shall, will, aim, item };
enum class Comparator { exactly, at_least, at_most, about };

struct Municipality {
  std::string code;  // SCB, four digits
  std::string name;
  std::string county;
  std::string district;  // city district named instead of the whole; may be empty
  Evidence evidence;
  bool operator==(const Municipality&) const = default;
};

struct Party {
  std::string id;  // "p1", "p2", …
  PartyRole role = PartyRole::other;
  std::string name;
  std::optional<std::string> unit;
  Evidence evidence;
  bool operator==(const Party&) const = default;
};

/// Dates are ISO 8601, whole days ("2024-01-01").
struct Period {
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::string precision;  // day | month | season | year
  std::string text;
  Evidence evidence;
  bool operator==(const Period&) const = default;
};

struct FocusArea {
  std::string id;  // "f1", "f2", …
  std::string name;
  std::vector<std::string> topics;
  std::optional<std::string> description;
  std::vector<std::string> causes;
  Evidence evidence;
  bool operator==(const FocusArea&) const = default;
};

struct Quantity {
  double value = 0.0;
  Comparator comparator = Comparator::exactly;
  std::string unit;
  std::string text;
  bool operator==(const Quantity&) const = default;
};

struct Frequency {
  std::optional<double> times;
  std::optional<std::string> interval;  // ISO 8601 duration
  std::string text;
  bool operator==(const Frequency&) const = default;
};

struct Deadline {
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::optional<std::string> within;  // ISO 8601 duration
  std::optional<std::string> precision;
  std::string text;
  bool operator==(const Deadline&) const = default;
};

struct Commitment {
  Span span;         // of the statement itself in Document::text
  std::string text;  // equals Document::text at span, white space folded
  std::optional<std::string> lead_in;
  Actor actor = Actor::unknown;
  std::vector<std::string> parties;  // ids
  Modality modality = Modality::item;
  std::optional<std::string> focus_area;  // id
  std::vector<std::string> topics;
  std::vector<Quantity> quantities;
  std::optional<Frequency> frequency;
  std::optional<Deadline> deadline;
  std::optional<Period> period;  // where it differs from the document's
  std::vector<std::string> partners;
  std::optional<std::string> target_group;
  std::optional<std::string> place;
  bool measurable = false;
  bool incomplete = false;  // the document is cut in the middle of it
  double extraction_confidence = 0.0;
  Evidence evidence;  // the statement first, then what else bears on it: lead-in, the next sentence, cells
  std::string rule;   // "file.yaml#rule-id"
  bool operator==(const Commitment&) const = default;
};

struct FollowUp {
  std::string text;
  std::optional<Frequency> frequency;
  Evidence evidence;
  bool operator==(const FollowUp&) const = default;
};

struct Result {
  std::string text;
  std::optional<Period> period;
  std::optional<std::string> status;
  Evidence evidence;
  bool operator==(const Result&) const = default;
};

/// Ink found where somebody was to sign.
struct Signature {
  int page = 0;
  Box box;
  bool operator==(const Signature&) const = default;
};

struct Signatory {
  std::string name;
  std::optional<std::string> title;
  std::optional<std::string> organisation;
  PartyRole role = PartyRole::other;
  std::optional<bool> signature_present;
  std::optional<Signature> signature;  // where there is one
  Evidence evidence;
  bool operator==(const Signatory&) const = default;
};

struct Reference {
  std::string type;  // law | promise | agreement | plan | strategy | method | report | web
  std::string text;
  std::optional<std::string> target;
  Evidence evidence;
  bool operator==(const Reference&) const = default;
};

struct Findings {
  DocumentType type = DocumentType::other;
  std::optional<std::string> title;
  std::vector<Municipality> municipalities;
  std::vector<Party> parties;
  std::optional<Period> period;
  std::vector<FocusArea> focus_areas;
  std::vector<Commitment> commitments;
  std::vector<FollowUp> follow_up;
  std::vector<Result> results;
  std::vector<Signatory> signatories;
  std::vector<Reference> references;
  std::vector<Diagnostic> diagnostics;
  bool operator==(const Findings&) const = default;
};

}  // namespace atagande
