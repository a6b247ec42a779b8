// An embedded image in a file format of its own, without decoding what a decoder reads anyway: JPEG and JPEG 2000 as
// they are, CCITT data behind a TIFF header, everything else unpacked by qpdf and turned grey. JBIG2, masks, rare
// colour spaces and rare decode arrays are left to the renderer: they come back without an encoding.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include "pdf/collector.h"
#include "pdf/samples.h"
#include "pdf/state.h"

namespace atagande::pdf {
namespace {

struct Colours {
  ColourModel model = ColourModel::grey;
  std::vector<std::uint8_t> palette;
};

long long integer(QPDFObjectHandle dictionary, const std::string& key, long long otherwise) {
  QPDFObjectHandle value = dictionary.isDictionary() ? dictionary.getKey(key) : QPDFObjectHandle::newNull();
  return value.isInteger() ? value.getIntValue() : otherwise;
}

bool boolean(QPDFObjectHandle dictionary, const std::string& key) {
  QPDFObjectHandle value = dictionary.isDictionary() ? dictionary.getKey(key) : QPDFObjectHandle::newNull();
  return value.isBool() && value.getBoolValue();
}

std::vector<std::string> filter_names(QPDFObjectHandle dictionary) {
  QPDFObjectHandle filter = dictionary.getKey("/Filter");
  if (filter.isName()) return {filter.getName()};
  std::vector<std::string> names;
  const int count = filter.isArray() ? std::min(filter.getArrayNItems(), 8) : 0;
  for (int i = 0; i < count; ++i) {
    names.push_back(filter.getArrayItem(i).isName() ? filter.getArrayItem(i).getName() : std::string("?"));
  }
  return names;
}

QPDFObjectHandle last_parameters(QPDFObjectHandle dictionary) {
  QPDFObjectHandle parameters = dictionary.getKey("/DecodeParms");
  if (parameters.isArray()) {
    const int count = parameters.getArrayNItems();
    return count > 0 ? parameters.getArrayItem(count - 1) : QPDFObjectHandle::newNull();
  }
  return parameters;
}

std::vector<double> decode_array(QPDFObjectHandle dictionary) {
  QPDFObjectHandle array = dictionary.getKey("/Decode");
  std::vector<double> values;
  const int count = array.isArray() ? std::min(array.getArrayNItems(), 8) : 0;
  for (int i = 0; i < count; ++i) {
    values.push_back(array.getArrayItem(i).isNumber() ? array.getArrayItem(i).getNumericValue() : 0.0);
  }
  return values;
}

enum class Polarity { plain, inverted, odd };
Polarity polarity(const std::vector<double>& decode) {
  bool plain = true;
  bool inverted = true;
  for (std::size_t i = 0; i < decode.size(); ++i) {
    plain = plain && decode[i] == static_cast<double>(i % 2);
    inverted = inverted && decode[i] == static_cast<double>(1 - i % 2);
  }
  return plain ? Polarity::plain : inverted ? Polarity::inverted : Polarity::odd;
}

std::string indexed_table(QPDFObjectHandle table) {
  if (table.isString()) return table.getStringValue();
  if (!table.isStream()) return {};
  Collector collector(256 * 4);
  table.pipeStreamData(collector.pipeline(), 0, qpdf_dl_specialized, true, false);
  return collector.take();
}

std::optional<Colours> colours(QPDFObjectHandle space, int depth = 0) {
  if (space.isName()) {
    const std::string name = space.getName();
    if (name == "/DeviceGray" || name == "/CalGray" || name == "/G") return Colours{ColourModel::grey, {}};
    if (name == "/DeviceRGB" || name == "/CalRGB" || name == "/RGB") return Colours{ColourModel::rgb, {}};
    if (name == "/DeviceCMYK" || name == "/CMYK") return Colours{ColourModel::cmyk, {}};
    return std::nullopt;
  }
  if (!space.isArray() || space.getArrayNItems() < 1 || !space.getArrayItem(0).isName() || depth > 3)
    return std::nullopt;
  const std::string family = space.getArrayItem(0).getName();
  if (family == "/ICCBased" && space.getArrayNItems() > 1 && space.getArrayItem(1).isStream()) {
    switch (integer(space.getArrayItem(1).getDict(), "/N", 0)) {
      case 1:
        return Colours{ColourModel::grey, {}};
      case 3:
        return Colours{ColourModel::rgb, {}};
      case 4:
        return Colours{ColourModel::cmyk, {}};
      default:
        return std::nullopt;
    }
  }
  if ((family == "/Indexed" || family == "/I") && space.getArrayNItems() >= 4) {
    const auto base = colours(space.getArrayItem(1), depth + 1);
    if (!base || base->model == ColourModel::indexed) return std::nullopt;
    const std::string table = indexed_table(space.getArrayItem(3));
    const auto parts = static_cast<std::size_t>(SampleFormat{1, 1, 8, base->model, {}, {}}.components());
    Colours indexed{ColourModel::indexed, {}};
    for (std::size_t at = 0; at + parts <= table.size() && indexed.palette.size() < 256; at += parts) {
      std::array<double, 4> colour{};
      for (std::size_t c = 0; c < parts; ++c) colour[c] = static_cast<unsigned char>(table[at + c]) / 255.0;
      indexed.palette.push_back(static_cast<std::uint8_t>(std::lround(grey_of(base->model, colour.data()) * 255.0)));
    }
    if (indexed.palette.empty()) return std::nullopt;
    return indexed;
  }
  if (family == "/CalGray" || family == "/CalRGB") return colours(space.getArrayItem(0), depth + 1);
  return space.getArrayNItems() == 1 ? colours(space.getArrayItem(0), depth + 1) : std::nullopt;
}

std::string raw_bytes(QPDFObjectHandle stream, std::size_t limit) {
  Collector collector(limit);
  stream.pipeStreamData(collector.pipeline(), 0, qpdf_dl_none, true, false);
  if (collector.exceeded()) throw Error(Fault::limit, "an image of the page holds too many bytes");
  return collector.take();
}

std::string inflated(const std::string& bytes, std::size_t limit) {
  Collector collector(limit);
  Pl_Flate inflate("inflate", collector.pipeline(), Pl_Flate::a_inflate);
  inflate.write(reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  inflate.finish();
  return collector.take();
}

// Frame header of a JPEG (ITU-T T.81, B.2.2).
struct JpegFrame {
  int width = 0;
  int height = 0;
  int components = 0;
};
std::optional<JpegFrame> jpeg_frame(const std::string& bytes) {
  const auto at = [&](std::size_t i) { return static_cast<int>(static_cast<unsigned char>(bytes[i])); };
  std::size_t i = 2;
  while (i + 9 < bytes.size()) {
    if (at(i) != 0xff) {
      ++i;
      continue;
    }
    const int marker = at(i + 1);
    if (marker == 0xff || marker == 0 || (marker >= 0xd0 && marker <= 0xd8)) {
      ++i;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
      return JpegFrame{at(i + 7) * 256 + at(i + 8), at(i + 5) * 256 + at(i + 6), at(i + 9)};
    }
    if (marker == 0xd9 || marker == 0xda) return std::nullopt;
    i += 2 + static_cast<std::size_t>(at(i + 2) * 256 + at(i + 3));
  }
  return std::nullopt;
}

void put16(std::string& into, unsigned value) {
  into += static_cast<char>(value & 255U);
  into += static_cast<char>(value >> 8 & 255U);
}
void put32(std::string& into, std::size_t value) {
  put16(into, static_cast<unsigned>(value & 0xffffU));
  put16(into, static_cast<unsigned>(value >> 16 & 0xffffU));
}
void put_entry(std::string& into, unsigned tag, unsigned type, std::size_t value) {
  put16(into, tag);
  put16(into, type);
  put32(into, 1);
  put32(into, value);
}

// TIFF 6.0 with one strip: 8 bytes of header, the data, then the directory.
std::string ccitt_tiff(const std::string& data, int width, int height, int k, bool white_is_zero) {
  std::string tiff = "II";
  put16(tiff, 42);
  const std::size_t directory = 8 + data.size() + data.size() % 2;
  put32(tiff, directory);
  tiff += data;
  tiff.resize(directory, '\0');
  put16(tiff, k < 0 ? 9 : 10);
  constexpr unsigned short_type = 3;
  constexpr unsigned long_type = 4;
  put_entry(tiff, 256, long_type, static_cast<std::size_t>(width));
  put_entry(tiff, 257, long_type, static_cast<std::size_t>(height));
  put_entry(tiff, 258, short_type, 1);
  put_entry(tiff, 259, short_type, k < 0 ? 4 : 3);
  put_entry(tiff, 262, short_type, white_is_zero ? 0 : 1);
  put_entry(tiff, 273, long_type, 8);
  put_entry(tiff, 277, short_type, 1);
  put_entry(tiff, 278, long_type, static_cast<std::size_t>(height));
  put_entry(tiff, 279, long_type, data.size());
  if (k >= 0) put_entry(tiff, 292, long_type, k > 0 ? 1 : 0);
  put32(tiff, 0);
  return tiff;
}

struct Source {
  QPDFObjectHandle stream;
  QPDFObjectHandle dictionary;
  SampleFormat format;
  bool stencil = false;
  bool known_colours = true;
};

void extract_jpeg(const Source& source, std::string bytes, PageImage& result) {
  const auto frame = jpeg_frame(bytes);
  const Polarity decode = polarity(source.format.decode);
  if (!frame || !source.known_colours || decode == Polarity::odd) return;
  if (frame->components != source.format.components() || frame->components == 4) return;
  if (source.format.model == ColourModel::indexed ||
      integer(last_parameters(source.dictionary), "/ColorTransform", -1) >= 0)
    return;
  result.width_px = frame->width;
  result.height_px = frame->height;
  result.inverted = decode == Polarity::inverted;
  result.bytes = std::move(bytes);
  result.encoding = "jpeg";
}

void extract_ccitt(const Source& source, std::size_t limit, PageImage& result) {
  QPDFObjectHandle parameters = last_parameters(source.dictionary);
  const long long columns = integer(parameters, "/Columns", 1728);
  const Polarity decode = polarity(source.format.decode);
  if (columns != source.format.width || boolean(parameters, "/EncodedByteAlign") || decode == Polarity::odd) return;
  if (source.format.bits != 1 || source.format.components() != 1 || !source.known_colours) return;
  bool inverted = boolean(parameters, "/BlackIs1") != (decode == Polarity::inverted);
  if (source.format.model == ColourModel::indexed) {
    if (source.format.palette.size() < 2) return;
    inverted = inverted != (source.format.palette[0] > source.format.palette[1]);
  }
  const int k = static_cast<int>(std::clamp<long long>(integer(parameters, "/K", 0), -1, 1));
  result.bytes = ccitt_tiff(raw_bytes(source.stream, limit), source.format.width, source.format.height, k, !inverted);
  result.encoding = "ccitt";
}

void extract_jpeg2000(const Source& source, std::size_t limit, PageImage& result) {
  QPDFObjectHandle dictionary = source.dictionary;
  const bool has_space = !dictionary.getKey("/ColorSpace").isNull();
  if (integer(dictionary, "/SMaskInData", 0) != 0 || source.format.model == ColourModel::indexed) return;
  if ((has_space && !source.known_colours) || source.format.components() == 4 || !source.format.decode.empty()) return;
  result.bytes = raw_bytes(source.stream, limit);
  result.encoding = "jpeg2000";
}

void extract_samples(const Source& source, PageImage& result) {
  const int bits = source.format.bits;
  if (!source.known_colours || (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16)) return;
  Collector collector(source.format.row_bytes() * static_cast<std::size_t>(source.format.height));
  QPDFObjectHandle stream = source.stream;
  stream.pipeStreamData(collector.pipeline(), 0, qpdf_dl_specialized, true, false);
  result.bytes = samples_to_pgm(collector.take(), source.format);
  result.encoding = "flate";
}

bool unpacked_by_qpdf(const std::string& filter) {
  return filter == "/FlateDecode" || filter == "/LZWDecode" || filter == "/ASCII85Decode" ||
         filter == "/ASCIIHexDecode" || filter == "/RunLengthDecode";
}

}  // namespace

PageImage extract_image(const PaintedImage& image, const Limits& limits) {
  PageImage result;
  result.origin = ImageOrigin::embedded;
  if (!image.stream || image.clipped) return result;
  Source source{*image.stream, image.stream->getDict(), {}, false, true};
  QPDFObjectHandle dictionary = source.dictionary;
  const long long width = integer(dictionary, "/Width", 0);
  const long long height = integer(dictionary, "/Height", 0);
  if (width < 1 || height < 1 || !dictionary.getKey("/SMask").isNull() || !dictionary.getKey("/Mask").isNull())
    return result;
  if (width > 1'000'000 || height > 1'000'000 || static_cast<std::uint64_t>(width * height) > limits.max_pixels) {
    throw Error(Fault::limit, "an image of " + std::to_string(width) + " × " + std::to_string(height) +
                                  " pixels is more than is read; raise the limit of megapixels");
  }
  source.stencil = boolean(dictionary, "/ImageMask");
  source.format.width = static_cast<int>(width);
  source.format.height = static_cast<int>(height);
  source.format.bits = source.stencil ? 1 : static_cast<int>(integer(dictionary, "/BitsPerComponent", 8));
  source.format.decode = decode_array(dictionary);
  if (source.stencil) {
    if (image.fill_grey > 0.5) return result;
  } else if (const auto found = colours(dictionary.getKey("/ColorSpace"))) {
    source.format.model = found->model;
    source.format.palette = found->palette;
  } else {
    source.known_colours = false;
  }
  result.width_px = source.format.width;
  result.height_px = source.format.height;

  const std::vector<std::string> filters = filter_names(dictionary);
  const std::size_t max_bytes = std::size_t{1} << 30;
  if (filters.size() == 1 && filters[0] == "/DCTDecode") {
    extract_jpeg(source, raw_bytes(source.stream, max_bytes), result);
  } else if (filters.size() == 2 && filters[0] == "/FlateDecode" && filters[1] == "/DCTDecode") {
    extract_jpeg(source, inflated(raw_bytes(source.stream, max_bytes), max_bytes), result);
  } else if (filters.size() == 1 && filters[0] == "/CCITTFaxDecode") {
    extract_ccitt(source, max_bytes, result);
  } else if (filters.size() == 1 && filters[0] == "/JPXDecode") {
    extract_jpeg2000(source, max_bytes, result);
  } else if (std::all_of(filters.begin(), filters.end(), unpacked_by_qpdf)) {
    extract_samples(source, result);
  }
  return result;
}

}  // namespace atagande::pdf
