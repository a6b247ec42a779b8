// Tesseract in this process, LSTM only, fed grey pictures. Its results are walked word by word; boxes go through the
// picture's map, so that whatever was done to the picture, words lie where a reader sees them.
#include <allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/publictypes.h>
#include <tesseract/resultiterator.h>
#include <unistd.h>

#include <clocale>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "image/pix.h"
#include "ocr/lines.h"
#include "ocr/ocr.h"
#include "ocr/parts.h"
#include "text/text.h"

namespace atagande::ocr {
namespace {

constexpr int least_side_px = 12;
constexpr int candidates_weighed = 8;
constexpr double doubtful_confidence = 0.95;  // the best there is: 0.97

struct TextDeleter {
  void operator()(const char* text) const { delete[] text; }
};

bool readable(const std::string& path) { return access(path.c_str(), R_OK) == 0; }

std::vector<std::string> languages_of(const std::string& joined) {
  std::vector<std::string> languages;
  for (std::size_t at = 0; at <= joined.size();) {
    const std::size_t end = std::min(joined.find('+', at), joined.size());
    languages.push_back(joined.substr(at, end - at));
    at = end + 1;
  }
  return languages;
}

bool holds_all(const std::string& folder, const std::string& languages) {
  for (const std::string& language : languages_of(languages)) {
    if (!readable(std::string(folder).append("/").append(language).append(".traineddata"))) return false;
  }
  return true;
}

// Where line heights were measured: x-height, ascenders and descenders together, as Tesseract sees the row.
double font_size(const tesseract::ResultIterator& at, double step_pt) {
  float height = 0.0F;
  float descenders = 0.0F;
  float ascenders = 0.0F;
  at.RowAttributes(&height, &descenders, &ascenders);
  return std::isfinite(height) && height > 0.0F ? static_cast<double>(height) * step_pt : 0.0;
}

std::optional<Word> word_at(const tesseract::ResultIterator& at, const Affine& to_page) {
  const std::unique_ptr<const char, TextDeleter> raw(at.GetUTF8Text(tesseract::RIL_WORD));
  if (!raw) return std::nullopt;
  Word word;
  word.raw = text::nfc(text::fold_space(raw.get()));
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
  if (word.raw.empty() || !at.BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom)) return std::nullopt;
  word.box = apply(to_page, Box{double(left), double(top), double(right), double(bottom)});
  word.confidence = std::clamp(static_cast<double>(at.Confidence(tesseract::RIL_WORD)) / 100.0, 0.0, 1.0);
  word.font_size_pt = font_size(at, std::hypot(to_page.c, to_page.d));
  return word;
}

void extend(Box& box, const Box& other) {
  if (box.empty()) {
    box = other;
    return;
  }
  box = {std::min(box.x0, other.x0), std::min(box.y0, other.y0), std::max(box.x1, other.x1),
         std::max(box.y1, other.y1)};
}

std::vector<Line> collect(tesseract::ResultIterator& at, const Affine& to_page) {
  std::vector<Line> lines;
  bool open = false;
  do {
    if (at.Empty(tesseract::RIL_WORD)) continue;
    if (at.IsAtBeginningOf(tesseract::RIL_TEXTLINE)) open = false;
    auto word = word_at(at, to_page);
    if (!word) continue;
    if (!open) lines.emplace_back();
    open = true;
    extend(lines.back().box, word->box);
    lines.back().words.push_back(std::move(*word));
  } while (at.Next(tesseract::RIL_WORD));
  return lines;
}

}  // namespace

std::string find_model_folder(const EngineOptions& options) {
  std::vector<std::string> folders;
  if (!options.model_folder.empty()) {
    folders.push_back(options.model_folder);
  } else {
    if (const char* prefix = std::getenv("TESSDATA_PREFIX")) {
      folders.emplace_back(prefix);
      folders.push_back(std::string(prefix) + "/tessdata");
    }
    folders.insert(folders.end(),
                   {"/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata"});
  }
  for (const std::string& folder : folders) {
    if (holds_all(folder, options.language)) return folder;
  }
  return {};
}

struct Engine::State {
  EngineOptions options;
  tesseract::TessBaseAPI api;
  std::optional<recognise::Model> model;  // ours
};

