// The hash that names words and features in a model file. It is part of the file format: a change to it makes every
// built model useless, so it comes with a new model version.
#pragma once

#include <cstdint>
#include <string_view>

namespace atagande::model {

using Hash = std::uint64_t;

/// Spreads every bit of `x` over all bits (the finaliser of SplitMix64).
constexpr Hash mixed(Hash x) {
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31U);
}

constexpr Hash combined(Hash a, Hash b) { return mixed(a * 0x9e3779b97f4a7c15ULL + b); }

/// One step of the hash of a string; start with `hash_seed`, end with `mixed`.
constexpr Hash hash_seed = 0xcbf29ce484222325ULL;
constexpr Hash hash_step(Hash hash, unsigned char byte) { return (hash ^ byte) * 0x00000100000001b3ULL; }

constexpr Hash hash_of(std::string_view bytes) {
  Hash hash = hash_seed;
  for (const char byte : bytes) hash = hash_step(hash, static_cast<unsigned char>(byte));
  return mixed(hash);
}

}  // namespace atagande::model
