// The first APP1 segment holds a small TIFF structure whose first directory has the tag.
#include "image/exif.h"

#include <cstdint>
#include <utility>

#include "image/turn.h"

namespace atagande::image {
namespace {

constexpr unsigned orientation_tag = 0x0112;

class Reader {
 public:
  Reader(std::string_view bytes, bool big_endian) : bytes_(bytes), big_endian_(big_endian) {}
  [[nodiscard]] std::uint32_t number(std::size_t at, std::size_t count) const {
    if (at > bytes_.size() || bytes_.size() - at < count) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t from = big_endian_ ? at + i : at + count - 1 - i;
      value = value << 8 | static_cast<unsigned char>(bytes_[from]);
    }
    return value;
  }

 private:
  std::string_view bytes_;
  bool big_endian_;
};

int orientation_in(std::string_view tiff) {
  const bool big_endian = tiff.substr(0, 2) == "MM";
  if (!big_endian && tiff.substr(0, 2) != "II") return 1;
  const Reader reader(tiff, big_endian);
  const std::size_t directory = reader.number(4, 4);
  const std::size_t entries = reader.number(directory, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = directory + 2 + 12 * i;
    if (reader.number(at, 2) != orientation_tag) continue;
    const std::uint32_t value = reader.number(at + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

}  // namespace

int exif_orientation(std::string_view jpeg) {
  const Reader reader(jpeg, true);
  for (std::size_t at = 2; at + 4 <= jpeg.size();) {
    const std::uint32_t marker = reader.number(at, 2);
    if (marker < 0xffc0 || marker == 0xffda) return 1;
    const std::size_t length = reader.number(at + 2, 2);
    const std::string_view body = jpeg.substr(at + 4, length > 2 ? length - 2 : 0);
    if (marker == 0xffe1 && body.substr(0, 6) == std::string_view("Exif\0\0", 6)) return orientation_in(body.substr(6));
    at += 2 + length;
  }
  return 1;
}

GreyImage oriented(GreyImage image, int orientation) {
  // The tag says where row 0 and column 0 of the file belong.
  constexpr Symmetry symmetries[] = {{},
                                     {false, true, false},
                                     {false, true, true},
                                     {false, false, true},
                                     {true, false, false},
                                     {true, true, false},
                                     {true, true, true},
                                     {true, false, true}};
  if (orientation < 2 || orientation > 8) return image;
  return transformed(image, symmetries[orientation - 1]);
}

}  // namespace atagande::image