namespace {

// Our recogniser reads one language's model, of the common shape.
std::optional<recognise::Model> own_model(const std::string& folder, const EngineOptions& options) {
  if (options.recogniser != Recogniser::atagande || languages_of(options.language).size() != 1) return std::nullopt;
  const auto kernel = recognise::kernel_named(options.kernel).value_or(recognise::best_kernel());
  try {
    return recognise::load_model(std::filesystem::path(folder) / (options.language + ".traineddata"), kernel);
  } catch (const Error& error) {
    if (error.fault() != Fault::bad_model) throw;
    return std::nullopt;
  }
}

// Part of a row as Tesseract would hand it to its recogniser (the layout merged its words already): the box widened to
// hold ascenders and descenders, and by four pixels. Heights are cut to integers counting upwards from the picture's
// lower edge. Tesseract gives the baseline to us in whole pixels and keeps fractions for itself, so that our upper or
// lower edge may lie a pixel beside its own; the words stay the same, their confidences differ by some thousandths.
recognise::PixelBox crop_of(const tesseract::PageIterator& at, int width, int height, double& row_height) {
  constexpr int padding = 4;
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
  if (!at.BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom)) return {};
  int x1 = 0;
  int y1 = 0;
  int x2 = 0;
  int y2 = 0;
  float rise = 0.0F;
  float descenders = 0.0F;
  float ascenders = 0.0F;
  at.RowAttributes(&rise, &descenders, &ascenders);
  row_height = rise;
  if (at.Baseline(tesseract::RIL_WORD, &x1, &y1, &x2, &y2) && std::isfinite(rise) && rise > 0.0F) {
    const double baseline = height - 0.5 * (y1 + y2);
    bottom = std::max(bottom, height - static_cast<int>(baseline + descenders));
    top = std::min(top, height - static_cast<int>(baseline + rise + descenders));
  }
  return {std::clamp(left - padding, 0, width), std::clamp(top - padding, 0, height),
          std::clamp(right + padding, 0, width), std::clamp(bottom + padding, 0, height)};
}

bool is_text(const tesseract::PageIterator& at) {
  const tesseract::PolyBlockType type = at.BlockType();
  return tesseract::PTIsTextType(type) || type == tesseract::PT_UNKNOWN;
}

std::vector<FoundPart> parts_of(tesseract::PageIterator& at, int width, int height) {
  std::vector<FoundPart> parts;
  bool begins = true;
  do {
    if (at.Empty(tesseract::RIL_WORD) || !is_text(at)) continue;
    begins = begins || at.IsAtBeginningOf(tesseract::RIL_TEXTLINE);
    FoundPart part;
    part.crop = crop_of(at, width, height, part.row_height_px);
    if (part.crop.x1 <= part.crop.x0 || part.crop.y1 <= part.crop.y0) continue;
    part.begins_line = begins;
    begins = false;
    parts.push_back(part);
  } while (at.Next(tesseract::RIL_WORD));
  return parts;
}

InkMap ink_map(Pix* bilevel) {
  InkMap map;
  if (bilevel == nullptr || pixGetDepth(bilevel) != 1) return map;
  map.width = pixGetWidth(bilevel);
  map.height = pixGetHeight(bilevel);
  map.ink.resize(static_cast<std::size_t>(map.width) * static_cast<std::size_t>(map.height));
  const auto words = static_cast<std::size_t>(pixGetWpl(bilevel));
  for (int y = 0; y < map.height; ++y) {
    const l_uint32* line = pixGetData(bilevel) + static_cast<std::size_t>(y) * words;
    auto out = map.ink.begin() + static_cast<std::ptrdiff_t>(y) * map.width;
    for (int x = 0; x < map.width; ++x) *out++ = (line[x >> 5] >> (31 - (x & 31)) & 1U) != 0;
  }
  return map;
}

// As Tesseract tells ink from paper.
InkMap ink_of(tesseract::TessBaseAPI& api, const image::GreyImage& grey) {
  const image::PixPtr bilevel(api.GetThresholdedImage());
  InkMap ink = ink_map(bilevel.get());
  if (ink.width != grey.width_px || ink.height != grey.height_px) {
    ink = {grey.width_px, grey.height_px, {}};
    for (const std::uint8_t pixel : grey.pixels) ink.ink.push_back(pixel < 128);
  }
  return ink;
}

}  // namespace

Engine::Engine(const EngineOptions& options) : state_(std::make_unique<State>()) {
  state_->options = options;
  const std::string folder = find_model_folder(options);
  if (folder.empty()) {
    throw Error(Fault::missing_dependency, "Tesseract's model for \"" + options.language +
                                               "\" is missing; install it with: apt install tesseract-ocr-" +
                                               languages_of(options.language).front());
  }
  setMsgSeverity(L_SEVERITY_NONE);
  const std::vector<std::string> names = {"debug_file"};
  const std::vector<std::string> values = {"/dev/null"};
  if (state_->api.Init(folder.c_str(), options.language.c_str(), tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values,
                       false) != 0) {
    throw Error(Fault::bad_model, "Tesseract cannot load its model for \"" + options.language + "\" in " + folder);
  }
  state_->api.SetPageSegMode(tesseract::PSM_AUTO);
  state_->model = own_model(folder, options);
}

Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Recogniser Engine::recogniser() const { return state_->model ? Recogniser::atagande : Recogniser::tesseract; }

