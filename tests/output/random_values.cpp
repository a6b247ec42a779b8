#include "random_values.h"

#include <array>
#include <string>

namespace atagande::testing {
namespace {

constexpr std::array<const char*, 20> vocabulary = {
    "Polisen", "lovar", "att", "öka",  "närvaron", "på", "torget",  "i", "Påhittad", "två",
    "gånger",  "per",   "år",  "Ånge", "§ 4",      "–",  "«trygg»", "𝒳", "e\u0301",  "\"citat\"\\"};

int below(Random& random, int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); }
bool perhaps(Random& random) { return below(random, 2) == 0; }
double unit(Random& random) { return std::uniform_real_distribution<double>(0.0, 1.0)(random); }
std::string word(Random& random) { return vocabulary[random() % vocabulary.size()]; }

std::string phrase(Random& random) {
  std::string text = word(random);
  for (int i = below(random, 6); i > 0; --i) text += " " + word(random);
  return text;
}

template <class T, class Make>
std::optional<T> maybe(Random& random, Make make) {
  if (perhaps(random)) return std::nullopt;
  return make();
}

std::optional<std::string> maybe_phrase(Random& random) {
  return maybe<std::string>(random, [&] { return phrase(random); });
}

Box random_box(Random& random) {
  const double x = unit(random) * 500.0;
  const double y = unit(random) * 700.0;
  return {x, y, x + unit(random) * 90.0, y + unit(random) * 90.0};
}

std::vector<std::string> phrases(Random& random) {
  std::vector<std::string> list;
  for (int i = below(random, 3); i > 0; --i) list.push_back(phrase(random));
  return list;
}

std::vector<std::string> topics(Random& random) {
  return perhaps(random) ? std::vector<std::string>{"youth", "traffic"} : std::vector<std::string>{};
}

Line random_line(Random& random) {
  Line line;
  for (int i = below(random, 5); i > 0; --i) {
    Word each;
    each.raw = word(random);
    each.box = random_box(random);
    if (perhaps(random)) each.confidence = unit(random);
    if (perhaps(random)) each.alternatives.push_back({word(random), unit(random)});
    each.font_size_pt = perhaps(random) ? 0.0 : 11.5;
    each.bold = perhaps(random);
    line.words.push_back(each);
  }
  line.box = random_box(random);
  return line;
}

Span random_span(const Document& document, Random& random) {
  if (document.words.empty()) return {};
  const std::size_t first = random() % document.words.size();
  const std::size_t last = std::min(document.words.size() - 1, first + random() % 30);
  return {document.words[first].span.begin, document.words[last].span.end};
}

Evidence random_evidence(const Document& document, Random& random) {
  Evidence spans;
  for (int i = below(random, 3); i > 0; --i) spans.push_back(random_span(document, random));
  return spans;
}

std::optional<Period> random_period(const Document& document, Random& random) {
  return maybe<Period>(random, [&] {
    return Period{maybe<std::string>(random, [] { return "2024-01-01"; }),
                  maybe<std::string>(random, [] { return "2026-12-31"; }), perhaps(random) ? "year" : "day",
                  phrase(random), random_evidence(document, random)};
  });
}

std::optional<Frequency> random_frequency(Random& random) {
  return maybe<Frequency>(random, [&] {
    return Frequency{maybe<double>(random, [&] { return below(random, 9) / 2.0; }),
                     maybe<std::string>(random, [] { return "P1Y"; }), phrase(random)};
  });
}

Commitment random_commitment(const Document& document, Random& random) {
  Commitment each;
  each.span = random_span(document, random);
  each.text = phrase(random);
  each.lead_in = maybe_phrase(random);
  each.actor = static_cast<Actor>(below(random, 5));
  each.parties = {"p1"};
  each.modality = static_cast<Modality>(below(random, 5));
  if (perhaps(random)) each.focus_area = "f1";
  each.topics = topics(random);
  each.quantities = {{below(random, 50) / 4.0, static_cast<Comparator>(below(random, 4)), "möten", phrase(random)}};
  each.frequency = random_frequency(random);
  each.deadline = maybe<Deadline>(random, [&] {
    return Deadline{std::nullopt, "2024-06-30", maybe<std::string>(random, [] { return "PT24H"; }), "month",
                    phrase(random)};
  });
  each.period = random_period(document, random);
  each.partners = phrases(random);
  each.target_group = maybe_phrase(random);
  each.place = maybe_phrase(random);
  each.measurable = perhaps(random);
  each.incomplete = below(random, 8) == 0;
  each.extraction_confidence = unit(random);
  each.evidence = random_evidence(document, random);
  each.rule = "commitments.yaml#some-rule";
  return each;
}

/// Words of one page after the text so far; every fourth is repaired.
void add_page(Document& document, int number, Random& random) {
  if (number > 1) document.text += "\f", document.text_as_read += "\f";
  PageSummary page{number, 595.3, 841.9, 0, TextSource::ocr, TextLayer::damaged, unit(random), {}, {}, {}};
  page.span.begin = document.text.size();
  for (int i = 0; i < 40; ++i) {
    if (i > 0) document.text += i % 9 == 0 ? "\n" : " ", document.text_as_read += i % 9 == 0 ? "\n" : " ";
    const std::string read = word(random);
    const std::string text = below(random, 4) == 0 ? word(random) : read;
    const Span span{document.text.size(), document.text.size() + text.size()};
    document.text += text, document.text_as_read += read;
    if (read != text) document.corrections.push_back({span, read, text, "letter", "lexicon", unit(random)});
    const double x = 60.0 + 50.0 * (i % 9);
    const double y = 80.0 + 14.0 * (i / 9);
    document.words.push_back({span, number, {x, y, x + 45.0, y + 11.0}, unit(random), {}, 11.0, false});
  }
  page.span.end = document.text.size();
  document.blocks.push_back(
      {BlockKind::paragraph, 0, "", 0, false, number, page.span, {page.span}, random_box(random)});
  document.pages.push_back(page);
}

}  // namespace

