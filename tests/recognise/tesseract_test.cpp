// Our engine and Tesseract's on the same lines with the same model: words, confidences and boxes must be equal.
#include <gtest/gtest.h>
#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <memory>

#include "support.h"

namespace atagande::recognise {
namespace {

struct TheirWord {
  std::string text;
  float confidence = 0.0F;
};

std::vector<TheirWord> words_by_tesseract(tesseract::TessBaseAPI& api, const std::filesystem::path& file) {
  PIX* pix = pixRead(file.c_str());
  api.SetImage(pix);
  std::vector<TheirWord> words;
  if (api.Recognize(nullptr) == 0) {
    const std::unique_ptr<tesseract::ResultIterator> it(api.GetIterator());
    if (it != nullptr && !it->Empty(tesseract::RIL_WORD)) {
      do {
        const std::unique_ptr<char[]> text(it->GetUTF8Text(tesseract::RIL_WORD));
        if (text != nullptr) words.push_back({text.get(), it->Confidence(tesseract::RIL_WORD)});
      } while (it->Next(tesseract::RIL_WORD));
    }
  }
  pixDestroy(&pix);
  return words;
}

TEST(AgainstTesseract, WordsAndConfidencesAreEqual) {
  tesseract::TessBaseAPI api;
  ASSERT_EQ(api.Init(swedish_model().parent_path().c_str(), "swe", tesseract::OEM_LSTM_ONLY), 0);
  api.SetVariable("debug_file", "/dev/null");
  api.SetPageSegMode(tesseract::PSM_RAW_LINE);
  const Model model = load_model(swedish_model());
  for (const RecordedLine& recorded : recorded_lines()) {
    const TestImage image = read_image(line_file(recorded.name));
    const LineImage line{image.view(), 0, 0};
    const ReadLine ours = read_lines(model, std::span(&line, 1)).front();
    const std::vector<TheirWord> theirs = words_by_tesseract(api, line_file(recorded.name));
    ASSERT_EQ(ours.words.size(), theirs.size()) << recorded.name;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      EXPECT_EQ(ours.words[i].text, theirs[i].text) << recorded.name;
      EXPECT_NEAR(100.0 * ours.words[i].confidence, static_cast<double>(theirs[i].confidence), 1e-3)
          << recorded.name << " " << theirs[i].text;
    }
  }
}

}  // namespace
}  // namespace atagande::recognise
