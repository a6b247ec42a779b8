// The units of a document that rules are asked about, as a tree: sections with their headings, lead-ins with their
// lists, tables with their cells, paragraphs with their sentences.
#pragma once

#include <string>
#include <vector>

#include "document/document.h"
#include "rules/rules.h"
#include "rules/scene.h"
#include "text/text.h"

namespace atagande::extract {

using rules::UnitKind;

struct Unit {
  UnitKind kind = UnitKind::paragraph;
  Span span;    // in Document::text
  Span folded;  // the same in Outline::folded
  int parent = -1;
  int heading = -1;   // nearest heading above
  int lead_in = -1;   // of the list it stands in
  int previous = -1;  // text unit in front, in reading order
  int next = -1;
  int block = -1;  // in Document::blocks
  int table = 0;
  int row = -1;     // unit of the table row, for cells
  int column = -1;  // number of the column from 0
  int header = -1;  // cell that names the column
  int level = 0;
  bool first = false;  // among its parent's sentences
  bool last = false;
  bool numbered = false;  // list item with a number or letter for a mark
  bool nested = false;    // list item with a list of its own, and its sentences
  bool alone = false;     // heading or lead-in right above a list, or cell that has its row to itself
};

struct Outline {
  const Document* document = nullptr;
  text::Folded folded;
  std::vector<Unit> units;  // parents before children, in reading order; unit 0 is the document

  [[nodiscard]] std::string_view folded_text(int unit) const;
  [[nodiscard]] std::string_view spelt(int unit) const;
  [[nodiscard]] rules::Scene scene(int unit, const rules::Attributes* attributes) const;
  /// Nearest unit of a kind at or above `unit`, or -1.
  [[nodiscard]] int above(int unit, UnitKind kind) const;
  [[nodiscard]] Span to_folded(Span span) const;
};

/// `rules` lends the word lists that say what a table's columns and a list's trailing lines are called.
Outline outline(const Document& document, const rules::RuleSet& rules);

}  // namespace atagande::extract
