// Reads little-endian numbers from bytes of unknown origin. Every step is checked against the end; a length that does
// not fit what is left is refused before anything is allocated for it.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "document/error.h"

namespace atagande::recognise {

[[noreturn]] inline void bad_model(const std::string& what) {
  throw Error(Fault::bad_model, "recogniser model: " + what);
}

class ByteReader {
 public:
  explicit ByteReader(std::span<const std::byte> bytes) : rest_(bytes) {}

  [[nodiscard]] std::size_t left() const { return rest_.size(); }

  std::span<const std::byte> take(std::uint64_t count) {
    if (count > rest_.size()) bad_model("ends in the middle of a field");
    const auto head = rest_.first(static_cast<std::size_t>(count));
    rest_ = rest_.subspan(static_cast<std::size_t>(count));
    return head;
  }
  std::uint8_t u8() { return static_cast<std::uint8_t>(take(1)[0]); }
  std::int8_t i8() { return static_cast<std::int8_t>(u8()); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
  std::int32_t i32() { return static_cast<std::int32_t>(u32()); }
  std::uint64_t u64() { return number(8); }
  std::int64_t i64() { return static_cast<std::int64_t>(u64()); }
  float f32() { return std::bit_cast<float>(u32()); }
  double f64() { return std::bit_cast<double>(u64()); }

  /// A count of items of at least `item_bytes` each, checked against what is left.
  std::uint32_t count(std::size_t item_bytes) {
    const std::uint32_t items = u32();
    if (items > rest_.size() / item_bytes) bad_model("a list is longer than the file");
    return items;
  }
  std::string string() {
    const auto bytes = take(count(1));
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

 private:
  std::uint64_t number(std::size_t size) {
    const auto bytes = take(size);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    return value;
  }

  std::span<const std::byte> rest_;
};

}  // namespace atagande::recognise
