#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "output/output.h"
#include "random_values.h"

namespace atagande::output {
namespace {

using json = nlohmann::ordered_json;

/// A document of `pages` with a word a space-separated run, as the recogniser would give it: 10 points a letter.
Document document_of(const std::vector<std::string>& pages) {
  Document document;
  document.source = {"påhittad.pdf", std::string(64, '0'), "application/pdf", 1, static_cast<int>(pages.size()), false,
                     false};
  document.language = "sv";
  for (const std::string& page : pages) {
    if (!document.pages.empty()) document.text += '\f';
    PageSummary summary;
    summary.number = static_cast<int>(document.pages.size()) + 1;
    summary.width_pt = 595.276;
    summary.height_pt = 841.89;
    summary.span.begin = document.text.size();
    double x = 50.04;
    double y = 100.0;
    for (std::size_t at = 0; at < page.size();) {
      std::size_t end = std::min(page.find_first_of(" \n", at), page.size());
      const Span span{summary.span.begin + at, summary.span.begin + end};
      document.words.push_back({span, summary.number, {x, y, x + 30.0, y + 10.0}, 0.9, {}, 0.0, false});
      x = end < page.size() && page[end] == '\n' ? 50.04 : x + 40.0;
      y += end < page.size() && page[end] == '\n' ? 14.0 : 0.0;
      at = end + 1;
    }
    document.text += page;
    summary.span.end = document.text.size();
    document.pages.push_back(summary);
  }
  document.text_as_read = document.text;
  return document;
}

Span find(const Document& document, const std::string& text) {
  const std::size_t at = document.text.find(text);
  EXPECT_NE(at, std::string::npos) << text;
  return {at, at + text.size()};
}

Commitment commitment_at(const Document& document, const std::string& text) {
  Commitment commitment;
  commitment.span = find(document, text);
  commitment.text = text;
  commitment.extraction_confidence = 0.95;
  return commitment;
}

Findings citizen_promise() {
  Findings findings;
  findings.type = DocumentType::citizen_promise;
  findings.municipalities = {{"2305", "Bräcke", "Jämtlands län", "", {}}};
  findings.period = Period{"2024-01-01", "2026-12-31", "year", "2024–2026", {}};
  return findings;
}

json written(const Document& document, const Findings& findings) {
  return json::parse(record(document, findings, {"atagande 0.1.0", "", {}, {}}));
}

TEST(Record, KeysComeInTheOrderOfTheContract) {
  const json value = written(document_of({"Påhittad text"}), citizen_promise());
  std::vector<std::string> keys;
  for (const auto& [key, ignored] : value.items()) keys.push_back(key);
  const std::vector<std::string> expected = {
      "schema",       "schema_version", "id",          "revision",   "document_type", "title",
      "language",     "municipalities", "parties",     "period",     "focus_areas",   "commitments",
      "follow_up",    "results",        "signatories", "references", "corrections",   "warnings",
      "needs_review", "text",           "pages",       "source",     "provenance"};
  EXPECT_EQ(keys, expected);
}

TEST(Record, ALineIsOneLineWithItsStatusFirst) {
  const Document document = document_of({"Påhittad text"});
  const std::string line = record_line(document, citizen_promise(), {}, Status::partial);
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_EQ(line.rfind(R"({"status":"partial","schema":"urn:atagande:schema:document:1",)", 0), 0U) << line;
}

TEST(Record, SpansCountCodePointsAndQuotesStandThere) {
  const Document document = document_of({"Ärligt åtgärda öarna 𝒳 nu\nPolisen lovar"});
  Findings findings = citizen_promise();
  findings.commitments.push_back(commitment_at(document, "öarna 𝒳 nu\nPolisen"));
  const json evidence = written(document, findings)["commitments"][0]["evidence"];
  EXPECT_EQ(evidence.dump(), R"([{"page":1,"boxes":[[130.0,100.0,240.0,110.0],[50.0,114.0,80.0,124.0]],)"
                             R"("span":[15,33],"quote":"öarna 𝒳 nu\nPolisen"}])");
}

TEST(Record, AStatementOverTwoPagesHasTwoPlaces) {
  const Document document = document_of({"Polisen lovar att öka", "närvaron på torget"});
  Findings findings = citizen_promise();
  findings.commitments.push_back(commitment_at(document, "lovar att öka\fnärvaron"));
  const json evidence = written(document, findings)["commitments"][0]["evidence"];
  ASSERT_EQ(evidence.size(), 2U);
  EXPECT_EQ(evidence[0]["quote"], "lovar att öka");
  EXPECT_EQ(evidence[0]["page"], 1);
  EXPECT_EQ(evidence[1]["quote"], "närvaron");
  EXPECT_EQ(evidence[1]["page"], 2);
  EXPECT_EQ(evidence[1]["boxes"].size(), 1U);
}

TEST(Record, TheSamePlaceIsNamedOnce) {
  const Document document = document_of({"Polisen lovar"});
  Findings findings = citizen_promise();
  findings.commitments.push_back(commitment_at(document, "Polisen lovar"));
  findings.commitments[0].evidence = {{0, 13}, {0, 7}, {0, 13}};
  EXPECT_EQ(written(document, findings)["commitments"][0]["evidence"].size(), 2U);
}

TEST(Record, WhatWasReadIsKept) {
  Document document = document_of({"Polisen lovar att öka närvaron"});
  document.text_as_read = "Polisen lovar att 0ka narvaron";
  document.corrections = {{find(document, "ö"), "0", "ö", "letter", "lexicon", 0.98765},
                          {find(document, "ä"), "a", "ä", "diacritic", "lexicon", 1.0}};
  Findings findings = citizen_promise();
  findings.commitments.push_back(commitment_at(document, "Polisen lovar att öka närvaron"));
  const json value = written(document, findings);
  EXPECT_EQ(value["commitments"][0]["text_as_read"], "Polisen lovar att 0ka narvaron");
  EXPECT_EQ(value["corrections"][0].dump(),
            R"({"page":1,"span":[18,19],"from":"0","to":"ö","kind":"letter","score":0.988})");
  EXPECT_EQ(value["corrections"][1]["span"], json::array({23, 24}));
}

TEST(Record, DoubtIsSaid) {
  Document document = document_of({"Polisen lovar"});
  Findings findings = citizen_promise();
  findings.commitments.push_back(commitment_at(document, "Polisen lovar"));
  EXPECT_EQ(written(document, findings)["commitments"][0]["confidence"]["ocr"], 0.9);
  EXPECT_EQ(written(document, findings)["needs_review"], false);
  document.words[0].confidence = 0.2;
  document.words[1].confidence = 0.4;
  const json doubtful = written(document, findings);
  EXPECT_EQ(doubtful["commitments"][0]["confidence"]["ocr"], 0.283) << "weighted by length";
  EXPECT_EQ(doubtful["needs_review"], true);
  for (PlacedWord& word : document.words) word.confidence.reset();
  EXPECT_TRUE(written(document, findings)["commitments"][0]["confidence"]["ocr"].is_null());
}

TEST(Record, WhatMayBeNoCommitmentAsksForReview) {
  const Document document = document_of({"Polisen lovar"});
  Findings findings = citizen_promise();
  findings.commitments.push_back(commitment_at(document, "Polisen lovar"));
  findings.commitments[0].extraction_confidence = 0.6;
  const json value = written(document, findings);
  EXPECT_EQ(value["needs_review"], true);
  EXPECT_EQ(value["warnings"][0]["code"], "uncertain_commitment");
}

TEST(Record, APageHardToReadIsWarnedOfOnce) {
  Document document = document_of({"a", "b"});
  document.pages[1].ocr_confidence = 0.5;
  json value = written(document, citizen_promise());
  EXPECT_EQ(value["warnings"].size(), 1U);
  EXPECT_EQ(value["warnings"][0]["code"], "low_ocr_confidence");
  EXPECT_EQ(value["warnings"][0]["page"], 2);
  document.diagnostics = {{"low_ocr_confidence", "blurred", 2}};
  value = written(document, citizen_promise());
  EXPECT_EQ(value["warnings"].size(), 1U);
  EXPECT_EQ(value["warnings"][0]["message"], "blurred");
}

TEST(Record, InformationAloneCallsForNoReview) {
  Document document = document_of({"a"});
  document.diagnostics = {{"digitally_signed", "the file is signed", 0}};
  EXPECT_EQ(written(document, citizen_promise())["needs_review"], false);
  document.diagnostics.push_back({"page_failed", "page 2 could not be read", 2});
  EXPECT_EQ(written(document, citizen_promise())["needs_review"], true);
}

TEST(Ids, ADocumentIsNamedByPlaceTypeAndPeriod) {
  const Document document = document_of({"a"});
  Findings findings = citizen_promise();
  EXPECT_EQ(document_id(document, findings), "SE-2305/citizen_promise/2024-2026");
  findings.municipalities.insert(findings.municipalities.begin(), {"2361", "Härjedalen", "Jämtlands län", "", {}});
  EXPECT_EQ(document_id(document, findings), "SE-2305+2361/citizen_promise/2024-2026");
  findings.municipalities = {{"0180", "Stockholm", "Stockholms län", "Hägersten-Älvsjö", {}}};
  EXPECT_EQ(document_id(document, findings), "SE-0180.hagersten-alvsjo/citizen_promise/2024-2026");
  findings.period->to.reset();
  EXPECT_EQ(document_id(document, findings), "SE-0180.hagersten-alvsjo/citizen_promise/2024-");
  findings.period.reset();
  EXPECT_EQ(document_id(document, findings), "sha256:" + document.source.sha256);
}

std::string id_of(const Document& document, const Findings& findings, std::size_t index) {
  return written(document, findings)["commitments"][index]["id"];
}

TEST(Ids, ACommitmentKeepsItsIdWhenReadAnew) {
  const Document document = document_of({"Polisen lovar att öka närvaron"});
  Findings findings = citizen_promise();
  findings.commitments = {commitment_at(document, "Polisen lovar att öka närvaron")};
  // python3: u = uuid.uuid5; u(u(NAMESPACE_URL, "SE-2305/citizen_promise/2024-2026"),
  //          "polisen lovar att oka narvaron\n1")
  EXPECT_EQ(id_of(document, findings, 0), "00f6d822-4002-5023-ba37-18bb40a85f7c");
  const std::string id = id_of(document, findings, 0);
  Document anew = document;
  anew.source.sha256 = std::string(64, '1');
  findings.commitments[0].text = "Polisen lovar, att oka  närvaron.";
  EXPECT_EQ(id_of(anew, findings, 0), id);
  findings.commitments.push_back(findings.commitments[0]);
  EXPECT_EQ(id_of(document, findings, 0), id);
  EXPECT_NE(id_of(document, findings, 1), id);
}

TEST(Ids, TheRevisionTellsAChangeAndNothingElse) {
  const Document document = document_of({"Polisen lovar"});
  Findings findings = citizen_promise();
  const json one = json::parse(record(document, findings, {"atagande 0.1.0", "", {}, {}}));
  const json line = json::parse(record_line(document, findings, {"atagande 0.2.0", "", {}, {}}, Status::ok));
  EXPECT_EQ(one["revision"], line["revision"]);
  findings.title = "Annan";
  EXPECT_NE(written(document, findings)["revision"], one["revision"]);
}

TEST(Csv, HasARowForEachCommitment) {
  const Document document = document_of({"Polisen lovar två möten, varje vår"});
  Findings findings = citizen_promise();
  findings.commitments = {commitment_at(document, "två möten, varje vår")};
  findings.commitments[0].topics = {"youth", "traffic"};
  findings.commitments[0].lead_in = "Vi \"lovar\":";
  findings.commitments[0].deadline = Deadline{{}, "2024-06-30", {}, "month", "senast juni"};
  const std::string table = commitments_csv(document, findings);
  EXPECT_EQ(table.substr(0, 47), "document_id,file_name,document_type,municipalit");
  const std::string row = table.substr(table.find("\r\n") + 2);
  EXPECT_EQ(row.find("SE-2305/citizen_promise/2024-2026,påhittad.pdf,citizen_promise,2305,"), 0U) << row;
  EXPECT_NE(row.find(R"(,"två möten, varje vår","Vi ""lovar"":",unknown,item,,youth; traffic,)"), std::string::npos);
  EXPECT_NE(row.find(",,2024-06-30,,senast juni,2024-01-01,2026-12-31,"), std::string::npos) << row;
  EXPECT_NE(row.find(",0.9,0.95,1,14,34,"), std::string::npos) << row;
  EXPECT_EQ(row.substr(row.size() - 2), "\r\n");
}

TEST(Lines, AFailureSaysWhatAndWhere) {
  Source source;
  source.file_name = "påhittad.pdf";
  EXPECT_EQ(failed_line(source, Error(Fault::limit, "too many pages", {"", 7, 0, 0})),
            R"({"status":"failed","source":{"file_name":"påhittad.pdf","sha256":null,"media_type":null,"bytes":null,)"
            R"("page_count":null,"encrypted":false,"digitally_signed":false},)"
            R"("error":{"code":"limit","message":"too many pages","page":7}})"
            "\n");
}

TEST(Schema, RandomRecordsHold) {
  testing::Random random(3);
  for (int i = 0; i < 50; ++i) {
    const Document document = testing::random_document(random);
    const Findings findings = testing::random_findings(document, random);
    EXPECT_EQ(validate(record(document, findings, {"a", "", {}, {}})), std::nullopt);
  }
  EXPECT_EQ(validate(failed_line({}, Error(Fault::internal, "a"))), std::nullopt);
  EXPECT_EQ(validate(skipped_line({}, {"duplicate", "b", 0})), std::nullopt);
}

TEST(Schema, WhatDoesNotHoldIsNamed) {
  testing::Random random(4);
  const Document document = testing::random_document(random);
  const json good = written(document, testing::random_findings(document, random));
  const auto spoilt = [&](auto spoil) {
    json value = good;
    spoil(value);
    return validate(value.dump()).value_or("");
  };
  EXPECT_EQ(spoilt([](json&) {}), "");
  EXPECT_NE(spoilt([](json& v) { v["colour"] = 1; }).find("colour"), std::string::npos);
  EXPECT_NE(spoilt([](json& v) { v.erase("text"); }).find("text"), std::string::npos);
  EXPECT_NE(spoilt([](json& v) { v["document_type"] = "poem"; }), "");
  EXPECT_NE(spoilt([](json& v) { v["parties"][0]["extra"] = 1; }), "");
  EXPECT_NE(spoilt([](json& v) { v["parties"][0]["id"] = 1; }), "");
  EXPECT_NE(spoilt([](json& v) { v["pages"][0]["number"] = 0; }), "");
  EXPECT_NE(spoilt([](json& v) { v["pages"][0]["number"] = "1"; }), "");
  EXPECT_NE(spoilt([](json& v) { v["status"] = "failed"; }), "");
  EXPECT_NE(validate("{"), std::nullopt);
}

}  // namespace
}  // namespace atagande::output
