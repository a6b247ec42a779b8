// Lines of any size and any pixels are read or passed over, with boxes inside the line and every number in its range.
// The first bytes give width, height, channels and settings; the rest is repeated over the image.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "recognise/recognise.h"

using namespace atagande::recognise;

namespace {

void require(bool held) {
  if (!held) std::abort();
}

void check(const ReadLine& line, const LineImage& image) {
  require(line.steps >= 0);
  require(line.state == LineState::read || line.words.empty());
  for (const ReadWord& word : line.words) {
    require(!word.characters.empty());
    require(word.confidence >= 0.0 && word.confidence <= 1.0);
    require(word.box.x0 >= image.left && word.box.x0 <= word.box.x1);
    require(word.box.y1 - word.box.y0 == image.image.height);
    for (const ReadCharacter& character : word.characters) require(character.certainty <= 0.0F);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Model model =
      load_model(std::filesystem::path(ATAGANDE_SOURCE_ROOT) / "tests/recognise/model_corpus/tiny.traineddata");
  constexpr std::size_t head = 6;
  constexpr int most_pixels = 400'000;
  if (size < head) return 0;
  const int width = data[0] * 256 + data[1];
  const int height = std::min(data[2] * 256 + data[3], most_pixels / std::max(width, 1));
  const int channels = data[4] % 2 == 0 ? 1 : 3;
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                                   static_cast<std::size_t>(channels));
  for (std::size_t i = 0; i < pixels.size() && size > head; ++i) pixels[i] = data[head + i % (size - head)];
  const LineImage line{{pixels.data(), width, height, std::ptrdiff_t{width} * channels, channels}, data[5], 3};
  ReadOptions options;
  options.choices = data[5] % 4;
  options.candidates = data[5] % 3;
  if (data[5] % 16 == 3) {
    options.propose = [](std::string_view word) {
      return std::vector<std::string>{"", std::string(word) + "a", "\xC3"};
    };
  }
  options.dictionary = data[5] % 8 < 4;
  options.most_steps = 4000;
  options.batch_bytes = 1 + data[5] * std::size_t{1000};
  const std::vector<LineImage> lines(static_cast<std::size_t>(1 + data[4] % 3), line);
  const std::vector<ReadLine> read = read_lines(model, lines, options);
  require(read.size() == lines.size());
  for (const ReadLine& one : read) {
    check(one, line);
    require(one == read.front());
  }
  return 0;
}
