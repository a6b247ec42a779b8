// How units of an outline are looked at: their text, folded and as spelt, and the scene that rules are asked about.
#include <algorithm>

#include "extract/outline.h"

namespace atagande::extract {

Span Outline::to_folded(Span span) const {
  const auto place = [&](std::size_t offset) {
    const auto end = folded.origin.end() - (folded.origin.empty() ? 0 : 1);
    const auto at = std::lower_bound(folded.origin.begin(), end, static_cast<std::uint32_t>(offset));
    return static_cast<std::size_t>(at - folded.origin.begin());
  };
  Span result{place(span.begin), place(span.end)};
  while (result.end > result.begin && folded.text[result.end - 1] == ' ') --result.end;
  return result;
}

std::string_view Outline::folded_text(int unit) const {
  if (unit < 0) return {};
  const Span span = units[static_cast<std::size_t>(unit)].folded;
  return std::string_view(folded.text).substr(span.begin, span.size());
}

std::string_view Outline::spelt(int unit) const {
  if (unit < 0) return {};
  const Span span = units[static_cast<std::size_t>(unit)].span;
  return std::string_view(document->text).substr(span.begin, span.size());
}

int Outline::above(int unit, UnitKind kind) const {
  while (unit >= 0 && units[static_cast<std::size_t>(unit)].kind != kind)
    unit = units[static_cast<std::size_t>(unit)].parent;
  return unit;
}

namespace {

// A column's name on a bad scan: specks behind it are read as points and dashes.
std::string_view without_dust(std::string_view name) {
  const std::size_t last = name.find_last_not_of(" .,:;'`*_|-");
  return last == std::string_view::npos ? name : name.substr(0, last + 1);
}

}  // namespace

rules::Scene Outline::scene(int index, const rules::Attributes* attributes) const {
  const Unit& unit = units[static_cast<std::size_t>(index)];
  rules::Scene scene;
  scene.text = folded_text(index);
  scene.spelling = spelt(index);
  scene.heading = folded_text(unit.heading);
  scene.lead_in = folded_text(unit.lead_in);
  scene.previous = folded_text(unit.previous);
  scene.next = folded_text(unit.next);
  scene.column = without_dust(folded_text(unit.header));
  scene.kind = unit.kind;
  scene.within = unit.parent >= 0 ? units[static_cast<std::size_t>(unit.parent)].kind : UnitKind::document;
  scene.first = unit.first;
  scene.last = unit.last;
  scene.above_list = unit.alone;
  scene.nested = unit.nested;
  scene.numbered = unit.numbered;
  scene.above_heading = unit.next >= 0 && units[static_cast<std::size_t>(unit.next)].kind == UnitKind::heading;
  scene.attributes = attributes;
  scene.folded = &folded;
  scene.folded_offset = unit.folded.begin;
  scene.source = document->text;
  return scene;
}

}  // namespace atagande::extract
