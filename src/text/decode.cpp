// Text files of unknown encoding. A byte order mark decides; then valid UTF-8, which is hardly ever valid by accident;
// then zero bytes in every other place (UTF-16 without mark); then ICU's detector, of whose guesses only the
// single-byte encodings of western Europe are believed, Windows-1252 being the default as it holds all of ISO-8859-1's
// printables.
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "text/text.h"

namespace atagande::text {
namespace {

struct DetectorCloser {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};
struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

bool starts_with(std::string_view bytes, std::string_view mark) { return bytes.substr(0, mark.size()) == mark; }

std::string utf16_without_mark(std::string_view bytes) {
  std::size_t zeros[2] = {0, 0};
  const std::size_t looked_at = std::min<std::size_t>(bytes.size(), 4096) & ~std::size_t{1};
  for (std::size_t i = 0; i < looked_at; ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
  const std::size_t pairs = looked_at / 2;
  if (pairs == 0) return {};
  if (zeros[1] * 10 > pairs * 6 && zeros[0] * 10 < pairs) return "UTF-16LE";
  if (zeros[0] * 10 > pairs * 6 && zeros[1] * 10 < pairs) return "UTF-16BE";
  return {};
}

std::string detected(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, DetectorCloser> detector(ucsdet_open(&status));
  const auto sample = bytes.substr(0, 65536);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const auto* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return "windows-1252";
  const std::string name = ucsdet_getName(match, &status);
  // The detector says ISO-8859-1 for text without bytes 0x80 to 0x9F; both decode alike there.
  return name == "ISO-8859-1" ? "ISO-8859-1" : "windows-1252";
}

std::string encoding_of(std::string_view bytes) {
  if (starts_with(bytes, "\xEF\xBB\xBF")) return "UTF-8";
  if (starts_with(bytes, std::string_view("\xFF\xFE\0\0", 4))) return "UTF-32LE";
  if (starts_with(bytes, std::string_view("\0\0\xFE\xFF", 4))) return "UTF-32BE";
  if (starts_with(bytes, "\xFF\xFE")) return "UTF-16LE";
  if (starts_with(bytes, "\xFE\xFF")) return "UTF-16BE";
  if (auto name = utf16_without_mark(bytes); !name.empty()) return name;
  if (!first_invalid_utf8(bytes)) return "UTF-8";
  return detected(bytes);
}

std::string converted(std::string_view bytes, const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_open(encoding.c_str(), &status));
  if (U_FAILURE(status)) throw Error(Fault::internal, "ICU has no converter for " + encoding);
  std::string result;
  constexpr std::size_t chunk = 1U << 28;  // ICU counts in 32 bits; even, so that no UTF-16 unit is split
  for (std::size_t at = 0; at < bytes.size(); at += chunk) {
    const auto part = bytes.substr(at, chunk);
    const icu::UnicodeString utf16(part.data(), static_cast<std::int32_t>(part.size()), converter.get(), status);
    utf16.toUTF8String(result);
  }
  return result;
}

std::string with_plain_line_ends(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (utf8[i] == '\0') continue;
    if (utf8[i] != '\r') {
      result.push_back(utf8[i]);
    } else if (i + 1 == utf8.size() || utf8[i + 1] != '\n') {
      result.push_back('\n');
    }
  }
  return result;
}

}  // namespace

Decoded decode(std::string_view bytes) {
  Decoded result;
  result.encoding = encoding_of(bytes);
  std::string utf8 = result.encoding == "UTF-8" ? replace_invalid_utf8(bytes) : converted(bytes, result.encoding);
  if (starts_with(utf8, "\xEF\xBB\xBF")) utf8.erase(0, 3);
  result.text = nfc(with_plain_line_ends(utf8));
  return result;
}

}  // namespace atagande::text
