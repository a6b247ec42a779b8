#include <iostream>

#include "layout/layout.h"
#include "output/output.h"

int main() {
  const auto document = atagande::layout::compose({}, atagande::layout::pages_from_text("Rubrik\n\n• En punkt."));
  std::cout << document.blocks.size() << " " << (atagande::output::schema().empty() ? "no schema" : "schema") << "\n";
}
