// Old text goes by a filter on the content streams, which passes every operator on but those that show text; pictures
// and drawings are not touched. Where text is seen and cannot go, the contents are put inside a marked span whose
// ActualText is empty, so that readers that know it neither search nor copy it.
#include "output/pdf_pages.h"

#include <algorithm>
#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <vector>

namespace atagande::output {
namespace {

using Handle = QPDFObjectHandle;
using Token = QPDFTokenizer::Token;

constexpr int deepest_form = 8;

/// Drops the operators that show text, all of them or those in render mode 3, with their operands.
class TextFilter : public Handle::TokenFilter {
 public:
  explicit TextFilter(OldText old) : old_(old) {}

  void handleToken(const Token& token) override {
    operands_.push_back(token);
    if (token.getType() == QPDFTokenizer::tt_inline_image || token.getType() == QPDFTokenizer::tt_eof) return flush();
    if (token.getType() != QPDFTokenizer::tt_word) return;
    const std::string name = token.getValue();
    if (name == "true" || name == "false" || name == "null") return;
    follow_state(name);
    const bool shows = name == "Tj" || name == "TJ" || name == "'" || name == "\"";
    if (!shows || (old_ == OldText::drop_invisible && modes_.back() != 3)) return flush();
    operands_.clear();
    write(name == "Tj" || name == "TJ" ? "\n" : "\nT*\n");
  }

  void handleEOF() override { flush(); }

 private:
  void follow_state(const std::string& name) {
    if (name == "q" && modes_.size() < 1000) modes_.push_back(modes_.back());
    if (name == "Q" && modes_.size() > 1) modes_.pop_back();
    if (name != "Tr") return;
    for (const Token& token : operands_) {
      if (token.getType() == QPDFTokenizer::tt_integer) modes_.back() = token.getValue() == "3" ? 3 : 0;
    }
  }

  void flush() {
    for (const Token& token : operands_) writeToken(token);
    operands_.clear();
  }

