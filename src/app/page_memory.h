// Pages a worker has recognised already: the same picture, met again in a document or in another copy of it, need not
// be read again.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>

#include "document/document.h"
#include "image/image.h"

namespace atagande::app {

/// What a page's reading depends on: every sample of its picture, where it lies on the page, and the page. Two pages of
/// one key are read alike (by SHA-256).
std::string key_of(const image::PagePicture& picture, double width_pt, double height_pt, int stated_rotation_degrees);

/// Holds the last pages read, of one set of options.
class PageMemory {
 public:
  explicit PageMemory(std::size_t capacity = 64) : capacity_(capacity) {}

  /// The page of that key as page `number`.
  [[nodiscard]] std::optional<Page> find(const std::string& key, int number) const;
  void keep(std::string key, const Page& page);

 private:
  struct Entry {
    std::string key;
    std::string page;  // as JSON, in one piece
  };
  std::size_t capacity_;
  std::deque<Entry> entries_;  // the oldest first
};

}  // namespace atagande::app
