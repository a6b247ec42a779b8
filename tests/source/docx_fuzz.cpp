// Any bytes are read or refused: as an archive where they begin like one, else as the text of a document within one.
#include <cstdint>
#include <string>
#include <string_view>

#include "source/source.h"
#include "zip_of.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atagande;
  const std::string_view bytes(size == 0 ? "" : reinterpret_cast<const char*>(data), size);
  try {
    if (bytes.starts_with("PK")) {
      source::media_type(bytes);
      source::read_docx(bytes);
    } else {
      source::read_docx(zip_of({{"word/document.xml", std::string(bytes)}}));
    }
  } catch (const Error&) {
  }
  return 0;
}
