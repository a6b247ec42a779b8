// Pictures of strangers, decoded, measured and treated.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "image/image.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atagande;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  image::Limits limits;
  limits.max_pixels = 1 << 18;
  try {
    static_cast<void>(image::frame_count(bytes, limits));
    image::PagePicture picture{image::decode(bytes, 0, limits), {0.5, 0, 0, 0.5, 0, 0}};
    image::set_upright(picture);
    const image::Quality quality = image::measure(picture.image);
    image::treat(picture, image::choose_treatment(quality), quality);
    static_cast<void>(image::find_rules(picture));
  } catch (const Error&) {
  }
  return 0;
}
