// A .traineddata file is a table of offsets followed by its components.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace atagande::recognise {

enum class Component : std::size_t {
  lstm = 17,
  punctuation_dawg = 18,
  word_dawg = 19,
  number_dawg = 20,
  unicharset = 21,
  recoder = 22,
};

/// The components of a model file; one that is absent is empty.
class Container {
 public:
  /// `file` must outlive the container. Throws Error(Fault::bad_model).
  explicit Container(std::span<const std::byte> file);

  [[nodiscard]] std::span<const std::byte> operator[](Component component) const {
    return parts_[static_cast<std::size_t>(component)];
  }

 private:
  std::array<std::span<const std::byte>, 24> parts_;
};

}  // namespace atagande::recognise
