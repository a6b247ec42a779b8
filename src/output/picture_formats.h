// Inside the room only: pictures taken out of their files without unpacking them, for formats whose packing PDF shares.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atagande::output {

/// A piece of a picture: the whole, or one strip of a TIFF file.
struct PackedPiece {
  std::string bytes;
  int height_px = 0;
};

/// A picture as PDF would state it.
struct PackedPicture {
  int width_px = 0;
  int height_px = 0;
  int bits = 8;
  std::string colours;              // PDF syntax: "/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "[/Indexed …]"
  std::string filter;               // "/DCTDecode", "/CCITTFaxDecode", "/FlateDecode", "/RunLengthDecode" or empty
  std::string parameters;           // of the filter, "<< … >>" or empty; "%ROWS%" stands for the height of the piece
  bool inverted = false;            // samples run from white to black
  int orientation = 1;              // as TIFF and EXIF number it
  std::vector<PackedPiece> pieces;  // from top to bottom
};

/// None where the format or its packing is another, or the file is damaged.
std::optional<PackedPicture> packed_jpeg(std::string_view bytes);
std::optional<PackedPicture> packed_png(std::string_view bytes);
std::optional<PackedPicture> packed_tiff(std::string_view bytes, int frame);

}  // namespace atagande::output
