// Styles inherit along w:basedOn; what a style says itself overrides. A heading is told by its outline level or by the
// name that Word gives its own heading styles in every language. ECMA-376 part 1, 17.7.
#include "source/docx_styles.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <pugixml.hpp>

namespace atagande::source {
namespace {

struct Own {
  std::string based_on;
  std::optional<int> heading;
  std::optional<std::string> numbering;
  std::optional<int> numbering_level;
  std::optional<bool> bold;
};

bool is_on(const pugi::xml_node& node) {
  const std::string value = node.attribute("w:val").as_string("1");
  return value != "0" && value != "false" && value != "off";
}

std::optional<int> heading_of(const pugi::xml_node& style) {
  std::string name = style.child("w:name").attribute("w:val").as_string();
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (name == "title") return 1;
  if (name == "subtitle") return 2;
  if (name.starts_with("heading ") && name.size() == 9 && name[8] >= '1' && name[8] <= '9') return name[8] - '0';
  if (const auto outline = style.child("w:pPr").child("w:outlineLvl")) {
    const int level = outline.attribute("w:val").as_int(9);
    return level >= 0 && level < 9 ? level + 1 : 0;
  }
  return std::nullopt;
}

Own read(const pugi::xml_node& style) {
  Own own;
  own.based_on = style.child("w:basedOn").attribute("w:val").as_string();
  own.heading = heading_of(style);
  const auto numbering = style.child("w:pPr").child("w:numPr");
  if (const auto id = numbering.child("w:numId")) own.numbering = id.attribute("w:val").as_string();
  if (const auto level = numbering.child("w:ilvl")) own.numbering_level = level.attribute("w:val").as_int();
  if (const auto bold = style.child("w:rPr").child("w:b")) own.bold = is_on(bold);
  return own;
}

}  // namespace

Styles::Styles(std::string_view xml) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return;
  std::map<std::string, Own> all;
  for (const auto& style : document.child("w:styles").children("w:style")) {
    if (std::string_view(style.attribute("w:type").as_string()) != "paragraph") continue;
    const std::string id = style.attribute("w:styleId").as_string();
    if (style.attribute("w:default").as_bool()) default_id_ = id;
    all[id] = read(style);
  }
  for (const auto& [id, style] : all) {
    Own sum = style;
    std::string base = style.based_on;
    for (int steps = 0; steps < 20 && !base.empty(); ++steps) {
      const auto found = all.find(base);
      if (found == all.end()) break;
      const Own& next = found->second;
      if (!sum.heading) sum.heading = next.heading;
      if (!sum.numbering) sum.numbering = next.numbering;
      if (!sum.numbering_level) sum.numbering_level = next.numbering_level;
      if (!sum.bold) sum.bold = next.bold;
      base = next.based_on;
    }
    styles_[id] = {sum.heading.value_or(0), sum.numbering.value_or(""), sum.numbering_level.value_or(0),
                   sum.bold.value_or(false)};
  }
}

ParagraphStyle Styles::find(const std::string& id) const {
  const auto found = styles_.find(id);
  return found == styles_.end() ? ParagraphStyle{} : found->second;
}

}  // namespace atagande::source
