// One pass, no allocation but for names: page contents are judged, not rendered, so strings are only asked whether they
// hold something. Nesting deeper than a small limit is read flat.
#include "pdf/content.h"

#include <charconv>
#include <cmath>

namespace atagande::pdf {
namespace {

constexpr int max_nesting = 32;
constexpr std::size_t max_operands = 64;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
bool is_delimiter(char c) {
  return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' || c == '/' ||
         c == '%';
}
bool is_regular(char c) { return !is_space(c) && !is_delimiter(c); }
bool starts_number(char c) { return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'; }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

bool ContentReader::next(Operation& operation) {
  operation.operands.clear();
  operation.name.clear();
  while (true) {
    skip_space();
    if (at_ >= bytes_.size()) return false;
    const char c = bytes_[at_];
    if (is_delimiter(c) || starts_number(c)) {
      read_operand(operation.operands, 0);
      if (operation.operands.size() > max_operands) operation.operands.erase(operation.operands.begin());
      continue;
    }
    const std::size_t begin = at_;
    while (at_ < bytes_.size() && is_regular(bytes_[at_])) ++at_;
    const std::string_view word = bytes_.substr(begin, at_ - begin);
    if (word == "true" || word == "false" || word == "null") {
      operation.operands.emplace_back();
      continue;
    }
    if (word == "BI") continue;
    if (word == "ID") {
      skip_inline_image();
      operation.name = "BI";
      return true;
    }
    operation.name = word;
    return true;
  }
}

void ContentReader::skip_space() {
  while (at_ < bytes_.size()) {
    if (is_space(bytes_[at_])) {
      ++at_;
    } else if (bytes_[at_] == '%') {
      while (at_ < bytes_.size() && bytes_[at_] != '\n' && bytes_[at_] != '\r') ++at_;
    } else {
      return;
    }
  }
}

void ContentReader::read_operand(std::vector<Operand>& into, int depth) {
  const char c = bytes_[at_];
  if (starts_number(c)) {
    into.push_back(read_number());
  } else if (c == '/') {
    into.push_back(read_name());
  } else if (c == '(') {
    into.push_back(read_string());
  } else if (c == '<' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '<') {
    at_ += 2;
    into.push_back(read_nested('>', depth + 1));
  } else if (c == '<') {
    into.push_back(read_hex_string());
  } else if (c == '[') {
    ++at_;
    into.push_back(read_nested(']', depth + 1));
  } else {
    ++at_;
  }
}

Operand ContentReader::read_number() {
  const std::size_t begin = at_;
  while (at_ < bytes_.size() && is_regular(bytes_[at_])) ++at_;
  const char* first = bytes_.data() + begin;
  if (*first == '+') ++first;
  Operand operand;
  operand.kind = Operand::Kind::number;
  std::from_chars(first, bytes_.data() + at_, operand.number, std::chars_format::fixed);
  if (!std::isfinite(operand.number)) operand.number = 0.0;
  return operand;
}

Operand ContentReader::read_name() {
  Operand operand;
  operand.kind = Operand::Kind::name;
  ++at_;
  while (at_ < bytes_.size() && is_regular(bytes_[at_])) {
    if (bytes_[at_] == '#' && at_ + 2 < bytes_.size() && hex_value(bytes_[at_ + 1]) >= 0 &&
        hex_value(bytes_[at_ + 2]) >= 0) {
      operand.name += static_cast<char>(hex_value(bytes_[at_ + 1]) * 16 + hex_value(bytes_[at_ + 2]));
      at_ += 3;
    } else {
      operand.name += bytes_[at_++];
    }
  }
  return operand;
}

Operand ContentReader::read_string() {
  Operand operand;
  operand.kind = Operand::Kind::string;
  const std::size_t begin = ++at_;
  int open = 1;
  while (at_ < bytes_.size() && open > 0) {
    const char c = bytes_[at_++];
    if (c == '\\') {
      if (at_ < bytes_.size()) ++at_;
    } else if (c == '(') {
      ++open;
    } else if (c == ')') {
      --open;
    }
  }
  operand.filled = at_ > begin + 1;
  return operand;
}

Operand ContentReader::read_hex_string() {
  Operand operand;
  operand.kind = Operand::Kind::string;
  ++at_;
  while (at_ < bytes_.size() && bytes_[at_] != '>') {
    operand.filled = operand.filled || hex_value(bytes_[at_]) >= 0;
    ++at_;
  }
  if (at_ < bytes_.size()) ++at_;
  return operand;
}

Operand ContentReader::read_nested(char close, int depth) {
  Operand operand;
  operand.kind = close == ']' ? Operand::Kind::array : Operand::Kind::dictionary;
  std::vector<Operand> inner;
  while (true) {
    skip_space();
    if (at_ >= bytes_.size()) return operand;
    if (bytes_[at_] == close) {
      ++at_;
      if (close == '>' && at_ < bytes_.size() && bytes_[at_] == '>') ++at_;
      return operand;
    }
    inner.clear();
    if (depth >= max_nesting) {
      ++at_;
    } else if (is_delimiter(bytes_[at_]) || starts_number(bytes_[at_])) {
      read_operand(inner, depth);
    } else {
      while (at_ < bytes_.size() && is_regular(bytes_[at_])) ++at_;
    }
    for (const Operand& part : inner) operand.filled = operand.filled || part.filled;
  }
}

// The data end at "EI" between white space with what looks like content behind it (7.8.2 gives no length).
void ContentReader::skip_inline_image() {
  for (std::size_t at = at_ + 1; at + 2 <= bytes_.size(); ++at) {
    if (bytes_[at] != 'E' || bytes_[at + 1] != 'I' || !is_space(bytes_[at - 1])) continue;
    if (at + 2 < bytes_.size() && !is_space(bytes_[at + 2])) continue;
    const std::string_view behind = bytes_.substr(at + 2, 12);
    bool printable = true;
    for (const char c : behind) printable = printable && (is_space(c) || (c >= ' ' && c <= '~'));
    if (!printable) continue;
    at_ = at + 2;
    return;
  }
  at_ = bytes_.size();
}

}  // namespace atagande::pdf
