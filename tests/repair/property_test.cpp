// What holds whatever the text: random mixtures of invented damaged sentences and of wild bytes.
#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "repair/repair.h"
#include "repair/stream.h"
#include "text/text.h"

namespace atagande::repair {
namespace {

const Language& swedish() {
  static const Language language = Language::open(ATAGANDE_SOURCE_ROOT "/models/swedish/swedish.model");
  return language;
}

const std::vector<std::string>& pieces() {
  static const std::vector<std::string> all = {
      "Polisen och kommunen lovar att arbeta mer synligt i centrum under sommaren. ",
      "Det ar viktigt att manga foraldrar deltar i motet om skolvagen. ",
      "Vi fortsatter med trygghetsvandringar pa varen och hosten. ",
      "Fér att 6ka tryggheten 4r det viktigt att alla hjélps &t. ",
      "e Kommunen ska svara inom tva veckor.\n",
      "\n\n",
      "Åtgärderna följs upp av samverkansgruppen varje år. ",
      "med\u00ADborgar-\nlöftet gäller till och med 2026-12-31. ",
      "Kontakta ASA Lindqvist, asa@exempel.se, www.exempel.se/lofte. ",
      "a\u030Ar o\u0308 \xFF\xC3 x",
      "\f",
      "The quick brown fox jumps over the lazy dog again and again. ",
      "50 Yo av 3 $ lagen | ett | tva ",
      "OMRADEN SOM PRIORITERAS ",
  };
  return all;
}

std::string random_text(std::mt19937& random, std::size_t size) {
  std::string out;
  while (out.size() < size) out += pieces()[random() % pieces().size()];
  return out;
}

TEST(RepairProperty, UndoingGivesTheTextBack) {
  std::mt19937 random(1);
  for (int round = 0; round < 150; ++round) {
    const std::string text = random_text(random, random() % 1500);
    const Repaired out = repair(text, swedish());
    ASSERT_EQ(undone(out.text, in_new_text(out.corrections)), text);
    for (const Correction& correction : out.corrections) {
      ASSERT_EQ(text.substr(correction.span.begin, correction.span.size()), correction.before);
    }
  }
}

TEST(RepairProperty, RepairingTwiceChangesNothingMore) {
  std::mt19937 random(2);
  for (int round = 0; round < 150; ++round) {
    const std::string text = random_text(random, random() % 1500);
    for (const Mode mode : {Mode::automatic, Mode::restore, Mode::undo_ocr, Mode::scan}) {
      const Repaired once = repair(text, swedish(), {.mode = mode});
      const Repaired twice = repair(once.text, swedish(), {.mode = mode});
      ASSERT_EQ(twice.text, once.text) << text;
    }
  }
}

/// What is remembered from text to text, at other losses and with other names, changes no answer; nor do threads.
TEST(RepairProperty, WhatWasRepairedBeforeDoesNotMatter) {
  std::mt19937 random(5);
  const KnownForm form{"Hoppnäs", 3};
  const Names names(std::span(&form, 1));
  std::vector<std::string> texts;
  texts.reserve(12);
  for (int i = 0; i < 12; ++i) texts.push_back(random_text(random, 200 + random() % 1500) + "Vi mots i Hoppnas.");
  const auto repaired = [&](const std::string& text, const Language& language, bool with_names) {
    return repair(text, language, {.names = with_names ? names : Names()});
  };
  std::vector<Repaired> fresh;
  fresh.reserve(texts.size());
  for (const std::string& text : texts) {
    fresh.push_back(repaired(text, Language::open(ATAGANDE_SOURCE_ROOT "/models/swedish/swedish.model"), false));
  }
  const auto again = [&](std::size_t from) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::size_t at = (from + i) % texts.size();
      repaired(texts[at], swedish(), true);
      EXPECT_EQ(repaired(texts[at], swedish(), false), fresh[at]);
    }
  };
  std::thread other(again, 5);
  again(0);
  other.join();
}

TEST(RepairProperty, RestoringKeepsTheLengthInCodePoints) {
  std::mt19937 random(3);
  for (int round = 0; round < 100; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += pieces()[random() % 3];
    const Repaired out = repair(text, swedish(), {.mode = Mode::restore});
    ASSERT_EQ(text::to_utf32(out.text).size(), text::to_utf32(text).size());
  }
}

std::string streamed(const std::string& text, std::mt19937* random, Invalid invalid,
                     std::vector<Correction>& corrections) {
  std::string out;
  Stream stream(swedish(), {}, invalid, [&](const Stream::Part& part) {
    out += part.text;
    corrections.insert(corrections.end(), part.corrections.begin(), part.corrections.end());
  });
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size =
        random == nullptr ? text.size() : std::min<std::size_t>(text.size() - at, 1 + (*random)() % 5000);
    stream.write(std::string_view(text).substr(at, size));
    at += size;
  }
  stream.finish();
  return out;
}

TEST(RepairProperty, ChunksOfAStreamDoNotMatter) {
  std::mt19937 random(4);
  const std::string text = random_text(random, 400'000);
  std::vector<Correction> whole_corrections;
  const std::string whole = streamed(text, nullptr, Invalid::pass, whole_corrections);
  for (int round = 0; round < 3; ++round) {
    std::vector<Correction> corrections;
    ASSERT_EQ(streamed(text, &random, Invalid::pass, corrections), whole);
    ASSERT_EQ(corrections, whole_corrections);
  }
  for (const Correction& correction : whole_corrections) {
    ASSERT_EQ(text.substr(correction.span.begin, correction.span.size()), correction.before);
  }
}

TEST(RepairProperty, InvalidBytesAreReportedAndReplacedAsAsked) {
  const std::string text = "Det \xFF ar viktigt f\xC3";
  std::vector<std::uint64_t> offsets;
  std::string out;
  Stream stream(swedish(), {}, Invalid::replace, [&](const Stream::Part& part) {
    out += part.text;
    offsets.assign(part.invalid.begin(), part.invalid.end());
  });
  stream.write(text);
  stream.finish();
  EXPECT_EQ(offsets, (std::vector<std::uint64_t>{4, 18}));
  EXPECT_FALSE(text::first_invalid_utf8(out).has_value());
  std::vector<Correction> corrections;
  EXPECT_TRUE(text::first_invalid_utf8(streamed(text, nullptr, Invalid::pass, corrections)).has_value());
}

}  // namespace
}  // namespace atagande::repair
