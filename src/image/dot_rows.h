// Rows of dots between the entries of a list of contents and their page numbers.
//
// Internal to the room.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace atagande::image {

/// A connected component's box.
struct Component {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

struct DotRow {
  Component box;
  int dots = 0;                      // those that must be there, as the distance between them tells
  bool spaced = false;               // so far apart as dots with spaces between
  std::vector<std::size_t> members;  // of the components
};

/// Rows of at least six dots at even distances. Rows one close above the other are a pattern and left out.
std::vector<DotRow> find_dot_rows(std::span<const Component> components, double dpi);

}  // namespace atagande::image
