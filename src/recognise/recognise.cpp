// Lines are scaled and sorted by falling width, read batch by batch, and those that came out doubtful are read once
// more inverted, again in batches; the better reading of the two stays.
#include "recognise/recognise.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "recognise/beam.h"
#include "recognise/forward.h"
#include "recognise/image.h"
#include "recognise/model.h"
#include "recognise/reading.h"

namespace atagande::recognise {

namespace {

constexpr int least_pixels = 3;
constexpr std::size_t lines_at_once = 64;

/// A line on its way through a batch.
struct Job {
  std::size_t line = 0;
  int width = 0;  // scaled
  int steps = 0;
  Raster raster;  // kept while an inverted try is possible
  std::vector<std::int8_t> input;
  std::vector<float> outputs;
  double certainty = 0.0;
};

/// Mean of the largest outputs of the steps that are not null, each cut to 127ths.
double mean_certainty(const std::vector<float>& outputs, std::size_t classes, int null_code) {
  double sum = 0.0;
  int count = 0;
  for (std::size_t begin = 0; begin + classes <= outputs.size(); begin += classes) {
    const auto step = outputs.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto largest = std::max_element(step, step + static_cast<std::ptrdiff_t>(classes));
    if (largest - step == null_code) continue;
    sum += static_cast<int>(127.0F * *largest);
    ++count;
  }
  return count == 0 ? 0.0 : sum / count / 127.0;
}

class Reader {
 public:
  Reader(const Model& model, std::span<const LineImage> lines, const ReadOptions& options)
      : model_(model.data()), lines_(lines), options_(options), results_(lines.size()) {}

  std::vector<ReadLine> read() {
    std::vector<Job> jobs = admitted();
    std::stable_sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) { return a.width > b.width; });
    std::vector<Job> doubtful;
    for (std::size_t begin = 0; begin < jobs.size();) {
      const std::size_t end = batch_end(jobs, begin);
      read_batch(std::span(jobs).subspan(begin, end - begin), doubtful);
      begin = end;
      if (bytes_of(doubtful) > options_.batch_bytes) retry(doubtful);
    }
    retry(doubtful);
    return std::move(results_);
  }

 private:
  /// The lines that can be read at all, not yet scaled.
  std::vector<Job> admitted() {
    std::vector<Job> jobs;
    const int height = model_.network.height;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const ImageView& image = lines_[i].image;
      const bool empty = image.pixels == nullptr || image.width < 1 || image.height < 1;
      const std::int64_t width = empty ? 0 : scaled_width(image.width, image.height, height);
      if (width < std::max(least_pixels, model_.network.pool_x)) {
        results_[i].state = LineState::too_small;
      } else if (width / model_.network.pool_x > options_.most_steps) {
        results_[i].state = LineState::too_large;
      } else {
        Job& job = jobs.emplace_back();
        job.line = i;
        job.width = static_cast<int>(width);
        job.steps = model_.network.steps(job.width);
      }
    }
    return jobs;
  }

  [[nodiscard]] std::size_t batch_end(const std::vector<Job>& jobs, std::size_t begin) const {
    std::size_t bytes = 0;
    std::size_t end = begin;
    while (end < jobs.size() && end - begin < lines_at_once) {
      bytes += bytes_for(model_.network, jobs[end].steps);
      if (end > begin && bytes > options_.batch_bytes) break;
      ++end;
    }
    return end;
  }

  [[nodiscard]] std::size_t bytes_of(const std::vector<Job>& jobs) const {
    std::size_t bytes = 0;
    for (const Job& job : jobs) bytes += bytes_for(model_.network, job.steps);
    return bytes;
  }

  void run(std::span<Job> jobs) const {
    std::vector<LineInput> inputs;
    for (const Job& job : jobs) inputs.push_back({job.input.data(), job.width});
    std::vector<std::vector<float>> outputs = run_network(model_.network, inputs);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      jobs[i].outputs = std::move(outputs[i]);
      jobs[i].input = {};
      jobs[i].certainty =
          mean_certainty(jobs[i].outputs, static_cast<std::size_t>(model_.network.classes), model_.null_code);
    }
  }

  void read_batch(std::span<Job> jobs, std::vector<Job>& doubtful) {
    for (Job& job : jobs) {
      job.raster = scale_to_height(lines_[job.line].image, model_.network.height);
      job.input = network_input(grey_of(job.raster, Polarity::as_is));
    }
    run(jobs);
    for (Job& job : jobs) {
      if (job.certainty < options_.invert_threshold) {
        doubtful.push_back(std::move(job));
      } else {
        finish(job, false);
      }
      job = {};
    }
  }

  /// Reads `jobs` inverted, keeps the better reading and forgets them. They are sorted, being taken from sorted ones in
  /// order.
  void retry(std::vector<Job>& jobs) {
    for (std::size_t begin = 0; begin < jobs.size();) {
      const std::size_t end = batch_end(jobs, begin);
      std::vector<Job> inverted;
      for (std::size_t i = begin; i < end; ++i) {
        Job& job = inverted.emplace_back();
        job.line = jobs[i].line;
        job.width = jobs[i].width;
        job.steps = jobs[i].steps;
        job.input = network_input(grey_of(jobs[i].raster, Polarity::inverted));
      }
      run(inverted);
      for (std::size_t i = begin; i < end; ++i) {
        const Job& other = inverted[i - begin];
        const bool better = other.certainty > jobs[i].certainty;
        finish(better ? other : jobs[i], better);
        jobs[i] = {};
      }
      begin = end;
    }
    jobs.clear();
  }

  void finish(const Job& job, bool inverted) {
    const LineImage& line = lines_[job.line];
    ReadLine& result = results_[job.line];
    const float factor = static_cast<float>(model_.network.height) / static_cast<float>(line.image.height);
    result.inverted = inverted;
    result.steps = job.steps;
    result.step_px = static_cast<double>(static_cast<float>(model_.network.pool_x) / factor);
    const std::vector<PathStep> path =
        best_path(model_, job.outputs, options_.dictionary ? UseDictionary::yes : UseDictionary::no);
    result.words =
        words_of(model_, path, job.outputs, {result.step_px, line.left, line.top, line.image.height}, options_);
    if (options_.outputs) result.outputs = job.outputs;
  }

  const ModelData& model_;
  std::span<const LineImage> lines_;
  const ReadOptions& options_;
  std::vector<ReadLine> results_;
};

}  // namespace

std::vector<ReadLine> read_lines(const Model& model, std::span<const LineImage> lines, const ReadOptions& options) {
  for (const LineImage& line : lines) {
    if (line.image.channels != 1 && line.image.channels != 3) {
      throw Error(Fault::bad_arguments, "a line image must have one or three channels");
    }
  }
  return Reader(model, lines, options).read();
}

std::string text_of(const ReadLine& line) {
  std::string text;
  for (const ReadWord& word : line.words) {
    if (word.space_before && !text.empty()) text += ' ';
    text += word.text;
  }
  return text;
}

}  // namespace atagande::recognise
