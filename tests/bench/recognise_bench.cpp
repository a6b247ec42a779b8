// The recogniser in figures: each layer, each kernel, a page's worth of lines, and Tesseract's own recogniser on the
// same lines in the same run. Times are of the thread's processor; GMAC/s count multiplications of real weights.
//   recognise_bench FOLDER [benchmark options]     FOLDER holds line images (*.png)
// RECOGNISE_MODEL names the model, by default that of Debian's tesseract-ocr-swe.
// Run with OMP_THREAD_LIMIT=1, so that Tesseract uses one thread as well.
#include <benchmark/benchmark.h>
#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "recognise/beam.h"
#include "recognise/image.h"
#include "recognise/model.h"
#include "recognise/reading.h"

namespace {

using namespace atagande::recognise;

constexpr int page_steps = 13'900;  // a page of 36 lines at 300 dpi

std::filesystem::path model_file() {
  const char* named = std::getenv("RECOGNISE_MODEL");
  return named != nullptr ? named : "/usr/share/tesseract-ocr/5/tessdata/swe.traineddata";
}

const Model& model_for(Kernel kernel) {
  static std::map<Kernel, Model> models;
  const auto found = models.find(kernel);
  return found != models.end() ? found->second : models.emplace(kernel, load_model(model_file(), kernel)).first->second;
}

struct PixDeleter {
  void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using Pix = std::unique_ptr<PIX, PixDeleter>;

struct Line {
  Pix pix;
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> samples;
};

/// The lines and what stands between the layers for them, in the order in which batches take them.
struct Work {
  std::vector<Line> lines;
  std::vector<LineImage> images;
  std::vector<std::vector<std::int8_t>> samples;
  std::vector<LineInput> inputs;
  std::vector<FeatureMap> columns;
  std::vector<std::vector<FeatureMap>> chain;  // [0]: summaries, [i]: after the i-th LSTM along the line
  std::vector<std::vector<float>> outputs;
  int steps = 0;
};

Line read_line(const std::filesystem::path& file) {
  const Pix colour(pixRead(file.c_str()));
  Line line;
  line.pix.reset(pixConvertTo8(colour.get(), 0));
  line.width = pixGetWidth(line.pix.get());
  line.height = pixGetHeight(line.pix.get());
  for (int y = 0; y < line.height; ++y) {
    for (int x = 0; x < line.width; ++x) {
      l_uint32 value = 0;
      pixGetPixel(line.pix.get(), x, y, &value);
      line.samples.push_back(static_cast<std::uint8_t>(value));
    }
  }
  return line;
}

Work prepare(const std::filesystem::path& folder) {
  Work work;
  const PackedNetwork& network = model_for(best_kernel()).data().network;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".png") work.lines.push_back(read_line(entry.path()));
  }
  const auto width = [&](const Line& line) { return scaled_width(line.width, line.height, network.height); };
  std::erase_if(work.lines, [&](const Line& line) { return width(line) < 3; });
  std::sort(work.lines.begin(), work.lines.end(), [&](const Line& a, const Line& b) { return width(a) > width(b); });
  for (const Line& line : work.lines) {
    work.images.push_back({{line.samples.data(), line.width, line.height, line.width, 1}, 0, 0});
    const Raster raster = scale_to_height(work.images.back().image, network.height);
    work.samples.push_back(network_input(grey_of(raster, Polarity::as_is)));
    work.inputs.push_back({work.samples.back().data(), raster[0].width});
    work.steps += network.steps(raster[0].width);
  }
  Scratch scratch;
  for (const LineInput& input : work.inputs) work.columns.push_back(pooled_columns(network, input, scratch));
  work.chain.push_back(column_summaries(network, work.columns, scratch));
  for (const PackedLstm& lstm : network.chain) {
    work.chain.push_back(along_lines(network, lstm, work.chain.back(), scratch));
  }
  for (const FeatureMap& map : work.chain.back()) work.outputs.push_back(softmax_outputs(network, map, scratch));
  return work;
}

double weights_of(const PackedMatrix& matrix, int outputs) { return static_cast<double>(matrix.inputs) * outputs; }
double weights_of(const PackedLstm& lstm) { return weights_of(lstm.matrix, gates * lstm.states); }

