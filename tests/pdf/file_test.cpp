#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <random>

#include "pdf/pdf.h"
#include "pdf_builder.h"

namespace atagande::pdf {
namespace {

using test::PdfBuilder;

std::string one_page(const std::string& contents, const std::string& more = "",
                     const std::string& box = "0 0 595 842") {
  PdfBuilder builder;
  builder.add_page(contents, test::helvetica, box, more);
  return builder.finish();
}

const std::string hello = "BT /F1 12 Tf 72 700 Td (Hej \345\344\366 allihop) Tj ET";

File open_bytes(const std::string& bytes, const Limits& limits = {}) {
  return File::from_bytes(bytes, "a.pdf", limits);
}

template <typename Work>
std::optional<Fault> fault_of(Work work) {
  try {
    work();
  } catch (const Error& error) {
    EXPECT_GT(std::string_view(error.what()).size(), 15U);
    return error.fault();
  }
  return std::nullopt;
}

std::string encrypted(const std::string& pdf, const char* user_password) {
  auto qpdf = QPDF::create();
  qpdf->processMemoryFile("a.pdf", pdf.data(), pdf.size());
  QPDFWriter writer(*qpdf);
  writer.setOutputMemory();
  writer.setR6EncryptionParameters(user_password, "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

TEST(PdfFile, TellsWhatItIs) {
  const File file = open_bytes(one_page(hello));
  EXPECT_EQ(file.info().page_count, 1);
  EXPECT_FALSE(file.info().encrypted);
  EXPECT_FALSE(file.info().digitally_signed);
  EXPECT_TRUE(file.diagnostics().empty());
}

TEST(PdfFile, SeesSignatures) {
  PdfBuilder builder;
  const int value = builder.add("<</Type /Sig /Filter /Adobe.PPKLite /Contents <00> /ByteRange [0 0 0 0]>>");
  const int field = builder.add("<</FT /Sig /T (s) /V " + PdfBuilder::reference(value) + ">>");
  const int empty_field = builder.add("<</FT /Sig /T (s)>>");
  builder.add_page(hello, test::helvetica);
  const auto form = [&](int number) {
    return "/AcroForm <</SigFlags 3 /Fields [" + PdfBuilder::reference(number) + "]>>";
  };
  EXPECT_TRUE(open_bytes(builder.finish(form(field))).info().digitally_signed);
  EXPECT_FALSE(open_bytes(builder.finish(form(empty_field))).info().digitally_signed);
}

TEST(PdfFile, ReadsEncryptedWithoutPassword) {
  const File file = open_bytes(encrypted(one_page(hello), ""));
  EXPECT_TRUE(file.info().encrypted);
  ASSERT_EQ(file.text_layers(1, 1)[0].lines.size(), 1U);
  EXPECT_TRUE(file.content(1).visible_text);
}

TEST(PdfFile, RefusesWithAReason) {
  const std::string good = one_page(hello);
  std::mt19937 random(1);
  std::string noise;
  for (int i = 0; i < 5000; ++i) noise += static_cast<char>(random() % 256);
  EXPECT_EQ(fault_of([&] { return open_bytes(""); }), Fault::bad_input);
  EXPECT_EQ(fault_of([&] { return open_bytes(noise); }), Fault::bad_input);
  EXPECT_EQ(fault_of([&] { return open_bytes(good.substr(0, 60)); }), Fault::bad_input);
  EXPECT_EQ(fault_of([&] { return open_bytes("%PDF-1.7\n"); }), Fault::bad_input);
  EXPECT_EQ(fault_of([&] { return open_bytes(PdfBuilder().finish()); }), Fault::bad_input);
  EXPECT_EQ(fault_of([&] { return open_bytes(encrypted(good, "secret")); }), Fault::encrypted);
  EXPECT_EQ(fault_of([&] { return open_bytes(good).geometry(2); }), Fault::bad_arguments);
  EXPECT_EQ(fault_of([&] { return open_bytes(good).text_layers(1, 2); }), Fault::bad_arguments);
}

TEST(PdfFile, OpensRegularFilesOnly) {
  const auto folder = std::filesystem::temp_directory_path() / ("atagande-pdf-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = folder / "-a b.pdf";
  std::ofstream(path) << one_page(hello);
  EXPECT_EQ(File::open(path).text_layers(1, 1)[0].lines[0].words.size(), 3U);
  EXPECT_EQ(fault_of([&] { return File::open(folder / "none.pdf"); }), Fault::no_access);
  EXPECT_EQ(fault_of([&] { return File::open(folder); }), Fault::no_access);
  const std::string fifo = folder / "fifo";
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_EQ(fault_of([&] { return File::open(fifo); }), Fault::no_access);
  std::ofstream(folder / "empty.pdf").close();
  EXPECT_EQ(fault_of([&] { return File::open(folder / "empty.pdf"); }), Fault::bad_input);
  std::filesystem::remove_all(folder);
}

TEST(PdfFile, MendsADamagedTable) {
  std::string pdf = one_page(hello);
  pdf.replace(pdf.find("startxref\n") + 10, 3, "999");
  const File file = open_bytes(pdf);
  EXPECT_EQ(file.info().page_count, 1);
  ASSERT_EQ(file.diagnostics().size(), 1U);
  EXPECT_EQ(file.diagnostics()[0].code, "pdf_repaired");
}

TEST(PdfFile, GeometryIsAsSeen) {
  const struct {
    const char* box;
    const char* more;
    double width;
    double height;
    int rotation;
  } cases[] = {
      {"0 0 595 842", "", 595, 842, 0},
      {"0 0 595 842", "/Rotate 90", 842, 595, 90},
      {"0 0 595 842", "/Rotate -90", 842, 595, 270},
      {"0 0 595 842", "/Rotate 540", 595, 842, 180},
      {"0 0 595 842", "/Rotate 45", 595, 842, 0},
      {"100 842 0 0", "", 100, 842, 0},
      {"0 0 595 842", "/CropBox [10 20 110 220]", 100, 200, 0},
      {"0 0 595 842", "/CropBox [900 900 910 910]", 595, 842, 0},
      {"0 0 595 842", "/CropBox [500 0 1000 842]", 95, 842, 0},
      {"0 0 595 842", "/UserUnit 2 /Rotate 270", 1684, 1190, 270},
      {"0 0 0 0", "", 612, 792, 0},
  };
  for (const auto& c : cases) {
    const Geometry geometry = open_bytes(one_page("", c.more, c.box)).geometry(1);
    EXPECT_DOUBLE_EQ(geometry.width_pt, c.width) << c.box << c.more;
    EXPECT_DOUBLE_EQ(geometry.height_pt, c.height) << c.box << c.more;
    EXPECT_EQ(geometry.rotation_degrees, c.rotation) << c.box << c.more;
  }
  const File huge = open_bytes(one_page(hello, "", "0 0 200000 200000"));
  EXPECT_EQ(fault_of([&] { return huge.geometry(1); }), Fault::limit);
  EXPECT_EQ(fault_of([&] { return huge.page_image(1); }), Fault::limit);
}

TEST(PdfFile, ManyPages) {
  PdfBuilder builder;
  for (int i = 0; i < 3000; ++i) builder.add_page("", "");
  const File file = open_bytes(builder.finish());
  EXPECT_EQ(file.info().page_count, 3000);
  EXPECT_EQ(file.page_image(3000).origin, ImageOrigin::blank);
}

TEST(PdfFile, ContentIsWhatAReaderSees) {
  const struct {
    const char* what;
    std::string contents;
    bool visible;
    bool hidden;
    bool drawing;
  } cases[] = {
      {"empty", "", false, false, false},
      {"text", hello, true, false, false},
      {"no characters", "BT () Tj ET", false, false, false},
      {"invisible", "BT 3 Tr (a) Tj ET", false, true, false},
      {"invisible ends with Q", "q BT 3 Tr (a) Tj ET Q BT (b) Tj ET", true, true, false},
      {"white ground", "1 g 0 0 595 842 re f", false, false, false},
      {"grey ground", "0.5 g 0 0 595 842 re f", false, false, true},
      {"line", "0 0 m 9 9 l S", false, false, true},
      {"off the page", "-50 -50 20 20 re f", false, false, false},
      {"path without paint", "0 0 m 9 9 l n", false, false, false},
      {"shading", "/S1 sh", false, false, true},
      {"optional part", "/OC /L BDC EMC", false, false, true},
  };
  for (const auto& c : cases) {
    const Content content = open_bytes(one_page(c.contents)).content(1);
    EXPECT_EQ(content.visible_text, c.visible) << c.what;
    EXPECT_EQ(content.hidden_text, c.hidden) << c.what;
    EXPECT_EQ(content.drawing, c.drawing) << c.what;
  }
}

TEST(PdfFile, FormsThatCallThemselvesEnd) {
  PdfBuilder builder;
  const std::string self =
      "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</A 1 0 R /B 1 0 R>>>>";
  builder.add_stream(self, "/A Do /B Do /A Do /B Do");
  builder.add_page("/A Do", "/XObject <</A 1 0 R>>");
  EXPECT_TRUE(open_bytes(builder.finish()).content(1).drawing);
}

TEST(PdfFile, ContentsThatUnpackToTooMuchAreRefused) {
  Limits limits;
  limits.max_content_bytes = 1000;
  const File file = open_bytes(one_page(std::string(5000, ' ')), limits);
  EXPECT_EQ(fault_of([&] { return file.content(1); }), Fault::limit);
}

TEST(PdfFile, TextLiesWhereItIsSeen) {
  // The word's lower left corner is at (72, 700) in user space.
  const struct {
    const char* more;
    double x;
    double y;
  } cases[] = {
      {"", 72, 142},
      {"/CropBox [50 100 500 800]", 22, 100},
      {"/Rotate 180", 595 - 72, 700},
      {"/Rotate 90", 700, 72},
      {"/Rotate 270", 842 - 700, 595 - 72},
      {"/CropBox [50 100 500 800] /Rotate 90", 600, 22},
      {"/UserUnit 2", 144, 284},
  };
  for (const auto& c : cases) {
    const File file = open_bytes(one_page("BT /F1 12 Tf 72 700 Td (Hej) Tj ET", c.more));
    const auto pages = file.text_layers(1, 1);
    ASSERT_EQ(pages[0].lines.size(), 1U) << c.more;
    const Box box = pages[0].lines[0].words[0].box;
    EXPECT_LT(box.x0 - 4, c.x) << c.more;
    EXPECT_GT(box.x1 + 4, c.x) << c.more;
    EXPECT_LT(box.y0 - 4, c.y) << c.more;
    EXPECT_GT(box.y1 + 4, c.y) << c.more;
  }
}

TEST(PdfFile, InvisibleLayersAreToldApart) {
  EXPECT_TRUE(open_bytes(one_page("BT /F1 12 Tf 3 Tr 72 700 Td (Hej) Tj ET")).text_layers(1, 1)[0].invisible);
  EXPECT_FALSE(open_bytes(one_page(hello)).text_layers(1, 1)[0].invisible);
}

TEST(PdfFile, ChildrenAreBounded) {
  Limits limits;
  limits.child_time = std::chrono::milliseconds(0);
  EXPECT_EQ(fault_of([&] { return open_bytes(one_page(hello), limits).render(1); }), Fault::limit);
  limits = {};
  limits.max_pixels = 1000;
  EXPECT_EQ(fault_of([&] { return open_bytes(one_page(hello), limits).render(1); }), Fault::limit);
}

}  // namespace
}  // namespace atagande::pdf
