// Transposition goes in tiles so that both pictures are walked within a few cache lines.
#include "image/turn.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>

#include "image/pix.h"

namespace atagande::image {
namespace {

constexpr int tile = 64;

GreyImage transposed(const GreyImage& image) {
  GreyImage result = make_image(image.height_px, image.width_px, image.dpi);
  for (int ty = 0; ty < image.height_px; ty += tile) {
    for (int tx = 0; tx < image.width_px; tx += tile) {
      for (int y = ty; y < std::min(ty + tile, image.height_px); ++y) {
        const std::uint8_t* row = image.row(y);
        for (int x = tx; x < std::min(tx + tile, image.width_px); ++x) result.row(x)[y] = row[x];
      }
    }
  }
  return result;
}

void scale(PagePicture& picture, double factor_x, double factor_y) {
  const PixPtr pix = to_pix(picture.image);
  const PixPtr scaled(pixScale(pix.get(), static_cast<float>(factor_x), static_cast<float>(factor_y)));
  if (!scaled) throw Error(Fault::limit, "no memory to scale a picture");
  GreyImage result = from_pix(scaled.get());
  const Affine back{static_cast<double>(picture.image.width_px) / result.width_px,   0, 0,
                    static_cast<double>(picture.image.height_px) / result.height_px, 0, 0};
  picture.to_page = then(back, picture.to_page);
  picture.image = std::move(result);
}

}  // namespace

GreyImage transformed(const GreyImage& image, const Symmetry& symmetry) {
  GreyImage result = symmetry.transpose ? transposed(image) : image;
  if (symmetry.mirror_x) {
    for (int y = 0; y < result.height_px; ++y) std::reverse(result.row(y), result.row(y) + result.width_px);
  }
  if (symmetry.mirror_y) {
    for (int y = 0; y < result.height_px / 2; ++y) {
      std::swap_ranges(result.row(y), result.row(y) + result.width_px, result.row(result.height_px - 1 - y));
    }
  }
  return result;
}

Affine back_to_original(const GreyImage& image, const Symmetry& symmetry) {
  const double width = symmetry.transpose ? image.height_px : image.width_px;
  const double height = symmetry.transpose ? image.width_px : image.height_px;
  const Affine mirror{
      symmetry.mirror_x ? -1.0 : 1.0,  0, 0, symmetry.mirror_y ? -1.0 : 1.0, symmetry.mirror_x ? width : 0.0,
      symmetry.mirror_y ? height : 0.0};
  return symmetry.transpose ? then(mirror, Affine{0, 1, 1, 0, 0, 0}) : mirror;
}

void set_upright(PagePicture& picture, double max_dpi) {
  const Affine& map = picture.to_page;
  Symmetry symmetry;
  symmetry.transpose = std::abs(map.b) + std::abs(map.c) > std::abs(map.a) + std::abs(map.d);
  symmetry.mirror_x = (symmetry.transpose ? map.c : map.a) < 0;
  symmetry.mirror_y = (symmetry.transpose ? map.b : map.d) < 0;
  if (symmetry != Symmetry{}) {
    picture.to_page = then(back_to_original(picture.image, symmetry), picture.to_page);
    picture.image = transformed(picture.image, symmetry);
  }
  const double step_x = std::hypot(picture.to_page.a, picture.to_page.b);
  const double step_y = std::hypot(picture.to_page.c, picture.to_page.d);
  if (step_x <= 0 || step_y <= 0) return;
  double factor_x = std::clamp(step_x / std::min(step_x, step_y), 1.0, 4.0);
  double factor_y = std::clamp(step_y / std::min(step_x, step_y), 1.0, 4.0);
  const double dpi = 72.0 / std::min(step_x, step_y);
  const double longest = std::max(picture.image.width_px * factor_x, picture.image.height_px * factor_y);
  if (dpi > max_dpi) {
    // The stated size may be wrong: never below what a page of A4 needs.
    const double shrink = std::min(1.0, std::max(300.0 / dpi, 3508.0 / longest));
    if (shrink < 0.8) {
      factor_x *= shrink;
      factor_y *= shrink;
    }
  }
  if (std::abs(factor_x - 1) > 0.03 || std::abs(factor_y - 1) > 0.03) scale(picture, factor_x, factor_y);
  picture.image.dpi = 72.0 / std::max(std::hypot(picture.to_page.a, picture.to_page.b), 1e-9);
}

void turn(PagePicture& picture, int degrees) {
  Symmetry symmetry;
  switch ((degrees % 360 + 360) % 360) {
    case 90:
      symmetry = {true, true, false};
      break;
    case 180:
      symmetry = {false, true, true};
      break;
    case 270:
      symmetry = {true, false, true};
      break;
    default:
      return;
  }
  picture.to_page = then(back_to_original(picture.image, symmetry), picture.to_page);
  picture.image = transformed(picture.image, symmetry);
}

void invert(GreyImage& image) {
  for (std::uint8_t& pixel : image.pixels) pixel = static_cast<std::uint8_t>(255 - pixel);
}

}  // namespace atagande::image
