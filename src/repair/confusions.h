// What a recogniser makes of letters it does not know: a table of (letters meant, letters read, cost).
//
// Internal to the room and to the program that builds the model. Letters are lower-case Latin-1, case is left out.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"

namespace atagande::repair {

struct Confusion {
  std::array<char, 2> meant{};
  std::array<char, 3> read{};
  std::uint8_t meant_length = 0;
  std::uint8_t read_length = 0;
  std::uint8_t cost = 0;  // -16 ln P(read | meant)

  [[nodiscard]] std::string_view meant_text() const { return {meant.data(), meant_length}; }
  [[nodiscard]] std::string_view read_text() const { return {read.data(), read_length}; }
};
static_assert(sizeof(Confusion) == 8);

class Confusions {
 public:
  Confusions() = default;
  /// Throws Error{bad_model} where the section is damaged.
  explicit Confusions(std::span<const std::byte> section);

  /// Those whose reading begins with `letter`; letter 0: those of letters that left no trace.
  [[nodiscard]] std::span<const Confusion> reading(unsigned char letter) const { return by_letter_[letter]; }

 private:
  std::vector<Confusion> list_;
  std::array<std::span<const Confusion>, 256> by_letter_{};
};

}  // namespace atagande::repair
