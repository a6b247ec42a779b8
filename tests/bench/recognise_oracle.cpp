// Compares the recogniser with recorded answers of Tesseract: a folder with oracle.tsv (line, scaled width, steps,
// SHA-256 of input and outputs, text), layers.tsv, words.tsv and lines/*.png. Prints what differs and a table at the
// end.
//   recognise_oracle MODEL FOLDER [KERNEL]
#include <leptonica/allheaders.h>
#include <openssl/sha.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "recognise/image.h"
#include "recognise/model.h"
#include "recognise/recognise.h"

namespace {

using namespace atagande::recognise;

std::string sha256(const void* data, std::size_t size) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(static_cast<const unsigned char*>(data), size, digest);
  std::string text;
  char byte[3];
  for (const unsigned char value : digest) {
    std::snprintf(byte, sizeof byte, "%02x", value);
    text += byte;
  }
  return text;
}

std::vector<std::vector<std::string>> table(const std::string& file) {
  std::ifstream stream(file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(stream, line);) {
    std::vector<std::string> fields;
    std::size_t begin = 0;
    for (std::size_t tab = line.find('\t'); tab != std::string::npos; tab = line.find('\t', begin)) {
      fields.push_back(line.substr(begin, tab - begin));
      begin = tab + 1;
    }
    fields.push_back(line.substr(begin));
    rows.push_back(fields);
  }
  return rows;
}

struct Image {
  int width = 0;
  int height = 0;
  int channels = 1;
  std::vector<std::uint8_t> samples;

  [[nodiscard]] ImageView view() const {
    return {samples.data(), width, height, std::ptrdiff_t{width} * channels, channels};
  }
};

Image read_image(const std::string& file) {
  PIX* pix = pixRead(file.c_str());
  if (pix == nullptr) {
    std::fprintf(stderr, "cannot read %s\n", file.c_str());
    std::exit(1);
  }
  Image image{pixGetWidth(pix), pixGetHeight(pix), pixGetDepth(pix) == 32 ? 3 : 1, {}};
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      l_uint32 value = 0;
      pixGetPixel(pix, x, y, &value);
      if (image.channels == 1) {
        image.samples.push_back(static_cast<std::uint8_t>(value));
      } else {
        for (const unsigned shift : {24U, 16U, 8U}) image.samples.push_back(static_cast<std::uint8_t>(value >> shift));
      }
    }
  }
  pixDestroy(&pix);
  return image;
}

std::string g6(float value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", static_cast<double>(value));
  return text;
}

/// A row of words.tsv, without the line's name.
std::vector<std::string> row_of(const ReadWord& word, int height) {
  std::string characters = "n=" + std::to_string(word.characters.size());
  for (const ReadCharacter& character : word.characters) characters += " " + g6(character.certainty);
  std::ostringstream box;
  box << "box=" << word.box.x0 << "," << height - word.box.y1 << "," << word.box.x1 << "," << height - word.box.y0;
  return {word.text,
          std::string("space=") + (word.space_before ? "1" : "0"),
          "cert=" + g6(word.certainty),
          "spcert=" + g6(word.space_certainty),
          "perm=" + std::to_string(word.permuter),
          "rating=" + g6(word.rating),
          characters,
          box.str()};
}

struct Score {
  int good = 0;
  int all = 0;
  bool count(bool equal) {
    good += equal ? 1 : 0;
    ++all;
    return equal;
  }
};

FeatureMap layer(const PackedNetwork& network, const std::string& name, const LineInput& input) {
  Scratch scratch;
  std::vector<FeatureMap> maps;
  maps.push_back(pooled_columns(network, input, scratch));
  if (name == "L2") return maps[0];
  maps = column_summaries(network, maps, scratch);
  for (std::size_t i = 0; name != "L3" && i < network.chain.size(); ++i) {
    maps = along_lines(network, network.chain[i], maps, scratch);
    if (name == "L" + std::to_string(4 + i)) break;
  }
  return maps[0];
}

