// Pages and documents as JSON and back. The fields of each value type are listed once, as pairs of a key and a pointer
// to the member; a writer and a strict reader both walk that list, so that the two cannot drift apart. Members that
// hold their default are left out.
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "output/output.h"

namespace atagande::output {
namespace {

using json = nlohmann::ordered_json;

template <class Enum>
using Names = std::vector<std::pair<Enum, const char*>>;

const Names<BlockKind>& names_of(BlockKind) {
  static const Names<BlockKind> names{{BlockKind::heading, "heading"},
                                      {BlockKind::paragraph, "paragraph"},
                                      {BlockKind::list_item, "list_item"},
                                      {BlockKind::table_row, "table_row"},
                                      {BlockKind::furniture, "furniture"}};
  return names;
}

const Names<TextSource>& names_of(TextSource) {
  static const Names<TextSource> names{
      {TextSource::none, "none"}, {TextSource::ocr, "ocr"}, {TextSource::text_layer, "text_layer"}};
  return names;
}

const Names<TextLayer>& names_of(TextLayer) {
  static const Names<TextLayer> names{{TextLayer::absent, "absent"},
                                      {TextLayer::good, "good"},
                                      {TextLayer::wrong_language, "wrong_language"},
                                      {TextLayer::damaged, "damaged"},
                                      {TextLayer::stale, "stale"}};
  return names;
}

template <class Visit>
void fields_of(const Word::Alternative*, Visit visit) {
  using T = Word::Alternative;
  visit("text", &T::text), visit("probability", &T::probability);
}

template <class Visit>
void fields_of(const Word*, Visit visit) {
  visit("raw", &Word::raw), visit("box", &Word::box), visit("confidence", &Word::confidence);
  visit("alternatives", &Word::alternatives), visit("font_size_pt", &Word::font_size_pt), visit("bold", &Word::bold);
}

template <class Visit>
void fields_of(const Line*, Visit visit) {
  visit("words", &Line::words), visit("box", &Line::box);
}

template <class Visit>
void fields_of(const Cell*, Visit visit) {
  visit("lines", &Cell::lines), visit("box", &Cell::box);
}

template <class Visit>
void fields_of(const Block*, Visit visit) {
  visit("kind", &Block::kind), visit("level", &Block::level), visit("mark", &Block::mark);
  visit("table", &Block::table), visit("header", &Block::header), visit("cells", &Block::cells);
  visit("box", &Block::box);
}

template <class Visit>
void fields_of(const InkRegion*, Visit visit) {
  visit("box", &InkRegion::box), visit("stroke_density", &InkRegion::stroke_density);
}

template <class Visit>
void fields_of(const Rule*, Visit visit) {
  visit("box", &Rule::box);
}

template <class Visit>
void fields_of(const Diagnostic*, Visit visit) {
  visit("code", &Diagnostic::code), visit("message", &Diagnostic::message), visit("page", &Diagnostic::page);
}

template <class Visit>
void fields_of(const Page*, Visit visit) {
  visit("number", &Page::number), visit("width_pt", &Page::width_pt), visit("height_pt", &Page::height_pt);
  visit("rotation_degrees", &Page::rotation_degrees), visit("skew_degrees", &Page::skew_degrees);
  visit("text_source", &Page::text_source), visit("text_layer", &Page::text_layer);
  visit("ocr_confidence", &Page::ocr_confidence), visit("treatment", &Page::treatment);
  visit("lines", &Page::lines), visit("blocks", &Page::blocks), visit("rules", &Page::rules);
  visit("ink", &Page::ink), visit("diagnostics", &Page::diagnostics);
}

template <class Visit>
void fields_of(const Source*, Visit visit) {
  visit("file_name", &Source::file_name), visit("sha256", &Source::sha256);
  visit("media_type", &Source::media_type), visit("bytes", &Source::bytes);
  visit("page_count", &Source::page_count), visit("encrypted", &Source::encrypted);
  visit("digitally_signed", &Source::digitally_signed);
}

template <class Visit>
void fields_of(const Correction*, Visit visit) {
  visit("span", &Correction::span), visit("before", &Correction::before), visit("after", &Correction::after);
  visit("kind", &Correction::kind), visit("reason", &Correction::reason), visit("score", &Correction::score);
}

template <class Visit>
void fields_of(const PlacedWord*, Visit visit) {
  visit("span", &PlacedWord::span), visit("page", &PlacedWord::page), visit("box", &PlacedWord::box);
  visit("confidence", &PlacedWord::confidence), visit("alternatives", &PlacedWord::alternatives);
  visit("font_size_pt", &PlacedWord::font_size_pt);
  visit("bold", &PlacedWord::bold);
}

template <class Visit>
void fields_of(const PlacedBlock*, Visit visit) {
  visit("kind", &PlacedBlock::kind), visit("level", &PlacedBlock::level), visit("mark", &PlacedBlock::mark);
  visit("table", &PlacedBlock::table), visit("header", &PlacedBlock::header), visit("page", &PlacedBlock::page);
  visit("span", &PlacedBlock::span), visit("cells", &PlacedBlock::cells), visit("box", &PlacedBlock::box);
}

template <class Visit>
void fields_of(const PageSummary*, Visit visit) {
  using T = PageSummary;
  visit("number", &T::number), visit("width_pt", &T::width_pt), visit("height_pt", &T::height_pt);
  visit("rotation_degrees", &T::rotation_degrees), visit("text_source", &T::text_source);
  visit("text_layer", &T::text_layer), visit("ocr_confidence", &T::ocr_confidence);
  visit("treatment", &T::treatment), visit("ink", &T::ink), visit("span", &T::span);
}

template <class Visit>
void fields_of(const Document*, Visit visit) {
  visit("source", &Document::source), visit("language", &Document::language), visit("text", &Document::text);
  visit("text_as_read", &Document::text_as_read), visit("corrections", &Document::corrections);
  visit("words", &Document::words), visit("blocks", &Document::blocks), visit("pages", &Document::pages);
  visit("diagnostics", &Document::diagnostics);
}

// Writing.

json encode(bool value) { return value; }
json encode(int value) { return value; }
json encode(std::uint64_t value) { return value; }
json encode(const std::string& value) { return value; }
json encode(const Span& span) { return json::array({span.begin, span.end}); }

json encode(double value) {
  if (!std::isfinite(value)) throw Error(Fault::internal, "a number that is not finite cannot be written as JSON");
  return value;
}

json encode(const Box& box) { return json::array({encode(box.x0), encode(box.y0), encode(box.x1), encode(box.y1)}); }

template <class Enum>
requires std::is_enum_v<Enum> json encode(Enum value) {
  for (const auto& [known, name] : names_of(value)) {
    if (known == value) return name;
  }
  throw Error(Fault::internal, "a code without a name cannot be written as JSON");
}

template <class T>
json encode(const std::vector<T>& values);
template <class T>
json encode(const std::optional<T>& value);

template <class T>
const T& untouched() {
  static const T value{};
  return value;
}

template <class T>
requires std::is_class_v<T> json encode(const T& value) {
  json object = json::object();
  fields_of(&value, [&](const char* key, auto member) {
    if (!(value.*member == untouched<T>().*member)) object[key] = encode(value.*member);
  });
  return object;
}

template <class T>
json encode(const std::vector<T>& values) {
  json array = json::array();
  for (const T& value : values) array.push_back(encode(value));
  return array;
}

template <class T>
json encode(const std::optional<T>& value) {
  return value ? encode(*value) : json(nullptr);
}

// Reading. `path` says where in the JSON we are, for the message of an error.

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw Error(Fault::bad_input, "not a recorded page or document: " + (path.empty() ? "top level" : path) + ": " + why);
}

void expect(bool good, const std::string& path, const char* what) {
  if (!good) refuse(path, std::string("expected ") + what);
}

void decode(const json& value, const std::string& path, bool& into) {
  expect(value.is_boolean(), path, "true or false");
  into = value.get<bool>();
}

void decode(const json& value, const std::string& path, int& into) {
  expect(value.is_number_integer(), path, "a whole number");
  const bool fits = value.is_number_unsigned() ? value.get<std::uint64_t>() <= std::numeric_limits<int>::max()
                                               : value.get<std::int64_t>() >= std::numeric_limits<int>::min();
  expect(fits, path, "a number of 32 bits");
  into = value.get<int>();
}

void decode(const json& value, const std::string& path, std::uint64_t& into) {
  expect(value.is_number_unsigned(), path, "a whole number from 0");
  into = value.get<std::uint64_t>();
}

void decode(const json& value, const std::string& path, double& into) {
  expect(value.is_number(), path, "a number");
  into = value.get<double>();
  expect(std::isfinite(into), path, "a finite number");
}

void decode(const json& value, const std::string& path, std::string& into) {
  expect(value.is_string(), path, "a string");
  into = value.get_ref<const std::string&>();
}

void decode(const json& value, const std::string& path, Box& into) {
  expect(value.is_array() && value.size() == 4, path, "a box [x0, y0, x1, y1]");
  double* const sides[] = {&into.x0, &into.y0, &into.x1, &into.y1};
  for (std::size_t i = 0; i < 4; ++i) decode(value[i], path, *sides[i]);
}

void decode(const json& value, const std::string& path, Span& into) {
  expect(value.is_array() && value.size() == 2, path, "a span [begin, end]");
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  decode(value[0], path, begin), decode(value[1], path, end);
  expect(begin <= end, path, "a span that begins before its end");
  into = {begin, end};
}

template <class Enum>
requires std::is_enum_v<Enum>
void decode(const json& value, const std::string& path, Enum& into) {
  expect(value.is_string(), path, "a code");
  for (const auto& [known, name] : names_of(Enum{})) {
    if (value.get_ref<const std::string&>() == name) {
      into = known;
      return;
    }
  }
  refuse(path, "unknown code \"" + value.get_ref<const std::string&>() + "\"");
}

template <class T>
void decode(const json& value, const std::string& path, std::vector<T>& into);
template <class T>
void decode(const json& value, const std::string& path, std::optional<T>& into);

template <class T>
requires std::is_class_v<T>
void decode(const json& value, const std::string& path, T& into) {
  expect(value.is_object(), path, "an object");
  std::size_t known = 0;
  fields_of(&into, [&](const char* key, auto member) {
    const auto found = value.find(key);
    if (found == value.end()) return;
    ++known;
    decode(*found, path + "/" + key, into.*member);
  });
  if (known == value.size()) return;
  for (const auto& item : value.items()) {
    const std::string& key = item.key();
    bool listed = false;
    fields_of(&into, [&](const char* name, auto) { listed = listed || key == name; });
    if (!listed) refuse(path, "unknown key \"" + key + "\"");
  }
}

template <class T>
void decode(const json& value, const std::string& path, std::vector<T>& into) {
  expect(value.is_array(), path, "a list");
  into.clear();
  into.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) decode(value[i], path + "/" + std::to_string(i), into.emplace_back());
}

template <class T>
void decode(const json& value, const std::string& path, std::optional<T>& into) {
  if (value.is_null()) {
    into.reset();
  } else {
    decode(value, path, into.emplace());
  }
}

template <class T>
std::string write(const T& value) {
  return encode(value).dump(-1, ' ', false, json::error_handler_t::replace);
}

template <class T>
T read(std::string_view text) {
  json parsed;
  try {
    parsed = json::parse(text);
  } catch (const json::exception& error) {
    refuse("", error.what());
  }
  T value;
  decode(parsed, "", value);
  return value;
}

}  // namespace

std::string page_to_json(const Page& page) { return write(page); }
Page page_from_json(std::string_view text) { return read<Page>(text); }
std::string document_to_json(const Document& document) { return write(document); }
Document document_from_json(std::string_view text) { return read<Document>(text); }
std::string source_to_json(const Source& source) { return write(source); }
Source source_from_json(std::string_view text) { return read<Source>(text); }
std::string diagnostic_to_json(const Diagnostic& diagnostic) { return write(diagnostic); }
Diagnostic diagnostic_from_json(std::string_view text) { return read<Diagnostic>(text); }

}  // namespace atagande::output
