// The file is read in one go, each component is checked, and the weights are packed once for the kernel that will run
// them; the file itself is not kept.
#include "recognise/model.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include "recognise/bytes.h"
#include "recognise/container.h"

namespace atagande::recognise {

namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{256} << 20U;

std::span<const std::byte> needed(const Container& container, Component component, const char* what) {
  const auto bytes = container[component];
  if (bytes.empty()) bad_model(std::string("has no ") + what + "; models of the legacy engine are not read");
  return bytes;
}

Dawg dawg_of(const Container& container, Component component, std::size_t unichars) {
  const auto bytes = container[component];
  return bytes.empty() ? Dawg() : Dawg(bytes, unichars);
}

Dictionary dictionary_of(const Container& container, const Charset& charset) {
  const std::size_t unichars = charset.entries.size();
  std::vector<bool> digits;
  for (const Charset::Entry& entry : charset.entries) digits.push_back(entry.digit);
  return {dawg_of(container, Component::punctuation_dawg, unichars), dawg_of(container, Component::word_dawg, unichars),
          dawg_of(container, Component::number_dawg, unichars), std::move(digits)};
}

}  // namespace

Model load_model(std::span<const std::byte> bytes, Kernel kernel) {
  const KernelFunctions& functions = functions_of(kernel);
  const Container container(bytes);
  const Network network = read_network(needed(container, Component::lstm, "LSTM network"));
  auto data = std::make_shared<ModelData>();
  data->kernel = kernel;
  data->spec = network.spec;
  data->null_code = network.null_code;
  const auto recoder =
      network.recoded ? needed(container, Component::recoder, "recoder") : std::span<const std::byte>{};
  data->charset = read_charset(needed(container, Component::unicharset, "unicharset"), recoder, network.recoded,
                               network.classes(), network.null_code);
  data->dictionary = dictionary_of(container, data->charset);
  data->network = pack_network(network, functions);
  return Model(std::move(data));
}

Model load_model(const std::filesystem::path& file, Kernel kernel) {
  const Place place{file.string(), 0, 0, 0};
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error) throw Error(Fault::no_access, "cannot read the recogniser model: " + error.message(), place);
  if (size > largest_file) throw Error(Fault::bad_model, "the recogniser model is larger than 256 MiB", place);
  std::vector<std::byte> bytes(static_cast<std::size_t>(size));
  std::ifstream stream(file, std::ios::binary);
  if (!stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()))) {
    throw Error(Fault::no_access, std::string("cannot read the recogniser model: ") + std::strerror(errno), place);
  }
  try {
    return load_model(bytes, kernel);
  } catch (const Error& error_inside) {
    throw Error(error_inside.fault(), error_inside.what(), place);
  }
}

Kernel Model::kernel() const { return data_->kernel; }
int Model::line_height() const { return data_->network.height; }
int Model::classes() const { return data_->network.classes; }
const std::string& Model::spec() const { return data_->spec; }

}  // namespace atagande::recognise
