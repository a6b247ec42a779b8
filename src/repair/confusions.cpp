// The table is small; it is copied, sorted by the first letter read, and indexed by it. A capital read inside a word
// of small letters is a letter of its own: what the table does not say of it is what it says of the small one, and
// more.
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
  add_capitals();
  for (std::size_t begin = 0; begin < list_.size();) {
    std::size_t end = begin;
    while (end < list_.size() && first_read(list_[end]) == first_read(list_[begin])) ++end;
    by_letter_[first_read(list_[begin])] = std::span(list_).subspan(begin, end - begin);
    begin = end;
  }
}

void Confusions::add_capitals() {
  constexpr unsigned dearer = 16;
  constexpr unsigned only_case = 40;
  for (unsigned read = 'A'; read <= 'Z'; ++read) {
    for (unsigned meant = 0; meant < 256; ++meant) {
      const unsigned small = single_[(read + 32U) * 256U + meant];
      std::uint8_t& cost = single_[read * 256U + meant];
      if (small != never) cost = std::min(cost, static_cast<std::uint8_t>(std::min(small + dearer, never - 1U)));
    }
    std::uint8_t& same = single_[read * 256U + read + 32U];
    same = std::min<std::uint8_t>(same, only_case);
  }
}

}  // namespace atagande::repair
