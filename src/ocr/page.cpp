// One page: its picture found and set upright, measured, treated as it needs, read.
#include <algorithm>
#include <cmath>

#include "ocr/ocr.h"
#include "text/text.h"

namespace atagande::ocr {
namespace {

constexpr double a4_long_side_pt = 841.89;
constexpr double least_believable_dpi = 96.0;
constexpr double most_believable_dpi = 1300.0;
constexpr double outside_tolerance_pt = 2.0;

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

Page read_page(Engine& engine, image::PagePicture picture, int number, double width_pt, double height_pt,
               const ReadOptions& options) {
  Page page;
  page.number = number;
  page.width_pt = width_pt;
  page.height_pt = height_pt;
  const image::Quality quality = image::measure(picture.image);
  if (quality.blank) return page;
  page.text_source = TextSource::ocr;
  if (options.treat) {
    image::Treated treated = image::treat(picture, image::choose_treatment(quality), quality);
    page.skew_degrees = -treated.turned_degrees;
    page.treatment = std::move(treated.applied);
  }
  page.rules = image::find_rules(picture);
  page.lines = engine.read(picture, options.time);
  drop_outside(page.lines, width_pt, height_pt);
  page.ocr_confidence = mean_confidence(page.lines);
  return page;
}

}  // namespace atagande::ocr
