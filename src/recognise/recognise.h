// Reads the text of line images with the LSTM model of a .traineddata file.
//
// The outputs are, to the bit, those of Tesseract 5.3 with the same model, and so are words, certainties and boxes of
// its beam search; the work is done for many lines at once. The room knows lines, nothing of pages: who found the lines
// says where each one stands, and gets boxes in the same coordinates.
//
// Units: pixels of the page image, origin at the top left, y downwards. Text is UTF-8 as the model's charset has it.
// A Model is immutable after loading and may be used by any number of threads at once; copies share it. Functions throw
// Error(Fault::bad_model) for a model that is damaged or not of the kind described at load_model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/error.h"

namespace atagande::recognise {

/// Ways to compute the network, slowest first; all give the same bits.
enum class Kernel { portable, avx2, vnni, amx };

/// "portable", "avx2", "vnni", "amx".
std::string_view name(Kernel kernel);

/// The kernel of that name, or none.
std::optional<Kernel> kernel_named(std::string_view name);

/// What this program holds and the processor and the operating system allow, slowest first. Never empty.
std::vector<Kernel> supported_kernels();

/// The last of supported_kernels().
Kernel best_kernel();

struct ModelData;

/// A loaded model. Cheap to copy.
class Model {
 public:
  explicit Model(std::shared_ptr<const ModelData> data) : data_(std::move(data)) {}
  [[nodiscard]] const ModelData& data() const { return *data_; }
  [[nodiscard]] Kernel kernel() const;
  /// Height to which lines are scaled, and outputs a step.
  [[nodiscard]] int line_height() const;
  [[nodiscard]] int classes() const;
  /// The network as the file describes it, such as "[1,48,0,1Ct3,3,16Mp3,3Lfys64Lfx96Lrx96Lfx512O1c1]".
  [[nodiscard]] const std::string& spec() const;

 private:
  std::shared_ptr<const ModelData> data_;
};

/// Reads a .traineddata file: int8 weights, the shape of Tesseract's fast models (convolution, max-pool, column
/// summary, LSTMs along the line, softmax), one code a character, space-delimited script. Anything else is refused with
/// Fault::bad_model, a file that cannot be read with Fault::no_access, a kernel that cannot run here with
/// Fault::bad_arguments.
Model load_model(const std::filesystem::path& file, Kernel kernel = best_kernel());
Model load_model(std::span<const std::byte> bytes, Kernel kernel = best_kernel());

/// Pixels of the caller, 8 bits a sample: one channel (grey, 0 is black) or three (red, green, blue). Must stay as long
/// as the call that takes it.
struct ImageView {
  const std::uint8_t* pixels = nullptr;
  int width = 0;
  int height = 0;
  std::ptrdiff_t stride = 0;  // bytes from one row to the next
  int channels = 1;
};

/// Half-open: x1 and y1 lie outside.
struct PixelBox {
  int x0 = 0;
  int y0 = 0;
  int x1 = 0;
  int y1 = 0;
  bool operator==(const PixelBox&) const = default;
};

/// One line to read; (left, top) is where its first pixel stands on the page.
struct LineImage {
  ImageView image;
  int left = 0;
  int top = 0;
};

/// A row of words as a layout found it, left to right, with the line it stands on.
struct TextRow {
  std::vector<PixelBox> words;
  double baseline_x0 = 0.0;  // two points of the baseline
  double baseline_y0 = 0.0;
  double baseline_x1 = 0.0;
  double baseline_y1 = 0.0;
  double x_height = 0.0;
  double ascender = 0.0;   // rise of tall letters above the x-height
  double descender = 0.0;  // depth of long letters below the baseline, not negative
};

/// The parts of a row to read as one line each, as Tesseract 5.3 cuts them: words are taken together unless a gap of
/// more than twice the line's height parts them or one is too high, the box is widened to hold ascenders and descenders
/// and by 4 px all around, and clipped to the page.
std::vector<PixelBox> line_crops(const TextRow& row, int page_width, int page_height);

/// The part of a page inside `box`, which is clipped to the page first.
LineImage crop(const ImageView& page, const PixelBox& box);

/// One reading of a character's place, with the share of the output given to it.
struct Choice {
  std::string text;
  double probability = 0.0;
  bool operator==(const Choice&) const = default;
};

/// One reading of a word's place. Logarithms are natural and of the sum over all ways to read the same text; their
/// differences are what weighs a candidate against another.
struct WordCandidate {
  std::string text;
  double log_probability = 0.0;
  bool operator==(const WordCandidate&) const = default;
};

/// Names texts that could stand where `read` was read, for the network to weigh. Must be pure; it is called on the
/// thread that reads, line by line in no certain order.
using ProposeWords = std::function<std::vector<std::string>(std::string_view read)>;

struct ReadCharacter {
  std::string text;
  PixelBox box;                 // as the time steps tell; as high as the line image
  double confidence = 0.0;      // 0 to 1
  float certainty = 0.0F;       // log probability of its weakest step, at most -0.085
  float rating = 0.0F;          // sum of its steps' negated log probabilities
  std::vector<Choice> choices;  // best first, on request
  bool operator==(const ReadCharacter&) const = default;
};

struct ReadWord {
  std::string text;
  std::vector<ReadCharacter> characters;
  PixelBox box;
  bool space_before = false;
  double confidence = 0.0;       // 0 to 1
  float certainty = 0.0F;        // least of its characters
  float space_certainty = 0.0F;  // least of the spaces around it; 0 at a line's end
  float rating = 0.0F;
  int permuter = 0;  // what bore it out: 1 punctuation, 2 no dictionary, 6 number, 8 dictionary word
  std::vector<WordCandidate> candidates;  // on request, the network's own reading first
  bool operator==(const ReadWord&) const = default;
};

enum class LineState {
  read,
  too_small,  // lower or narrower than 3 px after scaling: nothing was read
  too_large,  // more steps than ReadOptions::most_steps: nothing was read
};

struct ReadLine {
  LineState state = LineState::read;
  std::vector<ReadWord> words;
  bool inverted = false;       // light text on dark ground
  int steps = 0;               // of the network along the line
  double step_px = 0.0;        // width of a step on the page
  std::vector<float> outputs;  // steps x classes probabilities, on request
  bool operator==(const ReadLine&) const = default;
};

struct ReadOptions {
  int choices = 0;                // characters listed at each place
  int candidates = 0;             // readings listed of each word, the best ones of the network
  ProposeWords propose;           // further ones, listed after these with what the network gives them
  double candidates_below = 2.0;  // only words of less confidence than this are asked about
  bool outputs = false;           // keep the network's outputs
  bool dictionary = true;         // let the model's dictionaries weigh
  double invert_threshold = 0.7;  // lines read with less mean confidence are tried inverted; 0: never
  int most_steps = 20'000;        // of one line; a step is 3 columns of the line scaled to the model's height
  std::size_t batch_bytes = std::size_t{24} << 20U;  // maps of the lines read at once; a single line may exceed it
};

/// Reads all lines; the result has one entry a line, in the same order. What a line gives depends on nothing but the
/// line.
std::vector<ReadLine> read_lines(const Model& model, std::span<const LineImage> lines, const ReadOptions& options = {});

/// The words of a line with single spaces where the line has them.
std::string text_of(const ReadLine& line);

}  // namespace atagande::recognise
