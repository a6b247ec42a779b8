#include "pdf/collector.h"

#include <algorithm>
#include <qpdf/Pipeline.hh>
#include <stdexcept>
#include <utility>

namespace atagande::pdf {

class Collector::Sink : public Pipeline {
 public:
  explicit Sink(std::size_t limit) : Pipeline("collector", nullptr), limit_(limit) {}
  void write(unsigned char const* data, std::size_t size) override {
    const std::size_t room = limit_ - bytes.size();
    bytes.append(reinterpret_cast<char const*>(data), std::min(size, room));
    if (size <= room) return;
    exceeded = true;
    throw std::runtime_error("more bytes than expected");
  }
  void finish() override {}

  std::string bytes;
  bool exceeded = false;

 private:
  std::size_t limit_;
};

Collector::Collector(std::size_t limit) : sink_(std::make_unique<Sink>(limit)) {}
Collector::~Collector() = default;
Pipeline* Collector::pipeline() { return sink_.get(); }
bool Collector::exceeded() const { return sink_->exceeded; }
std::string Collector::take() { return std::move(sink_->bytes); }

}  // namespace atagande::pdf
