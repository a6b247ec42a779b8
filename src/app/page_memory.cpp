#include "app/page_memory.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/files.h"
#include "output/output.h"

namespace atagande::app {

std::string key_of(const image::PagePicture& picture, double width_pt, double height_pt, int stated_rotation_degrees) {
  const std::string_view samples(reinterpret_cast<const char*>(picture.image.pixels.data()),
                                 picture.image.pixels.size());
  const Affine& map = picture.to_page;
  return fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {}", sha256_of_bytes(samples), picture.image.width_px,
                     picture.image.height_px, picture.image.dpi, map.a, map.b, map.c, map.d, map.e, map.f, width_pt,
                     height_pt, stated_rotation_degrees);
}

std::optional<Page> PageMemory::find(const std::string& key, int number) const {
  const auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& each) { return each.key == key; });
  if (entry == entries_.end()) return std::nullopt;
  Page page = output::page_from_json(entry->page);
  for (Diagnostic& remark : page.diagnostics) {
    if (remark.page == page.number) remark.page = number;
  }
  page.number = number;
  return page;
}

void PageMemory::keep(std::string key, const Page& page) {
  if (entries_.size() == capacity_) entries_.pop_front();
  entries_.push_back({std::move(key), output::page_to_json(page)});
}

}  // namespace atagande::app
