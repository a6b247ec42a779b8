// Grey pictures of pages: decoded from foreign files within limits, set upright, and cleaned as far as they need it.
//
// Leptonica decodes; it is confined to this room's .cpp files. All functions are pure and safe to call from any thread.
// Errors: bad_input (damaged or unknown format), limit (too many pixels, said by the header before anything is
// decoded).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/affine.h"
#include "document/document.h"

namespace atagande::image {

/// Row-major bytes from the top left, 0 black to 255 white.
struct GreyImage {
  int width_px = 0;
  int height_px = 0;
  double dpi = 0.0;  // 0: unknown
  std::vector<std::uint8_t> pixels;

  [[nodiscard]] bool empty() const { return pixels.empty(); }
  [[nodiscard]] const std::uint8_t* row(int y) const {
    return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width_px);
  }
  [[nodiscard]] std::uint8_t* row(int y) {
    return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width_px);
  }
  bool operator==(const GreyImage&) const = default;
};

GreyImage make_image(int width_px, int height_px, double dpi, std::uint8_t fill = 255);

/// A picture and the way from its pixels to points of the page.
struct PagePicture {
  GreyImage image;
  Affine to_page;
};

struct Limits {
  std::uint64_t max_pixels = 150'000'000;
  int max_frames = 10'000;
};

/// Whether the bytes begin like a TIFF, PNG, JPEG, JPEG 2000, PNM, BMP, GIF or WebP file; the media type, or empty.
std::string media_type(std::string_view bytes);

/// Pages of a TIFF file; 1 for every other format.
int frame_count(std::string_view bytes, const Limits& limits = {});

/// Frame `frame` from 0, turned as EXIF says, colour as its luminance, transparent parts over white.
GreyImage decode(std::string_view bytes, int frame = 0, const Limits& limits = {});

/// A binary PGM file of the picture.
std::string to_pgm(const GreyImage& image);

/// A PNG file of the picture, as small as it gets fast.
std::string to_png(const GreyImage& image);

/// The part of the picture that shows `box` (in points of the page) and `margin_pt` around it; empty where that lies
/// outside.
GreyImage cropped(const PagePicture& picture, const Box& box, double margin_pt = 0.0);

void invert(GreyImage& image);

/// Turns and mirrors the picture so that its rows run as the page's, and scales it where its pixels are not square or
/// finer than `max_dpi`; `to_page` follows.
void set_upright(PagePicture& picture, double max_dpi = 450.0);

/// Turns the picture clockwise by 90, 180 or 270 degrees; `to_page` follows.
void turn(PagePicture& picture, int degrees);

/// What a picture is like, as far as the choice of a treatment needs it.
struct Quality {
  bool bilevel = false;
  double paper = 255.0;      // grey level of the paper, in the middle of the page
  double paper_slope = 0.0;  // how far the paper level varies over the page, 0 to 255
  double ink = 0.0;          // grey level of the print
  double noise = 0.0;        // standard deviation of the paper, grey levels
  double specks = 0.0;       // lone dark pixels for each dark pixel that is in a component
  double ink_density = 0.0;  // share of pixels darker than halfway between paper and ink
  [[nodiscard]] double contrast() const { return paper - ink; }
  bool blank = false;  // nothing on it but paper
};
Quality measure(const GreyImage& image);

/// The treatments there are, in the order they are applied.
struct Treatment {
  bool remove_specks = false;  // dust; 1-bit pictures are then smoothed to grey
  bool enlarge = false;        // doubles pictures whose print is small in pixels
  bool level_paper = false;    // blurs, divides by the local level of the paper, stretches the ink
  bool deskew = false;
  bool take_out_rules = false;  // by take_out_rules, once the rest is done
  bool operator==(const Treatment&) const = default;
};
Treatment choose_treatment(const Quality& quality);

/// A row of dots such as those that lead from an entry of a list of contents to its page number.
struct Leader {
  Box box;  // in points of the page
  int dots = 0;
  bool spaced = false;  // dots with spaces between
  bool operator==(const Leader&) const = default;
};

/// What was done: not all that was asked for was needed.
struct Treated {
  std::vector<std::string> applied;  // remove_specks, enlarge, smooth, level_paper, deskew
  double turned_degrees = 0.0;       // clockwise, for the print to stand straight
  std::vector<Leader> leaders;       // taken out of the picture together with the specks
};

/// Applies `treatment` to a picture of the given quality; `to_page` follows.
Treated treat(PagePicture& picture, const Treatment& treatment, const Quality& quality);

/// Median height of the components that are about as large as letters and darker than `threshold`; 0 where there are
/// too few. About the height of an x.
double letter_height(const GreyImage& image, int threshold);

/// For those who find lines, not for reading: small print that is too pale for one threshold over the whole picture is
/// made as dark as the rest. For pictures whose paper is white.
GreyImage with_pale_print_darkened(const GreyImage& image);

/// Turns over the rectangles of one dark tone that hold light print, so that all print is dark on light; how many there
/// were. For pictures that lie straight.
int turn_dark_areas_over(PagePicture& picture);

/// Straight printed lines, at least `least_length_pt` long, in points of the page.
std::vector<Rule> find_rules(const PagePicture& picture, double least_length_pt = 36.0);

/// Finds them likewise, also those that a scan tore into dashes, and makes them paper; what crosses them stays. For
/// pictures whose paper is white. A finder of lines takes torn rules for print and loses the print beside them.
std::vector<Rule> take_out_rules(PagePicture& picture, double least_length_pt = 36.0);

/// Pen strokes, such as signatures: connected, thin, larger than print, in points of the page. Straight lines and what
/// lies in the boxes of `type` (words read with confidence) are left out of account.
std::vector<InkRegion> find_pen_strokes(const PagePicture& picture, const std::vector<Box>& type);

}  // namespace atagande::image
