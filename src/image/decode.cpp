// The header is asked first, so that a gigapixel picture is refused before memory is taken for it; then Leptonica
// decodes, JPEG straight to luminance. Leptonica's own messages are kept off standard error.
#include <allheaders.h>

#include <array>
#include <cstdio>
#include <memory>
#include <mutex>

#include "image/exif.h"
#include "image/image.h"
#include "image/pix.h"

namespace atagande::image {
namespace {

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

void silence() {
  static const int before = setMsgSeverity(L_SEVERITY_NONE);
  static_cast<void>(before);
}

const l_uint8* data_of(std::string_view bytes) { return reinterpret_cast<const l_uint8*>(bytes.data()); }

int format_of(std::string_view bytes) {
  l_int32 format = IFF_UNKNOWN;
  if (bytes.size() < 12 || findFileFormatBuffer(data_of(bytes), &format) != 0) return IFF_UNKNOWN;
  return format;
}

bool is_tiff(int format) {
  return format == IFF_TIFF || format == IFF_TIFF_G3 || format == IFF_TIFF_G4 || format == IFF_TIFF_LZW ||
         format == IFF_TIFF_RLE || format == IFF_TIFF_PACKBITS || format == IFF_TIFF_ZIP || format == IFF_TIFF_JPEG;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = count - 1; i >= 0; --i) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  }
  return value;
}

struct Size {
  std::int64_t width = 0;
  std::int64_t height = 0;
};

Size stated_size(std::string_view bytes, int format, int frame) {
  l_int32 width = 0;
  l_int32 height = 0;
  if (is_tiff(format)) {
    readHeaderMemTiff(data_of(bytes), bytes.size(), frame, &width, &height, nullptr, nullptr, nullptr, nullptr,
                      nullptr);
  } else if (format == IFF_BMP && bytes.size() > 26) {
    return {std::abs(static_cast<std::int64_t>(static_cast<std::int32_t>(little_endian(bytes, 18, 4)))),
            std::abs(static_cast<std::int64_t>(static_cast<std::int32_t>(little_endian(bytes, 22, 4))))};
  } else if (format == IFF_GIF) {
    return {little_endian(bytes, 6, 2), little_endian(bytes, 8, 2)};
  } else {
    pixReadHeaderMem(data_of(bytes), bytes.size(), nullptr, &width, &height, nullptr, nullptr, nullptr);
  }
  return {width, height};
}

PixPtr read_pix(std::string_view bytes, int format, int frame) {
  if (is_tiff(format)) return PixPtr(pixReadMemTiff(data_of(bytes), bytes.size(), frame));
  if (format == IFF_JFIF_JPEG) {
    PixPtr grey(pixReadMemJpeg(data_of(bytes), bytes.size(), 0, 1, nullptr, L_JPEG_READ_LUMINANCE));
    if (grey) return grey;
  }
  return PixPtr(pixReadMem(data_of(bytes), bytes.size()));
}

}  // namespace

std::string media_type(std::string_view bytes) {
  silence();
  const int format = format_of(bytes);
  if (is_tiff(format)) return "image/tiff";
  switch (format) {
    case IFF_PNG:
      return "image/png";
    case IFF_JFIF_JPEG:
      return "image/jpeg";
    case IFF_JP2:
      return "image/jp2";
    case IFF_PNM:
      return "image/x-portable-anymap";
    case IFF_BMP:
      return "image/bmp";
    case IFF_GIF:
      return "image/gif";
    case IFF_WEBP:
      return "image/webp";
    default:
      return {};
  }
}

int frame_count(std::string_view bytes, const Limits& limits) {
  silence();
  if (!is_tiff(format_of(bytes))) return 1;
  const std::unique_ptr<std::FILE, FileCloser> file(fopenReadFromMemory(data_of(bytes), bytes.size()));
  l_int32 count = 0;
  if (!file || tiffGetCount(file.get(), &count) != 0 || count < 1) {
    throw Error(Fault::bad_input, "the TIFF file is damaged: no page can be found in it; save it anew");
  }
  if (count > limits.max_frames)
    throw Error(Fault::limit, "the TIFF file has " + std::to_string(count) + " pages, more than are read");
  return count;
}

GreyImage decode(std::string_view bytes, int frame, const Limits& limits) {
  silence();
  const int format = format_of(bytes);
  if (media_type(bytes).empty()) {
    throw Error(Fault::bad_input,
                "not a picture in a known format; give TIFF, PNG, JPEG, JPEG 2000, PNM, BMP, GIF or WebP");
  }
  const Size size = stated_size(bytes, format, frame);
  if (size.width < 1 || size.height < 1)
    throw Error(Fault::bad_input, "the header of the picture is damaged; save it anew");
  if (static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height) > limits.max_pixels) {
    throw Error(Fault::limit, "a picture of " + std::to_string(size.width) + " × " + std::to_string(size.height) +
                                  " pixels is more than is read; raise the limit of megapixels");
  }
  const PixPtr pix = read_pix(bytes, format, frame);
  if (!pix) throw Error(Fault::bad_input, "the picture is damaged or cut; save it anew");
  GreyImage image = from_pix(pix.get());
  if (format == IFF_JFIF_JPEG) image = oriented(std::move(image), exif_orientation(bytes));
  return image;
}

std::string to_pgm(const GreyImage& image) {
  std::string pgm = "P5\n" + std::to_string(image.width_px) + " " + std::to_string(image.height_px) + "\n255\n";
  pgm.append(reinterpret_cast<const char*>(image.pixels.data()), image.pixels.size());
  return pgm;
}

}  // namespace atagande::image
