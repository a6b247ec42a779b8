// The record is built as one ordered JSON value, key by key in the order of the schema, from the document and what the
// rules found in it. Spans become code points and quotes on their way through EvidenceFinder; numbers are rounded to
// what they mean (a tenth of a point, a thousandth of certainty), so that the same input gives the same bytes.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "layout/layout.h"
#include "output/evidence.h"
#include "output/identity.h"
#include "output/names.h"
#include "output/output.h"
#include "output/parsed_schema.h"
#include "output/review.h"
#include "text/text.h"

namespace atagande::output {
namespace {

using json = nlohmann::ordered_json;

constexpr const char* schema_id = "urn:atagande:schema:document:1";
constexpr const char* schema_version = "1.0.0";

double rounded(double value, double steps_per_unit) {
  const double result = std::round(value * steps_per_unit) / steps_per_unit;
  return result == 0.0 ? 0.0 : result;  // no -0.0
}

double length(double points) { return rounded(points, 10.0); }
double certainty(double value) { return rounded(std::clamp(value, 0.0, 1.0), 1000.0); }

json or_null(const std::optional<double>& value) { return value ? json(certainty(*value)) : json(nullptr); }
json or_null(const std::optional<std::string>& value) { return value ? json(*value) : json(nullptr); }
json or_null(const std::string& value) { return value.empty() ? json(nullptr) : json(value); }

/// A whole number without a decimal point.
json plain_number(double value) {
  if (std::abs(value) < 1e15 && value == std::floor(value)) return static_cast<std::int64_t>(value);
  return value;
}

/// Builds one record. Lives as long as the document and the findings it was given.
class RecordWriter {
 public:
  RecordWriter(const Document& document, const Findings& findings)
      : document_(document), findings_(findings), finder_(document), id_(document_id(document, findings)) {}

  /// Everything but `revision` and `provenance`.
  [[nodiscard]] json body() const;

 private:
  [[nodiscard]] json evidence(const Evidence& spans) const;
  [[nodiscard]] json span(Span span) const;
  [[nodiscard]] json box(const Box& box, int page) const;
  [[nodiscard]] json municipalities() const;
  [[nodiscard]] json parties() const;
  [[nodiscard]] json period(const std::optional<Period>& period) const;
  [[nodiscard]] json focus_areas() const;
  [[nodiscard]] json commitments() const;
  [[nodiscard]] json commitment(const Commitment& commitment, const std::string& id) const;
  [[nodiscard]] json follow_up() const;
  [[nodiscard]] json results() const;
  [[nodiscard]] json signatories() const;
  [[nodiscard]] json references() const;
  [[nodiscard]] json corrections() const;
  [[nodiscard]] json pages() const;
  [[nodiscard]] json source() const;

