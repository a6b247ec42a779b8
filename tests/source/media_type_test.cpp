#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "source/source.h"
#include "zip_of.h"

namespace atagande {
namespace {

using source::media_type;
using namespace std::string_literals;

TEST(MediaType, IsToldByContent) {
  EXPECT_EQ(media_type("%PDF-1.7\n"), "application/pdf");
  EXPECT_EQ(media_type(std::string(900, '\0') + "%PDF-1.4"), "application/pdf");
  EXPECT_EQ(media_type("II*\0rest"s), "image/tiff");
  EXPECT_EQ(media_type("MM\0*rest"s), "image/tiff");
  EXPECT_EQ(media_type("\x89PNG\r\n\x1A\nrest"), "image/png");
  EXPECT_EQ(media_type("\xFF\xD8\xFF\xE0rest"), "image/jpeg");
  EXPECT_EQ(media_type("\0\0\0\x0CjP  \r\n\x87\nrest"s), "image/jp2");
  EXPECT_EQ(media_type("P5\n10 10\n255\n"), "image/x-portable-anymap");
  EXPECT_EQ(media_type("BM\x10\x20\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0"s), "image/bmp");
  EXPECT_EQ(media_type("GIF89a rest"), "image/gif");
  EXPECT_EQ(media_type("RIFF\x10\0\0\0WEBPVP8 "s), "image/webp");
  EXPECT_EQ(media_type(zip_of({{"word/document.xml", "<x/>"}})), source::docx_media_type);
  EXPECT_EQ(media_type("\n<!-- sida --><!DOCTYPE HTML><html></html>"), "text/html");
  EXPECT_EQ(media_type("<?xml version=\"1.0\"?>\n<html xmlns=\"x\">"), "text/html");
  EXPECT_EQ(media_type("Löften för 2024"), "text/plain");
  EXPECT_EQ(media_type("L\xF6"
                       "ften f\xF6r \xE5r 2024"),
            "text/plain");
  EXPECT_EQ(media_type("\xFF\xFEL\0\xF6\0f\0t\0e\0"s), "text/plain");
  EXPECT_EQ(media_type("x < y och a > b"), "text/plain");
}

TEST(MediaType, ALetterCutByTheSampleDoesNotChangeTheKind) {
  std::string text;
  while (text.size() < 200000) text += "åäö ";
  EXPECT_EQ(media_type(text), "text/plain");
}

TEST(MediaType, RefusesTheRestWithAReason) {
  const auto why = [](const std::string& bytes) -> std::string {
    try {
      return media_type(bytes);
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::bad_input);
      return error.what();
    }
  };
  EXPECT_THAT(why(""), testing::HasSubstr("empty"));
  EXPECT_THAT(why("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1xxxx"), testing::HasSubstr("old Office"));
  EXPECT_THAT(why("{\\rtf1 x}"), testing::HasSubstr("RTF"));
  EXPECT_THAT(why(zip_of({{"a.txt", "a"}})), testing::HasSubstr("ZIP"));
  EXPECT_THAT(why("PK\x03\x04 damaged"), testing::HasSubstr("damaged"));
  std::mt19937 random(3);
  std::string noise;
  for (int i = 0; i < 5000; ++i) noise += static_cast<char>(random());
  EXPECT_THAT(why("x" + noise), testing::HasSubstr("no kind"));
}

}  // namespace
}  // namespace atagande
