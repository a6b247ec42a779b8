// JPEG (ITU-T T.81), PNG (ISO 15948) and TIFF 6.0, read only as far as PDF must be told: sizes, colours, and where the
// packed samples lie. Every read is checked against the end of the file; what is unusual is left to a decoder.
#include "output/picture_formats.h"

#include <algorithm>
#include <cstdint>
#include <map>

namespace atagande::output {
namespace {

/// Numbers out of a file; beyond its end they are 0 and `good` turns false.
struct Bytes {
  std::string_view data;
  bool little_endian = false;
  mutable bool good = true;

  [[nodiscard]] std::uint32_t byte(std::size_t at) const {
    if (at < data.size()) return static_cast<unsigned char>(data[at]);
    good = false;
    return 0;
  }
  [[nodiscard]] std::uint32_t u16(std::size_t at) const {
    return little_endian ? byte(at) | byte(at + 1) << 8U : byte(at) << 8U | byte(at + 1);
  }
  [[nodiscard]] std::uint32_t u32(std::size_t at) const {
    return little_endian ? u16(at) | u16(at + 2) << 16U : u16(at) << 16U | u16(at + 2);
  }
};

constexpr std::uint32_t largest_side = 200000;

bool believable(std::uint32_t width, std::uint32_t height) {
  return width > 0 && height > 0 && width <= largest_side && height <= largest_side;
}

/// The entries of a TIFF directory by tag: type, count, and where the values lie.
struct Entry {
  std::uint32_t type = 0;
  std::uint32_t count = 0;
  std::size_t at = 0;
};

std::size_t size_of_type(std::uint32_t type) {
  switch (type) {
    case 3:
      return 2;
    case 4:
      return 4;
    case 5:
      return 8;
    default:
      return 1;
  }
}

class TiffDirectory {
 public:
  TiffDirectory(const Bytes& bytes, std::size_t at) : bytes_(bytes) {
    const std::uint32_t entries = bytes.u16(at);
    for (std::uint32_t i = 0; i < entries && bytes.good; ++i) {
      const std::size_t place = at + 2 + 12 * static_cast<std::size_t>(i);
      Entry entry{bytes.u16(place + 2), bytes.u32(place + 4), place + 8};
      if (size_of_type(entry.type) * entry.count > 4) entry.at = bytes.u32(place + 8);
      entries_[bytes.u16(place)] = entry;
    }
    next_ = bytes.u32(at + 2 + 12 * static_cast<std::size_t>(entries));
  }

  [[nodiscard]] bool has(std::uint32_t tag) const { return entries_.count(tag) > 0; }
  [[nodiscard]] std::size_t next() const { return next_; }
  [[nodiscard]] std::uint32_t value(std::uint32_t tag, std::uint32_t otherwise, std::uint32_t index = 0) const {
    const auto found = entries_.find(tag);
    if (found == entries_.end() || index >= found->second.count) return otherwise;
    const Entry& entry = found->second;
    if (entry.type == 3) return bytes_.u16(entry.at + 2 * static_cast<std::size_t>(index));
    if (entry.type == 4) return bytes_.u32(entry.at + 4 * static_cast<std::size_t>(index));
    return bytes_.byte(entry.at + index);
  }
  [[nodiscard]] std::uint32_t count(std::uint32_t tag) const {
    const auto found = entries_.find(tag);
    return found == entries_.end() ? 0 : found->second.count;
  }

