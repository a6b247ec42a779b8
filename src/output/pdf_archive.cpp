// The claim to PDF/A-2u is made for files whose every part is on a list of harmless ones: pages, pictures and the few
// operators that place them. Metadata are written as XMP; the entries of the information dictionary are repeated there,
// as the standard wants, and what the file already says of itself is kept.
#include "output/pdf_archive.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <set>
#include <string_view>

#include "output/xml.h"

namespace atagande::output {
namespace {

using Handle = QPDFObjectHandle;
using Names = std::set<std::string>;

void put32(std::string& bytes, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
}

std::uint32_t fixed_16_16(double value) { return static_cast<std::uint32_t>(std::lround(value * 65536.0)); }

std::string xyz_tag(double x, double y, double z) {
  std::string tag = "XYZ ";
  put32(tag, 0);
  for (const double value : {x, y, z}) put32(tag, fixed_16_16(value));
  return tag;
}

std::string gamma_tag(double gamma) {
  std::string tag = "curv";
  put32(tag, 0);
  put32(tag, 1);
  const auto fixed = static_cast<unsigned>(std::lround(gamma * 256.0));
  tag += static_cast<char>(fixed >> 8U);
  tag += static_cast<char>(fixed & 0xFFU);
  return tag + std::string(2, '\0');
}

std::string description_tag(const std::string& text) {
  std::string tag = "desc";
  put32(tag, 0);
  put32(tag, static_cast<std::uint32_t>(text.size() + 1));
  tag += text;
  tag.resize((tag.size() + 1 + 12 + 67 + 3) / 4 * 4, '\0');  // no Unicode, no ScriptCode
  return tag;
}

std::string text_tag(const std::string& text) {
  std::string tag = "text";
  put32(tag, 0);
  tag += text;
  tag.resize((tag.size() + 4) / 4 * 4, '\0');
  return tag;
}

bool only_has(Handle dictionary, const Names& allowed, std::string& culprit) {
  for (const std::string& key : dictionary.getKeys()) {
    if (allowed.count(key) > 0 || dictionary.getKey(key).isNull()) continue;
    culprit = key;
    return false;
  }
  return true;
}

bool harmless_colours(Handle space) {
  if (space.isName()) return space.getName() == "/DeviceGray" || space.getName() == "/DeviceRGB";
  if (!space.isArray() || space.getArrayNItems() < 2 || !space.getArrayItem(0).isName()) return false;
  const std::string kind = space.getArrayItem(0).getName();
  if (kind == "/Indexed") return harmless_colours(space.getArrayItem(1)) && !space.getArrayItem(1).isArray();
  return kind == "/CalGray" || kind == "/CalRGB";
}

std::optional<std::string> obstacle_in_image(Handle image) {
  static const Names keys = {"/Type",   "/Subtype", "/Width",     "/Height",      "/BitsPerComponent", "/ColorSpace",
                             "/Length", "/Filter",  "/ImageMask", "/DecodeParms", "/Decode",           "/Name"};
  static const Names filters = {"/DCTDecode", "/CCITTFaxDecode", "/FlateDecode", "/JBIG2Decode", "/RunLengthDecode"};
  Handle dictionary = image.getDict();
  std::string culprit;
  if (!only_has(dictionary, keys, culprit)) return "a picture with " + culprit;
  Handle filter = dictionary.getKey("/Filter");
  const int count = filter.isArray() ? filter.getArrayNItems() : 1;
  for (int i = 0; i < count; ++i) {
    Handle each = filter.isArray() ? filter.getArrayItem(i) : filter;
    if (!each.isName() || filters.count(each.getName()) == 0) return "a picture packed in an unusual way";
  }
  Handle mask = dictionary.getKey("/ImageMask");
  if (mask.isBool() && mask.getBoolValue()) return std::nullopt;
  if (!harmless_colours(dictionary.getKey("/ColorSpace"))) return "a picture in colours of another kind";
  return std::nullopt;
}

/// Stops at the first operator that is not on the list.
class OperatorCheck : public Handle::ParserCallbacks {
 public:
  void handleObject(Handle object) override {
    static const Names harmless = {"q", "Q", "cm", "Do", "w",  "J",  "j",   "M",   "d",  "i", "re",
                                   "m", "l", "h",  "n",  "W",  "W*", "f",   "F",   "f*", "S", "s",
                                   "B", "b", "g",  "G",  "rg", "RG", "BMC", "EMC", "MP"};
    if (!object.isOperator() || harmless.count(object.getOperatorValue()) > 0) return;
    culprit = object.getOperatorValue();
    terminateParsing();
  }
  void handleEOF() override {}

