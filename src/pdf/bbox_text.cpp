// A scan for the three elements that matter. An XML parser would refuse the control characters that damaged text layers
// hold and that the tool passes on.
#include "pdf/bbox_text.h"

#include <charconv>
#include <string>

#include "text/text.h"

namespace atagande::pdf {
namespace {

// Poppler boxes a word by its font's ascent and descent, about 1.15 times the size for common faces.
constexpr double box_per_size = 1.15;

double attribute(std::string_view tag, std::string_view name) {
  std::string key(1, ' ');
  key.append(name).append("=\"");
  const std::size_t at = tag.find(key);
  if (at == std::string_view::npos) return 0.0;
  double value = 0.0;
  std::from_chars(tag.data() + at + key.size(), tag.data() + tag.size(), value);
  return value;
}

Box box_of(std::string_view tag) {
  return {attribute(tag, "xMin"), attribute(tag, "yMin"), attribute(tag, "xMax"), attribute(tag, "yMax")};
}

std::string unescaped(std::string_view text) {
  constexpr std::pair<std::string_view, char> entities[] = {{"&amp;", '&'},  {"&lt;", '<'},    {"&gt;", '>'},
                                                            {"&quot;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}};
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    bool replaced = false;
    for (const auto& [entity, character] : entities) {
      if (text[i] != '&' || text.substr(i, entity.size()) != entity) continue;
      plain += character;
      i += entity.size();
      replaced = true;
      break;
    }
    if (!replaced) plain += text[i++];
  }
  return plain;
}

}  // namespace

std::vector<BboxPage> read_bbox_layout(std::string_view html) {
  std::vector<BboxPage> pages;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const std::size_t end = html.find('>', at);
    if (end == std::string_view::npos) break;
    const std::string_view tag = html.substr(at, end - at);
    if (tag.substr(0, 6) == "<page ") {
      pages.push_back({attribute(tag, "width"), attribute(tag, "height"), {}});
    } else if (tag.substr(0, 6) == "<line " && !pages.empty()) {
      pages.back().lines.push_back({{}, box_of(tag)});
    } else if (tag.substr(0, 6) == "<word " && !pages.empty() && !pages.back().lines.empty()) {
      const std::size_t close = html.find("</word>", end);
      if (close == std::string_view::npos) break;
      Word word;
      word.raw = text::nfc(unescaped(html.substr(end + 1, close - end - 1)));
      word.box = box_of(tag);
      if (!word.raw.empty()) pages.back().lines.back().words.push_back(std::move(word));
    }
    at = end;
  }
  for (BboxPage& page : pages) std::erase_if(page.lines, [](const Line& line) { return line.words.empty(); });
  return pages;
}

void fit_to_page(BboxPage& page, double width_pt, double height_pt) {
  const double sx = page.width > 0 ? width_pt / page.width : 1.0;
  const double sy = page.height > 0 ? height_pt / page.height : 1.0;
  const auto fit = [&](Box& box) { box = {box.x0 * sx, box.y0 * sy, box.x1 * sx, box.y1 * sy}; };
  for (Line& line : page.lines) {
    fit(line.box);
    for (Word& word : line.words) {
      fit(word.box);
      const bool upright = line.box.width() >= line.box.height() || line.words.size() == 1;
      word.font_size_pt = (upright ? word.box.height() : word.box.width()) / box_per_size;
    }
  }
}

}  // namespace atagande::pdf
