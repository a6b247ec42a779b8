// Pictures out of damaged files: taken or refused, and what is taken lies inside the file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "output/picture_formats.h"

using namespace atagande::output;

namespace {

void check(const std::optional<PackedPicture>& picture, std::size_t size) {
  if (!picture) return;
  if (picture->width_px <= 0 || picture->height_px <= 0 || picture->pieces.empty()) std::abort();
  if (picture->orientation < 1 || picture->orientation > 8) std::abort();
  for (const PackedPiece& piece : picture->pieces) {
    if (piece.bytes.size() > size || piece.height_px <= 0) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check(packed_jpeg(bytes), size);
  check(packed_png(bytes), size);
  check(packed_tiff(bytes, 0), size);
  check(packed_tiff(bytes, 1), size);
  return 0;
}
