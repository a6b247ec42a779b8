// One page: its picture found and set upright, measured, treated as it needs, read.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "ocr/leaders.h"
#include "ocr/ocr.h"
#include "ocr/through.h"
#include "text/text.h"

namespace atagande::ocr {
namespace {

constexpr double a4_long_side_pt = 841.89;
constexpr double least_believable_dpi = 96.0;
constexpr double most_believable_dpi = 1300.0;
constexpr double outside_tolerance_pt = 2.0;
constexpr double doubtful_orientation = 0.62;  // mean confidence below which a page may stand on its head
constexpr double doubtful_treatment = 0.75;
constexpr double sure_type = 0.6;
constexpr double upright_advantage = 0.5;  // share of a sideways reading's worth that an upright one must reach

image::PagePicture decoded(const pdf::PageImage& source, const image::Limits& limits) {
  image::PagePicture picture{image::decode(source.bytes, 0, limits), source.to_page};
  if (source.inverted) image::invert(picture.image);
  // The stream may hold another size than the dictionary states; viewers stretch it to its place.
  const double sx = static_cast<double>(source.width_px) / picture.image.width_px;
  const double sy = static_cast<double>(source.height_px) / picture.image.height_px;
  picture.to_page = then(Affine{sx, 0, 0, sy, 0, 0}, picture.to_page);
  image::set_upright(picture);
  return picture;
}

bool lies_on(const Box& box, double width_pt, double height_pt) {
  const double x = 0.5 * (box.x0 + box.x1);
  const double y = 0.5 * (box.y0 + box.y1);
  return x > -outside_tolerance_pt && y > -outside_tolerance_pt && x < width_pt + outside_tolerance_pt &&
         y < height_pt + outside_tolerance_pt;
}

void drop_outside(std::vector<Line>& lines, double width_pt, double height_pt) {
  for (Line& line : lines) {
    std::erase_if(line.words, [&](const Word& word) { return !lies_on(word.box, width_pt, height_pt); });
  }
  std::erase_if(lines, [](const Line& line) { return line.words.empty(); });
}

}  // namespace

image::PagePicture picture_of(const pdf::File& file, int page, const image::Limits& limits) {
  const pdf::PageImage source = file.page_image(page);
  if (source.origin == pdf::ImageOrigin::blank) return {};
  if (source.origin == pdf::ImageOrigin::embedded) {
    try {
      return decoded(source, limits);
    } catch (const Error& error) {
      if (error.fault() != Fault::bad_input) throw;  // a renderer may mend what a decoder refuses
    }
    return decoded(file.render(page), limits);
  }
  return decoded(source, limits);
}

image::PagePicture picture_of(std::string_view bytes, int frame, const image::Limits& limits) {
  image::PagePicture picture{image::decode(bytes, frame, limits), {}};
  const double dpi = picture.image.dpi;
  const double longest = std::max(picture.image.width_px, picture.image.height_px);
  const bool believable = dpi >= least_believable_dpi && dpi <= most_believable_dpi && longest * 72.0 / dpi <= 2400.0;
  const double step = believable ? 72.0 / dpi : a4_long_side_pt / longest;
  picture.to_page = {step, 0, 0, step, 0, 0};
  image::set_upright(picture);
  return picture;
}

PageSize size_of(const image::PagePicture& picture) {
  const Box box = apply(picture.to_page, Box{0, 0, double(picture.image.width_px), double(picture.image.height_px)});
  return {box.width(), box.height()};
}

std::optional<double> mean_confidence(const std::vector<Line>& lines) {
  double sum = 0.0;
  double weight = 0.0;
  for (const Line& line : lines) {
    for (const Word& word : line.words) {
      if (!word.confidence) continue;
      const auto characters = static_cast<double>(text::code_points_before(word.raw, word.raw.size()));
      sum += *word.confidence * characters;
      weight += characters;
    }
  }
  if (weight <= 0.0) return std::nullopt;
  return sum / weight;
}

namespace {

using Clock = std::chrono::steady_clock;

// One reading of the page.
struct Attempt {
  std::vector<Line> lines;
  std::vector<std::string> applied;
  double skew_degrees = 0.0;
  int turn_degrees = 0;
  std::vector<Rule> rules;
  image::PagePicture picture;
};

// From the page's points to those of the page turned clockwise.
Affine page_turn(int degrees, double width_pt, double height_pt) {
  switch (degrees) {
    case 90:
      return {0, 1, -1, 0, height_pt, 0};
    case 180:
      return {-1, 0, 0, -1, width_pt, height_pt};
    case 270:
      return {0, -1, 1, 0, 0, width_pt};
    default:
      return {};
  }
}

// What is read with confidence counts for a reading, what is guessed against it.
double worth(const std::vector<Line>& lines) {
  constexpr double guess = 0.4;
  double sum = 0.0;
  for (const Line& line : lines) {
    for (const Word& word : line.words) {
      if (!word.confidence) continue;  // counted in the picture, not read
      sum += (*word.confidence - guess) * static_cast<double>(word.raw.size());
    }
  }
  return sum;
}

// Share of the words that stand taller than wide although they are long: print that runs up or down.
double share_of_tall_words(const std::vector<Line>& lines) {
  double tall = 0.0;
  double all = 0.0;
  for (const Line& line : lines) {
    for (const Word& word : line.words) {
      if (word.raw.size() < 4) continue;
      all += 1.0;
      tall += word.box.height() > 1.5 * word.box.width() ? 1.0 : 0.0;
    }
  }
  return all > 0.0 ? tall / all : 0.0;
}

class Reader {
 public:
  Reader(Engine& engine, const image::PagePicture& picture, double width_pt, double height_pt,
         const ReadOptions& options)
      : engine_(engine),
        picture_(picture),
        width_(width_pt),
        height_(height_pt),
        options_(options),
        begin_(Clock::now()) {}