  const Document& document_;
  const Findings& findings_;
  EvidenceFinder finder_;
  std::string id_;
};

json RecordWriter::span(Span span) const {
  return json::array({finder_.code_points(span.begin), finder_.code_points(span.end)});
}

json RecordWriter::box(const Box& box, int page) const {
  Box inside = box;
  for (const PageSummary& summary : document_.pages) {
    if (summary.number != page || summary.width_pt <= 0.0) continue;
    inside = {std::clamp(box.x0, 0.0, summary.width_pt), std::clamp(box.y0, 0.0, summary.height_pt),
              std::clamp(box.x1, 0.0, summary.width_pt), std::clamp(box.y1, 0.0, summary.height_pt)};
  }
  return json::array({length(inside.x0), length(inside.y0), length(inside.x1), length(inside.y1)});
}

json RecordWriter::evidence(const Evidence& spans) const {
  json list = json::array();
  std::set<std::size_t> seen;
  for (const Span& whole : spans) {
    for (const Passage& passage : finder_.passages(whole)) {
      if (!seen.insert(passage.span.begin * (document_.text.size() + 1) + passage.span.end).second) continue;
      json boxes = json::array();
      for (const Box& each : passage.boxes) boxes.push_back(box(each, passage.page));
      list.push_back({{"page", passage.page},
                      {"boxes", std::move(boxes)},
                      {"span", span(passage.span)},
                      {"quote", document_.text.substr(passage.span.begin, passage.span.size())}});
    }
  }
  return list;
}

json RecordWriter::municipalities() const {
  json list = json::array();
  for (const Municipality& each : findings_.municipalities) {
    json entry{{"code", each.code}, {"name", each.name}, {"county", each.county}};
    if (!each.district.empty()) entry["district"] = each.district;
    entry["evidence"] = evidence(each.evidence);
    list.push_back(std::move(entry));
  }
  return list;
}

json RecordWriter::parties() const {
  json list = json::array();
  for (const Party& each : findings_.parties) {
    list.push_back({{"id", each.id},
                    {"role", name_of(each.role)},
                    {"name", each.name},
                    {"unit", or_null(each.unit)},
                    {"evidence", evidence(each.evidence)}});
  }
  return list;
}

json RecordWriter::period(const std::optional<Period>& period) const {
  if (!period) return nullptr;
  return {{"from", or_null(period->from)},
          {"to", or_null(period->to)},
          {"precision", or_null(period->precision)},
          {"text", period->text},
          {"evidence", evidence(period->evidence)}};
}

json RecordWriter::focus_areas() const {
  json list = json::array();
  for (const FocusArea& each : findings_.focus_areas) {
    list.push_back({{"id", each.id},
                    {"name", each.name},
                    {"topics", each.topics},
                    {"description", or_null(each.description)},
                    {"causes", each.causes},
                    {"evidence", evidence(each.evidence)}});
  }
  return list;
}

json frequency(const std::optional<Frequency>& frequency) {
  if (!frequency) return nullptr;
  return {{"times", frequency->times ? plain_number(*frequency->times) : json(nullptr)},
          {"interval", or_null(frequency->interval)},
          {"text", frequency->text}};
}

json deadline(const std::optional<Deadline>& deadline) {
  if (!deadline) return nullptr;
  return {{"from", or_null(deadline->from)},
          {"to", or_null(deadline->to)},
          {"within", or_null(deadline->within)},
          {"precision", or_null(deadline->precision)},
          {"text", deadline->text}};
}

json quantities(const std::vector<Quantity>& quantities) {
  json list = json::array();
  for (const Quantity& each : quantities) {
    list.push_back({{"value", plain_number(each.value)},
                    {"comparator", name_of(each.comparator)},
                    {"unit", each.unit},
                    {"text", each.text}});
  }
  return list;
}

json RecordWriter::commitment(const Commitment& each, const std::string& id) const {
  Evidence spans = each.evidence;
  if (std::find(spans.begin(), spans.end(), each.span) == spans.end()) spans.insert(spans.begin(), each.span);
  return {{"id", id},
          {"text", each.text},
          {"text_as_read", text::fold_space(layout::as_read(document_, each.span))},
          {"lead_in", or_null(each.lead_in)},
          {"actor", name_of(each.actor)},
          {"parties", each.parties},
          {"modality", name_of(each.modality)},
          {"focus_area", or_null(each.focus_area)},
          {"topics", each.topics},
          {"quantities", quantities(each.quantities)},
          {"frequency", frequency(each.frequency)},
          {"deadline", deadline(each.deadline)},
          {"period", period(each.period)},
          {"partners", each.partners},
          {"target_group", or_null(each.target_group)},
          {"place", or_null(each.place)},
          {"measurable", each.measurable},
          {"confidence",
           {{"ocr", or_null(finder_.confidence(each.span))}, {"extraction", certainty(each.extraction_confidence)}}},
          {"evidence", evidence(spans)},
          {"rule", each.rule}};
}

json RecordWriter::commitments() const {
  const std::vector<std::string> ids = commitment_ids(id_, findings_);
  json list = json::array();
  for (std::size_t i = 0; i < ids.size(); ++i) list.push_back(commitment(findings_.commitments[i], ids[i]));
  return list;
}

json RecordWriter::follow_up() const {
  json list = json::array();
  for (const FollowUp& each : findings_.follow_up) {
    list.push_back(
        {{"text", each.text}, {"frequency", frequency(each.frequency)}, {"evidence", evidence(each.evidence)}});
  }
  return list;
}

json RecordWriter::results() const {
  json list = json::array();
  for (const Result& each : findings_.results) {
    list.push_back({{"text", each.text},
                    {"period", period(each.period)},
                    {"status", or_null(each.status)},
                    {"evidence", evidence(each.evidence)}});
  }
  return list;
}

json RecordWriter::signatories() const {
  json list = json::array();
  for (const Signatory& each : findings_.signatories) {
    json entry{{"name", each.name},
               {"title", or_null(each.title)},
               {"organisation", or_null(each.organisation)},
               {"role", name_of(each.role)},
               {"signature_present", each.signature_present ? json(*each.signature_present) : json(nullptr)}};
    if (each.signature) {
      const Signature& place = *each.signature;
      entry["signature"] = {{"page", place.page}, {"box", box(place.box, place.page)}};
    }
    entry["evidence"] = evidence(each.evidence);
    list.push_back(std::move(entry));
  }
  return list;
}

json RecordWriter::references() const {
  json list = json::array();
  for (const Reference& each : findings_.references) {
    list.push_back({{"type", each.type},
                    {"text", each.text},
                    {"target", or_null(each.target)},
                    {"evidence", evidence(each.evidence)}});
  }
  return list;
}

json RecordWriter::corrections() const {
  json list = json::array();
  for (const Correction& each : document_.corrections) {
    list.push_back({{"page", finder_.page_at(each.span.begin)},
                    {"span", span(each.span)},
                    {"from", each.before},
                    {"to", each.after},
                    {"kind", each.kind},
                    {"score", certainty(each.score)}});
  }
  return list;
}

json RecordWriter::pages() const {
  json list = json::array();
  for (const PageSummary& page : document_.pages) {
    const bool has_geometry = page.width_pt > 0.0 && page.height_pt > 0.0;
    list.push_back({{"number", page.number},
                    {"width", has_geometry ? json(length(page.width_pt)) : json(nullptr)},
                    {"height", has_geometry ? json(length(page.height_pt)) : json(nullptr)},
                    {"unit", "pt"},
                    {"rotation", page.rotation_degrees},
                    {"text_source", name_of(page.text_source)},
                    {"text_layer", name_of(page.text_layer)},
                    {"ocr_confidence", or_null(page.ocr_confidence)}});
  }
  return list;
}

json RecordWriter::source() const {
  const Source& source = document_.source;
  return {{"file_name", source.file_name},
          {"sha256", source.sha256},
          {"media_type", source.media_type},
          {"bytes", source.bytes},
          {"page_count", source.page_count},
          {"encrypted", source.encrypted},
          {"digitally_signed", source.digitally_signed}};
}

json warnings_of(const std::vector<Diagnostic>& warnings) {
  json list = json::array();
  for (const Diagnostic& each : warnings) {
    list.push_back(
        {{"code", each.code}, {"page", each.page > 0 ? json(each.page) : json(nullptr)}, {"message", each.message}});
  }
  return list;
}

json RecordWriter::body() const {
  const std::vector<Diagnostic> warnings = warnings_for(document_, findings_, finder_);
  return {{"schema", schema_id},
          {"schema_version", schema_version},
          {"id", id_},
          {"document_type", name_of(findings_.type)},
          {"title", or_null(findings_.title)},
          {"language", document_.language.empty() ? "und" : document_.language},
          {"municipalities", municipalities()},
          {"parties", parties()},
          {"period", period(findings_.period)},
          {"focus_areas", focus_areas()},
          {"commitments", commitments()},
          {"follow_up", follow_up()},
          {"results", results()},
          {"signatories", signatories()},
          {"references", references()},
          {"corrections", corrections()},
          {"warnings", warnings_of(warnings)},
          {"needs_review", needs_review(warnings)},
          {"text", document_.text},
          {"pages", pages()},
          {"source", source()}};
}

json ingredients(const std::vector<Ingredient>& ingredients) {
  json list = json::array();
  for (const Ingredient& each : ingredients) list.push_back({{"name", each.name}, {"sha256", or_null(each.sha256)}});
  return list;
}

std::string dumped(const json& value, int indent) {
  return value.dump(indent, ' ', false, json::error_handler_t::replace);
}

std::string joined(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& step : path) text += step;
  return text;
}

std::optional<std::string> fault_in(const nlohmann::json& value) {
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  const valijson::adapters::NlohmannJsonAdapter target(value);
  // Without a place for results the first fault ends the check, and no path to it is kept along the way.
  if (validator.validate(parsed_schema(), target, nullptr)) return {};
  valijson::ValidationResults results;
  validator.validate(parsed_schema(), target, &results);
  valijson::ValidationResults::Error error;
  std::string text = "does not hold to the schema";
  while (results.popError(error)) text += "; " + joined(error.context) + ": " + error.description;
  return text;
}

json origin(const Provenance& provenance) {
  return {{"tool", provenance.tool},
          {"pipeline", or_null(provenance.pipeline)},
          {"models", ingredients(provenance.models)},
          {"rules", ingredients(provenance.rules)}};
}

/// A record's members in one line, hashed, with the revision between the id and what follows it. The value is checked
/// before it is written: parsing the line again to check it would take as long as all the rest.
class Record {
 public:
  Record(const Document& document, const Findings& findings, const Provenance& provenance)
      : body_(RecordWriter(document, findings).body()), provenance_(origin(provenance)) {
    std::string* part = &head_;
    for (const auto& [key, value] : body_.items()) {
      if (!head_.empty()) *part += ',';
      *part += dumped(json(key), -1) + ":" + dumped(value, -1);
      if (key == "id") part = &tail_;
    }
    revision_ = "sha256:" + sha256("{" + head_ + tail_ + "}");
    check();
  }

