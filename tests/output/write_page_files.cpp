// Writes the page formats of made documents into a folder, for others' tools to judge.
#include <filesystem>
#include <fstream>
#include <string>

#include "composed.h"
#include "output/output.h"
#include "random_values.h"

using namespace atagande;

namespace {

void write(const std::filesystem::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary) << content;
}

void write_all(const std::filesystem::path& stem, const Document& document) {
  write(stem.string() + ".hocr.html", output::hocr(document, "atagande 0.1.0"));
  write(stem.string() + ".alto.xml", output::alto(document, "atagande 0.1.0"));
  int number = 0;
  for (const std::string& page : output::page_xml(document, "atagande 0.1.0")) {
    write(stem.string() + "." + std::to_string(++number) + ".page.xml", page);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 1;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  write_all(folder / "composed", testing::composed_document());
  write_all(folder / "skewed", testing::composed_document(0.02));
  write_all(folder / "plain", testing::document_without_geometry());
  testing::Random random(11);
  for (int i = 0; i < 5; ++i) write_all(folder / ("random" + std::to_string(i)), testing::random_document(random));
}