  [[nodiscard]] Attempt attempt(int turn_degrees, const image::Treatment& treatment, const image::Quality& quality) {
    Attempt result;
    result.turn_degrees = turn_degrees;
    result.picture = picture_;
    image::turn(result.picture, turn_degrees);
    result.picture.to_page = then(result.picture.to_page, page_turn(turn_degrees, width_, height_));
    image::Treated treated = image::treat(result.picture, treatment, quality);
    result.skew_degrees = -treated.turned_degrees;
    result.applied = std::move(treated.applied);
    // Where the paper had to be levelled, a band's ground is no longer of one tone.
    if (options_.treat && !treatment.level_paper && image::turn_dark_areas_over(result.picture) > 0) {
      result.applied.emplace_back("turn_dark_areas_over");
    }
    result.rules = treatment.take_out_rules ? image::take_out_rules(result.picture) : image::find_rules(result.picture);
    if (treatment.take_out_rules && !result.rules.empty()) result.applied.emplace_back("take_out_rules");
    result.lines = engine_.read(result.picture, options_.time - elapsed(), treatment.level_paper);
    put_back(treated.leaders, result.lines);
    const bool sideways = turn_degrees % 180 != 0;
    drop_outside(result.lines, sideways ? height_ : width_, sideways ? width_ : height_);
    return result;
  }

  /// Whether another reading is within the work a page may cost.
  [[nodiscard]] bool may_read_again(int readings) const {
    const std::uint64_t pixels = picture_.image.pixels.size();
    return !out_of_time && pixels * static_cast<std::uint64_t>(readings + 1) <= options_.most_pixels;
  }

  bool out_of_time = false;  // a reading other than the first was cut short

 private:
  [[nodiscard]] std::chrono::milliseconds elapsed() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin_);
  }

  Engine& engine_;
  const image::PagePicture& picture_;
  double width_;
  double height_;
  const ReadOptions& options_;
  Clock::time_point begin_;
};

bool in_doubt(const Attempt& attempt, double confidence) {
  return mean_confidence(attempt.lines).value_or(0.0) < confidence;
}

