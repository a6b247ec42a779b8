#include <gtest/gtest.h>

#include "ocr/ocr.h"
#include "pdf_builder.h"

namespace atagande::ocr {
namespace {

// Invented.
const std::vector<std::string> own = {"Polisen lovar att vara synlig kring stationen varje fredag",
                                      "Kommunen ska laga trasiga lampor inom fem arbetsdagar",
                                      "Tillsammans ordnar parterna vandringar genom centrum",
                                      "Grannsamverkan startas under h\\366sten i flera omr\\345den"};
const std::vector<std::string> other = {"Polisen och kommunen ska bes\\366ka alla klasser i grundskolan",
                                        "F\\344ltgruppen arbetar kv\\344llstid under sommarlovet",
                                        "F\\366reningar erbjuds utbildning mot droger och alkohol",
                                        "Uppf\\366ljning redovisas f\\366r n\\344mnden i december"};

pdf::File printed(const std::vector<std::string>& lines) {
  std::string content = "BT /F1 14 Tf 72 700 Td ";
  for (const std::string& line : lines) content += "(" + line + ") Tj 0 -22 Td ";
  test::PdfBuilder builder;
  builder.add_page(content + "ET", test::helvetica, "0 0 595 842");
  return pdf::File::from_bytes(builder.finish(), "printed");
}

LayerFit fit(const pdf::File& picture, const std::vector<Line>& layer) {
  static Engine engine;
  return fit_of_layer(engine, picture_of(picture, 1), layer, 595);
}

std::vector<Line> layer_of(const pdf::File& file) { return file.text_layers(1, 1)[0].lines; }

TEST(FitOfLayer, ItsOwnAndThatOfAnotherPage) {
  const pdf::File page = printed(own);
  EXPECT_EQ(fit(page, layer_of(page)), LayerFit::fits);
  EXPECT_EQ(fit(page, layer_of(printed(other))), LayerFit::stale);
}

TEST(FitOfLayer, MisreadLettersDoNotMakeItStale) {
  const pdf::File page = printed(own);
  std::vector<Line> layer = layer_of(page);
  std::size_t at = 0;
  for (Line& line : layer) {
    for (Word& word : line.words) {
      if (++at % 2 == 0 && word.raw.size() > 3) word.raw = "xi" + word.raw.substr(2);
      if (at % 2 == 1) word.raw.back() = 'c';
    }
  }
  EXPECT_EQ(fit(page, layer), LayerFit::fits);
}

TEST(FitOfLayer, FewWordsDoNotTell) {
  const pdf::File page = printed(own);
  std::vector<Line> layer = layer_of(printed(other));
  layer.resize(1);
  EXPECT_EQ(fit(page, layer), LayerFit::unknown);
  EXPECT_EQ(fit(page, {}), LayerFit::unknown);
}

TEST(FitOfLayer, WordsWherePaperIsBlankAreStale) {
  const pdf::File page = printed(own);
  std::vector<Line> layer = layer_of(printed(other));
  for (Line& line : layer) {
    line.box.y0 += 400;
    line.box.y1 += 400;
    for (Word& word : line.words) {
      word.box.y0 += 400;
      word.box.y1 += 400;
    }
  }
  EXPECT_EQ(fit(page, layer), LayerFit::stale);
}

}  // namespace
}  // namespace atagande::ocr
