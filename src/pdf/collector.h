// The end of a qpdf pipeline that keeps a bounded number of bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

class Pipeline;

namespace atagande::pdf {

/// Stops the pipeline by an exception once more than `limit` bytes came; qpdf swallows it, `exceeded` tells.
class Collector {
 public:
  explicit Collector(std::size_t limit);
  ~Collector();
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;
  [[nodiscard]] Pipeline* pipeline();
  [[nodiscard]] bool exceeded() const;
  std::string take();

 private:
  class Sink;
  std::unique_ptr<Sink> sink_;
};

}  // namespace atagande::pdf
