// PDF files of strangers: structure through qpdf, page images without decoding them where the page is one picture,
// rendering and text layers through Poppler's tools in child processes.
//
// Meant for a worker that may die: every length is checked and every amount bounded, but the parsers are others'.
// Boxes and maps speak of the page as a reader sees it: origin at the top left of the crop box after /Rotate, points
// of 1/72 inch with /UserUnit applied, y downwards. Pages count from 1. A File is used by one thread at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/affine.h"
#include "document/document.h"

namespace atagande::pdf {

struct Limits {
  double max_page_pt = 15000.0;                // longest side of a page; beyond that Fault::limit
  std::uint64_t max_pixels = 150'000'000;      // of an image or a rendering
  std::uint64_t max_content_bytes = 64 << 20;  // of a page's content streams, unpacked
  int max_form_depth = 16;                     // Form XObjects inside one another
  double render_dpi = 300.0;
  std::chrono::milliseconds child_time{60'000};
};

struct Info {
  int page_count = 0;
  bool encrypted = false;  // and readable with an empty password
  bool digitally_signed = false;
};

struct Geometry {
  double width_pt = 0.0;
  double height_pt = 0.0;
  int rotation_degrees = 0;  // clockwise, as the page states: 0, 90, 180, 270
};

/// What a page is made of, without looking at pixels.
struct Content {
  bool visible_text = false;
  bool hidden_text = false;  // drawn invisibly or beneath a picture of the page
  bool drawing = false;      // lines, areas, shadings, annotations
  int images = 0;
  double image_cover = 0.0;  // share of the page under its largest image, 0 to 1
};

enum class ImageOrigin { blank, embedded, rendered };

/// The picture of a page, still encoded: JPEG, JPEG 2000, TIFF (CCITT) or PGM, by content.
struct PageImage {
  ImageOrigin origin = ImageOrigin::blank;
  std::string bytes;     // empty when blank
  std::string encoding;  // "jpeg", "jpeg2000", "ccitt", "flate", "rendered"; empty when blank
  int width_px = 0;      // as the file states it
  int height_px = 0;
  double dpi = 0.0;       // of the coarser direction
  bool inverted = false;  // samples are to be inverted after decoding
  Affine to_page;         // from pixels (origin at the first sample's corner, y downwards) to points
};

/// What `pdftotext` finds on a page: words in its reading order, no confidence, no bold.
struct TextPage {
  int number = 0;
  std::vector<Line> lines;
  bool invisible = false;  // all of it hidden behind or over the picture of the page: an OCR layer
};

/// An open file. Throws Error: no_access (missing, no permission, not a regular file), encrypted (needs a password),
/// bad_input (empty, cut, no PDF, no pages), limit, missing_dependency (Poppler's tools), internal.
class File {
 public:
  static File open(const std::string& path, const Limits& limits = {});
  static File from_bytes(std::string bytes, const std::string& name, const Limits& limits = {});
  File(File&&) noexcept;
  File& operator=(File&&) noexcept;
  ~File();

  [[nodiscard]] const Info& info() const;
  /// Damage that qpdf mended, so far.
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const;
  [[nodiscard]] Geometry geometry(int page) const;
  [[nodiscard]] Content content(int page) const;
  /// The page's only image as it is in the file if nothing else is seen on the page, else a grey rendering.
  [[nodiscard]] PageImage page_image(int page) const;
  /// A grey rendering of the page at Limits::render_dpi, or less where the page is too large for that.
  [[nodiscard]] PageImage render(int page) const;
  /// The text layers of pages `first` to `last`, one for each page.
  [[nodiscard]] std::vector<TextPage> text_layers(int first, int last) const;

  struct State;

 private:
  explicit File(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Words in lower case that a text of the language is bound to hold, for the verdict; from data, one a line, lines
/// beginning with # are remarks.
struct FunctionWords {
  std::vector<std::string> words;  // sorted
  std::string letters;             // letters the language has and its neighbours lack, from the line "letters: …"
};
FunctionWords read_function_words(std::string_view text);

/// Whether the words of a layer can be trusted, from their letters alone. Fewer than some eight words are judged only
/// by characters that are none. `letters` missing altogether from a hundred words of the language means that a
/// recogniser of another language wrote them (wrong_language); so do few function words. Private-use and control
/// characters, U+FFFD, words of mixed digits and letters or without vowels beyond a share mean damaged.
TextLayer judge(const std::vector<Line>& lines, const FunctionWords& language);

}  // namespace atagande::pdf
