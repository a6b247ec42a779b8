// Which patterns can match a text at all, told by the words that a match must hold. One walk over a document finds
// every such word; a unit is then asked only by the rules whose words it has.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "rules/required.h"

namespace atagande::rules {

class Prefilter {
 public:
  Prefilter();
  ~Prefilter();
  Prefilter(Prefilter&&) noexcept;
  Prefilter& operator=(Prefilter&&) noexcept;

  /// What the pattern with this number requires; nothing: it is possible everywhere.
  void add(std::size_t pattern, const std::vector<AnyOf>& required);
  /// To be called once, after the last add.
  void finish();

  /// A word found: which, and where it ends.
  struct Hit {
    std::uint32_t end = 0;
    std::int32_t atom = 0;
  };
  /// Every word in `folded`, in order of its end. Takes time in proportion to the text and the hits.
  [[nodiscard]] std::vector<Hit> scan(std::string_view folded) const;

  /// Patterns that may match inside `span` of the text scanned: one flag for each pattern.
  [[nodiscard]] std::vector<bool> possible(const std::vector<Hit>& hits, Span span) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace atagande::rules
