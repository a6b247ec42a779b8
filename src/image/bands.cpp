// Light print on dark ground is turned over: dark areas of the form of a rectangle, of one tone, in which something as
// high as letters is light. A finder of lines loses such print, above all where the picture has no grey.
#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "image/image.h"
#include "image/pix.h"

namespace atagande::image {
namespace {

constexpr int reduction = 4;
constexpr double least_height_pt = 8.0;
constexpr double core_width_pt = 16.0;  // print below the area is narrower or lower
constexpr double least_width_pt = 30.0;
constexpr double most_height_pt = 120.0;
constexpr double widest_stroke_pt = 2.6;  // of dark print
constexpr double bridged_pt = 5.0;        // light letters are that narrow
constexpr double least_filled = 0.75;     // of its box, with what is light in it
constexpr double least_ground = 0.52;     // share of one tone
constexpr double least_edge = 0.85;       // the same along each edge
constexpr int tone = 32;                  // grey levels about the ground's own
constexpr double least_print = 0.015;     // light share
constexpr double most_print = 0.42;
constexpr double least_contrast = 60.0;  // grey levels
constexpr int least_letters = 3;
constexpr double least_letter_pt = 3.0;
constexpr int edge_px = 3;  // where the ground fades into the paper

struct BoxaDeleter {
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};

struct Area {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

std::vector<Area> components_of(Pix* bilevel) {
  std::vector<Area> areas;
  const std::unique_ptr<Boxa, BoxaDeleter> boxes(pixConnCompBB(bilevel, 4));
  const int count = boxes ? boxaGetCount(boxes.get()) : 0;
  for (int i = 0; i < count; ++i) {
    Area area;
    boxaGetBoxGeometry(boxes.get(), i, &area.x, &area.y, &area.width, &area.height);
    areas.push_back(area);
  }
  return areas;
}

double filled(Pix* bilevel, const Area& area) {
  const PixPtr part(pixCreate(area.width, area.height, 1));
  if (!part) return 0.0;
  pixRasterop(part.get(), 0, 0, area.width, area.height, PIX_SRC, bilevel, area.x, area.y);
  l_int32 count = 0;
  pixCountPixels(part.get(), &count, nullptr);
  return static_cast<double>(count) / (static_cast<double>(area.width) * area.height);
}

// Dark rectangles, in pixels of the picture.
std::vector<Area> dark_areas(const GreyImage& image, double step) {
  const PixPtr bilevel = to_bilevel(image, 128);
  const PixPtr coarse(pixReduceRankBinaryCascade(bilevel.get(), 2, 3, 0, 0));  // dark where most of 16 pixels are
  if (!coarse) return {};
  const double coarse_step = step * reduction;
  const int stroke = std::max(2, static_cast<int>(std::ceil(widest_stroke_pt / coarse_step)));
  const int bridge = 1 + static_cast<int>(bridged_pt / coarse_step);
  const int wide = std::max(2, static_cast<int>(core_width_pt / coarse_step));
  const int high = std::max(2, static_cast<int>(least_height_pt / coarse_step));
  const PixPtr broad(pixOpenBrick(nullptr, coarse.get(), stroke, stroke));
  const PixPtr bridged(broad ? pixCloseSafeBrick(nullptr, broad.get(), bridge, bridge) : nullptr);
  const PixPtr print(bridged ? pixHolesByFilling(bridged.get(), 4) : nullptr);
  if (!print) return {};
  const PixPtr whole(pixOr(nullptr, bridged.get(), print.get()));
  const PixPtr ground(pixOpenBrick(nullptr, whole.get(), wide, high));
  if (!ground) return {};
  std::vector<Area> areas;
  for (const Area& area : components_of(ground.get())) {
    const double height_pt = area.height * coarse_step;
    if (height_pt < least_height_pt || height_pt > most_height_pt || area.width * coarse_step < least_width_pt)
      continue;
    if (filled(ground.get(), area) < least_filled) continue;
    areas.push_back({area.x * reduction, area.y * reduction,
                     std::min(area.width * reduction, image.width_px - area.x * reduction),
                     std::min(area.height * reduction, image.height_px - area.y * reduction)});
  }
  return areas;
}

struct Tones {
  int ground = 0;
  int print = 255;
  bool found = false;
};

// The ground's tone and that of what is light on it.
Tones tones_of(const GreyImage& image, const Area& area) {
  std::array<double, 256> histogram{};
  for (int y = area.y; y < area.y + area.height; ++y) {
    for (int x = area.x; x < area.x + area.width; ++x) histogram[image.row(y)[x]] += 1.0;
  }
  const double all = static_cast<double>(area.width) * area.height;
  Tones tones;
  double below = 0.0;
  while (tones.ground < 255 && (below += histogram[static_cast<std::size_t>(tones.ground)]) < 0.4 * all) ++tones.ground;
  double same = 0.0;
  double light = 0.0;
  double light_sum = 0.0;
  for (int level = 0; level < 256; ++level) {
    const double pixels = histogram[static_cast<std::size_t>(level)];
    if (std::abs(level - tones.ground) <= tone) same += pixels;
    if (level < tones.ground + least_contrast) continue;
    light += pixels;
    light_sum += pixels * level;
  }
  if (same < least_ground * all || light < least_print * all || light > most_print * all) return tones;
  tones.print = static_cast<int>(light_sum / light);
  tones.found = true;
  return tones;
}

// Whether the area is of the ground's tone along its edges, as a rectangle is.
bool has_edges(const GreyImage& image, const Area& area, const Tones& tones) {
  const auto share = [&](int x0, int y0, int x1, int y1) {
    int same = 0;
    int all = 0;
    for (int y = y0; y < y1; ++y) {
      for (int x = x0; x < x1; ++x, ++all) same += std::abs(image.row(y)[x] - tones.ground) <= tone ? 1 : 0;
    }
    return all == 0 ? 0.0 : static_cast<double>(same) / all;
  };
  const int x1 = area.x + area.width;
  const int y1 = area.y + area.height;
  return share(area.x + 1, area.y + edge_px, x1 - 1, area.y + edge_px + 1) >= least_edge &&
         share(area.x + 1, y1 - edge_px - 1, x1 - 1, y1 - edge_px) >= least_edge &&
         share(area.x + edge_px, area.y + 1, area.x + edge_px + 1, y1 - 1) >= least_edge &&
         share(x1 - edge_px - 1, area.y + 1, x1 - edge_px, y1 - 1) >= least_edge;
}

bool holds_letters(const GreyImage& image, const Area& area, const Tones& tones, double step) {
  const int threshold = (tones.ground + tones.print) / 2;
  GreyImage part = make_image(area.width, area.height, image.dpi);
  for (int y = 0; y < area.height; ++y) {
    for (int x = 0; x < area.width; ++x) {
      part.row(y)[x] = static_cast<std::uint8_t>(255 - image.row(area.y + y)[area.x + x]);
    }
  }
  const std::vector<Area> light = components_of(to_bilevel(part, 255 - threshold).get());
  const auto letters = std::count_if(light.begin(), light.end(), [&](const Area& piece) {
    return piece.height * step >= least_letter_pt && piece.height < 0.95 * area.height &&
           piece.width < 3 * piece.height;
  });
  return letters >= least_letters;
}

// Paper for the ground, dark for what is light; a frame about it that is neither becomes paper.
void turn_over(GreyImage& image, const Area& area, const Tones& tones) {
  const double scale = 255.0 / std::max(1, tones.print - tones.ground);
  const int x0 = std::max(area.x - reduction, 0);
  const int y0 = std::max(area.y - reduction, 0);
  const int x1 = std::min(area.x + area.width + reduction, image.width_px);
  const int y1 = std::min(area.y + area.height + reduction, image.height_px);
  for (int y = y0; y < y1; ++y) {
    std::uint8_t* row = image.row(y);
    for (int x = x0; x < x1; ++x) {
      const bool edge = x < area.x + edge_px || y < area.y + edge_px || x >= area.x + area.width - edge_px ||
                        y >= area.y + area.height - edge_px;
      row[x] = edge ? std::uint8_t{255}
                    : static_cast<std::uint8_t>(std::clamp(255.0 - (row[x] - tones.ground) * scale, 0.0, 255.0));
    }
  }
}

}  // namespace

int turn_dark_areas_over(PagePicture& picture) {
  const double step = std::hypot(picture.to_page.a, picture.to_page.b);
  if (picture.image.empty() || step <= 0.0) return 0;
  int turned = 0;
  for (const Area& area : dark_areas(picture.image, step)) {
    const Tones tones = tones_of(picture.image, area);
    if (!tones.found || !has_edges(picture.image, area, tones) || !holds_letters(picture.image, area, tones, step))
      continue;
    turn_over(picture.image, area, tones);
    ++turned;
  }
  return turned;
}

}  // namespace atagande::image
