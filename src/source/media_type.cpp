// The first bytes tell most kinds; text is what decodes to letters without control characters. A file is never what
// its name says but what its bytes are.
#include <algorithm>
#include <array>
#include <cctype>

#include "source/archive.h"
#include "source/source.h"
#include "text/text.h"

namespace atagande::source {
namespace {

using std::string_view;
using namespace std::string_view_literals;

constexpr std::size_t sample_size = 65536;

struct Signature {
  string_view bytes;
  string_view type;
};

constexpr std::array signatures = {
    Signature{"II*\0"sv, "image/tiff"},
    Signature{"MM\0*"sv, "image/tiff"},
    Signature{"II+\0"sv, "image/tiff"},
    Signature{"MM\0+"sv, "image/tiff"},
    Signature{"\x89PNG\r\n\x1A\n"sv, "image/png"},
    Signature{"\xFF\xD8\xFF"sv, "image/jpeg"},
    Signature{"\0\0\0\x0CjP  \r\n\x87\n"sv, "image/jp2"},
    Signature{"\xFF\x4F\xFF\x51"sv, "image/jp2"},
    Signature{"GIF87a"sv, "image/gif"},
    Signature{"GIF89a"sv, "image/gif"},
};

/// What is known and not read, with what to do about it.
constexpr std::array refused = {
    Signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Office document (.doc, .xls); save it as PDF or DOCX"},
    Signature{"{\\rtf"sv, "an RTF document; save it as PDF or DOCX"},
    Signature{"%!PS"sv, "a PostScript document; convert it to PDF"},
    Signature{"\x1F\x8B"sv, "a gzip archive; unpack it first"},
    Signature{"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive; unpack it first"},
    Signature{"Rar!\x1A\x07"sv, "a RAR archive; unpack it first"},
    Signature{"\x7F"
              "ELF"sv,
              "a program"},
    Signature{"MZ"sv, "a program"},
    Signature{"SQLite format 3\0"sv, "a database"},
};

bool starts_with_ignoring_case(string_view text, string_view prefix) {
  if (text.size() < prefix.size()) return false;
  return std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  });
}

bool is_pnm(string_view bytes) {
  return bytes.size() > 3 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '7' &&
         (std::isspace(static_cast<unsigned char>(bytes[2])) != 0 || bytes[2] == '#') &&
         (std::isdigit(static_cast<unsigned char>(bytes[3])) != 0 || bytes[3] == '#' || bytes[1] == '7');
}

bool is_bmp(string_view bytes) {
  return bytes.size() > 26 && bytes.starts_with("BM") && bytes.substr(6, 4) == "\0\0\0\0"sv;
}

bool is_webp(string_view bytes) {
  return bytes.size() > 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP";
}

bool is_heif(string_view bytes) {
  return bytes.size() > 12 && bytes.substr(4, 4) == "ftyp" && bytes.substr(8, 4) != "jp2 ";
}

/// Leading white space, comments and processing instructions of markup taken off.
string_view without_prologue(string_view text) {
  while (true) {
    const std::size_t first = text.find_first_not_of(" \t\r\n\f");
    if (first == string_view::npos) return {};
    text.remove_prefix(first);
    string_view end;
    if (text.starts_with("<!--")) end = "-->";
    if (text.starts_with("<?")) end = "?>";
    if (end.empty()) return text;
    const std::size_t at = text.find(end);
    if (at == string_view::npos) return {};
    text.remove_prefix(at + end.size());
  }
}

bool is_html(string_view text) {
  const string_view start = without_prologue(text);
  for (const string_view tag : {"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<main", "<article",
                                "<section", "<div", "<p>", "<p ", "<h1", "<h2", "<ul", "<ol", "<table"}) {
    if (starts_with_ignoring_case(start, tag)) return true;
  }
  return false;
}

/// Whether decoded text reads as text: hardly a control character, hardly a byte that no letter could be made of.
bool is_readable(string_view text) {
  std::size_t all = 0;
  std::size_t strange = 0;
  std::size_t plain = 0;
  for (std::size_t at = 0; at < text.size(); ++all) {
    const text::CodePoint point = text::code_point_at(text, at);
    const char32_t c = point.value;
    const bool blank = c == U'\n' || c == U'\t' || c == U'\r' || c == U'\f';
    if ((c < 0x20 && !blank) || (c >= 0x7F && c < 0xA0) || c == 0xFFFD) ++strange;
    if (blank || c == U' ' || text::is_letter(c) || text::is_digit(c)) ++plain;
    at = point.next;
  }
  return strange * 200 <= all && plain * 2 >= all;
}

std::string of_archive(string_view bytes) {
  const Archive archive(bytes);
  if (archive.has("word/document.xml")) return std::string(docx_media_type);
  if (archive.has("xl/workbook.xml")) throw Error(Fault::bad_input, "this is a spreadsheet (XLSX); save it as PDF");
  if (archive.has("ppt/presentation.xml"))
    throw Error(Fault::bad_input, "this is a presentation (PPTX); save it as PDF");
  if (archive.has("mimetype") && archive.has("content.xml")) {
    throw Error(Fault::bad_input, "this is an OpenDocument file; save it as PDF or DOCX");
  }
  throw Error(Fault::bad_input, "this is a ZIP archive that is no DOCX; unpack it first");
}

}  // namespace

std::string media_type(string_view bytes) {
  if (bytes.empty()) throw Error(Fault::bad_input, "the file is empty");
  for (const Signature& signature : signatures) {
    if (bytes.starts_with(signature.bytes)) return std::string(signature.type);
  }
  if (bytes.substr(0, 1024).find("%PDF-") != string_view::npos) return std::string(pdf_media_type);
  if (is_pnm(bytes)) return "image/x-portable-anymap";
  if (is_bmp(bytes)) return "image/bmp";
  if (is_webp(bytes)) return "image/webp";
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return of_archive(bytes);
  for (const Signature& signature : refused) {
    if (bytes.starts_with(signature.bytes)) {
      throw Error(Fault::bad_input, "this is " + std::string(signature.type));
    }
  }
  if (is_heif(bytes)) throw Error(Fault::bad_input, "this is a HEIF picture or a film; save it as JPEG, PNG or PDF");
  string_view start = bytes.substr(0, sample_size);
  if (start.size() < bytes.size()) start = start.substr(0, std::max(start.rfind('\n') + 1, sample_size / 2));
  const std::string sample = text::decode(start).text;
  if (!is_readable(sample)) {
    throw Error(Fault::bad_input, "the file is of no kind that can be read (PDF, TIFF, PNG, JPEG, text, HTML, DOCX)");
  }
  return std::string(is_html(sample) ? html_media_type : text_media_type);
}

}  // namespace atagande::source
