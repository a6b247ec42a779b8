#include <gtest/gtest.h>

#include <clocale>
#include <cmath>
#include <limits>
#include <string>

#include "output/output.h"
#include "random_values.h"

namespace atagande::output {
namespace {

TEST(Codec, PagesComeBackAsTheyWere) {
  testing::Random random(7);
  for (int i = 0; i < 500; ++i) {
    const Page page = testing::random_page(random);
    const std::string text = page_to_json(page);
    EXPECT_EQ(page_from_json(text), page) << text;
    EXPECT_EQ(page_to_json(page_from_json(text)), text);
  }
}

TEST(Codec, DocumentsComeBackAsTheyWere) {
  testing::Random random(8);
  for (int i = 0; i < 100; ++i) {
    const Document document = testing::random_document(random);
    EXPECT_EQ(document_from_json(document_to_json(document)), document);
    EXPECT_EQ(source_from_json(source_to_json(document.source)), document.source);
  }
}

TEST(Codec, DoublesKeepTheirLastBit) {
  Page page;
  for (const double value : {0.1, 1.0 / 3.0, 5e-324, 1.7976931348623157e308, 123456789.123456789, -0.7}) {
    page.skew_degrees = value;
    EXPECT_EQ(page_from_json(page_to_json(page)).skew_degrees, value);
  }
}

TEST(Codec, TheLocaleDoesNotMatter) {
  Page page;
  page.width_pt = 595.276;
  const std::string before = page_to_json(page);
  const char* const locale = std::setlocale(LC_NUMERIC, "sv_SE.UTF-8");
  EXPECT_EQ(page_to_json(page), before);
  EXPECT_EQ(page_from_json(before), page);
  if (locale != nullptr) std::setlocale(LC_NUMERIC, "C");
}

TEST(Codec, AnEmptyPageIsShort) { EXPECT_EQ(page_to_json(Page{}), "{}"); }

TEST(Codec, ADiagnosticReadsAsWritten) {
  const Diagnostic diagnostic{"page_failed", "rad 1\n\"två\"", 2};
  EXPECT_EQ(diagnostic_to_json(diagnostic), R"({"code":"page_failed","message":"rad 1\n\"två\"","page":2})");
  EXPECT_EQ(diagnostic_from_json(diagnostic_to_json(diagnostic)), diagnostic);
}

TEST(Codec, BadInputIsRefusedWithThePlace) {
  const struct {
    const char* text;
    const char* message;
  } cases[] = {
      {"", "parse error"},
      {"{", "parse error"},
      {"[]", "expected an object"},
      {R"({"number": 1} x)", "parse error"},
      {R"({"page": 1})", "unknown key \"page\""},
      {R"({"number": "1"})", "/number: expected a whole number"},
      {R"({"number": 1.5})", "/number: expected a whole number"},
      {R"({"number": 99999999999})", "/number: expected a number of 32 bits"},
      {R"({"number": 18446744073709551615})", "/number: expected a number of 32 bits"},
      {R"({"number": null})", "/number: expected a whole number"},
      {R"({"text_source": "ocr "})", "/text_source: unknown code"},
      {R"({"width_pt": 1e999})", "number overflow"},
      {R"({"lines": {}})", "/lines: expected a list"},
      {R"({"lines": [{"words": [{"box": [1, 2, 3]}]}]})", "/lines/0/words/0/box: expected a box"},
      {R"({"lines": [{"words": [{"raw": "a", "text": "b"}]}]})", "/lines/0/words/0: unknown key \"text\""},
      {"{\"treatment\": [\"\xff\"]}", "parse error"},
  };
  for (const auto& each : cases) {
    try {
      page_from_json(each.text);
      ADD_FAILURE() << "was taken: " << each.text;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::bad_input);
      EXPECT_NE(std::string(error.what()).find(each.message), std::string::npos) << each.text << ": " << error.what();
    }
  }
  EXPECT_THROW(document_from_json(R"({"words": [{"span": [3, 2]}]})"), Error);
  EXPECT_THROW(source_from_json(R"({"bytes": -1})"), Error);
}

TEST(Codec, DeepNestingDoesNoHarm) {
  EXPECT_THROW(page_from_json(R"({"lines": )" + std::string(1000000, '[')), Error);
  EXPECT_THROW(page_from_json(std::string(500000, '[') + std::string(500000, ']')), Error);
}

TEST(Codec, WhatIsNoNumberIsNotWritten) {
  Page page;
  page.width_pt = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(page_to_json(page), Error);
}

TEST(Codec, InvalidUtf8IsReplaced) {
  EXPECT_EQ(diagnostic_from_json(diagnostic_to_json({"a", "b\xff", 0})).message, "b\xEF\xBF\xBD");
}

}  // namespace
}  // namespace atagande::output
