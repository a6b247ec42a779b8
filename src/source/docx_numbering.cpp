// A list instance (w:num) refers to an abstract definition with nine levels, whose counters all its instances share. A
// paragraph counts its level up and begins the deeper ones anew; the label is the level's pattern with %1 to %9
// replaced. ECMA-376 part 1, 17.9.
#include "source/docx_numbering.h"

#include <algorithm>
#include <pugixml.hpp>
#include <utility>

namespace atagande::source {
namespace {

std::string roman(int number) {
  constexpr std::array<std::pair<int, const char*>, 13> parts = {{{1000, "m"},
                                                                  {900, "cm"},
                                                                  {500, "d"},
                                                                  {400, "cd"},
                                                                  {100, "c"},
                                                                  {90, "xc"},
                                                                  {50, "l"},
                                                                  {40, "xl"},
                                                                  {10, "x"},
                                                                  {9, "ix"},
                                                                  {5, "v"},
                                                                  {4, "iv"},
                                                                  {1, "i"}}};
  if (number <= 0 || number > 3999) return std::to_string(number);
  std::string result;
  for (const auto& [value, letters] : parts) {
    for (; number >= value; number -= value) result += letters;
  }
  return result;
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string letter(int number) {
  if (number <= 0) return std::to_string(number);
  return std::string(static_cast<std::size_t>(std::min(10, 1 + (number - 1) / 26)),
                     static_cast<char>('a' + (number - 1) % 26));
}

std::string formatted(int number, const std::string& format) {
  if (format == "lowerLetter") return letter(number);
  if (format == "upperLetter") return upper(letter(number));
  if (format == "lowerRoman") return roman(number);
  if (format == "upperRoman") return upper(roman(number));
  if (format == "decimalZero" && number < 10) return "0" + std::to_string(number);
  if (format == "none") return "";
  return std::to_string(number);
}

/// Bullets stand in fonts of signs; what such a font shows for a letter is a dot of some kind.
std::string bullet(const std::string& text) {
  if (text.empty()) return "";
  if (text.starts_with("\xEF\x80") || text.starts_with("\xEF\x81") || text.starts_with("\xEF\x82") ||
      text.starts_with("\xEF\x83") || text == "\xC2\xB7") {
    return "•";
  }
  return text;
}

}  // namespace

Numbering::Numbering(std::string_view xml) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return;
  const auto root = document.child("w:numbering");
  for (const auto& node : root.children("w:abstractNum")) {
    Abstract& abstract = abstracts_[node.attribute("w:abstractNumId").as_string()];
    for (const auto& level : node.children("w:lvl")) {
      const int index = level.attribute("w:ilvl").as_int(-1);
      if (index < 0 || index >= levels) continue;
      Level& into = abstract.level[static_cast<std::size_t>(index)];
      into.format = level.child("w:numFmt").attribute("w:val").as_string("decimal");
      into.text = level.child("w:lvlText").attribute("w:val").as_string();
      into.start = std::clamp(level.child("w:start").attribute("w:val").as_int(1), 0, 100000);
    }
  }
  for (const auto& node : root.children("w:num")) {
    Instance& instance = instances_[node.attribute("w:numId").as_string()];
    instance.abstract = node.child("w:abstractNumId").attribute("w:val").as_string();
    for (const auto& change : node.children("w:lvlOverride")) {
      if (const auto start = change.child("w:startOverride")) {
        instance.starts[change.attribute("w:ilvl").as_int()] =
            std::clamp(start.attribute("w:val").as_int(1), 0, 100000);
      }
    }
  }
}

Numbering::Label Numbering::next(const std::string& id, int level) {
  const auto instance = instances_.find(id);
  if (instance == instances_.end()) return {"•", true};
  const auto abstract = abstracts_.find(instance->second.abstract);
  if (abstract == abstracts_.end()) return {"•", true};
  const auto index = static_cast<std::size_t>(std::clamp(level, 0, levels - 1));
  const std::array<Level, levels>& definition = abstract->second.level;
  std::array<int, levels>& counters = counters_[instance->second.abstract];
  const bool first_use = !std::exchange(begun_[id], true);
  if (first_use) {
    for (const auto& [at, start] : instance->second.starts) {
      if (at >= 0 && at < levels) counters[static_cast<std::size_t>(at)] = start - 1;
    }
  }
  const auto begin = [&](std::size_t i) {
    if (counters[i] == 0 && !(first_use && instance->second.starts.contains(static_cast<int>(i)))) {
      counters[i] = definition[i].start - 1;
    }
  };
  begin(index);
  ++counters[index];
  for (std::size_t deeper = index + 1; deeper < levels; ++deeper) counters[deeper] = 0;
  const Level& own = definition[index];
  if (own.format == "bullet") return {bullet(own.text), true};
  std::string text;
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    const bool place =
        own.text[i] == '%' && i + 1 < own.text.size() && own.text[i + 1] >= '1' && own.text[i + 1] <= '9';
    if (!place) {
      text += own.text[i];
      continue;
    }
    const auto which = static_cast<std::size_t>(own.text[++i] - '1');
    const int number = counters[which] == 0 ? definition[which].start : counters[which];
    text += formatted(number, definition[which].format);
  }
  return {text, false};
}

}  // namespace atagande::source
