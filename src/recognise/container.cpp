// The offsets come first: a count, then one 64-bit offset a component, -1 for an absent one. A component ends where the
// next present one begins, the last at the end of the file.
#include "recognise/container.h"

#include <cstdint>
#include <optional>

#include "recognise/bytes.h"

namespace atagande::recognise {

namespace {

constexpr std::uint32_t most_components = 1000;  // more means that the bytes stand the other way round

}  // namespace

Container::Container(std::span<const std::byte> file) {
  ByteReader reader(file);
  const std::uint32_t count = reader.u32();
  if (count == 0) bad_model("has no components");
  if (count > most_components) bad_model("is big-endian or no .traineddata file");
  const std::uint64_t header_bytes = 4 + 8 * std::uint64_t{count};
  std::optional<std::size_t> open;
  std::uint64_t begin = 0;
  const auto close_at = [&](std::uint64_t end) {
    if (open && *open < parts_.size()) {
      parts_[*open] = file.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    }
  };
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t offset = reader.i64();
    if (offset == -1) continue;
    const auto place = static_cast<std::uint64_t>(offset);
    if (offset < 0 || place < header_bytes || place > file.size() || (open && place < begin)) {
      bad_model("component " + std::to_string(i) + " lies outside the file or out of order");
    }
    close_at(place);
    open = i;
    begin = place;
  }
  close_at(file.size());
}

}  // namespace atagande::recognise
