// A span of the text becomes one passage a page: the pages' own spans cut it, white space at the cuts is dropped,
// layout knows the boxes, and the words inside give the confidence.
#include "output/evidence.h"

#include <algorithm>
#include <utility>

#include "layout/layout.h"
#include "text/text.h"

namespace atagande::output {
namespace {

/// `span` without white space (form feeds included) at its ends.
Span trimmed(const std::string& text, Span span) {
  const auto is_space = [&](std::size_t at) { return text::is_space(text::code_point_at(text, at).value); };
  while (!span.empty() && is_space(span.begin)) span.begin = text::code_point_at(text, span.begin).next;
  while (!span.empty()) {
    std::size_t last = span.end - 1;
    while (last > span.begin && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) --last;
    if (!is_space(last)) break;
    span.end = last;
  }
  return span;
}

Span common(Span a, Span b) { return {std::max(a.begin, b.begin), std::min(a.end, b.end)}; }

}  // namespace

EvidenceFinder::EvidenceFinder(const Document& document) : document_(document) {
  code_points_.reserve(document.text.size() + 1);
  std::uint32_t count = 0;
  for (const char byte : document.text) {
    code_points_.push_back(count);
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) ++count;
  }
  code_points_.push_back(count);
}

int EvidenceFinder::page_at(std::size_t offset) const {
  int number = 0;
  for (const PageSummary& page : document_.pages) {
    if (page.span.begin > offset) break;
    number = page.number;
  }
  return number;
}

namespace {

/// The words that share text with `span`.
template <class Take>
void each_word(const Document& document, Span span, Take take) {
  auto word = std::partition_point(document.words.begin(), document.words.end(),
                                   [&](const PlacedWord& other) { return other.span.end <= span.begin; });
  for (; word != document.words.end() && word->span.begin < span.end; ++word) take(*word);
}

std::vector<Box> boxes_of(const Document& document, int page, Span span) {
  for (layout::PageBoxes& place : layout::boxes_for(document, span)) {
    if (place.page == page) return std::move(place.boxes);
  }
  return {};
}

}  // namespace

std::vector<Passage> EvidenceFinder::passages(Span span) const {
  span.end = std::min(span.end, document_.text.size());
  std::vector<Passage> result;
  for (const PageSummary& page : document_.pages) {
    const Span part = trimmed(document_.text, common(page.span, span));
    if (!part.empty()) result.push_back({page.number, part, boxes_of(document_, page.number, part)});
  }
  return result;
}

std::optional<double> EvidenceFinder::confidence(Span span) const {
  double sum = 0.0;
  double weight = 0.0;
  each_word(document_, span, [&](const PlacedWord& word) {
    if (!word.confidence) return;
    const auto letters = static_cast<double>(word.span.size());
    sum += *word.confidence * letters;
    weight += letters;
  });
  if (weight <= 0.0) return std::nullopt;
  return sum / weight;
}

}  // namespace atagande::output