Page random_page(Random& random) {
  Page page;
  page.number = 1 + below(random, 300);
  page.width_pt = unit(random) * 1000.0;
  page.height_pt = 842.0;
  page.rotation_degrees = 90 * below(random, 4);
  page.skew_degrees = unit(random) - 0.5;
  page.text_source = static_cast<TextSource>(below(random, 3));
  page.text_layer = static_cast<TextLayer>(below(random, 4));
  if (perhaps(random)) page.ocr_confidence = unit(random);
  page.treatment = phrases(random);
  for (int i = below(random, 4); i > 0; --i) page.lines.push_back(random_line(random));
  for (int i = below(random, 4); i > 0; --i) {
    page.blocks.push_back({static_cast<BlockKind>(below(random, 5)),
                           below(random, 3),
                           perhaps(random) ? "•" : "",
                           below(random, 2),
                           perhaps(random),
                           {{{random_line(random)}, random_box(random)}, {}},
                           random_box(random)});
  }
  if (perhaps(random)) page.rules.push_back({random_box(random)});
  if (perhaps(random)) page.ink.push_back({random_box(random), unit(random)});
  if (perhaps(random)) page.diagnostics.push_back({"low_contrast", phrase(random), page.number});
  return page;
}

Document random_document(Random& random) {
  Document document;
  document.source = {"påhittad.pdf", std::string(64, 'a'), "application/pdf", random(), 1, perhaps(random), false};
  document.language = perhaps(random) ? "sv" : "und";
  const int pages = 1 + below(random, 4);
  for (int number = 1; number <= pages; ++number) add_page(document, number, random);
  document.source.page_count = pages;
  if (perhaps(random)) document.diagnostics.push_back({"low_ocr_confidence", "hard to read", 1});
  return document;
}

Findings random_findings(const Document& document, Random& random) {
  Findings findings;
  findings.type = static_cast<DocumentType>(below(random, 6));
  findings.title = maybe_phrase(random);
  if (perhaps(random)) {
    findings.municipalities.push_back({"2305", "Bräcke", "Jämtlands län", perhaps(random) ? "" : "Norra Påhittad", {}});
  }
  findings.parties.push_back({"p1", static_cast<PartyRole>(below(random, 4)), phrase(random), maybe_phrase(random),
                              random_evidence(document, random)});
  findings.period = random_period(document, random);
  findings.focus_areas.push_back(
      {"f1", phrase(random), topics(random), maybe_phrase(random), phrases(random), random_evidence(document, random)});
  for (int i = below(random, 6); i > 0; --i) findings.commitments.push_back(random_commitment(document, random));
  findings.follow_up.push_back({phrase(random), random_frequency(random), random_evidence(document, random)});
  findings.results.push_back({phrase(random), random_period(document, random), maybe_phrase(random), {}});
  findings.signatories.push_back({phrase(random), maybe_phrase(random), maybe_phrase(random), PartyRole::police,
                                  maybe<bool>(random, [&] { return perhaps(random); }), std::nullopt,
                                  random_evidence(document, random)});
  if (!document.pages.empty() && perhaps(random)) {
    findings.signatories.back().signature = Signature{document.pages.front().number, {72.0, 600.0, 180.5, 640.25}};
  }
  findings.references.push_back({"law", phrase(random), maybe_phrase(random), random_evidence(document, random)});
  return findings;
}

}  // namespace atagande::testing
