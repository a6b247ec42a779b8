// Tables that do not stand as a header over rows: a table whose first column names its rows, and rows told in lines,
// each with the name of its column in front. For this room's own files.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/passages.h"

namespace atagande::extract {

/// The blocks of a document that are read, in their order.
struct Blocks {
  const Document& document;
  const std::vector<std::size_t>& numbers;

  [[nodiscard]] std::size_t size() const { return numbers.size(); }
  [[nodiscard]] const PlacedBlock& operator[](std::size_t i) const { return document.blocks[numbers[i]]; }
};

/// Behind the last row of the part of a turned table that begins at block `from`; `from` itself where there is none.
std::size_t end_of_turned_table(const Blocks& blocks, std::size_t from, const Passages& passages);

struct LabelledField {
  Span name;   // without the colon
  Span value;  // not empty
};

/// "Åtgärd: …", "Ansvarig: …", "När: …": different names, the first of what is done, one of who
/// acts: without that it is the notice of an event.
struct LabelledRow {
  std::vector<LabelledField> fields;  // empty: none begins here
  std::size_t blocks = 0;
};
LabelledRow labelled_row_at(const Blocks& blocks, std::size_t from, const Passages& passages);

}  // namespace atagande::extract
