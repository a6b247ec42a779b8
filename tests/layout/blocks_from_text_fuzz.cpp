// Any bytes give blocks whose words are in the text, and a document whose spans hold.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "layout/layout.h"
#include "text/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atagande;
  if (size == 0) return 0;
  const std::string text = text::nfc(std::string_view(reinterpret_cast<const char*>(data), size));
  std::vector<Page> pages = layout::pages_from_text(text);
  for (Page& page : pages) layout::arrange(page);
  layout::drop_running_heads(pages);
  const Document document = layout::compose({}, std::move(pages));
  std::size_t last = 0;
  for (const PlacedWord& word : document.words) {
    if (word.span.begin < last || word.span.end <= word.span.begin || word.span.end > document.text.size())
      std::abort();
    last = word.span.end;
  }
  return 0;
}
