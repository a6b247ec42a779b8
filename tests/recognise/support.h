// What the recogniser's tests share: Tesseract's Swedish model, the line images beside the tests, a hash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "recognise/recognise.h"

namespace atagande::recognise {

/// Where Debian's package tesseract-ocr-swe puts the model, or what TESSDATA_PREFIX says.
std::filesystem::path swedish_model();

struct TestImage {
  int width = 0;
  int height = 0;
  int channels = 1;
  std::vector<std::uint8_t> samples;

  [[nodiscard]] ImageView view() const {
    return {samples.data(), width, height, std::ptrdiff_t{width} * channels, channels};
  }
};

std::filesystem::path line_file(const std::string& name);
TestImage read_image(const std::filesystem::path& file);

/// A grey image of deterministic noise around strokes.
TestImage scribble(int width, int height, unsigned seed, int channels = 1);

/// FNV-1a, 64 bits, hexadecimal.
std::string hash_of(const void* data, std::size_t size);

struct RecordedLine {
  const char* name;
  const char* outputs;  // hash_of the probabilities
  const char* text;
};

/// What the lines give with the model of tesseract-ocr-swe 1:4.1.0-2.
const std::vector<RecordedLine>& recorded_lines();

}  // namespace atagande::recognise
