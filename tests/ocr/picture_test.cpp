// The picture taken from a PDF against Poppler's rendering of the same page: the same ink in the same places, for every
// kind of stream, colour space, matrix and rotation.
#include <allheaders.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "image/pix.h"
#include "ocr/ocr.h"
#include "pdf_builder.h"

namespace atagande::ocr {
namespace {

using test::PdfBuilder;

constexpr int width = 240;
constexpr int height = 330;

// An unsymmetrical figure, so that no turn or mirroring maps it to itself.
image::GreyImage figure() {
  image::GreyImage image = image::make_image(width, height, 150, 250);
  const auto fill = [&](int x0, int y0, int x1, int y1, std::uint8_t level) {
    for (int y = y0; y < y1; ++y) std::fill(image.row(y) + x0, image.row(y) + x1, level);
  };
  fill(20, 20, 200, 40, 10);
  fill(20, 40, 40, 300, 10);
  fill(20, 160, 120, 180, 90);
  fill(180, 280, 230, 320, 40);
  return image;
}

std::string bits(const image::GreyImage& image) {
  std::string packed;
  for (int y = 0; y < image.height_px; ++y) {
    std::string row(static_cast<std::size_t>(image.width_px + 7) / 8, '\0');
    for (int x = 0; x < image.width_px; ++x) {
      if (image.row(y)[x] >= 128) row[static_cast<std::size_t>(x) / 8] |= static_cast<char>(0x80 >> (x % 8));
    }
    packed += row;
  }
  return packed;
}

std::string bytes_of(const image::GreyImage& image) {
  return {reinterpret_cast<const char*>(image.pixels.data()), image.pixels.size()};
}

std::string written(const image::GreyImage& image, int format, bool bilevel) {
  const image::PixPtr pix = bilevel ? image::to_bilevel(image, 128) : image::to_pix(image);
  l_uint8* data = nullptr;
  std::size_t size = 0;
  EXPECT_EQ(pixWriteMem(&data, &size, pix.get(), format), 0);
  std::string result(reinterpret_cast<char*>(data), size);
  lept_free(data);
  return result;
}

// The single strip of a TIFF file of ours.
std::string ccitt_strip(const image::GreyImage& image) {
  const std::string tiff = written(image, IFF_TIFF_G4, true);
  const auto number = [&](std::size_t at, std::size_t count) {
    std::size_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8 | static_cast<unsigned char>(tiff[at + i]);
    return value;
  };
  const std::size_t directory = number(4, 4);
  std::size_t offset = 0;
  std::size_t size = 0;
  for (std::size_t i = 0; i < number(directory, 2); ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    const std::size_t value = number(entry + 8, number(entry + 2, 2) == 3 ? 2 : 4);
    if (number(entry, 2) == 273) offset = value;
    if (number(entry, 2) == 279) size = value;
  }
  return tiff.substr(offset, size);
}

const std::string size_entries = "/Type /XObject /Subtype /Image /Width 240 /Height 330 ";

struct Page {
  std::string image_entries = {};
  std::string data = {};
  std::string contents = "q 115.2 0 0 158.4 0 0 cm /I Do Q";
  std::string box = "0 0 115.2 158.4";
  std::string more = {};
};

std::string pdf_of(const Page& page) {
  PdfBuilder builder;
  const int image = builder.add_stream(size_entries + page.image_entries, page.data);
  builder.add_page(page.contents, "/XObject <</I " + PdfBuilder::reference(image) + ">> " + test::helvetica, page.box,
                   page.more);
  return builder.finish();
}

// Mean difference of the two pictures over the page, sampled in points.
double difference(const image::PagePicture& a, const image::PagePicture& b, double width_pt, double height_pt) {
  const auto sample = [](const image::PagePicture& picture, const Affine& to_pixels, double x, double y) {
    const int px = static_cast<int>(std::floor(to_pixels.x(x, y)));
    const int py = static_cast<int>(std::floor(to_pixels.y(x, y)));
    if (px < 0 || py < 0 || px >= picture.image.width_px || py >= picture.image.height_px) return 255;
    return static_cast<int>(picture.image.row(py)[px]);
  };
  const Affine to_a = inverse(a.to_page);
  const Affine to_b = inverse(b.to_page);
  double sum = 0.0;
  int count = 0;
  for (double y = 0.5; y < height_pt; y += 1.0) {
    for (double x = 0.5; x < width_pt; x += 1.0) {
      sum += std::abs(sample(a, to_a, x, y) - sample(b, to_b, x, y));
      ++count;
    }
  }
  return sum / count;
}

void expect_like_rendering(const std::string& what, const Page& page, const std::string& encoding) {
  const pdf::File file = pdf::File::from_bytes(pdf_of(page), what);
  EXPECT_EQ(file.page_image(1).encoding, encoding) << what;
  const pdf::Geometry geometry = file.geometry(1);
  const image::PagePicture taken = picture_of(file, 1);
  const pdf::PageImage rendering = file.render(1);
  const image::PagePicture seen{image::decode(rendering.bytes), rendering.to_page};
  ASSERT_FALSE(taken.image.empty()) << what;
  EXPECT_GT(taken.to_page.a, 0) << what;
  EXPECT_GT(taken.to_page.d, 0) << what;
  EXPECT_LT(difference(taken, seen, geometry.width_pt, geometry.height_pt), 5.0) << what;
}

TEST(Picture, EveryKindOfStream) {
  const image::GreyImage grey = figure();
  const std::string raw = bytes_of(grey);
  std::string colour;
  std::string four;
  for (const char c : raw) {
    colour += std::string(3, c);
    four += std::string(3, '\0') + static_cast<char>(255 - static_cast<unsigned char>(c));
  }
  const std::string jpeg = written(grey, IFF_JFIF_JPEG, false);
  const std::string strip = ccitt_strip(grey);
  const std::string g4 =
      "/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms <</K -1 /Columns 240 /Rows "
      "330 ";
  std::string palette;
  for (int i = 0; i < 256; ++i) {
    const int level = 255 - i;
    palette += "0123456789abcdef"[level / 16];
    palette += "0123456789abcdef"[level % 16];
  }
  std::string inverted = raw;
  for (char& c : inverted) c = static_cast<char>(255 - static_cast<unsigned char>(c));
  expect_like_rendering("grey", {"/BitsPerComponent 8 /ColorSpace /DeviceGray", raw}, "flate");
  expect_like_rendering("grey, decode", {"/BitsPerComponent 8 /ColorSpace /DeviceGray /Decode [1 0]", inverted},
                        "flate");
  expect_like_rendering("RGB", {"/BitsPerComponent 8 /ColorSpace /DeviceRGB", colour}, "flate");
  expect_like_rendering("CMYK", {"/BitsPerComponent 8 /ColorSpace /DeviceCMYK", four}, "flate");
  expect_like_rendering(
      "indexed", {"/BitsPerComponent 8 /ColorSpace [/Indexed /DeviceGray 255 <" + palette + ">]", inverted}, "flate");
  expect_like_rendering("1 bit", {"/BitsPerComponent 1 /ColorSpace /DeviceGray", bits(grey)}, "flate");
  expect_like_rendering("1 bit, decode", {"/BitsPerComponent 1 /ColorSpace /DeviceGray /Decode [1 0]", bits(grey)},
                        "flate");
  expect_like_rendering("stencil", {"/ImageMask true /BitsPerComponent 1", bits(grey)}, "flate");
  expect_like_rendering("JPEG", {"/BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode", jpeg}, "jpeg");
  expect_like_rendering(
      "JPEG, decode", {"/BitsPerComponent 8 /ColorSpace /DeviceGray /Decode [1 0] /Filter [/DCTDecode]", jpeg}, "jpeg");
  expect_like_rendering("G4", {g4 + ">>", strip}, "ccitt");
  expect_like_rendering("G4, black is 1", {g4 + "/BlackIs1 true>>", strip}, "ccitt");
  expect_like_rendering("G4, decode", {g4 + ">> /Decode [1 0]", strip}, "ccitt");
  expect_like_rendering(
      "G4 stencil", {"/ImageMask true /Filter /CCITTFaxDecode /DecodeParms <</K -1 /Columns 240>>", strip}, "ccitt");
  expect_like_rendering("Lab goes to the renderer",
                        {"/BitsPerComponent 8 /ColorSpace [/Lab <</WhitePoint [0.95 1 1.09]>>]", colour}, "rendered");
}

TEST(Picture, EveryPlace) {
  const std::string raw = bytes_of(figure());
  const std::string grey = "/BitsPerComponent 8 /ColorSpace /DeviceGray";
  const struct {
    const char* what;
    std::string contents;
    std::string box;
    std::string more;
  } cases[] = {
      {"turned by the page", "q 115.2 0 0 158.4 0 0 cm /I Do Q", "0 0 115.2 158.4", "/Rotate 90"},
      {"upside down page", "q 115.2 0 0 158.4 0 0 cm /I Do Q", "0 0 115.2 158.4", "/Rotate 180"},
      {"turned left", "q 115.2 0 0 158.4 0 0 cm /I Do Q", "0 0 115.2 158.4", "/Rotate 270"},
      {"turned by its matrix", "q 0 115.2 -158.4 0 158.4 0 cm /I Do Q", "0 0 158.4 115.2", ""},
      {"upside down", "q 115.2 0 0 -158.4 0 158.4 cm /I Do Q", "0 0 115.2 158.4", ""},
      {"mirrored", "q -115.2 0 0 158.4 115.2 0 cm /I Do Q", "0 0 115.2 158.4", ""},
      {"cropped", "q 115.2 0 0 158.4 0 0 cm /I Do Q", "0 0 115.2 158.4", "/CropBox [10 20 100 140]"},
      {"with margins", "q 57.6 0 0 79.2 30 40 cm /I Do Q", "0 0 115.2 158.4", ""},
      {"two matrices", "q 2 0 0 2 0 0 cm q 57.6 0 0 79.2 0 0 cm /I Do Q Q", "0 0 115.2 158.4", ""},
      {"flat pixels", "q 115.2 0 0 79.2 0 0 cm /I Do Q", "0 0 115.2 79.2", ""},
      {"large unit", "q 115.2 0 0 158.4 0 0 cm /I Do Q", "0 0 115.2 158.4", "/UserUnit 2"},
      {"over a white ground and hidden text",
       "1 g 0 0 200 200 re f BT /F1 9 Tf (a) Tj ET q 115.2 0 0 158.4 0 0 cm /I Do Q BT 3 Tr /F1 9 Tf (a) Tj ET",
       "0 0 115.2 158.4", ""},
  };
  for (const auto& c : cases) expect_like_rendering(c.what, {grey, raw, c.contents, c.box, c.more}, "flate");
  expect_like_rendering(
      "with print over it",
      {grey, raw, "q 115.2 0 0 158.4 0 0 cm /I Do Q BT /F1 20 Tf 50 60 Td (X) Tj ET", "0 0 115.2 158.4", ""},
      "rendered");
  expect_like_rendering(
      "clipped", {grey, raw, "0 0 40 40 re W n q 115.2 0 0 158.4 0 0 cm /I Do Q", "0 0 115.2 158.4", ""}, "rendered");
}

TEST(Picture, NestedFormsKeepThePlace) {
  PdfBuilder builder;
  const int image =
      builder.add_stream(size_entries + "/BitsPerComponent 8 /ColorSpace /DeviceGray", bytes_of(figure()));
  const int inner = builder.add_stream("/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources <</XObject <</I " +
                                           PdfBuilder::reference(image) + ">>>>",
                                       "/I Do");
  const int outer = builder.add_stream(
      "/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Matrix [1 0 0 1 5 7] /Resources <</XObject <</F " +
          PdfBuilder::reference(inner) + ">>>>",
      "q 100 0 0 140 0 0 cm /F Do Q");
  builder.add_page("/F Do", "/XObject <</F " + PdfBuilder::reference(outer) + ">>", "0 0 115.2 158.4");
  const pdf::File file = pdf::File::from_bytes(builder.finish(), "forms");
  EXPECT_EQ(file.page_image(1).encoding, "flate");
  const pdf::PageImage rendering = file.render(1);
  EXPECT_LT(difference(picture_of(file, 1), {image::decode(rendering.bytes), rendering.to_page}, 115.2, 158.4), 5.0);
}

TEST(Picture, DamagedStreamsAreRenderedOrRefused) {
  for (const char* filter :
       {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/FlateDecode", "/JBIG2Decode", "/Unknown"}) {
    const pdf::File file = pdf::File::from_bytes(
        pdf_of({std::string("/BitsPerComponent 8 /ColorSpace /DeviceGray /Filter ") + filter, "rubbish"}), filter);
    EXPECT_NO_THROW(picture_of(file, 1)) << filter;
  }
}

TEST(Picture, StatedSizesAreBounded) {
  PdfBuilder builder;
  const int image = builder.add_stream(
      "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x");
  builder.add_page("q 100 0 0 100 0 0 cm /I Do Q", "/XObject <</I " + PdfBuilder::reference(image) + ">>");
  const pdf::File file = pdf::File::from_bytes(builder.finish(), "gigapixels");
  try {
    picture_of(file, 1);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::limit);
  }
}

TEST(Picture, ImageFilesHaveAPageSize) {
  image::GreyImage grey = figure();
  grey.dpi = 150;
  const PageSize stated = size_of(picture_of(written(grey, IFF_PNG, false), 0));
  EXPECT_NEAR(stated.width_pt, 115.2, 0.2);
  EXPECT_NEAR(stated.height_pt, 158.4, 0.2);
  const PageSize taken_for_a4 = size_of(picture_of(image::to_pgm(grey), 0));
  EXPECT_NEAR(taken_for_a4.height_pt, 841.89, 0.2);
}

}  // namespace
}  // namespace atagande::ocr
