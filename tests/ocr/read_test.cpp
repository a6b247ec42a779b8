#include <gtest/gtest.h>

#include "ocr/ocr.h"
#include "pdf_builder.h"

namespace atagande::ocr {
namespace {

Engine& engine(Recogniser recogniser = Recogniser::atagande) {
  static Engine ours({.language = "swe", .model_folder = "", .recogniser = Recogniser::atagande});
  static Engine theirs({.language = "swe", .model_folder = "", .recogniser = Recogniser::tesseract});
  return recogniser == Recogniser::atagande ? ours : theirs;
}

pdf::File printed(const std::string& more = "") {
  test::PdfBuilder builder;
  builder.add_page(
      "BT /F1 14 Tf 72 700 Td (Polisen lovar att \\366ka sin n\\344rvaro p\\345 torget) Tj 0 -24 Td (varje fredag "
      "under \\345ret.) Tj ET "
      "1 w 72 600 m 500 600 l S",
      test::helvetica, "0 0 595 842", more);
  return pdf::File::from_bytes(builder.finish(), "printed");
}

std::string text_of(const Page& page) {
  std::string text;
  for (const Line& line : page.lines) {
    for (const Word& word : line.words) text += word.raw + " ";
  }
  return text;
}

class ReadBy : public testing::TestWithParam<Recogniser> {};

TEST_P(ReadBy, WordsWithBoxesAndConfidences) {
  const pdf::File file = printed();
  EXPECT_EQ(engine(GetParam()).recogniser(), GetParam());
  const Page page = read_page(engine(GetParam()), picture_of(file, 1), 1, 595, 842);
  EXPECT_EQ(text_of(page), "Polisen lovar att öka sin närvaro på torget varje fredag under året. ");
  EXPECT_EQ(page.text_source, TextSource::ocr);
  ASSERT_TRUE(page.ocr_confidence.has_value());
  EXPECT_GT(*page.ocr_confidence, 0.8);
  // The text layer of the same page says where the words are.
  const std::vector<Line> layer = file.text_layers(1, 1)[0].lines;
  ASSERT_EQ(layer.size(), page.lines.size());
  for (std::size_t i = 0; i < layer.size(); ++i) {
    ASSERT_EQ(layer[i].words.size(), page.lines[i].words.size());
    for (std::size_t k = 0; k < layer[i].words.size(); ++k) {
      EXPECT_NEAR(layer[i].words[k].box.x0, page.lines[i].words[k].box.x0, 3.0);
      EXPECT_NEAR(layer[i].words[k].box.x1, page.lines[i].words[k].box.x1, 3.0);
      EXPECT_NEAR(page.lines[i].words[k].font_size_pt, 14.0, 3.0);
    }
  }
  ASSERT_EQ(page.rules.size(), 1U);
  EXPECT_NEAR(page.rules[0].box.x0, 72, 2);
  EXPECT_NEAR(page.rules[0].box.x1, 500, 2);
  EXPECT_NEAR(page.rules[0].box.y0, 242, 2);
}

INSTANTIATE_TEST_SUITE_P(Both, ReadBy, testing::Values(Recogniser::tesseract, Recogniser::atagande));

TEST(Read, BothRecognisersReadTheSame) {
  for (const char* more : {"", "/Rotate 90", "/Rotate 180"}) {
    const pdf::File file = printed(more);
    const pdf::Geometry size = file.geometry(1);
    ReadOptions options;
    options.time = std::chrono::hours(1);  // a loaded machine must not cut the search for the orientation short
    const Page ours = read_page(engine(), picture_of(file, 1), 1, size.width_pt, size.height_pt, options);
    const Page theirs =
        read_page(engine(Recogniser::tesseract), picture_of(file, 1), 1, size.width_pt, size.height_pt, options);
    EXPECT_EQ(text_of(ours), text_of(theirs)) << more;
    ASSERT_EQ(ours.lines.size(), theirs.lines.size()) << more;
    for (std::size_t i = 0; i < ours.lines.size(); ++i) {
      for (std::size_t k = 0; k < ours.lines[i].words.size(); ++k) {
        // How the font is drawn decides whether both cut the row at the same pixel, see crop_of in engine.cpp.
        EXPECT_NEAR(*ours.lines[i].words[k].confidence, *theirs.lines[i].words[k].confidence, 0.02) << more;
      }
    }
  }
}

TEST(Read, TurnedPagesComeOutUpright) {
  // The page's contents are turned, but nothing in the file says so.
  const struct {
    const char* matrix;
    const char* box;
    double width;
    double height;
    int rotation;
  } cases[] = {
      {"-1 0 0 -1 595 842 cm", "0 0 595 842", 595, 842, 180},
      {"0 1 -1 0 842 0 cm", "0 0 842 595", 842, 595, 90},
      {"0 -1 1 0 0 595 cm", "0 0 842 595", 842, 595, 270},
  };
  for (const auto& c : cases) {
    test::PdfBuilder builder;
    builder.add_page(
        std::string(c.matrix) +
            " BT /F1 14 Tf 72 700 Td (Polisen lovar att \\366ka sin n\\344rvaro p\\345 torget) Tj 0 -24 Td "
            "(varje fredag under \\345ret och h\\344lsa p\\345 skolor) Tj ET",
        test::helvetica, c.box);
    const pdf::File file = pdf::File::from_bytes(builder.finish(), "turned");
    ReadOptions options;
    options.time = std::chrono::hours(1);
    const Page page = read_page(engine(), picture_of(file, 1), 1, c.width, c.height, options);
    EXPECT_EQ(page.rotation_degrees, c.rotation);
    EXPECT_EQ(page.width_pt, 595) << c.rotation;
    EXPECT_EQ(page.height_pt, 842) << c.rotation;
    ASSERT_EQ(page.lines.size(), 2U) << c.rotation;
    EXPECT_EQ(page.lines[0].words[0].raw, "Polisen") << c.rotation;
    EXPECT_NEAR(page.lines[0].box.x0, 72, 3) << c.rotation;
    EXPECT_NEAR(page.lines[0].box.y1, 142, 5) << c.rotation;
  }
}

TEST(Read, BlankPagesAreNotRead) {
  test::PdfBuilder builder;
  builder.add_page("", "");
  const Page page = read_page(engine(), picture_of(pdf::File::from_bytes(builder.finish(), "blank"), 1), 3, 595, 842);
  EXPECT_EQ(page.number, 3);
  EXPECT_TRUE(page.lines.empty());
  EXPECT_EQ(page.text_source, TextSource::none);
}

TEST(Read, PicturesOfAnySize) {
  for (const auto& [width, height] : {std::pair{1, 1}, {1, 500}, {500, 1}, {13, 13}, {3, 2000}}) {
    image::PagePicture picture{image::make_image(width, height, 300), {}};
    for (std::size_t i = 0; i < picture.image.pixels.size(); i += 3) picture.image.pixels[i] = 0;
    EXPECT_NO_THROW(read_page(engine(), picture, 1, width, height)) << width << "×" << height;
  }
}

TEST(Read, TimeIsBounded) {
  const pdf::File file = printed();
  ReadOptions options;
  options.time = std::chrono::milliseconds(1);
  try {
    read_page(engine(), picture_of(file, 1), 1, 595, 842, options);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::limit);
  }
  EXPECT_NE(text_of(read_page(engine(), picture_of(file, 1), 1, 595, 842)), "");
}

// The work of further readings is counted in pixels: with room for one reading only, a page on its head stays so.
TEST(Read, FurtherReadingsAreWithinTheWorkAllowed) {
  test::PdfBuilder builder;
  builder.add_page(
      "-1 0 0 -1 595 842 cm BT /F1 14 Tf 72 700 Td (Polisen lovar att \\366ka sin n\\344rvaro p\\345 torget) Tj 0 -24 "
      "Td "
      "(varje fredag under \\345ret och h\\344lsa p\\345 skolor) Tj ET",
      test::helvetica, "0 0 595 842");
  const pdf::File file = pdf::File::from_bytes(builder.finish(), "turned");
  ReadOptions options;
  options.time = std::chrono::hours(1);
  EXPECT_EQ(read_page(engine(), picture_of(file, 1), 1, 595, 842, options).rotation_degrees, 180);
  options.most_pixels = 1;
  const Page once = read_page(engine(), picture_of(file, 1), 1, 595, 842, options);
  EXPECT_EQ(once.rotation_degrees, 0);
  EXPECT_TRUE(once.diagnostics.empty());
}

TEST(Read, MissingLanguagesAreNamed) {
  try {
    EngineOptions options;
    options.language = "tlh";
    const Engine none(options);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::missing_dependency);
    EXPECT_NE(std::string_view(error.what()).find("apt install tesseract-ocr-tlh"), std::string_view::npos);
  }
}

}  // namespace
}  // namespace atagande::ocr
