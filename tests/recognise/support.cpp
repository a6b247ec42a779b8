#include "support.h"

#include <leptonica/allheaders.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <stdexcept>

namespace atagande::recognise {

std::filesystem::path swedish_model() {
  const char* folder = std::getenv("TESSDATA_PREFIX");
  return std::filesystem::path(folder != nullptr ? folder : "/usr/share/tesseract-ocr/5/tessdata") / "swe.traineddata";
}

std::filesystem::path line_file(const std::string& name) {
  return std::filesystem::path(ATAGANDE_TEST_DATA) / "lines" / (name + ".png");
}

TestImage read_image(const std::filesystem::path& file) {
  PIX* pix = pixRead(file.c_str());
  if (pix == nullptr) throw std::runtime_error("cannot read " + file.string());
  TestImage image{pixGetWidth(pix), pixGetHeight(pix), pixGetDepth(pix) == 32 ? 3 : 1, {}};
  if (pixGetDepth(pix) < 8) {
    PIX* grey = pixConvertTo8(pix, 0);
    pixDestroy(&pix);
    pix = grey;
  }
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      l_uint32 value = 0;
      pixGetPixel(pix, x, y, &value);
      if (image.channels == 1) {
        image.samples.push_back(static_cast<std::uint8_t>(value));
      } else {
        for (const unsigned shift : {24U, 16U, 8U}) image.samples.push_back(static_cast<std::uint8_t>(value >> shift));
      }
    }
  }
  pixDestroy(&pix);
  return image;
}

TestImage scribble(int width, int height, unsigned seed, int channels) {
  std::mt19937 random(seed);
  TestImage image{width, height, channels, {}};
  for (int i = 0; i < width * height * channels; ++i) {
    const bool stroke = (i / channels % width) % 11 < 3;
    image.samples.push_back(static_cast<std::uint8_t>((stroke ? 40 : 215) + static_cast<int>(random() % 41)));
  }
  return image;
}

std::string hash_of(const void* data, std::size_t size) {
  std::uint64_t hash = 14695981039346656037U;
  for (std::size_t i = 0; i < size; ++i) {
    hash ^= static_cast<const unsigned char*>(data)[i];
    hash *= 1099511628211U;
  }
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

}  // namespace atagande::recognise