  OldText old_;
  std::vector<Token> operands_;
  std::vector<int> modes_{0};
};

/// Puts filtered copies in the place of the forms that `holder` (a page or a form) uses.
void filter_forms(QPDFPageObjectHelper holder, OldText old, int depth) {
  if (depth > deepest_form) return;
  Handle resources = holder.getAttribute("/Resources", true);
  if (!resources.isDictionary() || !resources.getKey("/XObject").isDictionary()) return;
  Handle objects = resources.getKey("/XObject").shallowCopy();
  for (const std::string& name : objects.getKeys()) {
    Handle form = objects.getKey(name);
    if (!form.isStream() || !form.getDict().getKey("/Subtype").isNameAndEquals("/Form")) continue;
    Handle copy = form.copyStream();
    filter_forms(QPDFPageObjectHelper(copy), old, depth + 1);
    copy.addTokenFilter(std::make_shared<TextFilter>(old));
    objects.replaceKey(name, copy);
  }
  resources.replaceKey("/XObject", objects);
}

struct Rectangle {
  double x0 = 0.0;
  double y0 = 0.0;
  double x1 = 0.0;
  double y1 = 0.0;
};

Rectangle crop_box(QPDFPageObjectHelper& page) {
  const Handle::Rectangle box = page.getCropBox().getArrayAsRectangle();
  return {std::min(box.llx, box.urx), std::min(box.lly, box.ury), std::max(box.llx, box.urx),
          std::max(box.lly, box.ury)};
}

Handle stream_of(QPDF& pdf, const std::string& content) { return Handle::newStream(&pdf, content); }

void make_stamp(Handle widget) {
  for (const char* key :
       {"/FT", "/V", "/DV", "/T", "/TU", "/TM", "/Ff", "/Parent", "/Kids", "/MK", "/A", "/AA", "/Lock", "/SV", "/DA"}) {
    widget.removeKey(key);
  }
  widget.replaceKey("/Subtype", Handle::newName("/Stamp"));
}

bool is_signature(Handle field) {
  Handle kind = field.getKey("/FT");
  if (kind.isNull() && field.getKey("/Parent").isDictionary()) kind = field.getKey("/Parent").getKey("/FT");
  return kind.isNameAndEquals("/Sig");
}

}  // namespace

void remove_text(QPDFPageObjectHelper& page, OldText old) {
  if (old == OldText::keep) return;
  filter_forms(page, old, 0);
  page.addContentTokenFilter(std::make_shared<TextFilter>(old));
  if (old != OldText::drop_invisible) return;
  QPDF& pdf = page.getObjectHandle().getQPDF();
  page.addPageContents(stream_of(pdf, "/Span << /ActualText <FEFF> >> BDC\n"), true);
  page.addPageContents(stream_of(pdf, "\nEMC\n"), false);
}

Affine to_user_space(QPDFPageObjectHelper& page, const PageSummary& read) {
  const Rectangle box = crop_box(page);
  const double width = box.x1 - box.x0;
  const double height = box.y1 - box.y0;
  const double seen_width = std::max(read.width_pt, 1e-3);
  const double seen_height = std::max(read.height_pt, 1e-3);
  switch (read.rotation_degrees) {
    case 90:
      return {0.0, height / seen_width, width / seen_height, 0.0, box.x0, box.y0};
    case 180:
      return {-width / seen_width, 0.0, 0.0, height / seen_height, box.x1, box.y0};
    case 270:
      return {0.0, -height / seen_width, -width / seen_height, 0.0, box.x1, box.y1};
    default:
      return {width / seen_width, 0.0, 0.0, -height / seen_height, box.x0, box.y1};
  }
}

void add_text(QPDF& pdf, QPDFPageObjectHelper& page, const std::string& content, const std::string& font_name,
              const QPDFObjectHandle& font) {
  Handle resources = page.getAttribute("/Resources", true);
  if (!resources.isDictionary()) {
    resources = Handle::newDictionary();
    page.getObjectHandle().replaceKey("/Resources", resources);
  }
  Handle fonts =
      resources.getKey("/Font").isDictionary() ? resources.getKey("/Font").shallowCopy() : Handle::newDictionary();
  fonts.replaceKey(font_name, font);
  resources.replaceKey("/Font", fonts);
  page.addPageContents(stream_of(pdf, "q\n"), true);
  page.addPageContents(stream_of(pdf, "\nQ\n" + content), false);
}

std::string free_font_name(QPDF& pdf) {
  std::set<std::string> used;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    Handle resources = page.getAttribute("/Resources", false);
    if (resources.isDictionary() && resources.getKey("/Font").isDictionary()) {
      used.merge(resources.getKey("/Font").getKeys());
    }
  }
  std::string name = "/Searchable";
  while (used.count(name) > 0) name += "X";
  return name;
}

void drop_signatures(QPDF& pdf) {
  Handle root = pdf.getRoot();
  for (const char* key : {"/Perms", "/DSS", "/Legal"}) root.removeKey(key);
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    Handle annotations = page.getObjectHandle().getKey("/Annots");
    for (int i = 0; annotations.isArray() && i < annotations.getArrayNItems(); ++i) {
      Handle each = annotations.getArrayItem(i);
      if (each.isDictionary() && is_signature(each)) make_stamp(each);
    }
  }
  Handle form = root.getKey("/AcroForm");
  if (!form.isDictionary()) return;
  form.removeKey("/SigFlags");
  Handle kept = Handle::newArray();
  Handle fields = form.getKey("/Fields");
  for (int i = 0; fields.isArray() && i < fields.getArrayNItems(); ++i) {
    Handle field = fields.getArrayItem(i);
    const bool stamped = field.isDictionary() && field.getKey("/Subtype").isNameAndEquals("/Stamp");
    if (field.isDictionary() && !stamped && !is_signature(field)) kept.appendItem(field);
  }
  if (kept.getArrayNItems() == 0) {
    root.removeKey("/AcroForm");
  } else {
    form.replaceKey("/Fields", kept);
  }
}

}  // namespace atagande::output
