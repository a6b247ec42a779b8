// Inside the room only: from spans of bytes to what a reader of the record can check.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "document/document.h"

namespace atagande::output {

/// A piece of the text on one page, without white space at its ends.
struct Passage {
  int page = 0;
  Span span;  // bytes
  std::vector<Box> boxes;
};

/// Answers for one document, which must outlive it.
class EvidenceFinder {
 public:
  explicit EvidenceFinder(const Document& document);

  /// One passage for each page that `span` touches; none where only white space is left. A span past the end of the
  /// text is cut there.
  [[nodiscard]] std::vector<Passage> passages(Span span) const;

  /// Number of code points before an offset in bytes.
  [[nodiscard]] std::size_t code_points(std::size_t offset) const { return code_points_[offset]; }

  /// The page that holds an offset; 0 where there are no pages.
  [[nodiscard]] int page_at(std::size_t offset) const;

  /// Mean confidence of the words inside, weighted by their length; none where no word has one.
  [[nodiscard]] std::optional<double> confidence(Span span) const;

 private:
  const Document& document_;
  std::vector<std::uint32_t> code_points_;  // by byte, and one for the end
};

}  // namespace atagande::output
