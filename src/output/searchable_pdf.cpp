// A copy of the original with invisible text over the pages that were recognised. Nothing that is seen changes: picture
// streams are passed on as they are, pages with a good text layer keep it, a wrong one goes. What is added is one font
// for the document, one content stream a page, and metadata that say what the copy is.
#include <algorithm>
#include <memory>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "output/glyphless_font.h"
#include "output/invisible_text.h"
#include "output/output.h"
#include "output/page_text.h"
#include "output/pdf_archive.h"
#include "output/pdf_pages.h"
#include "pdf/pdf.h"

namespace atagande::output {
namespace {

using Handle = QPDFObjectHandle;

bool is_pdf(std::string_view bytes) { return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos; }

/// The font as PDF objects: a composite font of TrueType outlines whose codes are its glyphs.
Handle font_object(QPDF& pdf, const GlyphlessFont& font) {
  const std::string numbers =
      std::to_string(glyph_descent) + " " + std::to_string(glyph_width) + " " + std::to_string(glyph_ascent);
  Handle program = Handle::newStream(&pdf, font.program());
  program.getDict().replaceKey("/Length1", Handle::newInteger(static_cast<long long>(font.program().size())));
  Handle descriptor =
      Handle::parse("<< /Type /FontDescriptor /FontName /AAAAAA+Searchable /Flags 4 /FontBBox [0 " + numbers +
                    "] /ItalicAngle 0 /Ascent " + std::to_string(glyph_ascent) + " /Descent " +
                    std::to_string(glyph_descent) + " /CapHeight " + std::to_string(glyph_ascent) + " /StemV 80 >>");
  descriptor.replaceKey("/FontFile2", program);
  Handle descendant = Handle::parse(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Searchable /CIDToGIDMap /Identity "
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW " +
      std::to_string(glyph_width) + " >>");
  descendant.replaceKey("/FontDescriptor", pdf.makeIndirectObject(descriptor));
  Handle descendants = Handle::newArray();
  descendants.appendItem(pdf.makeIndirectObject(descendant));
  Handle composite =
      Handle::parse("<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Searchable /Encoding /Identity-H >>");
  composite.replaceKey("/DescendantFonts", descendants);
  composite.replaceKey("/ToUnicode", Handle::newStream(&pdf, font.to_unicode()));
  return pdf.makeIndirectObject(composite);
}

/// Which text of the page the new text replaces.
OldText old_text(const PageSummary& page, const pdf::File* original) {
  if (original == nullptr || page.text_layer == TextLayer::absent) return OldText::keep;
  return original->content(page.number).visible_text ? OldText::drop_invisible : OldText::drop_all;
}

void lay_text(QPDF& pdf, const Document& document, const pdf::File* original) {
  std::vector<PageText> texts = page_texts(document);
  texts.erase(std::remove_if(texts.begin(), texts.end(),
                             [](const PageText& text) { return text.page.text_source != TextSource::ocr; }),
              texts.end());
  if (texts.empty()) return;
  const GlyphlessFont font(characters_of(texts));
  const Handle object = font_object(pdf, font);
  const std::string name = free_font_name(pdf);
  auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
  for (const PageText& text : texts) {
    const auto index = static_cast<std::size_t>(text.page.number - 1);
    if (index >= pages.size()) continue;
    QPDFPageObjectHelper& page = pages[index];
    remove_text(page, old_text(text.page, original));
    const std::string content = invisible_text(text, font, name, to_user_space(page, text.page));
    if (!content.empty()) add_text(pdf, page, content, name, object);
  }
}

/// PDF/A-1 knows no object streams; everything else is the smaller for them.
bool claims_archive_part_1(QPDF& pdf) {
  Handle metadata = pdf.getRoot().getKey("/Metadata");
  if (!metadata.isStream()) return false;
  const auto buffer = metadata.getStreamData(qpdf_dl_generalized);
  const std::string_view packet(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
  for (const char* claim : {"pdfaid:part>1<", "pdfaid:part=\"1\"", "pdfaid:part='1'"}) {
    if (packet.find(claim) != std::string_view::npos) return true;
  }
  return false;
}

std::string written(QPDF& pdf) {
  Pl_Flate::setCompressionLevel(9);
  QPDFWriter writer(pdf);
  writer.setObjectStreamMode(claims_archive_part_1(pdf) ? qpdf_o_preserve : qpdf_o_generate);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setDecodeLevel(qpdf_dl_none);
  writer.setCompressStreams(true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

void open_original(QPDF& pdf, std::string_view original, const std::string& name) {
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile(name.c_str(), original.data(), original.size());
  if (pdf.isEncrypted()) {
    throw Error(Fault::encrypted, "the original is encrypted; no searchable copy is made of it", {name, 0, 0, 0});
  }
}

}  // namespace

std::string searchable_pdf(std::string_view original, const Document& document, std::string_view tool) {
  const std::string& name = document.source.file_name;
  try {
    QPDF pdf;
    std::unique_ptr<pdf::File> file;
    if (is_pdf(original)) {
      open_original(pdf, original, name);
      file = std::make_unique<pdf::File>(pdf::File::from_bytes(std::string(original), name));
    } else {
      pdf.emptyPDF();
      add_picture_pages(pdf, original, document);
    }
    const bool archive = !obstacle_to_archiving(pdf);
    if (document.source.digitally_signed) drop_signatures(pdf);
    lay_text(pdf, document, file.get());
    describe(pdf, document.source, std::string(tool), archive);
    return written(pdf);
  } catch (const QPDFExc& error) {
    throw Error(Fault::bad_input, std::string("no searchable copy can be made: ") + error.what(), {name, 0, 0, 0});
  }
}

}  // namespace atagande::output
