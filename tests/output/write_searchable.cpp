// Writes searchable copies of made PDFs into a folder, each with the ALTO file that says where its words are to stand.
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "composed.h"
#include "output/output.h"

using namespace atagande;

namespace {

/// A PDF file of the objects, numbered from 1; the first is the catalogue.
std::string pdf_of(const std::vector<std::string>& objects) {
  std::string file = "%PDF-1.5\n";
  std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string offset = std::to_string(file.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t start = file.size();
  return file + table + "trailer << /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n" +
         std::to_string(start) + "\n%%EOF\n";
}

std::string stream(const std::string& dictionary, const std::string& content) {
  return "<< " + dictionary + " /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream";
}

struct Made {
  std::string page = "/MediaBox [0 0 595 842]";
  std::string catalogue;
  std::string content = "q 0.9 g 0 0 595 842 re f Q";
  std::string form = "BT /F0 12 Tf 72 300 Td (hemligt i en form) Tj ET";
  std::string extra = "null";
};

/// Two alike pages with a font and a form at hand.
std::string two_pages(const Made& made) {
  const std::string page = "<< /Type /Page /Parent 2 0 R " + made.page +
                           " /Contents 5 0 R /Resources << /Font << /F0 6 0 R >> /XObject << /X0 7 0 R >> >> >>";
  return pdf_of(
      {"<< /Type /Catalog /Pages 2 0 R " + made.catalogue + " >>", "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
       page, page, stream("", made.content),
       "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
       stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F0 6 0 R >> >>", made.form),
       made.extra});
}

void write(const std::filesystem::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary) << content;
}

void write_copy(const std::filesystem::path& stem, const Made& made, Document document) {
  const std::string original = two_pages(made);
  write(stem.string() + ".original.pdf", original);
  write(stem.string() + ".pdf", output::searchable_pdf(original, document, "atagande 0.1.0"));
  write(stem.string() + ".alto.xml", output::alto(document, "atagande 0.1.0"));
}

Document turned(int degrees) {
  Document document = testing::composed_document();
  for (PageSummary& page : document.pages) {
    page.rotation_degrees = degrees;
    if (degrees == 90 || degrees == 270) std::swap(page.width_pt, page.height_pt);
  }
  return document;
}

Document with_layer() {
  Document document = testing::composed_document();
  for (PageSummary& page : document.pages) page.text_layer = TextLayer::wrong_language;
  return document;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 1;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  write_copy(folder / "upright", {}, testing::composed_document());
  write_copy(folder / "skewed", {}, testing::composed_document(0.015));
  for (const int degrees : {90, 180, 270}) {
    Made made;
    made.page += " /Rotate " + std::to_string(degrees);
    write_copy(folder / ("turned" + std::to_string(degrees)), made, turned(degrees));
  }
  Made cropped;
  cropped.page = "/MediaBox [-20 -10 700 900] /CropBox [30 20 625 862]";
  write_copy(folder / "cropped", cropped, testing::composed_document());
  Made layered;
  layered.content = "BT 3 Tr /F0 12 Tf 72 700 Td (hemligt lager) Tj (mera) ' [(en) -50 (rad)] TJ ET /X0 Do";
  layered.form = "BT 3 Tr /F0 12 Tf 72 300 Td (hemligt i en form) Tj ET";
  write_copy(folder / "layered", layered, with_layer());
  Made damaged;
  damaged.content = "BT /F0 12 Tf 72 500 Td (synligt) Tj 3 Tr (hemligt) Tj ET 0 0 10 10 re f";
  write_copy(folder / "damaged", damaged, with_layer());
  Made signed_file;
  signed_file.catalogue = "/AcroForm << /SigFlags 3 /Fields [8 0 R] >> /Perms << /DocMDP 8 0 R >>";
  signed_file.page += " /Annots [8 0 R]";
  signed_file.extra =
      "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Underskrift) /Rect [72 72 200 120] /V << /Type /Sig /Filter "
      "/Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >> >>";
  Document signed_document = testing::composed_document();
  signed_document.source.digitally_signed = true;
  write_copy(folder / "signed", signed_file, signed_document);
  Made described;
  described.catalogue = "/Metadata 8 0 R";
  described.extra = stream("/Type /Metadata /Subtype /XML",
                           "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
                           "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "
                           "xmlns:a='urn:a'><a:kept>behållet</a:kept></rdf:Description></rdf:RDF></x:xmpmeta>");
  write_copy(folder / "described", described, testing::composed_document());
}
