// Tesseract in this process, LSTM only, fed grey pictures. Its results are walked word by word; boxes go through the
// picture's map, so that whatever was done to the picture, words lie where a reader sees them.
#include <allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>
#include <unistd.h>

#include <clocale>
#include <cmath>
#include <cstdlib>

#include "image/pix.h"
#include "ocr/ocr.h"
#include "text/text.h"

namespace atagande::ocr {
namespace {

constexpr int least_side_px = 12;

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
    if (!readable(folder + "/" + language + ".traineddata")) return false;
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
  tesseract::TessBaseAPI api;
};

Engine::Engine(const EngineOptions& options) : state_(std::make_unique<State>()) {
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
}

Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

std::vector<Line> Engine::read(const image::PagePicture& picture, std::chrono::milliseconds time) {
  if (picture.image.width_px < least_side_px || picture.image.height_px < least_side_px) return {};
  const image::PixPtr pix = image::to_pix(picture.image);
  state_->api.SetImage(pix.get());
  state_->api.SetSourceResolution(std::clamp(static_cast<int>(std::lround(picture.image.dpi)), 70, 2400));
  tesseract::ETEXT_DESC monitor;
  monitor.set_deadline_msecs(static_cast<std::int32_t>(std::max<long long>(time.count(), 1)));
  const int failure = state_->api.Recognize(&monitor);
  if (monitor.deadline_exceeded()) {
    state_->api.Clear();
    throw Error(Fault::limit, "recognising the page took more than " + std::to_string(time.count() / 1000) +
                                  " s; raise the time allowed for a page");
  }
  std::vector<Line> lines;
  if (failure == 0) {
    const std::unique_ptr<tesseract::ResultIterator> at(state_->api.GetIterator());
    if (at) lines = collect(*at, picture.to_page);
  }
  state_->api.Clear();
  return lines;
}

std::string Engine::version() { return tesseract::TessBaseAPI::Version(); }

}  // namespace atagande::ocr