  std::string culprit;
};

std::optional<std::string> obstacle_in_page(QPDFPageObjectHelper page) {
  static const Names keys = {"/Type",   "/Parent", "/MediaBox", "/CropBox",   "/BleedBox", "/TrimBox",
                             "/ArtBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/LastModified"};
  static const Names resource_keys = {"/XObject", "/ProcSet"};
  std::string culprit;
  if (!only_has(page.getObjectHandle(), keys, culprit)) return "a page with " + culprit;
  Handle resources = page.getAttribute("/Resources", false);
  if (!resources.isDictionary()) return std::nullopt;
  if (!only_has(resources, resource_keys, culprit)) return "a page with " + culprit;
  Handle objects = resources.getKey("/XObject");
  if (objects.isDictionary()) {
    for (const std::string& name : objects.getKeys()) {
      Handle object = objects.getKey(name);
      if (!object.isStream() || !object.getDict().getKey("/Subtype").isNameAndEquals("/Image")) {
        return "a page with drawings of its own";
      }
      if (auto obstacle = obstacle_in_image(object)) return obstacle;
    }
  }
  OperatorCheck check;
  page.parseContents(&check);
  if (!check.culprit.empty()) return "a page with the operator " + check.culprit;
  return std::nullopt;
}

/// "D:20240131120000+01'00'" as "2024-01-31T12:00:00+01:00"; empty where it is no such date.
std::string xmp_date(const std::string& pdf_date) {
  const std::string date = pdf_date.rfind("D:", 0) == 0 ? pdf_date.substr(2) : pdf_date;
  if (date.size() < 14 || date.find_first_not_of("0123456789") < 14) return "";
  std::string text = date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6, 2) + "T" + date.substr(8, 2) +
                     ":" + date.substr(10, 2) + ":" + date.substr(12, 2);
  const std::string zone = date.substr(14);
  if (zone.empty() || zone[0] == 'Z') return text + "Z";
  if (zone.size() < 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != '\'') return "";
  return text + zone.substr(0, 3) + ":" + zone.substr(4, 2);
}

/// One property of XMP for each entry of the information dictionary.
void write_information(XmlWriter& xml, Handle information) {
  if (!information.isDictionary()) return;
  const auto value = [&](const char* key) {
    Handle entry = information.getKey(key);
    return entry.isString() ? entry.getUTF8Value() : std::string();
  };
  const auto list = [&](const char* property, const char* kind, const std::string& text) {
    if (text.empty()) return;
    xml.open(property).open(kind).open("rdf:li");
    if (std::string_view(kind) == "rdf:Alt") xml.attribute("xml:lang", "x-default");
    xml.text(text).close().close().close();
  };
  const auto plain = [&](const char* property, const std::string& text) {
    if (!text.empty()) xml.element(property, text);
  };
  list("dc:title", "rdf:Alt", value("/Title"));
  list("dc:creator", "rdf:Seq", value("/Author"));
  list("dc:description", "rdf:Alt", value("/Subject"));
  plain("pdf:Keywords", value("/Keywords"));
  plain("pdf:Producer", value("/Producer"));
  plain("xmp:CreatorTool", value("/Creator"));
  plain("xmp:CreateDate", xmp_date(value("/CreationDate")));
  plain("xmp:ModifyDate", xmp_date(value("/ModDate")));
}

/// `space` is "dc" (source, relation) or a name space of our own where the file uses those already.
void write_origin(XmlWriter& xml, const std::string& space, const Source& original, const std::string& tool) {
  xml.element(space + ":source", "sha256:" + original.sha256);
  std::string note = "Searchable copy of " + original.file_name + ", made by " + tool;
  if (original.digitally_signed) note += "; the digital signature is borne by the original alone";
  xml.open(space + ":relation").open("rdf:Bag").element("rdf:li", note).close().close();
}

/// Without the line breaks and spaces between elements.
std::string compact(const std::string& xml) {
  std::string text;
  for (std::size_t at = 0; at < xml.size(); ++at) {
    const std::size_t next = xml[at] == '\n' ? xml.find_first_not_of(" \n", at) : at;
    if (next != at && !text.empty() && text.back() == '>' && (next == std::string::npos || xml[next] == '<')) {
      if (next == std::string::npos) break;
      at = next;
    }
    text += xml[at];
  }
  return text;
}

std::string fresh_metadata(QPDF& pdf, const Source& original, const std::string& tool, bool archive) {
  XmlWriter xml;
  xml.open("x:xmpmeta").attribute("xmlns:x", "adobe:ns:meta/").open("rdf:RDF");
  xml.attribute("xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
  xml.open("rdf:Description").attribute("rdf:about", "");
  xml.attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/").attribute("xmlns:pdf", "http://ns.adobe.com/pdf/1.3/");
  xml.attribute("xmlns:xmp", "http://ns.adobe.com/xap/1.0/");
  xml.attribute("xmlns:pdfaid", "http://www.aiim.org/pdfa/ns/id/");
  write_information(xml, pdf.getTrailer().getKey("/Info"));
  write_origin(xml, "dc", original, tool);
  if (archive) xml.element("pdfaid:part", "2").element("pdfaid:conformance", "U");
  xml.close().close().close();
  std::string packet = compact(xml.take());
  packet.replace(0, packet.find('>') + 1, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>");
  return packet + "<?xpacket end=\"w\"?>";
}

/// The metadata there are with what we have to say before their end; empty where they cannot be added to.
std::string extended_metadata(Handle metadata, const Source& original, const std::string& tool) {
  const auto buffer = metadata.getStreamData(qpdf_dl_generalized);
  std::string packet(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
  const std::size_t end = packet.rfind("</rdf:RDF>");
  if (end == std::string::npos) return "";
  const bool taken = packet.find("dc:source") != std::string::npos || packet.find("dc:relation") != std::string::npos;
  XmlWriter xml;
  xml.open("rdf:Description").attribute("rdf:about", "");
  xml.attribute(taken ? "xmlns:atagande" : "xmlns:dc",
                taken ? "urn:atagande:ns:1" : "http://purl.org/dc/elements/1.1/");
  write_origin(xml, taken ? "atagande" : "dc", original, tool);
  xml.close();
  const std::string ours = xml.take();
  return packet.insert(end, ours.substr(ours.find('\n') + 1));
}

void add_output_intent(QPDF& pdf) {
  Handle profile = Handle::newStream(&pdf, srgb_profile());
  profile.getDict().replaceKey("/N", Handle::newInteger(3));
  Handle intent = Handle::parse("<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) >>");
  intent.replaceKey("/DestOutputProfile", profile);
  Handle intents = Handle::newArray();
  intents.appendItem(pdf.makeIndirectObject(intent));
  pdf.getRoot().replaceKey("/OutputIntents", intents);
}

}  // namespace

std::string srgb_profile() {
  // The primaries of sRGB adapted to D50, as IEC 61966-2-1 and the ICC give them.
  const std::array<std::pair<const char*, std::string>, 9> tags = {{
      {"desc", description_tag("sRGB primaries, gamma 2.2")},
      {"cprt", text_tag("No copyright")},
      {"wtpt", xyz_tag(0.9642, 1.0, 0.8249)},
      {"rXYZ", xyz_tag(0.4361, 0.2225, 0.0139)},
      {"gXYZ", xyz_tag(0.3851, 0.7169, 0.0971)},
      {"bXYZ", xyz_tag(0.1431, 0.0606, 0.7141)},
      {"rTRC", gamma_tag(2.2)},
      {"gTRC", gamma_tag(2.2)},
      {"bTRC", gamma_tag(2.2)},
  }};
  std::string table;
  put32(table, static_cast<std::uint32_t>(tags.size()));
  std::string bodies;
  const std::size_t start = 128 + 4 + 12 * tags.size();
  for (const auto& [name, body] : tags) {
    table += name;
    put32(table, static_cast<std::uint32_t>(start + bodies.size()));
    put32(table, static_cast<std::uint32_t>(body.size()));
    bodies += body;
  }
  std::string header;
  put32(header, static_cast<std::uint32_t>(128 + table.size() + bodies.size()));
  put32(header, 0);
  put32(header, 0x02100000);  // version 2.1
  header += "mntrRGB XYZ ";
  for (const std::uint32_t part : {0x07E80001U, 0x00010000U, 0x00000000U}) put32(header, part);  // 2024-01-01
  header += "acsp";
  header.resize(68, '\0');
  for (const double value : {0.9642, 1.0, 0.8249}) put32(header, fixed_16_16(value));  // D50
  header.resize(128, '\0');
  return header + table + bodies;
}

std::optional<std::string> obstacle_to_archiving(QPDF& pdf) {
  static const Names root_keys = {"/Type", "/Pages", "/PageMode", "/PageLayout", "/Lang", "/Version", "/PageLabels"};
  std::string culprit;
  if (pdf.isEncrypted()) return "it is encrypted";
  if (!only_has(pdf.getRoot(), root_keys, culprit)) return "its catalogue has " + culprit;
  Handle information = pdf.getTrailer().getKey("/Info");
  if (information.isDictionary()) {
    for (const char* key : {"/CreationDate", "/ModDate"}) {
      Handle date = information.getKey(key);
      if (!date.isNull() && (!date.isString() || xmp_date(date.getUTF8Value()).empty())) return "a date is damaged";
    }
    if (!information.getKey("/Trapped").isNull()) return "its information has /Trapped";
  }
  for (const QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    if (auto obstacle = obstacle_in_page(page)) return obstacle;
  }
  return std::nullopt;
}

void describe(QPDF& pdf, const Source& original, const std::string& tool, bool archive) {
  Handle root = pdf.getRoot();
  Handle old = root.getKey("/Metadata");
  std::string packet = old.isStream() ? extended_metadata(old, original, tool) : "";
  if (packet.empty()) packet = fresh_metadata(pdf, original, tool, archive);
  Handle metadata = Handle::newStream(&pdf, packet);
  metadata.getDict().replaceKey("/Type", Handle::newName("/Metadata"));
  metadata.getDict().replaceKey("/Subtype", Handle::newName("/XML"));
  root.replaceKey("/Metadata", metadata);
  if (archive) add_output_intent(pdf);
}

}  // namespace atagande::output
