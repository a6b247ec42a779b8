// Opening and asking: qpdf reads the structure (mending what it can), the page tree is walked once, and everything
// about a page is looked up from there. The file is opened twice, because qpdf and the child processes each move an
// offset.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <optional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "pdf/guarded.h"
#include "pdf/pdf.h"
#include "pdf/state.h"

namespace atagande::pdf {
namespace {

Handle open_regular(const std::string& path) {
  Handle handle(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (handle.get() < 0) {
    throw Error(Fault::no_access, std::string("cannot open the file: ") + strerror(errno), Place{path, 0, 0, 0});
  }
  struct stat status {};
  if (fstat(handle.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    throw Error(Fault::no_access, "not a regular file; give a file", Place{path, 0, 0, 0});
  }
  if (status.st_size == 0) throw Error(Fault::bad_input, "the file is empty", Place{path, 0, 0, 0});
  return handle;
}

Handle in_memory(const std::string& bytes) {
  Handle handle(memfd_create("pdf", MFD_CLOEXEC));
  std::size_t written = 0;
  while (handle.get() >= 0 && written < bytes.size()) {
    const ssize_t put = write(handle.get(), bytes.data() + written, bytes.size() - written);
    if (put <= 0) throw Error(Fault::limit, "no memory to hand the PDF to a child process");
    written += static_cast<std::size_t>(put);
  }
  return handle;
}

bool has_signature_field(QPDFObjectHandle field, int depth) {
  if (depth > 20 || !field.isDictionary()) return false;
  QPDFObjectHandle type = field.getKey("/FT");
  if (type.isName() && type.getName() == "/Sig" && field.getKey("/V").isDictionary()) return true;
  QPDFObjectHandle kids = field.getKey("/Kids");
  const int count = kids.isArray() ? std::min(kids.getArrayNItems(), 1000) : 0;
  for (int i = 0; i < count; ++i) {
    if (has_signature_field(kids.getArrayItem(i), depth + 1)) return true;
  }
  return false;
}

bool digitally_signed(QPDF& qpdf) {
  QPDFObjectHandle form = qpdf.getRoot().getKey("/AcroForm");
  if (!form.isDictionary()) return false;
  QPDFObjectHandle fields = form.getKey("/Fields");
  const int count = fields.isArray() ? std::min(fields.getArrayNItems(), 10000) : 0;
  for (int i = 0; i < count; ++i) {
    if (has_signature_field(fields.getArrayItem(i), 0)) return true;
  }
  return false;
}

std::optional<Box> read_box(QPDFObjectHandle array) {
  if (!array.isArray() || array.getArrayNItems() != 4) return std::nullopt;
  std::array<double, 4> v{};
  for (int i = 0; i < 4; ++i) {
    QPDFObjectHandle item = array.getArrayItem(i);
    if (!item.isNumber()) return std::nullopt;
    v[static_cast<std::size_t>(i)] = item.getNumericValue();
    if (!std::isfinite(v[static_cast<std::size_t>(i)])) return std::nullopt;
  }
  return Box{std::min(v[0], v[2]), std::min(v[1], v[3]), std::max(v[0], v[2]), std::max(v[1], v[3])};
}

// Crop box within the media box (ISO 32000-1, 14.11.2); US letter where a file states none, as viewers do.
Box visible_box(QPDFPageObjectHelper& page) {
  Box media = read_box(page.getAttribute("/MediaBox", false)).value_or(Box{0, 0, 612, 792});
  if (media.empty()) media = Box{0, 0, 612, 792};
  const auto crop = read_box(page.getAttribute("/CropBox", false));
  if (!crop) return media;
  const Box both{std::max(media.x0, crop->x0), std::max(media.y0, crop->y0), std::min(media.x1, crop->x1),
                 std::min(media.y1, crop->y1)};
  return both.empty() ? media : both;
}

int stated_rotation(QPDFPageObjectHelper& page) {
  QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
  if (!rotate.isNumber()) return 0;
  const double value = rotate.getNumericValue();
  if (!std::isfinite(value)) return 0;
  const int degrees = static_cast<int>(std::lround(std::fmod(value, 360.0)));
  return degrees % 90 != 0 ? 0 : (degrees + 360) % 360;
}

}  // namespace

double unit_of(QPDFObjectHandle page) {
  QPDFObjectHandle unit = page.getKey("/UserUnit");
  const double value = unit.isNumber() ? unit.getNumericValue() : 1.0;
  return value > 0.0 && value < 1e6 ? value : 1.0;
}

Handle::~Handle() {
  if (fd_ >= 0) ::close(fd_);
}

QPDFObjectHandle File::State::page(int number) const {
  if (number < 1 || number > static_cast<int>(pages.size())) {
    throw Error(Fault::bad_arguments, "the file has no page " + std::to_string(number), place(number));
  }
  return *pages[static_cast<std::size_t>(number - 1)];
}

Geometry page_geometry(QPDFObjectHandle page) {
  QPDFPageObjectHelper helper(page);
  const Box box = visible_box(helper);
  const double unit = unit_of(page);
  Geometry geometry;
  geometry.rotation_degrees = stated_rotation(helper);
  geometry.width_pt = box.width() * unit;
  geometry.height_pt = box.height() * unit;
  if (geometry.rotation_degrees % 180 != 0) std::swap(geometry.width_pt, geometry.height_pt);
  return geometry;
}

Affine user_to_reader(QPDFObjectHandle page) {
  QPDFPageObjectHelper helper(page);
  const Box box = visible_box(helper);
  const double unit = unit_of(page);
  switch (stated_rotation(helper)) {
    case 90:
      return {0, unit, unit, 0, -box.y0 * unit, -box.x0 * unit};
    case 180:
      return {-unit, 0, 0, unit, box.x1 * unit, -box.y0 * unit};
    case 270:
      return {0, -unit, -unit, 0, box.y1 * unit, box.x1 * unit};
    default:
      return {unit, 0, 0, -unit, -box.x0 * unit, box.y1 * unit};
  }
}

File::File(std::unique_ptr<State> state) : state_(std::move(state)) {
  State& s = *state_;
  s.info.encrypted = s.qpdf->isEncrypted();
  for (QPDFObjectHandle page : s.qpdf->getAllPages()) {
    s.pages.push_back(std::make_shared<QPDFObjectHandle>(page));
  }
  s.info.page_count = static_cast<int>(s.pages.size());
  if (s.pages.empty()) throw Error(Fault::bad_input, "the PDF has no pages", s.place(0));
  s.info.digitally_signed = digitally_signed(*s.qpdf);
}

File::File(File&&) noexcept = default;
File& File::operator=(File&&) noexcept = default;
File::~File() = default;

File File::open(const std::string& path, const Limits& limits) {
  auto state = std::unique_ptr<State>(new State{path, limits, {}, open_regular(path), {}, {}, {}, {}, {}});
  return guarded(path, 0, [&] {
    state->qpdf = QPDF::create();
    state->qpdf->setSuppressWarnings(true);
    // A second description of the same file: the children's reads must not move qpdf's offset.
    std::FILE* stream = std::fopen(path.c_str(), "rbe");
    if (stream == nullptr)
      throw Error(Fault::no_access, std::string("cannot open the file: ") + strerror(errno), Place{path, 0, 0, 0});
    state->qpdf->processFile(path.c_str(), stream, true);
    return File(std::move(state));
  });
}

File File::from_bytes(std::string bytes, const std::string& name, const Limits& limits) {
  if (bytes.empty()) throw Error(Fault::bad_input, "the file is empty", Place{name, 0, 0, 0});
  Handle input = in_memory(bytes);
  auto state = std::unique_ptr<State>(new State{name, limits, std::move(bytes), std::move(input), {}, {}, {}, {}, {}});
  return guarded(name, 0, [&] {
    state->qpdf = QPDF::create();
    state->qpdf->setSuppressWarnings(true);
    state->qpdf->processMemoryFile(name.c_str(), state->bytes.data(), state->bytes.size());
    return File(std::move(state));
  });
}

const Info& File::info() const { return state_->info; }

std::vector<Diagnostic> File::diagnostics() const {
  for (const QPDFExc& warning : state_->qpdf->getWarnings()) {
    if (state_->diagnostics.empty()) {
      state_->diagnostics.push_back({"pdf_repaired", "damage in the PDF was mended: " + warning.getMessageDetail(), 0});
    }
  }
  return state_->diagnostics;
}

Geometry File::geometry(int page) const {
  return guarded(state_->name, page, [&] {
    const Geometry geometry = page_geometry(state_->page(page));
    if (geometry.width_pt > state_->limits.max_page_pt || geometry.height_pt > state_->limits.max_page_pt) {
      throw Error(Fault::limit,
                  "the page measures " + std::to_string(std::llround(geometry.width_pt)) + " × " +
                      std::to_string(std::llround(geometry.height_pt)) + " pt; at most " +
                      std::to_string(std::llround(state_->limits.max_page_pt)) + " pt are read",
                  state_->place(page));
    }
    return geometry;
  });
}

}  // namespace atagande::pdf
