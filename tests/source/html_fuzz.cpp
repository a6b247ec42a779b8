// Any bytes are read or refused.
#include <cstdint>
#include <string_view>

#include "source/source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atagande;
  const std::string_view bytes(size == 0 ? "" : reinterpret_cast<const char*>(data), size);
  try {
    source::media_type(bytes);
  } catch (const Error&) {
  }
  try {
    source::read_html(bytes);
  } catch (const Error&) {
  }
  return 0;
}
