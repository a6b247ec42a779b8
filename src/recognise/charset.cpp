// The unicharset is a text of one line an id; the recoder lists the code of each id. A later id with the same code
// takes it over; ids that share the null code (the joined and broken pseudo characters) stand for nothing.
#include "recognise/charset.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

#include "recognise/bytes.h"

namespace atagande::recognise {

namespace {

constexpr int most_unichars = 65536;
constexpr unsigned property_digit = 8;
constexpr std::array<std::string_view, 3> unspaced_scripts = {"Han", "Katakana", "Thai"};

std::string_view next_field(std::string_view& line) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  const std::size_t end = std::min(line.find(' ', begin), line.size());
  const std::string_view field = line.substr(begin, end - begin);
  line.remove_prefix(end);
  return field;
}

std::string_view next_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) bad_model("the unicharset ends early");
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

unsigned number(std::string_view field, int base) {
  unsigned value = 0;
  const auto result = std::from_chars(field.data(), field.data() + field.size(), value, base);
  if (result.ec != std::errc{} || result.ptr != field.data() + field.size()) bad_model("the unicharset is malformed");
  return value;
}

Charset::Entry read_entry(std::string_view line, bool first) {
  Charset::Entry entry;
  const std::string_view text = next_field(line);
  if (text.empty()) bad_model("the unicharset has an empty entry");
  entry.text = text == "NULL" ? " " : std::string(text);
  if (first != (entry.text == " ")) bad_model("the unicharset must have the space first and only there");
  entry.digit = (number(next_field(line), 16) & property_digit) != 0;
  std::string_view script = next_field(line);
  if (script.find(',') != std::string_view::npos) script = next_field(line);
  if (std::find(unspaced_scripts.begin(), unspaced_scripts.end(), script) != unspaced_scripts.end()) {
    bad_model("has a script without spaces between words");
  }
  return entry;
}

std::vector<int> read_codes(std::span<const std::byte> recoder, std::size_t ids, int classes) {
  ByteReader reader(recoder);
  std::vector<int> codes;
  const std::uint32_t count = reader.count(5);
  if (count != ids) bad_model("recoder and unicharset differ in length");
  for (std::uint32_t i = 0; i < count; ++i) {
    reader.i8();  // self-normalised
    if (reader.i32() != 1) bad_model("spells a character by several codes");
    const std::int32_t code = reader.i32();
    if (code < 0 || code >= classes) bad_model("a code is out of range");
    codes.push_back(code);
  }
  if (reader.left() != 0) bad_model("the recoder goes on after its end");
  return codes;
}

}  // namespace

Charset read_charset(std::span<const std::byte> unicharset, std::span<const std::byte> recoder, bool recoded,
                     int classes, int null_code) {
  std::string_view text(reinterpret_cast<const char*>(unicharset.data()), unicharset.size());
  std::string_view head = next_line(text);
  const unsigned count = number(next_field(head), 10);
  if (count == 0 || count > most_unichars || count > text.size()) bad_model("the unicharset's length is out of range");
  Charset charset;
  for (unsigned id = 0; id < count; ++id) charset.entries.push_back(read_entry(next_line(text), id == 0));

  std::vector<int> codes;
  if (recoded) {
    codes = read_codes(recoder, count, classes);
  } else {
    for (unsigned id = 0; id < count; ++id) codes.push_back(static_cast<int>(id));
    if (static_cast<int>(count) > classes) bad_model("the unicharset is longer than the outputs");
  }
  charset.unichar_of.assign(static_cast<std::size_t>(classes), no_unichar);
  std::vector<bool> seen(static_cast<std::size_t>(classes), false);
  for (unsigned id = 0; id < count; ++id) {
    const auto code = static_cast<std::size_t>(codes[id]);
    if (!seen[code]) charset.code_order.push_back(codes[id]);
    seen[code] = true;
    if (codes[id] != null_code) charset.unichar_of[code] = static_cast<int>(id);
  }
  if (charset.unichar_of[static_cast<std::size_t>(codes[0])] != unichar_space) bad_model("has no code for the space");
  if (!seen[static_cast<std::size_t>(null_code)]) charset.code_order.push_back(null_code);
  return charset;
}

}  // namespace atagande::recognise
