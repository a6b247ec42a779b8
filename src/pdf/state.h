// What the files of this room share about an open file.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "document/affine.h"
#include "pdf/pdf.h"

class QPDF;
class QPDFObjectHandle;

namespace atagande::pdf {

/// Closes a descriptor at the end of its life.
class Handle {
 public:
  explicit Handle(int fd = -1) : fd_(fd) {}
  Handle(Handle&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  Handle& operator=(Handle&&) = delete;
  ~Handle();
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

/// An image as the page's contents paint it.
struct PaintedImage {
  std::shared_ptr<QPDFObjectHandle> stream;  // none: inline image
  Affine to_user;                            // from the unit square to the page's user space
  double fill_grey = 0.0;                    // for stencil masks: the colour they are painted with, 0 black
  bool clipped = false;                      // seen in part only
};

/// The contents of a page, interpreted.
struct PageContent {
  std::vector<PaintedImage> images;
  bool visible_text = false;
  bool hidden_text = false;
  bool drawing = false;
  bool complex = false;  // something that only a renderer gets right: transparency, odd clips, optional parts, limits
};

struct File::State {
  std::string name;
  Limits limits;
  std::string bytes;  // of a file given as bytes
  Handle input;       // for child processes
  std::shared_ptr<QPDF> qpdf;
  std::vector<std::shared_ptr<QPDFObjectHandle>> pages;
  Info info;
  std::map<int, PageContent> contents;  // pages looked at
  std::vector<Diagnostic> diagnostics;

  [[nodiscard]] QPDFObjectHandle page(int number) const;
  /// The page's contents; kept for a while.
  const PageContent& interpreted(int number);
  [[nodiscard]] Place place(int number) const { return {name, number, 0, 0}; }
};

/// From the page's user space to points as a reader sees the page.
Affine user_to_reader(QPDFObjectHandle page);
/// The size of a unit of user space in points.
double unit_of(QPDFObjectHandle page);
Geometry page_geometry(QPDFObjectHandle page);

PageContent interpret_page(QPDFObjectHandle page, const Limits& limits, const Geometry& geometry,
                           const Affine& to_reader);

/// The image's own data in a file format of its own, or an empty encoding where it must be rendered.
PageImage extract_image(const PaintedImage& image, const Limits& limits);

}  // namespace atagande::pdf
