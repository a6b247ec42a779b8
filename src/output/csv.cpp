// A row is built as a list of names and values, so that the names stand beside what they name; the head of the table is
// the names of a row of nothing.
#include <string>
#include <utility>
#include <vector>

#include "output/evidence.h"
#include "output/identity.h"
#include "output/names.h"
#include "output/output.h"
#include "output/xml.h"

namespace atagande::output {
namespace {

using Row = std::vector<std::pair<const char*, std::string>>;

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : "; ") + value;
  return text;
}

std::string joined(const std::vector<Quantity>& quantities) {
  std::vector<std::string> texts;
  texts.reserve(quantities.size());
  for (const Quantity& each : quantities) texts.push_back(each.text);
  return joined(texts);
}

std::string joined(const std::vector<Municipality>& municipalities) {
  std::vector<std::string> codes;
  codes.reserve(municipalities.size());
  for (const Municipality& each : municipalities) codes.push_back(each.code);
  return joined(codes);
}

std::string name_of_focus_area(const Findings& findings, const std::optional<std::string>& id) {
  for (const FocusArea& each : findings.focus_areas) {
    if (id && each.id == *id) return each.name;
  }
  return "";
}

/// Three decimals as in the record; empty where there is none.
std::string certainty(std::optional<double> value) { return value ? plain_decimal(*value, 3) : ""; }

Row row_of(const Document& document, const Findings& findings, const EvidenceFinder& finder, const Commitment& each,
           const std::string& id) {
  const Frequency frequency = each.frequency.value_or(Frequency{});
  const Deadline deadline = each.deadline.value_or(Deadline{});
  const Period period = each.period ? *each.period : findings.period.value_or(Period{});
  const std::vector<Passage> passages = finder.passages(each.span);
  const bool placed = !passages.empty();
  return {{"document_id", document_id(document, findings)},
          {"file_name", document.source.file_name},
          {"document_type", name_of(findings.type)},
          {"municipalities", joined(findings.municipalities)},
          {"id", id},
          {"text", each.text},
          {"lead_in", each.lead_in.value_or("")},
          {"actor", name_of(each.actor)},
          {"modality", name_of(each.modality)},
          {"focus_area", name_of_focus_area(findings, each.focus_area)},
          {"topics", joined(each.topics)},
          {"quantities", joined(each.quantities)},
          {"frequency_times", frequency.times ? plain_decimal(*frequency.times, 6) : ""},
          {"frequency_interval", frequency.interval.value_or("")},
          {"frequency_text", frequency.text},
          {"deadline_from", deadline.from.value_or("")},
          {"deadline_to", deadline.to.value_or("")},
          {"deadline_within", deadline.within.value_or("")},
          {"deadline_text", deadline.text},
          {"period_from", period.from.value_or("")},
          {"period_to", period.to.value_or("")},
          {"partners", joined(each.partners)},
          {"target_group", each.target_group.value_or("")},
          {"place", each.place.value_or("")},
          {"measurable", each.measurable ? "true" : "false"},
          {"confidence_ocr", certainty(finder.confidence(each.span))},
          {"confidence_extraction", certainty(each.extraction_confidence)},
          {"page", placed ? std::to_string(passages.front().page) : ""},
          {"span_begin", placed ? std::to_string(finder.code_points(passages.front().span.begin)) : ""},
          {"span_end", placed ? std::to_string(finder.code_points(passages.front().span.end)) : ""},
          {"rule", each.rule}};
}

std::string field(const std::string& value) {
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string quoted = "\"";
  for (const char byte : value) {
    if (byte == '"') quoted += '"';
    quoted += byte;
  }
  return quoted + "\"";
}

}  // namespace

std::string commitments_csv(const Document& document, const Findings& findings) {
  const EvidenceFinder finder(document);
  const std::vector<std::string> ids = commitment_ids(document_id(document, findings), findings);
  std::string table;
  for (const auto& [name, value] : row_of(document, findings, finder, {}, "")) {
    table += (table.empty() ? "" : ",") + std::string(name);
  }
  table += "\r\n";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    std::string line;
    for (const auto& [name, value] : row_of(document, findings, finder, findings.commitments[i], ids[i])) {
      line += (line.empty() ? "" : ",") + field(value);
    }
    table += line + "\r\n";
  }
  return table;
}

}  // namespace atagande::output
