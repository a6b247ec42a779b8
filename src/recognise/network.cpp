// Two passes: the layers are read into a tree as the file nests them, then the tree is flattened and matched against
// the one shape this room knows how to run.
#include "recognise/network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "recognise/bytes.h"

namespace atagande::recognise {

namespace {

constexpr int deepest_nesting = 8;
constexpr std::int32_t most_units = 8192;  // inputs or outputs of a layer
constexpr std::int32_t flag_learning_rates = 64;
constexpr std::int32_t training_int8 = 1;
constexpr std::int32_t training_recoder = 64;
constexpr std::uint8_t matrix_int8 = 1;
constexpr std::uint8_t matrix_current_format = 128;

struct Layer {
  std::string type;
  int inputs = 0;
  int outputs = 0;
  std::array<std::int32_t, 5> numbers{};  // what the type calls for
  std::vector<Matrix> matrices;
  std::vector<Layer> children;
};

int units(ByteReader& reader, const char* what) {
  const std::int32_t value = reader.i32();
  if (value < 0 || value > most_units) bad_model(std::string(what) + " of a layer out of range");
  return value;
}

Matrix read_matrix(ByteReader& reader) {
  const std::uint8_t mode = reader.u8();
  if ((mode & matrix_current_format) == 0) bad_model("holds a matrix of the format before 4.00");
  if ((mode & matrix_int8) == 0) bad_model("has float weights; only int8 models are read");
  const std::uint32_t rows = reader.u32();
  const std::uint32_t columns = reader.u32();
  if (rows == 0 || columns < 2 || rows > most_units || columns > 2 * most_units) bad_model("matrix size out of range");
  reader.u8();  // fill value
  Matrix matrix;
  matrix.outputs = static_cast<int>(rows);
  matrix.inputs = static_cast<int>(columns) - 1;
  const auto bytes = reader.take(std::uint64_t{rows} * columns);
  matrix.weights.resize(bytes.size());
  std::transform(bytes.begin(), bytes.end(), matrix.weights.begin(),
                 [](std::byte byte) { return static_cast<std::int8_t>(byte); });
  if (std::find(matrix.weights.begin(), matrix.weights.end(), std::int8_t{-128}) != matrix.weights.end()) {
    bad_model("has a weight of -128");
  }
  const std::uint32_t scales = reader.count(8);
  if (scales < rows) bad_model("has fewer scales than matrix rows");
  for (std::uint32_t i = 0; i < scales; ++i) {
    const double scale = reader.f64() / 127.0;
    if (i >= rows) continue;
    if (!(scale > 0.0 && scale < 1.0)) bad_model("has a matrix scale out of range");
    matrix.scales.push_back(static_cast<float>(scale));
  }
  return matrix;
}

Layer read_layer(ByteReader& reader, int depth);

void read_children(ByteReader& reader, Layer& layer, std::int32_t flags, int depth) {
  const std::uint32_t count = reader.count(20);
  for (std::uint32_t i = 0; i < count; ++i) layer.children.push_back(read_layer(reader, depth + 1));
  if ((flags & flag_learning_rates) != 0) reader.take(4 * std::uint64_t{reader.count(4)});
}

void read_lstm(ByteReader& reader, Layer& layer) {
  const std::int32_t combined = reader.i32();
  for (int gate = 0; gate < 4; ++gate) layer.matrices.push_back(read_matrix(reader));
  const int states = layer.matrices[0].outputs;
  if (combined != layer.inputs + states || layer.outputs != states) bad_model("has a two-dimensional LSTM");
  for (const Matrix& matrix : layer.matrices) {
    if (matrix.outputs != states || matrix.inputs != combined) bad_model("LSTM matrices do not fit together");
  }
}

void read_numbers(ByteReader& reader, Layer& layer, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) layer.numbers[i] = reader.i32();
}

void read_body(ByteReader& reader, Layer& layer, std::int32_t flags, int depth) {
  const std::string_view type = layer.type;
  if (type == "Input") {
    read_numbers(reader, layer, 5);
  } else if (type == "Convolve" || type == "Maxpool") {
    read_numbers(reader, layer, 2);
  } else if (type == "Series" || type == "RTLReversed" || type == "XYTranspose") {
    read_children(reader, layer, flags, depth);
  } else if (type == "LSTM" || type == "SummLSTM") {
    read_lstm(reader, layer);
  } else if (type == "Tanh" || type == "Softmax") {
    layer.matrices.push_back(read_matrix(reader));
    if (layer.matrices[0].outputs != layer.outputs || layer.matrices[0].inputs != layer.inputs) {
      bad_model("matrix does not fit its layer");
    }
  } else {
    bad_model("has a layer of an unknown kind");
  }
}

Layer read_layer(ByteReader& reader, int depth) {
  if (depth > deepest_nesting) bad_model("layers are nested too deeply");
  if (reader.i8() != 0) bad_model("names its layers by number");
  Layer layer;
  layer.type = reader.string();
  if (reader.i8() == 1) bad_model("is a training dump");
  reader.i8();  // needs back-propagation
  const std::int32_t flags = reader.i32();
  layer.inputs = units(reader, "inputs");
  layer.outputs = units(reader, "outputs");
  reader.i32();  // number of weights
  reader.string();
  read_body(reader, layer, flags, depth);
  return layer;
}

void flatten(Layer&& layer, std::vector<Layer>& flat) {
  if (layer.type != "Series") {
    flat.push_back(std::move(layer));
    return;
  }
  for (Layer& child : layer.children) flatten(std::move(child), flat);
}

[[noreturn]] void unknown_shape() { bad_model("the network has a shape that is not read here"); }

LstmWeights lstm_weights(Layer&& layer, int inputs, bool reversed) {
  if (layer.inputs != inputs) unknown_shape();
  LstmWeights weights;
  weights.inputs = inputs;
  weights.states = layer.outputs;
  weights.reversed = reversed;
  for (std::size_t gate = 0; gate < 4; ++gate) weights.gates[gate] = std::move(layer.matrices[gate]);
  return weights;
}

/// The flat list of layers, taken one after the other.
class LayerList {
 public:
  explicit LayerList(std::vector<Layer> layers) : layers_(std::move(layers)) {}
  [[nodiscard]] bool next_is(std::string_view type) const { return at_ < layers_.size() && layers_[at_].type == type; }
  [[nodiscard]] bool done() const { return at_ == layers_.size(); }
  Layer take(std::string_view type) {
    if (!next_is(type)) unknown_shape();
    return std::move(layers_[at_++]);
  }
  Layer take_only_child(std::string_view type, std::string_view child) {
    Layer outer = take(type);
    if (outer.children.size() != 1 || outer.children[0].type != child) unknown_shape();
    return std::move(outer.children[0]);
  }

