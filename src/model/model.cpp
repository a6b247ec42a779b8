// A file is checked once, when opened: lengths, offsets and a checksum quick enough to run over the whole file each
// time (four independent lanes of multiply and rotate). After that sections are handed out as views.
#include "model/model.h"

#include <openssl/sha.h>

#include <array>
#include <bit>
#include <cstring>
#include <limits>

#include "document/error.h"
#include "model/hash.h"
#include "model/mapped_file.h"

namespace atagande::model {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are read in place and are little-endian");

constexpr std::array<char, 8> magic = {'A', 'T', 'A', 'G', 'M', 'O', 'D', 'L'};
constexpr std::uint16_t format_version = 2;
constexpr std::uint16_t byte_order = 0x0102;
constexpr std::size_t max_sections = 64;

struct Header {
  std::array<char, 8> magic{};
  std::uint32_t kind = 0;
  std::uint16_t version = 0;
  std::uint16_t byte_order = 0;
  std::uint64_t size = 0;
  std::uint64_t checksum = 0;
  std::array<unsigned char, 32> sha256{};
};
static_assert(sizeof(Header) == 64);

struct TableEntry {
  std::uint32_t section = 0;
  std::uint32_t reserved = 0;
  std::uint64_t offset = 0;  // from the end of the header
  std::uint64_t size = 0;
};

std::uint64_t checksum_of(std::span<const std::byte> bytes) {
  std::array<std::uint64_t, 4> lanes = {1, 2, 3, 4};
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    std::array<std::uint64_t, 4> words{};
    std::memcpy(words.data(), bytes.data() + at, 32);
    for (std::size_t i = 0; i < 4; ++i) lanes[i] = std::rotl((lanes[i] ^ words[i]) * 0x9e3779b97f4a7c15ULL, 29);
  }
  std::uint64_t sum = bytes.size();
  for (const std::uint64_t lane : lanes) sum = combined(sum, lane);
  for (; at < bytes.size(); ++at) sum = combined(sum, static_cast<std::uint64_t>(bytes[at]));
  return sum;
}

std::array<unsigned char, 32> sha256_of(std::span<const std::byte> bytes) {
  std::array<unsigned char, 32> digest{};
  ::SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return digest;
}

std::string hexadecimal(const std::array<unsigned char, 32>& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : digest) {
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

Error bad(const std::string& what, const std::string& name) {
  return {Fault::bad_model, "not a usable model file: " + what + "; fetch or build it anew", {.file = name}};
}

Header checked_header(std::span<const std::byte> bytes, Kind kind, const std::string& name) {
  Header header;
  if (bytes.size() < sizeof header) throw bad("it is shorter than a header", name);
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != magic) throw bad("it does not begin as one", name);
  if (header.byte_order != byte_order) throw bad("its byte order is not this machine's", name);
  if (header.version != format_version) {
    throw bad("version " + std::to_string(header.version) + " where " + std::to_string(format_version) + " is needed",
              name);
  }
  if (header.kind != static_cast<std::uint32_t>(kind)) throw bad("it is a model of another kind", name);
  if (header.size != bytes.size() - sizeof header) throw bad("its length is not the one stated", name);
  if (header.checksum != checksum_of(bytes.subspan(sizeof header))) throw bad("its checksum is wrong", name);
  return header;
}

}  // namespace

Model::Model(std::shared_ptr<const void> owner, std::span<const std::byte> bytes, Kind kind, const std::string& name)
    : owner_(std::move(owner)), bytes_(bytes) {
  const Header header = checked_header(bytes, kind, name);
  sha256_ = hexadecimal(header.sha256);
  const std::span<const std::byte> payload = bytes.subspan(sizeof header);
  std::uint64_t count = 0;
  if (payload.size() < sizeof count) throw bad("it has no table of sections", name);
  std::memcpy(&count, payload.data(), sizeof count);
  if (count > max_sections || payload.size() < sizeof count + count * sizeof(TableEntry)) {
    throw bad("its table of sections is damaged", name);
  }
  for (std::uint64_t i = 0; i < count; ++i) {
    TableEntry entry;
    std::memcpy(&entry, payload.data() + sizeof count + i * sizeof entry, sizeof entry);
    if (entry.offset % 8 != 0 || entry.offset > payload.size() || entry.size > payload.size() - entry.offset) {
      throw bad("a section lies outside the file", name);
    }
    sections_.push_back({static_cast<Section>(entry.section), payload.subspan(entry.offset, entry.size)});
  }
}

Model Model::open(const std::filesystem::path& path, Kind kind) {
  auto file = std::make_shared<const MappedFile>(path);
  const std::span<const std::byte> bytes = file->bytes();
  return {std::move(file), bytes, kind, path.string()};
}

Model Model::from_bytes(std::span<const std::byte> bytes, Kind kind) {
  auto copy = std::make_shared<std::vector<std::uint64_t>>((bytes.size() + 7) / 8);
  if (!bytes.empty()) std::memcpy(copy->data(), bytes.data(), bytes.size());
  const std::span<const std::byte> view(reinterpret_cast<const std::byte*>(copy->data()), bytes.size());
  return {std::move(copy), view, kind, {}};
}

std::span<const std::byte> Model::section(Section section) const {
  for (const Entry& entry : sections_) {
    if (entry.section == section) return entry.bytes;
  }
  return {};
}

void Model::verify() const {
  if (hexadecimal(sha256_of(bytes_.subspan(sizeof(Header)))) != sha256_) throw bad("its SHA-256 is wrong", {});
}

std::string model_bytes(Kind kind, const std::vector<SectionBytes>& sections) {
  std::string payload;
  const std::uint64_t count = sections.size();
  payload.append(reinterpret_cast<const char*>(&count), sizeof count);
  std::uint64_t offset = sizeof count + count * sizeof(TableEntry);
  for (const SectionBytes& section : sections) {
    const TableEntry entry{static_cast<std::uint32_t>(section.section), 0, offset, section.bytes.size()};
    payload.append(reinterpret_cast<const char*>(&entry), sizeof entry);
    offset += (section.bytes.size() + 7) / 8 * 8;
  }
  for (const SectionBytes& section : sections) {
    payload += section.bytes;
    payload.resize((payload.size() + 7) / 8 * 8, '\0');
  }
  const std::span<const std::byte> view(reinterpret_cast<const std::byte*>(payload.data()), payload.size());
  const Header header{
      magic,          static_cast<std::uint32_t>(kind), format_version, byte_order, payload.size(), checksum_of(view),
      sha256_of(view)};
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + payload;
}

}  // namespace atagande::model