/// As the oracle writes maps: [row][column][feature].
std::vector<std::int8_t> flat(const FeatureMap& map, int rows) {
  std::vector<std::int8_t> values;
  const int features = map.features / rows;
  for (int y = 0; y < rows; ++y) {
    for (int t = 0; t < map.steps; ++t)
      values.insert(values.end(), map.at(t) + y * features, map.at(t) + (y + 1) * features);
  }
  return values;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: %s MODEL FOLDER [KERNEL]\n", argv[0]);
    return 1;
  }
  const Kernel kernel = argc > 3 ? kernel_named(argv[3]).value() : best_kernel();
  const Model model = load_model(std::filesystem::path(argv[1]), kernel);
  const PackedNetwork& network = model.data().network;
  const std::string folder = argv[2];

  auto oracle = table(folder + "/oracle.tsv");
  oracle.erase(oracle.begin());
  std::map<std::string, std::vector<std::vector<std::string>>> words;
  for (auto& row : table(folder + "/words.tsv")) words[row[0]].emplace_back(row.begin() + 1, row.end());

  std::map<std::string, Image> images;
  std::vector<LineImage> lines;
  for (const auto& row : oracle) images[row[0]] = read_image(folder + "/lines/" + row[0]);
  for (const auto& row : oracle) lines.push_back({images[row[0]].view(), 0, 0});

  Score inputs;
  std::map<std::string, std::vector<std::int8_t>> samples;
  std::map<std::string, int> widths;
  for (const auto& row : oracle) {
    const Raster raster = scale_to_height(images[row[0]].view(), network.height);
    widths[row[0]] = raster[0].width;
    bool equal = false;
    for (const Polarity polarity : {Polarity::inverted, Polarity::as_is}) {  // recorded is the input of the last pass
      auto& input = samples[row[0]];
      input = network_input(grey_of(raster, polarity));
      equal = std::to_string(raster[0].width) == row[1] && sha256(input.data(), input.size()) == row[3];
      if (equal) break;
    }
    if (!inputs.count(equal)) std::printf("input differs: %s\n", row[0].c_str());
  }

  Score layers;
  for (const auto& row : table(folder + "/layers.tsv")) {
    if (row[0] == "line" || row[1] == "L1a" || row[1] == "L1" || row[1] == "L7") continue;
    const FeatureMap map = layer(network, row[1], {samples[row[0]].data(), widths[row[0]]});
    const auto values = flat(map, row[1] == "L2" ? network.rows() : 1);
    if (!layers.count(sha256(values.data(), values.size()) == row[6])) {
      std::printf("layer differs: %s %s\n", row[0].c_str(), row[1].c_str());
    }
  }

  ReadOptions options;
  options.outputs = true;
  const std::vector<ReadLine> read = read_lines(model, lines, options);
  Score outputs;
  Score texts;
  Score word_rows;
  int inverted = 0;
  for (std::size_t i = 0; i < oracle.size(); ++i) {
    const auto& row = oracle[i];
    inverted += read[i].inverted ? 1 : 0;
    if (!outputs.count(sha256(read[i].outputs.data(), read[i].outputs.size() * sizeof(float)) == row[4])) {
      std::printf("outputs differ: %s\n", row[0].c_str());
    }
    if (!texts.count(text_of(read[i]) == row[5])) {
      std::printf("text differs: %s\n  %s\n  %s\n", row[0].c_str(), row[5].c_str(), text_of(read[i]).c_str());
    }
    const auto& expected = words[row[0]];
    for (std::size_t w = 0; w < std::max(expected.size(), read[i].words.size()); ++w) {
      const auto mine =
          w < read[i].words.size() ? row_of(read[i].words[w], lines[i].image.height) : std::vector<std::string>{};
      const auto theirs = w < expected.size() ? expected[w] : std::vector<std::string>{};
      if (word_rows.count(mine == theirs)) continue;
      std::printf("word differs: %s %zu\n", row[0].c_str(), w);
      for (std::size_t f = 0; f < std::max(mine.size(), theirs.size()); ++f) {
        const std::string a = f < theirs.size() ? theirs[f] : "";
        const std::string b = f < mine.size() ? mine[f] : "";
        if (a != b) std::printf("  theirs %s\n  ours   %s\n", a.c_str(), b.c_str());
      }
    }
  }
  std::printf("kernel %s\n", std::string(name(kernel)).c_str());
  std::printf(
      "inputs  %d of %d\nlayers  %d of %d\noutputs %d of %d (%d inverted)\ntexts   %d of %d\nwords   %d of %d\n",
      inputs.good, inputs.all, layers.good, layers.all, outputs.good, outputs.all, inverted, texts.good, texts.all,
      word_rows.good, word_rows.all);
  return outputs.good == outputs.all && inputs.good == inputs.all ? 0 : 2;
}
