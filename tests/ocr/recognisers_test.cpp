// Both recognisers over the samples, line by line, as regular-expression engines are tested against each other.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>

#include "ocr/ocr.h"

namespace atagande::ocr {
namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

image::PagePicture first_page(const std::string& name) {
  const std::string bytes = bytes_of(std::string(ATAGANDE_SAMPLES) + "/" + name);
  if (!bytes.starts_with("%PDF")) return picture_of(bytes, 0);
  return picture_of(pdf::File::from_bytes(bytes, name), 1);
}

// The network has no en dash: ours tells dashes by their ink, Tesseract writes what the network gives.
std::string with_plain_dashes(std::string text) {
  for (const std::string dash : {"\u2013", "\u2014", "--"}) {
    for (std::size_t at = text.find(dash); at != std::string::npos; at = text.find(dash, at)) {
      text.replace(at, dash.size(), "-");
    }
  }
  return text;
}

std::string text_of(const Line& line) {
  std::string text;
  for (const Word& word : line.words) text += (text.empty() ? "" : " ") + word.raw;
  return with_plain_dashes(text);
}

// Tesseract finds lines for both, but a list's mark that it drops is found again for ours only, see parts.h.
std::string text_of(const Line& line, const Line& read_by_tesseract) {
  Line same = line;
  if (same.words.size() == read_by_tesseract.words.size() + 1 && same.words.front().raw.size() == 1) {
    same.words.erase(same.words.begin());
  }
  return text_of(same);
}

class Samples : public testing::TestWithParam<const char*> {};

TEST_P(Samples, BothRecognisersReadTheSameLines) {
  static Engine ours({.language = "swe", .model_folder = "", .recogniser = Recogniser::atagande});
  static Engine theirs({.language = "swe", .model_folder = "", .recogniser = Recogniser::tesseract});
  const image::PagePicture picture = first_page(GetParam());
  const PageSize size = size_of(picture);
  image::PagePicture treated;
  ReadOptions options;
  options.seen = &treated;
  options.time = std::chrono::hours(1);
  read_page(ours, picture, 1, size.width_pt, size.height_pt, options);
  const std::vector<Line> read_by_us = ours.read(treated, std::chrono::hours(1));
  const std::vector<Line> read_by_tesseract = theirs.read(treated, std::chrono::hours(1));
  ASSERT_GT(read_by_us.size(), 10U);
  ASSERT_EQ(read_by_us.size(), read_by_tesseract.size());
  double difference = 0.0;
  int words = 0;
  for (std::size_t i = 0; i < read_by_us.size(); ++i) {
    EXPECT_EQ(text_of(read_by_us[i], read_by_tesseract[i]), text_of(read_by_tesseract[i]));
    if (read_by_us[i].words.size() != read_by_tesseract[i].words.size()) continue;
    for (std::size_t k = 0; k < read_by_us[i].words.size(); ++k) {
      difference += std::abs(*read_by_us[i].words[k].confidence - *read_by_tesseract[i].words[k].confidence);
      ++words;
    }
  }
  // A row may be cut a pixel higher or lower than Tesseract does it, see crop_of in engine.cpp.
  EXPECT_LT(difference / words, 0.02);
}

INSTANTIATE_TEST_SUITE_P(All, Samples,
                         testing::Values("scan_skewed.pdf", "fax.tif", "english_text_layer.pdf", "signed_agreement.pdf",
                                         "table_of_measures.png", "photo.jpg", "leaflet_two_columns.pdf"));

}  // namespace
}  // namespace atagande::ocr
