// Decoding is the text room's; here it gets its limit.
#include "source/source.h"
#include "text/text.h"

namespace atagande::source {
namespace {

constexpr std::size_t largest_text = 100U << 20U;  // bytes

}  // namespace

std::string read_text(std::string_view bytes) {
  if (bytes.size() > largest_text) throw Error(Fault::limit, "the text is larger than 100 MB; split it");
  return text::decode(bytes).text;
}

}  // namespace atagande::source