Attempt best_attempt(Reader& reader, const image::Quality& quality, const ReadOptions& options) {
  const image::Treatment chosen = options.treat ? image::choose_treatment(quality) : image::Treatment{};
  Attempt best = reader.attempt(0, chosen, quality);
  int readings = 1;
  const auto try_also = [&](int degrees, const image::Treatment& treatment, double advantage) {
    if (!reader.may_read_again(readings)) return;
    ++readings;
    try {
      Attempt other = reader.attempt(degrees, treatment, quality);
      if (worth(other.lines) > advantage * worth(best.lines)) best = std::move(other);
    } catch (const Error& error) {
      if (error.fault() != Fault::limit) throw;
      reader.out_of_time = true;
    }
  };
  if (options.find_orientation && share_of_tall_words(best.lines) > 0.5) {
    // Tesseract may read sideways print as well as upright print, but its lines are none to arrange a page by.
    try_also(90, chosen, upright_advantage);
    try_also(270, chosen, best.turn_degrees == 0 ? upright_advantage : 1.0);
  } else if (options.find_orientation) {
    for (const int degrees : {180, 90, 270}) {
      if (in_doubt(best, doubtful_orientation)) try_also(degrees, chosen, 1.0);
    }
  }
  if (options.treat && !quality.bilevel && in_doubt(best, doubtful_treatment)) {
    image::Treatment other = chosen;
    other.level_paper = !chosen.level_paper;
    other.take_out_rules = other.level_paper;
    try_also(best.turn_degrees, other, 1.0);
  }
  return best;
}

// Boxes of the words that are surely print.
std::vector<Box> type_on(const Page& page) {
  std::vector<Box> boxes;
  for (const Line& line : page.lines) {
    for (const Word& word : line.words) {
      if (word.confidence.value_or(0.0) >= sure_type && word.raw.size() >= 2) boxes.push_back(word.box);
    }
  }
  return boxes;
}

// Takes out what was made of handwriting.
void drop_written(Page& page) {
  const auto written = [&](const Word& word) {
    if (word.confidence.value_or(1.0) >= sure_type) return false;
    const double x = 0.5 * (word.box.x0 + word.box.x1);
    const double y = 0.5 * (word.box.y0 + word.box.y1);
    return std::any_of(page.ink.begin(), page.ink.end(), [&](const InkRegion& ink) {
      return x > ink.box.x0 && x < ink.box.x1 && y > ink.box.y0 && y < ink.box.y1;
    });
  };
  for (Line& line : page.lines) std::erase_if(line.words, written);
  std::erase_if(page.lines, [](const Line& line) { return line.words.empty(); });
}

}  // namespace

Page read_page(Engine& engine, const image::PagePicture& picture, int number, double width_pt, double height_pt,
               const ReadOptions& options) {
  Page page;
  page.number = number;
  page.width_pt = width_pt;
  page.height_pt = height_pt;
  page.rotation_degrees = options.stated_rotation_degrees;
  const image::Quality quality = image::measure(picture.image);
  if (quality.blank) return page;
  page.text_source = TextSource::ocr;
  Reader reader(engine, picture, width_pt, height_pt, options);
  Attempt best = best_attempt(reader, quality, options);
  if (reader.out_of_time) {
    page.diagnostics.push_back(
        {"reading_cut_short", "the time for the page was over before every treatment of it was tried", number});
  }
  if (best.turn_degrees % 180 != 0) std::swap(page.width_pt, page.height_pt);
  page.rotation_degrees = (options.stated_rotation_degrees + best.turn_degrees) % 360;
  if (best.turn_degrees != 0) page.treatment.push_back("turn_" + std::to_string(best.turn_degrees));
  page.treatment.insert(page.treatment.end(), best.applied.begin(), best.applied.end());
  page.skew_degrees = best.skew_degrees;
  page.rules = std::move(best.rules);
  page.lines = std::move(best.lines);
  if (options.treat) drop_shining_through(page.lines, best.picture);
  page.ink = image::find_pen_strokes(best.picture, type_on(page));
  drop_written(page);
  page.ocr_confidence = mean_confidence(page.lines);
  if (page.lines.empty()) {
    page.diagnostics.push_back(
        {"no_text_recognised", "the page is not blank, but no words could be made out on it", number});
  }
  if (options.seen != nullptr) *options.seen = std::move(best.picture);
  return page;
}

}  // namespace atagande::ocr