  [[nodiscard]] std::string line(Status status) const {
    return "{\"status\":" + dumped(status == Status::ok ? "ok" : "partial", -1) + "," + head_ + ",\"revision\":\"" +
           revision_ + "\"" + tail_ + ",\"provenance\":" + dumped(provenance_, -1) + "}\n";
  }

  [[nodiscard]] std::string indented() const {
    json record = json::object();
    for (const auto& [key, value] : body_.items()) {
      record[key] = value;
      if (key == "id") record["revision"] = revision_;
    }
    record["provenance"] = provenance_;
    return dumped(record, 2) + "\n";
  }

 private:
  void check() const {
    nlohmann::json value = body_;
    value["revision"] = revision_;
    value["provenance"] = provenance_;
    const auto fault = fault_in(value);
    if (fault) throw Error(Fault::bad_schema, "the record " + *fault);
  }

  json body_;
  json provenance_;
  std::string revision_;
  std::string head_;  // the members up to the id
  std::string tail_;
};

std::string undone_line(const char* status, const Source& source, json error) {
  const json line{{"status", status},
                  {"source",
                   {{"file_name", source.file_name},
                    {"sha256", or_null(source.sha256)},
                    {"media_type", or_null(source.media_type)},
                    {"bytes", source.sha256.empty() && source.bytes == 0 ? json(nullptr) : json(source.bytes)},
                    {"page_count", source.page_count > 0 ? json(source.page_count) : json(nullptr)},
                    {"encrypted", source.encrypted},
                    {"digitally_signed", source.digitally_signed}}},
                  {"error", std::move(error)}};
  return dumped(line, -1) + "\n";
}

json page_or_null(int page) { return page > 0 ? json(page) : json(nullptr); }

}  // namespace

std::string record(const Document& document, const Findings& findings, const Provenance& provenance) {
  return Record(document, findings, provenance).indented();
}

std::string record_line(const Document& document, const Findings& findings, const Provenance& provenance,
                        Status status) {
  return Record(document, findings, provenance).line(status);
}

std::optional<std::string> validate(std::string_view record) {
  const nlohmann::json value = nlohmann::json::parse(record, nullptr, false);
  return value.is_discarded() ? "no JSON" : fault_in(value);
}

std::string failed_line(const Source& source, const Error& error) {
  return undone_line("failed", source,
                     {{"code", std::string(fault_code(error.fault()))},
                      {"message", error.what()},
                      {"page", page_or_null(error.place().page)}});
}

std::string skipped_line(const Source& source, const Diagnostic& reason) {
  return undone_line("skipped", source,
                     {{"code", reason.code}, {"message", reason.message}, {"page", page_or_null(reason.page)}});
}

}  // namespace atagande::output
