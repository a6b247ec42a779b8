// Hashes come from OpenSSL's EVP interface; the ids are made from them as RFC 4122 says.
#include "output/identity.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "document/error.h"
#include "output/names.h"
#include "output/output.h"
#include "text/text.h"

namespace atagande::output {
namespace {

constexpr std::string_view hexadecimal = "0123456789abcdef";

std::string hash(const EVP_MD* kind, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, kind, nullptr) != 1) {
    throw Error(Fault::internal, "the cryptographic library refused to hash");
  }
  std::string result;
  for (unsigned int i = 0; i < size; ++i) result += static_cast<char>(digest[i]);
  return result;
}

void append_hex(std::string& text, char byte) {
  const auto value = static_cast<unsigned char>(byte);
  text += hexadecimal[value >> 4U];
  text += hexadecimal[value & 15U];
}

std::string bytes_of_uuid(std::string_view uuid) {
  std::string bytes;
  int high = -1;
  for (const char character : uuid) {
    const auto digit = hexadecimal.find(character);
    if (digit == std::string_view::npos) continue;
    if (high < 0) {
      high = static_cast<int>(digit);
    } else {
      bytes += static_cast<char>(high * 16 + static_cast<int>(digit));
      high = -1;
    }
  }
  return bytes;
}

/// The code of a municipality, with the city district where only that is meant: "0180.rinkeby-kista".
std::string place_code(const Municipality& municipality) {
  if (municipality.district.empty()) return municipality.code;
  std::string district = id_text(municipality.district);
  std::replace(district.begin(), district.end(), ' ', '-');
  return municipality.code + "." + district;
}

std::string place_codes(const std::vector<Municipality>& municipalities) {
  std::vector<std::string> codes;
  for (const Municipality& each : municipalities) {
    if (!each.code.empty()) codes.push_back(place_code(each));
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  std::string joined;
  for (const std::string& code : codes) joined += (joined.empty() ? "" : "+") + code;
  return joined;
}

/// The first four digits of an ISO date.
std::string year_of(const std::optional<std::string>& date) { return date ? date->substr(0, 4) : ""; }

}  // namespace

std::string sha256(std::string_view bytes) {
  std::string text;
  for (const char byte : hash(EVP_sha256(), bytes)) append_hex(text, byte);
  return text;
}

std::string uuid5(std::string_view space, std::string_view name) {
  std::string digest = hash(EVP_sha1(), bytes_of_uuid(space) + std::string(name));
  digest[6] = static_cast<char>((digest[6] & 0x0F) | 0x50);
  digest[8] = static_cast<char>((digest[8] & 0x3F) | 0x80);
  std::string text;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    append_hex(text, digest[i]);
  }
  return text;
}

std::string id_text(std::string_view utf8) {
  const std::string folded = text::folded(utf8, text::Fold::space | text::Fold::lower | text::Fold::accents);
  std::string result;
  bool gap = false;
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint point = text::code_point_at(folded, at);
    at = point.next;
    if (!text::is_letter(point.value) && !text::is_digit(point.value)) {
      gap = true;
      continue;
    }
    if (gap && !result.empty()) result += ' ';
    gap = false;
    text::append(result, point.value);
  }
  return result;
}

std::vector<std::string> commitment_ids(std::string_view document_id, const Findings& findings) {
  const std::string space = uuid5(url_space, document_id);
  std::map<std::string, int> ordinals;
  std::vector<std::string> ids;
  for (const Commitment& each : findings.commitments) {
    const std::string name = id_text(each.text);
    const int ordinal = ++ordinals[name];
    ids.push_back(uuid5(space, name + "\n" + std::to_string(ordinal)));
  }
  return ids;
}

std::string document_id(const Document& document, const Findings& findings) {
  const std::string codes = place_codes(findings.municipalities);
  const std::string from = findings.period ? year_of(findings.period->from) : "";
  const std::string to = findings.period ? year_of(findings.period->to) : "";
  if (codes.empty() || from.size() + to.size() == 0 || findings.type == DocumentType::other) {
    return "sha256:" + document.source.sha256;
  }
  return "SE-" + codes + "/" + name_of(findings.type) + "/" + from + "-" + to;
}

}  // namespace atagande::output
