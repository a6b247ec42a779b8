// The table is small; it is copied, sorted by the first letter read, and indexed by it.
#include "repair/confusions.h"

#include <algorithm>
#include <cstring>

#include "document/error.h"

namespace atagande::repair {
namespace {

unsigned char first_read(const Confusion& confusion) {
  return confusion.read_length == 0 ? 0 : static_cast<unsigned char>(confusion.read[0]);
}

}  // namespace

Confusions::Confusions(std::span<const std::byte> section) : list_(section.size() / sizeof(Confusion)) {
  if (!list_.empty()) std::memcpy(list_.data(), section.data(), list_.size() * sizeof(Confusion));
  for (const Confusion& confusion : list_) {
    if (confusion.meant_length < 1 || confusion.meant_length > 2 || confusion.read_length > 3) {
      throw Error(Fault::bad_model, "the model's table of confusions is damaged; build it anew");
    }
  }
  std::stable_sort(list_.begin(), list_.end(), [](const Confusion& a, const Confusion& b) {
    return first_read(a) != first_read(b) ? first_read(a) < first_read(b) : a.cost < b.cost;
  });
  for (const Confusion& confusion : list_) {
    const unsigned char read = first_read(confusion);
    if (confusion.meant_length == 1 && confusion.read_length <= 1) {
      std::uint8_t& cost = single_[read * 256U + static_cast<unsigned char>(confusion.meant[0])];
      cost = std::min(cost, confusion.cost);
    } else {
      wide_[read].push_back(confusion);
    }
  }
  for (std::size_t begin = 0; begin < list_.size();) {
    std::size_t end = begin;
    while (end < list_.size() && first_read(list_[end]) == first_read(list_[begin])) ++end;
    by_letter_[first_read(list_[begin])] = std::span(list_).subspan(begin, end - begin);
    begin = end;
  }
}

}  // namespace atagande::repair
