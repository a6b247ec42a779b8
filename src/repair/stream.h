// Repair of a stream of any length in constant memory.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "repair/repair.h"

namespace atagande::repair {

/// What becomes of bytes that are no UTF-8. Both are reported.
enum class Invalid { pass, replace };

/// Cuts the stream into parts at places that its content alone decides (the end of a paragraph after some thousands of
/// words), so that the result is the same whatever the chunks it comes in; a part too short to be judged inherits the
/// verdict of the one before. Not safe to share among threads.
class Stream {
 public:
  struct Part {
    std::string_view text;  // repaired
    Verdict verdict = Verdict::clean;
    /// Spans count from the beginning of the stream as it came in.
    std::span<const Correction> corrections;
    std::span<const Unsettled> unsettled;
    /// Offsets in the stream as it came in, of each byte that is no UTF-8.
    std::span<const std::uint64_t> invalid;
  };
  using Sink = std::function<void(const Part&)>;

  /// `language` is kept by copy.
  Stream(Language language, const Options& options, Invalid invalid, Sink sink);

  void write(std::string_view chunk);
  /// Repairs what is left. Nothing may be written afterwards.
  void finish();

 private:
  void flush(std::size_t size);
  [[nodiscard]] bool may_end_here(std::size_t at) const;

  Language language_;
  Options options_;
  Invalid invalid_;
  Sink sink_;
  std::string buffer_;
  std::size_t scanned_ = 0;
  std::size_t words_ = 0;
  std::uint64_t offset_ = 0;  // of the buffer in the stream
};

}  // namespace atagande::repair
