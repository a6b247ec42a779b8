// The end of a qpdf pipeline that keeps a bounded number of bytes.
#pragma once

#include <qpdf/Pipeline.hh>
#include <stdexcept>
#include <string>

namespace atagande::pdf {

/// Stops the pipeline by an exception once more than `limit` bytes came; qpdf swallows it, `exceeded` tells.
class Collector : public Pipeline {
 public:
  explicit Collector(std::size_t limit) : Pipeline("collector", nullptr), limit_(limit) {}
  void write(unsigned char const* data, std::size_t size) override {
    const std::size_t room = limit_ - bytes_.size();
    bytes_.append(reinterpret_cast<char const*>(data), std::min(size, room));
    if (size <= room) return;
    exceeded_ = true;
    throw std::runtime_error("more bytes than expected");
  }
  void finish() override {}
  [[nodiscard]] bool exceeded() const { return exceeded_; }
  std::string take() { return std::move(bytes_); }

 private:
  std::size_t limit_;
  bool exceeded_ = false;
  std::string bytes_;
};

}  // namespace atagande::pdf
