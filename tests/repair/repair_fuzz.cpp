// Wild bytes as text, repaired with the real model, and wild bytes as the tables of a model, used on a sound text. The
// first byte chooses.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "document/error.h"
#include "repair/repair.h"

namespace {

using namespace atagande;

void require(bool condition) {
  if (!condition) std::abort();
}

void repair_wild_text(std::string_view text, repair::Mode mode) {
  static const repair::Language swedish = repair::Language::open(ATAGANDE_SOURCE_ROOT "/models/swedish/swedish.model");
  const repair::Repaired out = repair::repair(text, swedish, {.mode = mode});
  require(repair::undone(out.text, repair::in_new_text(out.corrections)) == text);
}

/// Parts `bytes` evenly among the sections of a model whose header is right.
std::string wild_model(std::string_view bytes) {
  using model::Section;
  const std::vector<Section> kinds = {
      Section::lexicon, Section::word_records, Section::context,    Section::letters,  Section::pairs,
      Section::classes, Section::confusions,   Section::suspending, Section::spelling, Section::everyday};
  const std::size_t size = bytes.size() / kinds.size() / 8 * 8;
  std::vector<model::SectionBytes> sections;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    // Where there is little, the tables begin with a header that claims nothing.
    std::string part = size == 0 ? std::string(32, '\0') : std::string(bytes.substr(i * size, size));
    sections.push_back({kinds[i], std::move(part)});
  }
  return model::model_bytes(model::Kind::language, sections);
}

void use_wild_model(std::string_view bytes) {
  const auto from = [](std::string_view b) { return std::as_bytes(std::span(b)); };
  try {
    model::Model::from_bytes(from(bytes), model::Kind::language);
  } catch (const Error& error) {
    require(error.fault() == Fault::bad_model);
  }
  try {
    const std::string whole = wild_model(bytes);
    const repair::Language language(model::Model::from_bytes(from(whole), model::Kind::language));
    for (const repair::Mode mode : {repair::Mode::restore, repair::Mode::undo_ocr, repair::Mode::scan}) {
      repair::repair("Fér att 6ka tryggheten 4r det viktigt att alla hjalps at.", language, {.mode = mode});
    }
  } catch (const Error& error) {
    require(error.fault() == Fault::bad_model);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 5) {
    case 0:
      repair_wild_text(rest, repair::Mode::automatic);
      break;
    case 1:
      repair_wild_text(rest, repair::Mode::restore);
      break;
    case 2:
      repair_wild_text(rest, repair::Mode::undo_ocr);
      break;
    case 3:
      repair_wild_text(rest, repair::Mode::scan);
      break;
    default:
      use_wild_model(rest);
      break;
  }
  return 0;
}