/// Time for a page and, if the layer multiplies, GMAC/s.
void report(benchmark::State& state, const Work& work, double products_per_step) {
  const double steps = static_cast<double>(state.iterations()) * work.steps;
  state.counters["page"] =
      benchmark::Counter(steps / page_steps, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  if (products_per_step > 0.0) {
    state.counters["GMAC/s"] = benchmark::Counter(steps * products_per_step * 1e-9, benchmark::Counter::kIsRate);
  }
}

void add_layers(Kernel kernel, const Work& work) {
  const PackedNetwork& network = model_for(kernel).data().network;
  const std::string prefix = std::string(name(kernel)) + "/";
  const auto add = [&](const std::string& layer, double products, auto body) {
    benchmark::RegisterBenchmark((prefix + layer).c_str(), [&work, products, body](benchmark::State& state) {
      for (auto _ : state) body();
      report(state, work, products);
    })->Unit(benchmark::kMillisecond);
  };
  const double positions = static_cast<double>(network.rows()) * network.pool_x * network.pool_y;
  double all = positions * weights_of(network.convolution, network.features);
  add("convolution", all, [&] {
    Scratch scratch;
    for (const LineInput& input : work.inputs) benchmark::DoNotOptimize(pooled_columns(network, input, scratch));
  });
  const double column = network.rows() * weights_of(network.summary);
  all += column;
  add("column_lstm_" + std::to_string(network.summary.states), column, [&] {
    Scratch scratch;
    benchmark::DoNotOptimize(column_summaries(network, work.columns, scratch));
  });
  for (std::size_t i = 0; i < network.chain.size(); ++i) {
    const PackedLstm& lstm = network.chain[i];
    all += weights_of(lstm);
    const std::string way = lstm.reversed ? "reversed_lstm_" : "forward_lstm_";
    add(way + std::to_string(lstm.states), weights_of(lstm), [&network, &work, &lstm, i] {
      Scratch scratch;
      benchmark::DoNotOptimize(along_lines(network, lstm, work.chain[i], scratch));
    });
  }
  const double last = weights_of(network.softmax, network.classes);
  all += last;
  add("softmax", last, [&] {
    Scratch scratch;
    for (const FeatureMap& map : work.chain.back()) benchmark::DoNotOptimize(softmax_outputs(network, map, scratch));
  });
  add("network", all, [&] { benchmark::DoNotOptimize(run_network(network, work.inputs)); });
  add("lines_to_words", 0.0, [&work, kernel] { benchmark::DoNotOptimize(read_lines(model_for(kernel), work.images)); });
}

void add_common(const Work& work) {
  const ModelData& model = model_for(best_kernel()).data();
  benchmark::RegisterBenchmark("load_model", [](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(load_model(model_file()));
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("scale_and_contrast", [&](benchmark::State& state) {
    for (auto _ : state) {
      for (const LineImage& line : work.images) {
        benchmark::DoNotOptimize(
            network_input(grey_of(scale_to_height(line.image, model.network.height), Polarity::as_is)));
      }
    }
    report(state, work, 0.0);
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("beam_and_words", [&](benchmark::State& state) {
    for (auto _ : state) {
      for (const std::vector<float>& outputs : work.outputs) {
        const std::vector<PathStep> path = best_path(model, outputs, UseDictionary::yes);
        benchmark::DoNotOptimize(words_of(model, path, outputs, {1.0, 0, 0, model.network.height}, {}));
      }
    }
    report(state, work, 0.0);
  })->Unit(benchmark::kMillisecond);
}

void add_tesseract(const Work& work) {
  static tesseract::TessBaseAPI api;
  if (api.Init(model_file().parent_path().c_str(), model_file().stem().c_str(), tesseract::OEM_LSTM_ONLY) != 0) return;
  api.SetVariable("debug_file", "/dev/null");
  api.SetPageSegMode(tesseract::PSM_RAW_LINE);
  benchmark::RegisterBenchmark("tesseract/lines_to_words", [&](benchmark::State& state) {
    for (auto _ : state) {
      for (const Line& line : work.lines) {
        api.SetImage(line.pix.get());
        benchmark::DoNotOptimize(api.Recognize(nullptr));
      }
    }
    report(state, work, 0.0);
  })->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s FOLDER [benchmark options]\n", argv[0]);
    return 1;
  }
  const Work work = prepare(argv[1]);
  std::printf("%zu lines, %d steps; a page is taken as %d steps\n", work.lines.size(), work.steps, page_steps);
  add_common(work);
  for (const Kernel kernel : supported_kernels()) add_layers(kernel, work);
  add_tesseract(work);
  --argc;
  std::rotate(argv + 1, argv + 2, argv + argc + 1);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
