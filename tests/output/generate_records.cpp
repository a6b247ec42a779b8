// Prints random records as NDJSON, with failed and skipped lines among them, and the schema as the first line.
#include <iostream>
#include <string>

#include "output/output.h"
#include "random_values.h"

using namespace atagande;

int main() {
  testing::Random random(20240101);
  std::string schema(output::schema());
  for (char& character : schema) character = character == '\n' ? ' ' : character;
  std::cout << schema << '\n';
  const output::Provenance provenance{"atagande 0.1.0",
                                      "sha256:" + std::string(64, 'b'),
                                      {{"swe.traineddata", std::string(64, 'c')}},
                                      {{"a.yaml", ""}}};
  for (int i = 0; i < 300; ++i) {
    const Document document = testing::random_document(random);
    const Findings findings = testing::random_findings(document, random);
    std::cout << output::record_line(document, findings, provenance,
                                     i % 2 == 0 ? output::Status::ok : output::Status::partial);
  }
  Source unknown;
  unknown.file_name = "påhittad.pdf";
  std::cout << output::failed_line(unknown, Error(Fault::encrypted, "the file is encrypted; give a password", {"", 3}));
  std::cout << output::skipped_line(unknown, {"duplicate", "the same bytes came earlier", 0});
}
