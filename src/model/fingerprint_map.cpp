// Buckets of eight entries on average, as three arrays: where each bucket starts, the fingerprints, the values. The
// starts are few enough to stay in the processor's cache, so that a look-up costs one or two misses.
#include "model/fingerprint_map.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>

#include "document/error.h"

namespace atagande::model {
namespace {

struct Header {
  std::uint32_t entries = 0;
  std::uint32_t bucket_bits = 0;
};

constexpr std::uint32_t max_bucket_bits = 28;

unsigned bucket_bits_for(std::size_t entries) {
  return std::max(1U, static_cast<unsigned>(std::bit_width(entries / 8)));
}

template <typename T>
void append_array(std::string& out, const std::vector<T>& values) {
  out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

bool same_place(const FingerprintEntry& a, const FingerprintEntry& b, unsigned shift) {
  return a.hash >> shift == b.hash >> shift && static_cast<std::uint16_t>(a.hash) == static_cast<std::uint16_t>(b.hash);
}

}  // namespace

FingerprintMap::FingerprintMap(std::span<const std::byte> bytes) {
  const auto bad = [] { return Error(Fault::bad_model, "the model's table of weights is damaged; build it anew"); };
  Header header;
  if (bytes.size() < sizeof header) throw bad();
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.bucket_bits < 1 || header.bucket_bits > max_bucket_bits) throw bad();
  const std::size_t starts = (std::size_t{1} << header.bucket_bits) + 1;
  const std::size_t needed = sizeof header + starts * sizeof(std::uint32_t) + std::size_t{header.entries} * 3;
  if (bytes.size() < needed) throw bad();
  const std::byte* at = bytes.data() + sizeof header;
  starts_ = {reinterpret_cast<const std::uint32_t*>(at), starts};
  at += starts * sizeof(std::uint32_t);
  fingerprints_ = {reinterpret_cast<const std::uint16_t*>(at), header.entries};
  at += std::size_t{header.entries} * sizeof(std::uint16_t);
  values_ = {reinterpret_cast<const std::int8_t*>(at), header.entries};
  shift_ = 64 - header.bucket_bits;
  if (!std::is_sorted(starts_.begin(), starts_.end()) || starts_.back() != header.entries) throw bad();
}

std::string fingerprint_map_bytes(std::vector<FingerprintEntry> entries) {
  const unsigned bits = bucket_bits_for(entries.size());
  const unsigned shift = 64 - bits;
  std::sort(entries.begin(), entries.end(), [shift](const FingerprintEntry& a, const FingerprintEntry& b) {
    if (a.hash >> shift != b.hash >> shift) return a.hash < b.hash;
    const auto fa = static_cast<std::uint16_t>(a.hash);
    const auto fb = static_cast<std::uint16_t>(b.hash);
    if (fa != fb) return fa < fb;
    return std::abs(a.value) != std::abs(b.value) ? std::abs(a.value) > std::abs(b.value) : a.value > b.value;
  });
  entries.erase(std::unique(entries.begin(), entries.end(),
                            [shift](const auto& a, const auto& b) { return same_place(a, b, shift); }),
                entries.end());
  std::vector<std::uint32_t> starts((std::size_t{1} << bits) + 1, 0);
  std::vector<std::uint16_t> fingerprints;
  std::vector<std::int8_t> values;
  for (const FingerprintEntry& entry : entries) {
    ++starts[(entry.hash >> shift) + 1];
    fingerprints.push_back(static_cast<std::uint16_t>(entry.hash));
    values.push_back(entry.value);
  }
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  const Header header{static_cast<std::uint32_t>(entries.size()), bits};
  std::string out(reinterpret_cast<const char*>(&header), sizeof header);
  append_array(out, starts);
  append_array(out, fingerprints);
  append_array(out, values);
  return out;
}

}  // namespace atagande::model
