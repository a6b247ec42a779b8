// Whole files: opening, sizes of pages and what is painted on them. No child process is started.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "pdf/pdf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atagande;
  pdf::Limits limits;
  limits.max_content_bytes = 1 << 20;
  try {
    const pdf::File file =
        pdf::File::from_bytes(std::string(reinterpret_cast<const char*>(data), size), "fuzz", limits);
    for (int page = 1; page <= std::min(file.info().page_count, 3); ++page) {
      try {
        static_cast<void>(file.geometry(page));
        static_cast<void>(file.content(page));
      } catch (const Error&) {
      }
    }
    static_cast<void>(file.diagnostics());
  } catch (const Error&) {
  }
  return 0;
}
