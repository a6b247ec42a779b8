// Contents of pages, the output of pdftotext and word lists: parsers of ours that strangers' bytes reach.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pdf/bbox_text.h"
#include "pdf/content.h"
#include "pdf/pdf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atagande::pdf;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ContentReader reader(bytes);
  Operation operation;
  std::size_t operations = 0;
  while (reader.next(operation)) ++operations;
  if (operations > size) __builtin_trap();
  const FunctionWords language = read_function_words("letters: åäö\noch\natt\n");
  for (const BboxPage& page : read_bbox_layout(bytes)) judge(page.lines, language);
  static_cast<void>(read_function_words(bytes));
  return 0;
}
