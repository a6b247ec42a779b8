// The picture and the text of a page: an embedded image as it is where nothing else leaves ink, Poppler's tools for the
// rest.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <qpdf/QPDFObjectHandle.hh>

#include "pdf/bbox_text.h"
#include "pdf/child.h"
#include "pdf/guarded.h"
#include "pdf/state.h"

namespace atagande::pdf {
namespace {

constexpr double least_dpi = 40.0;
constexpr std::size_t max_text_bytes = std::size_t{256} << 20;

double cover(const PaintedImage& image, const Affine& to_reader, const Geometry& geometry) {
  const Box place = apply(then(image.to_user, to_reader), Box{0, 0, 1, 1});
  const double width = std::min(place.x1, geometry.width_pt) - std::max(place.x0, 0.0);
  const double height = std::min(place.y1, geometry.height_pt) - std::max(place.y0, 0.0);
  return width <= 0 || height <= 0 ? 0.0 : width * height / (geometry.width_pt * geometry.height_pt);
}

// Pixels count from the top of the image down, the unit square from its bottom up.
Affine pixels_to_unit(int width, int height) {
  return {1.0 / std::max(width, 1), 0, 0, -1.0 / std::max(height, 1), 0, 1};
}

double dpi_of(const Affine& to_page) {
  const double longest = std::max(std::hypot(to_page.a, to_page.b), std::hypot(to_page.c, to_page.d));
  return longest > 1e-9 ? 72.0 / longest : 0.0;
}

double scan_dpi(const PaintedImage& image, const Affine& to_reader) {
  if (!image.stream) return 0.0;
  QPDFObjectHandle dictionary = image.stream->getDict();
  QPDFObjectHandle width = dictionary.getKey("/Width");
  QPDFObjectHandle height = dictionary.getKey("/Height");
  if (!width.isInteger() || !height.isInteger()) return 0.0;
  const auto size = [](QPDFObjectHandle value) {
    return static_cast<int>(std::clamp<long long>(value.getIntValue(), 1, 1'000'000));
  };
  return dpi_of(then(pixels_to_unit(size(width), size(height)), then(image.to_user, to_reader)));
}

std::string first_line(const std::string& text) { return text.substr(0, std::min<std::size_t>(text.find('\n'), 200)); }

std::string decimal(double value) {
  const long long hundredths = std::llround(value * 100.0);
  const std::string rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + "." + (rest.size() < 2 ? "0" + rest : rest);
}

// Width and height of a PGM's header, or nothing.
bool read_pgm_header(const std::string& pgm, int& width, int& height) {
  if (pgm.rfind("P5", 0) != 0) return false;
  char* end = nullptr;
  width = static_cast<int>(std::strtol(pgm.c_str() + 2, &end, 10));
  height = static_cast<int>(std::strtol(end, &end, 10));
  return width > 0 && height > 0;
}

PageImage rendered(int input, int page, double dpi, const Geometry& geometry, const Limits& limits, double user_unit,
                   const Place& place) {
  const double square_inches = geometry.width_pt * geometry.height_pt / (72.0 * 72.0);
  const double most = std::sqrt(static_cast<double>(limits.max_pixels) / std::max(square_inches, 1e-6));
  const double used = std::min(dpi, most * 0.99);
  if (used < least_dpi) {
    throw Error(Fault::limit, "the page is too large to be rendered within the limit of megapixels; raise it", place);
  }
  const std::string number = std::to_string(page);
  ChildResult child = run_child(
      {"pdftoppm", "-q", "-gray", "-cropbox", "-r", decimal(used * user_unit), "-f", number, "-l", number, "-"}, input,
      limits.child_time, static_cast<std::size_t>(limits.max_pixels) * 11 / 10 + 4096);
  PageImage image;
  if (!read_pgm_header(child.output, image.width_px, image.height_px)) {
    throw Error(Fault::bad_input,
                "the page cannot be rendered: " + first_line(child.errors) + "; print the document to PDF anew", place);
  }
  image.origin = ImageOrigin::rendered;
  image.bytes = std::move(child.output);
  image.encoding = "rendered";
  image.to_page = {geometry.width_pt / image.width_px, 0, 0, geometry.height_pt / image.height_px, 0, 0};
  image.dpi = dpi_of(image.to_page);
  return image;
}

}  // namespace

const PageContent& File::State::interpreted(int number) {
  const auto known = contents.find(number);
  if (known != contents.end()) return known->second;
  if (contents.size() > 64) contents.clear();
  QPDFObjectHandle object = page(number);
  return contents[number] = interpret_page(object, limits, page_geometry(object), user_to_reader(object));
}

Content File::content(int page) const {
  const Geometry where = geometry(page);
  return guarded(state_->name, page, [&] {
    const PageContent& found = state_->interpreted(page);
    Content content;
    content.visible_text = found.visible_text;
    content.hidden_text = found.hidden_text;
    content.drawing = found.drawing || found.complex;
    content.images = static_cast<int>(found.images.size());
    const Affine to_reader = user_to_reader(state_->page(page));
    for (const PaintedImage& image : found.images) {
      content.image_cover = std::max(content.image_cover, cover(image, to_reader, where));
    }
    return content;
  });
}

PageImage File::page_image(int page) const {
  const Geometry where = geometry(page);
  return guarded(state_->name, page, [&] {
    const PageContent& found = state_->interpreted(page);
    const Affine to_reader = user_to_reader(state_->page(page));
    const bool only_images = !found.visible_text && !found.drawing && !found.complex;
    if (only_images && found.images.empty()) return PageImage{};
    if (only_images && found.images.size() == 1) {
      PageImage image = extract_image(found.images[0], state_->limits);
      if (!image.encoding.empty()) {
        image.to_page = then(pixels_to_unit(image.width_px, image.height_px), then(found.images[0].to_user, to_reader));
        image.dpi = dpi_of(image.to_page);
        return image;
      }
    }
    double dpi = state_->limits.render_dpi;
    for (const PaintedImage& image : found.images) {
      if (cover(image, to_reader, where) < 0.5) continue;
      dpi = std::clamp(scan_dpi(image, to_reader), 150.0, 400.0);
    }
    return rendered(state_->input.get(), page, dpi, where, state_->limits, unit_of(state_->page(page)),
                    state_->place(page));
  });
}

PageImage File::render(int page) const {
  const Geometry where = geometry(page);
  return guarded(state_->name, page, [&] {
    return rendered(state_->input.get(), page, state_->limits.render_dpi, where, state_->limits,
                    unit_of(state_->page(page)), state_->place(page));
  });
}

std::vector<TextPage> File::text_layers(int first, int last) const {
  if (first < 1 || last < first || last > state_->info.page_count) {
    throw Error(Fault::bad_arguments, "no such range of pages", state_->place(first));
  }
  const ChildResult child = run_child({"pdftotext", "-q", "-bbox-layout", "-cropbox", "-enc", "UTF-8", "-f",
                                       std::to_string(first), "-l", std::to_string(last), "-", "-"},
                                      state_->input.get(), state_->limits.child_time, max_text_bytes);
  return guarded(state_->name, first, [&] {
    std::vector<TextPage> pages(static_cast<std::size_t>(last - first + 1));
    std::vector<BboxPage> read = read_bbox_layout(child.output);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      pages[i].number = first + static_cast<int>(i);
      if (i >= read.size()) continue;
      const Geometry where = page_geometry(state_->page(pages[i].number));
      // The tool states the size before rotation but places the words after it.
      if (where.rotation_degrees % 180 != 0) std::swap(read[i].width, read[i].height);
      fit_to_page(read[i], where.width_pt, where.height_pt);
      pages[i].lines = std::move(read[i].lines);
      if (pages[i].lines.empty()) continue;
      const PageContent& found = state_->interpreted(pages[i].number);
      pages[i].invisible = found.hidden_text && !found.visible_text;
    }
    return pages;
  });
}

}  // namespace atagande::pdf
