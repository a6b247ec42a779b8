// Pictures of pages to words: where a page's picture comes from, what is done to it, and what Tesseract reads on it.
//
// Tesseract is confined to engine.cpp. An Engine belongs to one thread; make one a worker and keep it, for it takes a
// sixth of a second to start. Set OMP_THREAD_LIMIT=1 in the environment before the process starts.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "image/image.h"
#include "pdf/pdf.h"

namespace atagande::ocr {

/// Who reads the lines: Tesseract's recogniser, or ours (recognise/), which gives the same words several times faster.
/// Tesseract finds the lines for both.
enum class Recogniser { tesseract, atagande };

struct EngineOptions {
  std::string language = "swe";
  std::string model_folder;  // of *.traineddata; empty: $TESSDATA_PREFIX, then where Debian keeps them
  Recogniser recogniser = Recogniser::atagande;
  std::string kernel = "auto";  // how ours computes the network, by recognise::name; all give the same bits
  bool alternatives = true;     // weigh other readings of doubtful words, for Word::alternatives; ours only
  /// Names words that could stand where one was read; what our recogniser gives them is put among the alternatives.
  std::function<std::vector<std::string>(std::string_view read)> propose = nullptr;
};

/// The first folder holding the model of `language`, or empty.
std::string find_model_folder(const EngineOptions& options);

/// Tesseract with its model loaded, and our recogniser with the same model where that is asked for and can read it.
/// Throws Error: missing_dependency (no such model), bad_model.
class Engine {
 public:
  explicit Engine(const EngineOptions& options = {});
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  /// Lines in Tesseract's reading order; boxes in points of the page, confidences from 0 to 1, font sizes from the
  /// rows. Throws Error limit when `time` is over. With `pale_print`, lines are looked for in a picture whose small
  /// pale print was darkened; the picture's paper must be white.
  std::vector<Line> read(const image::PagePicture& picture, std::chrono::milliseconds time, bool pale_print = false);
  /// The one in use: Tesseract's where our recogniser cannot read the model.
  [[nodiscard]] Recogniser recogniser() const;
  /// Of Tesseract.
  [[nodiscard]] static std::string version();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The picture of a page of a PDF, upright; an empty image where the page is blank. A picture that cannot be decoded is
/// rendered.
image::PagePicture picture_of(const pdf::File& file, int page, const image::Limits& limits = {});

/// The picture of a frame of an image file, upright. Where the file states no believable resolution, its longer side is
/// taken for that of an A4 page.
image::PagePicture picture_of(std::string_view bytes, int frame, const image::Limits& limits = {});

struct ReadOptions {
  std::chrono::milliseconds time{120'000};
  std::uint64_t most_pixels = 150'000'000;  // read for one page, all readings together; the first is always done
  bool treat = true;                        // choose and apply treatments
  bool find_orientation = true;             // where reading fails, try the page turned
  int stated_rotation_degrees = 0;          // what the file states and `picture` follows already
  image::PagePicture* seen = nullptr;       // takes the picture as the recogniser saw it
};

/// Reads a page: lines, rules, treatment, skew (clockwise positive), confidence. `number` names it; its size is
/// `width_pt` × `height_pt`. Words beyond the page's edges are left out.
///
/// A page that is not blank and yet gives no word says so in its diagnostics.
///
/// Where little can be made out, the page is read turned by 180 degrees, or by 90 and 270, and then otherwise treated;
/// the best reading stays, by the confidence of its words. How many readings there are is a matter of their pixels, not
/// of the clock, so that the same picture comes out the same on any machine; where a second reading runs out of time
/// all the same, the best before it stays and the diagnostic "reading_cut_short" says so. A page that was turned comes
/// out as a reader wants to see it: its size and boxes are those of the upright page and `rotation_degrees` is the
/// stated rotation and the turn together.
Page read_page(Engine& engine, const image::PagePicture& picture, int number, double width_pt, double height_pt,
               const ReadOptions& options = {});

/// Whether a text layer belongs to the picture of its page. unknown: the layer says too little, or too little of the
/// picture could be read.
enum class LayerFit { unknown, fits, stale };

/// Reads a strip of the picture, where the layer has most words, and compares. `width_pt` is the page's.
LayerFit fit_of_layer(Engine& engine, const image::PagePicture& picture, const std::vector<Line>& layer,
                      double width_pt, std::chrono::milliseconds time = std::chrono::milliseconds{60'000});

/// Size in points of a picture of an image file.
struct PageSize {
  double width_pt = 0.0;
  double height_pt = 0.0;
};
PageSize size_of(const image::PagePicture& picture);

/// Mean confidence over words, weighted by characters; none where no word has one.
std::optional<double> mean_confidence(const std::vector<Line>& lines);

}  // namespace atagande::ocr
