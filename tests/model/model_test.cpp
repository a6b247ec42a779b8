#include "model/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>

#include "document/error.h"
#include "model/automaton.h"
#include "model/fingerprint_map.h"

namespace atagande::model {
namespace {

std::span<const std::byte> as_span(const std::string& bytes) { return std::as_bytes(std::span(bytes)); }

Fault fault_of(const std::string& bytes, Kind kind = Kind::language) {
  try {
    Model::from_bytes(as_span(bytes), kind);
  } catch (const Error& error) {
    return error.fault();
  }
  return Fault::internal;
}

std::string sample() {
  return model_bytes(Kind::language, {{Section::about, "invented"}, {Section::suspending, std::string(13, 'x')}});
}

TEST(Model, GivesItsSectionsBack) {
  const Model model = Model::from_bytes(as_span(sample()), Kind::language);
  const auto about = model.section(Section::about);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(about.data()), about.size()), "invented");
  EXPECT_EQ(model.section(Section::suspending).size(), 13U);
  EXPECT_TRUE(model.section(Section::context).empty());
  EXPECT_EQ(model.sha256().size(), 64U);
  EXPECT_NO_THROW(model.verify());
}

TEST(Model, TheSameSectionsGiveTheSameBytes) { EXPECT_EQ(sample(), sample()); }

TEST(Model, EveryTruncationIsRefused) {
  const std::string whole = sample();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(fault_of(whole.substr(0, size)), Fault::bad_model) << size;
  }
}

TEST(Model, EveryChangedByteIsRefusedOrFoundByVerify) {
  const std::string whole = sample();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
    if (at >= 32 && at < 64) {
      const Model model = Model::from_bytes(as_span(damaged), Kind::language);
      EXPECT_THROW(model.verify(), Error) << at;
    } else {
      EXPECT_EQ(fault_of(damaged), Fault::bad_model) << at;
    }
  }
}

TEST(Model, AnotherKindIsRefused) { EXPECT_EQ(fault_of(sample(), Kind::confusions), Fault::bad_model); }

TEST(Model, AFileThatIsNotThereIsAMissingDependency) {
  try {
    Model::open("no/such/file.model", Kind::language);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::missing_dependency);
  }
}

TEST(Automaton, NumbersItsWordsInOrder) {
  const std::vector<std::string> words = {"a", "ab", "abc", "abd", "b", "bcd", "xbcd", "xyz"};
  const std::string bytes = automaton_bytes(words);
  const std::vector<std::uint64_t> aligned = [&] {
    std::vector<std::uint64_t> out((bytes.size() + 7) / 8);
    std::memcpy(out.data(), bytes.data(), bytes.size());
    return out;
  }();
  const Automaton automaton(std::as_bytes(std::span(aligned)));
  EXPECT_EQ(automaton.words(), words.size());
  for (std::uint32_t i = 0; i < words.size(); ++i) EXPECT_EQ(automaton.find(words[i]), i) << words[i];
  for (const char* absent : {"", "c", "abcd", "bc", "x", "xy", "abce"})
    EXPECT_EQ(automaton.find(absent), std::nullopt) << absent;
}

TEST(Automaton, DamagedBytesAreRefused) {
  const std::vector<std::uint64_t> nothing(1);
  EXPECT_THROW(static_cast<void>(Automaton{std::as_bytes(std::span(nothing))}), Error);
}

TEST(FingerprintMap, FindsWhatWasPutIn) {
  std::vector<FingerprintEntry> entries;
  for (std::uint64_t i = 0; i < 5000; ++i) entries.push_back({mixed(i + 1), static_cast<std::int8_t>(i % 250 - 125)});
  const std::string bytes = fingerprint_map_bytes(entries);
  std::vector<std::uint64_t> aligned((bytes.size() + 7) / 8);
  std::memcpy(aligned.data(), bytes.data(), bytes.size());
  const FingerprintMap map(std::as_bytes(std::span(aligned)));
  std::size_t wrong = 0;
  for (const FingerprintEntry& entry : entries) wrong += map.value(entry.hash) == entry.value ? 0 : 1;
  EXPECT_LE(wrong, 5U);
  std::size_t found = 0;
  for (std::uint64_t i = 10'000; i < 20'000; ++i) found += map.find_value(mixed(i)).has_value() ? 1 : 0;
  EXPECT_LE(found, 10U);
}

TEST(FingerprintMap, OrderOfEntriesDoesNotMatter) {
  const std::vector<FingerprintEntry> one = {{mixed(1), 1}, {mixed(2), 2}, {mixed(3), 3}};
  const std::vector<FingerprintEntry> other = {{mixed(3), 3}, {mixed(1), 1}, {mixed(2), 2}};
  EXPECT_EQ(fingerprint_map_bytes(one), fingerprint_map_bytes(other));
}

}  // namespace
}  // namespace atagande::model
