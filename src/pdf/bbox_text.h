// The output of `pdftotext -bbox-layout`.
#pragma once

#include <string_view>
#include <vector>

#include "document/document.h"

namespace atagande::pdf {

struct BboxPage {
  double width = 0.0;
  double height = 0.0;
  std::vector<Line> lines;
};

/// Reads pages, lines and words; whatever else stands there is passed over, whatever the bytes.
std::vector<BboxPage> read_bbox_layout(std::string_view html);

/// Scales the boxes to a page of the given size and estimates font sizes from their heights.
void fit_to_page(BboxPage& page, double width_pt, double height_pt);

}  // namespace atagande::pdf