 private:
  std::vector<Layer> layers_;
  std::size_t at_ = 0;
};

void shape_front(LayerList& layers, Network& network) {
  const Layer input = layers.take("Input");
  network.height = input.numbers[1];
  if (input.numbers[2] != 0 || input.numbers[3] != 1 || network.height < 8 || network.height > 256) {
    bad_model("reads images of a fixed width, in colour or of unheard height");
  }
  const Layer convolve = layers.take("Convolve");
  network.half_x = convolve.numbers[0];
  network.half_y = convolve.numbers[1];
  if (network.half_x < 0 || network.half_x > 4 || network.half_y < 0 || network.half_y > 4) unknown_shape();
  Layer tanh = layers.take("Tanh");
  network.convolution = std::move(tanh.matrices[0]);
  if (network.convolution.inputs != (2 * network.half_x + 1) * (2 * network.half_y + 1)) unknown_shape();
  const Layer pool = layers.take("Maxpool");
  network.pool_x = pool.numbers[0];
  network.pool_y = pool.numbers[1];
  if (network.pool_x < 1 || network.pool_x > 8 || network.pool_y < 1 || network.pool_y > 8) unknown_shape();
}

Network shape(Layer&& tree) {
  std::vector<Layer> flat;
  flatten(std::move(tree), flat);
  LayerList layers(std::move(flat));
  Network network;
  shape_front(layers, network);
  network.summary = lstm_weights(layers.take_only_child("XYTranspose", "SummLSTM"), network.convolution.outputs, false);
  int width = network.summary.states;
  while (!layers.next_is("Softmax")) {
    const bool reversed = layers.next_is("RTLReversed");
    Layer layer = reversed ? layers.take_only_child("RTLReversed", "LSTM") : layers.take("LSTM");
    network.chain.push_back(lstm_weights(std::move(layer), width, reversed));
    width = network.chain.back().states;
  }
  Layer softmax = layers.take("Softmax");
  network.softmax = std::move(softmax.matrices[0]);
  if (!layers.done() || network.chain.empty() || network.softmax.inputs != width) unknown_shape();
  return network;
}

}  // namespace

Network read_network(std::span<const std::byte> component) {
  ByteReader reader(component);
  Network network = shape(read_layer(reader, 0));
  network.spec = reader.string();
  const std::int32_t training_flags = reader.i32();
  if ((training_flags & training_int8) == 0) bad_model("has float weights; only int8 models are read");
  network.recoded = (training_flags & training_recoder) != 0;
  reader.i32();  // training iteration
  network.sample_iteration = reader.i32();
  network.null_code = reader.i32();
  reader.take(12);  // adam_beta, learning_rate, momentum
  if (reader.left() != 0) bad_model("the lstm component goes on after its end");
  if (network.null_code < 0 || network.null_code >= network.classes()) bad_model("null code out of range");
  return network;
}

}  // namespace atagande::recognise