 private:
  const Bytes& bytes_;
  std::map<std::uint32_t, Entry> entries_;
  std::size_t next_ = 0;
};

enum TiffTag : std::uint32_t {
  tag_width = 256,
  tag_height = 257,
  tag_bits = 258,
  tag_compression = 259,
  tag_photometric = 262,
  tag_fill_order = 266,
  tag_strip_offsets = 273,
  tag_orientation = 274,
  tag_samples = 277,
  tag_rows_per_strip = 278,
  tag_strip_sizes = 279,
  tag_planar = 284,
  tag_t4_options = 292,
  tag_predictor = 317,
  tag_tile_width = 322,
  tag_extra_samples = 338,
  tag_jpeg_tables = 347,
};

/// The orientation in an EXIF block ("Exif\0\0" and a TIFF file), else 1.
int exif_orientation(std::string_view block) {
  if (block.size() < 14 || block.substr(0, 4) != "Exif") return 1;
  Bytes bytes{block.substr(6)};
  bytes.little_endian = bytes.data.substr(0, 2) == "II";
  const TiffDirectory directory(bytes, bytes.u32(4));
  const std::uint32_t orientation = directory.value(tag_orientation, 1);
  return bytes.good && orientation >= 1 && orientation <= 8 ? static_cast<int>(orientation) : 1;
}

bool is_start_of_frame(std::uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

void reverse_bits(std::string& bytes) {
  for (char& byte : bytes) {
    unsigned value = static_cast<unsigned char>(byte);
    unsigned turned = 0;
    for (int i = 0; i < 8; ++i, value >>= 1U) turned = turned << 1U | (value & 1U);
    byte = static_cast<char>(turned);
  }
}

/// Filter and parameters for TIFF's number of a packing; false where PDF has none.
bool set_filter(const TiffDirectory& directory, std::uint32_t samples, PackedPicture& picture) {
  const std::uint32_t photometric = directory.value(tag_photometric, 0);
  const std::string columns = "/Columns " + std::to_string(picture.width_px);
  const std::string fax = columns + " /Rows %ROWS%" + (photometric == 1 ? " /BlackIs1 true" : "") + " >>";
  const std::uint32_t t4_options = directory.value(tag_t4_options, 0);
  switch (directory.value(tag_compression, 1)) {
    case 1:
      return true;
    case 3:
      picture.filter = "/CCITTFaxDecode";
      picture.parameters = "<< /K " + std::string((t4_options & 1U) != 0 ? "1" : "0") +
                           ((t4_options & 4U) != 0 ? " /EncodedByteAlign true " : " ") + fax;
      return true;
    case 4:
      picture.filter = "/CCITTFaxDecode";
      picture.parameters = "<< /K -1 " + fax;
      return true;
    case 7:
      picture.filter = "/DCTDecode";
      return !directory.has(tag_jpeg_tables);
    case 8:
    case 32946:
      picture.filter = "/FlateDecode";
      if (directory.value(tag_predictor, 1) == 2) {
        picture.parameters = "<< /Predictor 2 /Colors " + std::to_string(samples) + " /BitsPerComponent " +
                             std::to_string(picture.bits) + " " + columns + " >>";
      }
      return directory.value(tag_predictor, 1) <= 2;
    case 32773:
      picture.filter = "/RunLengthDecode";
      return true;
    default:
      return false;
  }
}

bool set_colours(const TiffDirectory& directory, std::uint32_t samples, PackedPicture& picture) {
  const std::uint32_t photometric = directory.value(tag_photometric, 0);
  const bool is_fax = picture.filter == "/CCITTFaxDecode";
  if (directory.has(tag_extra_samples) || directory.value(tag_planar, 1) != 1) return false;
  if (samples == 1 && photometric <= 1) {
    picture.colours = "/DeviceGray";
    picture.inverted = photometric == 0 && !is_fax;
    return picture.bits <= 8;
  }
  picture.colours = "/DeviceRGB";
  return samples == 3 && picture.bits == 8 &&
         (photometric == 2 || (photometric == 6 && picture.filter == "/DCTDecode"));
}

bool take_strips(const Bytes& bytes, const TiffDirectory& directory, PackedPicture& picture) {
  const std::uint32_t strips = directory.count(tag_strip_offsets);
  const auto rows = std::min<std::uint32_t>(directory.value(tag_rows_per_strip, largest_side),
                                            static_cast<std::uint32_t>(picture.height_px));
  if (strips == 0 || strips > 10000 || rows == 0) return false;
  int left = picture.height_px;
  for (std::uint32_t i = 0; i < strips && left > 0; ++i) {
    const std::size_t offset = directory.value(tag_strip_offsets, 0, i);
    const std::size_t size = directory.value(tag_strip_sizes, 0, i);
    if (size == 0 || offset > bytes.data.size() || size > bytes.data.size() - offset) return false;
    PackedPiece piece{std::string(bytes.data.substr(offset, size)), std::min(left, static_cast<int>(rows))};
    if (directory.value(tag_fill_order, 1) == 2) reverse_bits(piece.bytes);
    left -= piece.height_px;
    picture.pieces.push_back(std::move(piece));
  }
  return left == 0;
}

}  // namespace

std::optional<PackedPicture> packed_jpeg(std::string_view data) {
  const Bytes bytes{data};
  if (bytes.u16(0) != 0xFFD8) return std::nullopt;
  PackedPicture picture;
  picture.filter = "/DCTDecode";
  bool adobe = false;
  for (std::size_t at = 2; bytes.good;) {
    if (bytes.byte(at) != 0xFF) return std::nullopt;
    const std::uint32_t marker = bytes.byte(at + 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    const std::size_t length = bytes.u16(at + 2);
    if (length < 2 || marker == 0xD9 || marker == 0xDA) return std::nullopt;
    if (marker == 0xE1)
      picture.orientation =
          std::max(picture.orientation, exif_orientation(data.substr(std::min(at + 4, data.size()), length - 2)));
    if (marker == 0xEE && data.substr(std::min(at + 4, data.size()), 5) == "Adobe") adobe = true;
    if (is_start_of_frame(marker)) {
      const std::uint32_t parts = bytes.byte(at + 9);
      if (!bytes.good || bytes.byte(at + 4) != 8 || !believable(bytes.u16(at + 7), bytes.u16(at + 5)))
        return std::nullopt;
      picture.height_px = static_cast<int>(bytes.u16(at + 5));
      picture.width_px = static_cast<int>(bytes.u16(at + 7));
      picture.colours = parts == 1 ? "/DeviceGray" : parts == 3 ? "/DeviceRGB" : parts == 4 ? "/DeviceCMYK" : "";
      picture.inverted = parts == 4 && adobe;  // Adobe's programs store ink, not light
      if (picture.colours.empty()) return std::nullopt;
      picture.pieces.push_back({std::string(data), picture.height_px});
      return picture;
    }
    at += 2 + length;
  }
  return std::nullopt;
}

std::optional<PackedPicture> packed_png(std::string_view data) {
  const Bytes bytes{data};
  if (data.substr(0, 8) != std::string_view("\x89PNG\r\n\x1a\n", 8)) return std::nullopt;
  PackedPicture picture;
  std::string packed;
  std::string palette;
  std::uint32_t colour_type = 0;
  for (std::size_t at = 8; at + 12 <= data.size();) {
    const std::size_t length = bytes.u32(at);
    if (length > data.size() - at - 12) return std::nullopt;
    const std::string_view kind = data.substr(at + 4, 4);
    const std::string_view body = data.substr(at + 8, length);
    if (kind == "IHDR") {
      if (length < 13 || !believable(bytes.u32(at + 8), bytes.u32(at + 12)) || bytes.byte(at + 20) != 0)
        return std::nullopt;
      picture.width_px = static_cast<int>(bytes.u32(at + 8));
      picture.height_px = static_cast<int>(bytes.u32(at + 12));
      picture.bits = static_cast<int>(bytes.byte(at + 16));
      colour_type = bytes.byte(at + 17);
    } else if (kind == "PLTE") {
      palette = body;
    } else if (kind == "tRNS") {
      return std::nullopt;
    } else if (kind == "IDAT") {
      packed += body;
    }
    at += 12 + length;
  }
  if (packed.empty() || picture.width_px == 0 || picture.bits > 8 || colour_type > 3) return std::nullopt;
  picture.filter = "/FlateDecode";
  picture.colours = colour_type == 2 ? "/DeviceRGB" : "/DeviceGray";
  if (colour_type == 3) {
    if (palette.size() < 3) return std::nullopt;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string table;
    for (const char byte : palette) {
      table += digits[static_cast<unsigned char>(byte) >> 4U];
      table += digits[static_cast<unsigned char>(byte) & 15U];
    }
    picture.colours = "[/Indexed /DeviceRGB " + std::to_string(palette.size() / 3 - 1) + " <" + table + ">]";
  }
  picture.parameters = "<< /Predictor 15 /Colors " + std::string(colour_type == 2 ? "3" : "1") + " /BitsPerComponent " +
                       std::to_string(picture.bits) + " /Columns " + std::to_string(picture.width_px) + " >>";
  picture.pieces.push_back({packed, picture.height_px});
  return picture;
}

std::optional<PackedPicture> packed_tiff(std::string_view data, int frame) {
  Bytes bytes{data};
  bytes.little_endian = data.substr(0, 2) == "II";
  if ((!bytes.little_endian && data.substr(0, 2) != "MM") || bytes.u16(2) != 42) return std::nullopt;
  std::size_t at = bytes.u32(4);
  for (int i = 0; i < frame && at != 0 && bytes.good; ++i) at = TiffDirectory(bytes, at).next();
  if (at == 0) return std::nullopt;
  const TiffDirectory directory(bytes, at);
  const std::uint32_t samples = directory.value(tag_samples, 1);
  const std::uint32_t width = directory.value(tag_width, 0);
  const std::uint32_t height = directory.value(tag_height, 0);
  if (!believable(width, height) || directory.has(tag_tile_width)) return std::nullopt;
  PackedPicture picture;
  picture.width_px = static_cast<int>(width);
  picture.height_px = static_cast<int>(height);
  picture.bits = static_cast<int>(std::min(directory.value(tag_bits, 1), 64U));
  picture.orientation = static_cast<int>(std::clamp(directory.value(tag_orientation, 1), 1U, 8U));
  const bool fits = set_filter(directory, samples, picture) && set_colours(directory, samples, picture) &&
                    take_strips(bytes, directory, picture);
  if (!fits || !bytes.good) return std::nullopt;
  return picture;
}

}  // namespace atagande::output
