// Whatever is read as a page comes back the same when written and read again; everything else is refused by an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "output/output.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const atagande::Page page = atagande::output::page_from_json(text);
    if (atagande::output::page_from_json(atagande::output::page_to_json(page)) != page) std::abort();
  } catch (const atagande::Error&) {
  }
  try {
    const atagande::Document document = atagande::output::document_from_json(text);
    if (atagande::output::document_from_json(atagande::output::document_to_json(document)) != document) std::abort();
  } catch (const atagande::Error&) {
  }
  return 0;
}