namespace {

[[noreturn]] void out_of_time(std::chrono::milliseconds time) {
  throw Error(Fault::limit, "recognising the page took more than " + std::to_string(time.count() / 1000) +
                                " s; raise the time allowed for a page");
}

void show(tesseract::TessBaseAPI& api, const image::GreyImage& image) {
  api.SetImage(image::to_pix(image).get());  // which it copies
  api.SetSourceResolution(std::clamp(static_cast<int>(std::lround(image.dpi)), 70, 2400));
}

std::vector<Line> read_with_tesseract(tesseract::TessBaseAPI& api, const image::PagePicture& picture,
                                      std::chrono::milliseconds time) {
  show(api, picture.image);
  tesseract::ETEXT_DESC monitor;
  monitor.set_deadline_msecs(static_cast<std::int32_t>(std::max<long long>(time.count(), 1)));
  const int failure = api.Recognize(&monitor);
  if (monitor.deadline_exceeded()) out_of_time(time);
  if (failure != 0) return {};
  const std::unique_ptr<tesseract::ResultIterator> at(api.GetIterator());
  return at ? collect(*at, picture.to_page) : std::vector<Line>{};
}

std::vector<Line> read_with_ours(tesseract::TessBaseAPI& api, const recognise::Model& model, const EngineOptions& asked,
                                 const image::PagePicture& picture, std::chrono::milliseconds time, bool pale_print) {
  const auto begin = std::chrono::steady_clock::now();
  const image::GreyImage& grey = picture.image;
  show(api, pale_print ? image::with_pale_print_darkened(grey) : grey);
  std::unique_ptr<tesseract::PageIterator> at(api.AnalyseLayout(true));
  if (!at) return {};
  const InkMap ink = ink_of(api, grey);
  std::vector<FoundPart> parts = parts_of(*at, grey.width_px, grey.height_px);
  drop_frames(parts);
  split_stacks(parts, ink);
  if (!all_upright(parts, static_cast<int>(grey.dpi / 2))) return read_with_tesseract(api, picture, time);
  at.reset();
  api.Clear();  // two more pictures of the page's size
  drop_doubled(parts, ink);
  mend_rings(parts, ink);
  join_neighbours(parts);
  find_lost(parts, ink);
  std::vector<recognise::LineImage> images;
  for (const FoundPart& part : parts) {
    const recognise::ImageView view{grey.row(part.crop.y0) + part.crop.x0, part.crop.x1 - part.crop.x0,
                                    part.crop.y1 - part.crop.y0, grey.width_px, 1};
    images.push_back({view, part.crop.x0, part.crop.y0});
  }
  if (std::chrono::steady_clock::now() - begin > time) out_of_time(time);
  recognise::ReadOptions options;
  if (asked.alternatives) {
    options.candidates = candidates_weighed;
    options.candidates_below = doubtful_confidence;
    options.propose = asked.propose;
  }
  const std::vector<recognise::ReadLine> readings = recognise::read_lines(model, images, options);
  if (std::chrono::steady_clock::now() - begin > time) out_of_time(time);
  return lines_from(parts, readings, ink, picture.to_page);
}

// Frees the page's results, whatever happens.
class Cleared {
 public:
  explicit Cleared(tesseract::TessBaseAPI& api) : api_(api) {}
  Cleared(const Cleared&) = delete;
  Cleared& operator=(const Cleared&) = delete;
  ~Cleared() { api_.Clear(); }

 private:
  tesseract::TessBaseAPI& api_;
};

}  // namespace

std::vector<Line> Engine::read(const image::PagePicture& picture, std::chrono::milliseconds time, bool pale_print) {
  if (picture.image.width_px < least_side_px || picture.image.height_px < least_side_px) return {};
  tesseract::TessBaseAPI& api = state_->api;
  const Cleared cleared(api);
  if (state_->model) return read_with_ours(api, *state_->model, state_->options, picture, time, pale_print);
  return read_with_tesseract(api, picture, time);
}

std::string Engine::version() { return tesseract::TessBaseAPI::Version(); }

}  // namespace atagande::ocr
