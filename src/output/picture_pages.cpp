// A picture fills its page. Its samples stay packed as they are in the file; which way is up is said by the matrix that
// places it, strips of a TIFF file are stacked. Only what PDF has no packing for is decoded, to grey.
#include <array>
#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "image/image.h"
#include "output/pdf_pages.h"
#include "output/picture_formats.h"
#include "output/xml.h"

namespace atagande::output {
namespace {

using Handle = QPDFObjectHandle;

PackedPicture decoded(std::string_view bytes, int frame) {
  const image::GreyImage image = image::decode(bytes, frame);
  PackedPicture picture;
  picture.width_px = image.width_px;
  picture.height_px = image.height_px;
  picture.colours = "/DeviceGray";
  picture.pieces.push_back({std::string(image.pixels.begin(), image.pixels.end()), image.height_px});
  return picture;
}

PackedPicture picture_of(std::string_view bytes, int frame) {
  if (auto picture = packed_jpeg(bytes)) return *std::move(picture);
  if (auto picture = packed_png(bytes)) return *std::move(picture);
  if (auto picture = packed_tiff(bytes, frame)) return *std::move(picture);
  return decoded(bytes, frame);
}

/// Makes the pieces of one picture; what several of them say alike is said once, for a TIFF file may have many strips.
class ImageMaker {
 public:
  ImageMaker(QPDF& pdf, const PackedPicture& picture) : pdf_(pdf), picture_(picture) {}

  Handle image(const PackedPiece& piece) {
    Handle image = Handle::newStream(&pdf_, piece.bytes);
    Handle dictionary = image.getDict();
    dictionary.replaceKey("/Subtype", Handle::newName("/Image"));
    dictionary.replaceKey("/Width", Handle::newInteger(picture_.width_px));
    dictionary.replaceKey("/Height", Handle::newInteger(piece.height_px));
    dictionary.replaceKey("/BitsPerComponent", Handle::newInteger(picture_.bits));
    dictionary.replaceKey("/ColorSpace", shared(picture_.colours));
    if (!picture_.filter.empty()) dictionary.replaceKey("/Filter", shared(picture_.filter));
    if (!picture_.parameters.empty()) dictionary.replaceKey("/DecodeParms", shared(parameters(piece)));
    if (picture_.inverted) {
      dictionary.replaceKey("/Decode", shared(picture_.colours == "/DeviceCMYK" ? "[1 0 1 0 1 0 1 0]" : "[1 0]"));
    }
    return image;
  }

 private:
  [[nodiscard]] std::string parameters(const PackedPiece& piece) const {
    std::string text = picture_.parameters;
    const std::size_t rows = text.find("%ROWS%");
    if (rows != std::string::npos) text.replace(rows, 6, std::to_string(piece.height_px));
    return text;
  }

  Handle shared(const std::string& syntax) {
    const Handle object = Handle::parse(syntax);
    if (picture_.pieces.size() < 3) return object;
    const auto found = objects_.find(syntax);
    if (found != objects_.end()) return found->second;
    return objects_.emplace(syntax, pdf_.makeIndirectObject(object)).first->second;
  }

  QPDF& pdf_;
  const PackedPicture& picture_;
  std::map<std::string, Handle> objects_;
};

/// The matrix that lays the unit square over a page of w × h points with the picture upright (EXIF's eight ways).
std::string placing(int orientation, double w, double h) {
  const std::array<std::array<double, 6>, 8> ways = {{{w, 0, 0, h, 0, 0},
                                                      {-w, 0, 0, h, w, 0},
                                                      {-w, 0, 0, -h, w, h},
                                                      {w, 0, 0, -h, 0, h},
                                                      {0, -h, -w, 0, w, h},
                                                      {0, -h, w, 0, 0, h},
                                                      {0, h, w, 0, 0, 0},
                                                      {0, h, -w, 0, w, 0}}};
  std::string text;
  for (const double number : ways[static_cast<std::size_t>(orientation - 1)]) text += plain_decimal(number, 3) + " ";
  return text + "cm\n";
}

Handle page_of(QPDF& pdf, const PackedPicture& picture, const PageSummary& read) {
  const bool sideways = read.rotation_degrees == 90 || read.rotation_degrees == 270;
  const double width = sideways ? read.height_pt : read.width_pt;
  const double height = sideways ? read.width_pt : read.height_pt;
  Handle objects = Handle::newDictionary();
  std::string content = placing(picture.orientation, width, height);
  ImageMaker maker(pdf, picture);
  int top = 0;
  for (std::size_t i = 0; i < picture.pieces.size(); ++i) {
    const PackedPiece& piece = picture.pieces[i];
    const std::string name = "/P" + std::to_string(i + 1);
    objects.replaceKey(name, maker.image(piece));
    const double share = static_cast<double>(piece.height_px) / picture.height_px;
    const double bottom = 1.0 - static_cast<double>(top + piece.height_px) / picture.height_px;
    content += "q 1 0 0 " + plain_decimal(share, 6) + " 0 " + plain_decimal(bottom, 6) + " cm " + name + " Do Q\n";
    top += piece.height_px;
  }
  Handle page = Handle::parse("<< /Type /Page >>");
  page.replaceKey("/MediaBox", Handle::parse("[0 0 " + plain_decimal(width, 3) + " " + plain_decimal(height, 3) + "]"));
  if (read.rotation_degrees != 0) page.replaceKey("/Rotate", Handle::newInteger(read.rotation_degrees));
  Handle resources = Handle::newDictionary();
  resources.replaceKey("/XObject", objects);
  page.replaceKey("/Resources", resources);
  page.replaceKey("/Contents", Handle::newStream(&pdf, content));
  return pdf.makeIndirectObject(page);
}

}  // namespace

void add_picture_pages(QPDF& pdf, std::string_view bytes, const Document& document) {
  QPDFPageDocumentHelper pages(pdf);
  for (const PageSummary& read : document.pages) {
    if (read.width_pt <= 0.0 || read.height_pt <= 0.0) {
      throw Error(Fault::bad_input, "a searchable PDF needs pages with a size", {"", read.number, 0, 0});
    }
    pages.addPage(QPDFPageObjectHelper(page_of(pdf, picture_of(bytes, read.number - 1), read)), false);
  }
}

}  // namespace atagande::output
