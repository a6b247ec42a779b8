// Reads a file the plain way (every page by OCR, no repair) and writes what the output room makes of it.
//
// usage: read_sample FILE STEM     writes STEM.pdf, STEM.txt, STEM.alto.xml
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "layout/layout.h"
#include "ocr/ocr.h"
#include "output/output.h"
#include "pdf/pdf.h"

using namespace atagande;

namespace {

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<Page> pages_of_pdf(ocr::Engine& engine, const std::string& bytes) {
  const pdf::File file = pdf::File::from_bytes(bytes, "sample.pdf");
  std::vector<Page> pages;
  for (int number = 1; number <= file.info().page_count; ++number) {
    const pdf::Geometry size = file.geometry(number);
    Page page = ocr::read_page(engine, ocr::picture_of(file, number), number, size.width_pt, size.height_pt);
    page.rotation_degrees = size.rotation_degrees;
    const pdf::Content content = file.content(number);
    if (content.hidden_text || content.visible_text) page.text_layer = TextLayer::wrong_language;
    pages.push_back(std::move(page));
  }
  return pages;
}

std::vector<Page> pages_of_image(ocr::Engine& engine, const std::string& bytes) {
  std::vector<Page> pages;
  const int frames = image::frame_count(bytes);
  for (int frame = 0; frame < frames; ++frame) {
    image::PagePicture picture = ocr::picture_of(bytes, frame);
    const ocr::PageSize size = ocr::size_of(picture);
    pages.push_back(ocr::read_page(engine, picture, frame + 1, size.width_pt, size.height_pt));
  }
  return pages;
}

void write(const std::string& file, const std::string& content) { std::ofstream(file, std::ios::binary) << content; }

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 1;
  const std::string bytes = read_file(argv[1]);
  const std::string stem = argv[2];
  ocr::Engine engine;
  std::vector<Page> pages = bytes.substr(0, 4) == "%PDF" ? pages_of_pdf(engine, bytes) : pages_of_image(engine, bytes);
  for (Page& page : pages) layout::arrange(page);
  Source source;
  source.file_name = std::filesystem::path(argv[1]).filename().string();
  source.sha256 = std::string(64, '0');
  const Document document = layout::compose(std::move(source), std::move(pages));
  write(stem + ".pdf", output::searchable_pdf(bytes, document, "atagande 0.1.0"));
  write(stem + ".txt", output::plain_text(document));
  write(stem + ".alto.xml", output::alto(document, "atagande 0.1.0"));
}
