// Model files: a 64-byte header and sections of binary tables, mapped read-only and used in place.
//
// Header, little-endian: magic "ATAGMODL" (8 bytes), kind (4), version (2), byte order 0x0102 (2), size of what follows
// (8), a quick checksum of what follows (8), its SHA-256 (32). Then a table of sections and the sections, each aligned
// to 8 bytes. Opening checks everything but the SHA-256 and takes a few milliseconds; `verify` checks that too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace atagande::model {

/// What a file holds, so that a file of another kind is refused.
enum class Kind : std::uint32_t { language = 1, confusions = 2 };

/// Sections of a language model; each says which class reads it.
enum class Section : std::uint32_t {
  about = 1,     // text: sources and figures
  lexicon,       // Automaton
  word_records,  // WordRecord for each word of the lexicon
  context,       // FingerprintMap: weights that choose among words which look alike when stripped
  letters,       // FingerprintMap: weights that choose å, ä, ö in unknown words
  pairs,         // FingerprintMap: log probability of a word after another
  spelling,      // FingerprintMap: log probability of a letter after others
  confusions,    // Confusion list
  classes,       // FingerprintMap: the class of a bare word
  suspending,    // text: words that follow a suspended hyphen, one a line
  everyday,      // FingerprintMap: 1 for the bare words of talk and tales
};

class Model {
 public:
  /// Maps a file. Throws Error: missing_dependency where it is not there, no_access, or bad_model where it is no model
  /// of this kind and version, is truncated or damaged.
  static Model open(const std::filesystem::path& path, Kind kind);
  /// The same from memory, which is copied.
  static Model from_bytes(std::span<const std::byte> bytes, Kind kind);

  /// The bytes of a section; empty where the file has none. Valid as long as the model or a copy of it lives.
  [[nodiscard]] std::span<const std::byte> section(Section section) const;
  /// Hexadecimal SHA-256 of everything after the header, as the header states it.
  [[nodiscard]] const std::string& sha256() const { return sha256_; }
  [[nodiscard]] std::size_t size_bytes() const { return bytes_.size(); }
  /// Computes the SHA-256 and throws Error{bad_model} where it is not the one stated.
  void verify() const;

 private:
  struct Entry {
    Section section = Section::about;
    std::span<const std::byte> bytes;
  };
  Model(std::shared_ptr<const void> owner, std::span<const std::byte> bytes, Kind kind, const std::string& name);

  std::shared_ptr<const void> owner_;
  std::span<const std::byte> bytes_;
  std::vector<Entry> sections_;
  std::string sha256_;
};

struct SectionBytes {
  Section section = Section::about;
  std::string bytes;
};

/// The bytes of a model file; the same sections give the same bytes.
std::string model_bytes(Kind kind, const std::vector<SectionBytes>& sections);

}  // namespace atagande::model
