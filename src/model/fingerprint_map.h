// A read-only map from 64-bit hashes to small signed numbers, in about 3.5 bytes an entry.
//
// The upper bits of a hash choose a bucket, its lowest 16 bits are the fingerprint kept there. A hash that was never
// put in is found with a probability of about one in eight thousand: good enough for weights, wrong for anything that
// must be exact. Views of a mapped file; safe to use from any thread; every offset read from the file is checked.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/hash.h"

namespace atagande::model {

class FingerprintMap {
 public:
  FingerprintMap() = default;
  /// `bytes` as made by `fingerprint_map_bytes`, aligned to 8; throws Error{bad_model} where they cannot be right.
  explicit FingerprintMap(std::span<const std::byte> bytes);

  /// The value of `hash`, 0 where there is none.
  [[nodiscard]] int value(Hash hash) const {
    const std::size_t slot = find(hash);
    return slot == none ? 0 : values_[slot];
  }
  [[nodiscard]] std::optional<int> find_value(Hash hash) const {
    const std::size_t slot = find(hash);
    return slot == none ? std::nullopt : std::optional<int>(values_[slot]);
  }
  /// Asks the processor for what a look-up of `hash` will need: first for its bucket, later for its fingerprints.
  void prefetch_bucket(Hash hash) const {
    if (!fingerprints_.empty()) __builtin_prefetch(&starts_[static_cast<std::size_t>(hash >> shift_)]);
  }
  void prefetch_slots(Hash hash) const {
    if (fingerprints_.empty()) return;
    const std::uint32_t start = starts_[static_cast<std::size_t>(hash >> shift_)];
    __builtin_prefetch(fingerprints_.data() + start);
    __builtin_prefetch(values_.data() + start);
  }
  [[nodiscard]] std::size_t size() const { return fingerprints_.size(); }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  [[nodiscard]] std::size_t find(Hash hash) const {
    if (fingerprints_.empty()) return none;
    const auto bucket = static_cast<std::size_t>(hash >> shift_);
    const std::uint32_t end = starts_[bucket + 1];
    const auto wanted = static_cast<std::uint16_t>(hash);
    for (std::uint32_t slot = starts_[bucket]; slot < end; ++slot) {
      if (fingerprints_[slot] == wanted) return slot;
    }
    return none;
  }

  unsigned shift_ = 63;
  std::span<const std::uint32_t> starts_;
  std::span<const std::uint16_t> fingerprints_;
  std::span<const std::int8_t> values_;
};

struct FingerprintEntry {
  Hash hash = 0;
  std::int8_t value = 0;
  bool operator==(const FingerprintEntry&) const = default;
};

/// The bytes of a map; the same entries in any order give the same bytes. Of entries that cannot be told apart, the one
/// with the value furthest from 0 stays.
std::string fingerprint_map_bytes(std::vector<FingerprintEntry> entries);

}  // namespace atagande::model
