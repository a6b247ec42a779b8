// Runs a fuzz target without libFuzzer, so that every build replays what fuzzing found: each file of the folders or
// files given, and of each a fixed number of deterministic mutations (a bit flipped, a byte set, a part cut out,
// doubled or the end cut off).
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr int mutations_per_file = 200;

std::size_t below(std::mt19937& random, std::size_t limit) { return limit == 0 ? 0 : random() % limit; }

Bytes mutated(Bytes bytes, std::mt19937& random) {
  for (std::size_t changes = 1 + below(random, 4); changes > 0 && !bytes.empty(); --changes) {
    const std::size_t at = below(random, bytes.size());
    const std::size_t length = below(random, bytes.size() - at + 1);
    const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    switch (below(random, 5)) {
      case 0:
        bytes[at] ^= static_cast<std::uint8_t>(1U << below(random, 8));
        break;
      case 1:
        bytes[at] = static_cast<std::uint8_t>(random());
        break;
      case 2:
        bytes.erase(from, from + static_cast<std::ptrdiff_t>(length));
        break;
      case 3: {
        const Bytes part(from, from + static_cast<std::ptrdiff_t>(length));
        bytes.insert(bytes.end(), part.begin(), part.end());
        break;
      }
      default:
        bytes.resize(at);
    }
  }
  return bytes;
}

Bytes read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i) {
    if (std::filesystem::is_directory(argv[i])) {
      for (const auto& entry : std::filesystem::directory_iterator(argv[i])) files.push_back(entry.path());
    } else {
      files.emplace_back(argv[i]);
    }
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) {
    std::fprintf(stderr, "no files to replay\n");
    return 1;
  }
  LLVMFuzzerTestOneInput(nullptr, 0);
  std::mt19937 random(1);
  for (const auto& file : files) {
    const Bytes bytes = read_file(file);
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    for (int i = 0; i < mutations_per_file; ++i) {
      const Bytes other = mutated(bytes, random);
      LLVMFuzzerTestOneInput(other.data(), other.size());
    }
  }
  std::printf("replayed %zu files\n", files.size());
  return 0;
}
