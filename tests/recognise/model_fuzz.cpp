// A model of any bytes is read or refused with an Error; what is read can be run on a line.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "recognise/recognise.h"

using namespace atagande;
using namespace atagande::recognise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const Model model = load_model(std::as_bytes(std::span(data, size)), Kernel::portable);
    std::vector<std::uint8_t> pixels;
    for (int i = 0; i < 40 * 20; ++i) pixels.push_back(static_cast<std::uint8_t>(i * 37));
    const LineImage line{{pixels.data(), 40, 20, 40, 1}, 0, 0};
    read_lines(model, std::span(&line, 1));
  } catch (const Error& error) {
    if (error.fault() != Fault::bad_model) std::abort();
  }
  return 0;
}
