// What a recogniser makes of letters it does not know: a table of (letters meant, letters read, cost).
//
// Internal to the room and to the program that builds the model. Letters are lower-case Latin-1; a letter read as a
// capital inside a word of small letters is the capital of ASCII, and signs are as in token.h.
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

  static constexpr std::uint8_t never = 255;

  /// Those whose reading begins with `letter`; letter 0: those of letters that left no trace.
  [[nodiscard]] std::span<const Confusion> reading(unsigned char letter) const { return by_letter_[letter]; }
  /// The same without those of one letter read for one letter meant, or of one that left no trace.
  [[nodiscard]] std::span<const Confusion> wide(unsigned char letter) const { return wide_[letter]; }
  /// Cost of reading one letter for another one; `never` where there is none.
  [[nodiscard]] std::uint8_t cost(unsigned char read, unsigned char meant) const {
    return single_[read * 256U + meant];
  }
  /// The same for each letter meant; `read` 0: costs of a letter's leaving no trace.
  [[nodiscard]] std::span<const std::uint8_t, 256> costs(unsigned char read) const {
    return std::span<const std::uint8_t, 256>(single_.data() + read * std::size_t{256}, 256);
  }

 private:
  void add_capitals();

  std::vector<Confusion> list_;
  std::array<std::span<const Confusion>, 256> by_letter_{};
  std::array<std::vector<Confusion>, 256> wide_{};
  std::vector<std::uint8_t> single_ = std::vector<std::uint8_t>(std::size_t{256} * 256, never);  // row 0: left no trace
};

}  // namespace atagande::repair
