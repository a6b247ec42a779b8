// The start tag stays open until the first child, text or close, so that attributes can be added one by one.
#include "output/xml.h"

#include <array>
#include <charconv>

#include "text/text.h"

namespace atagande::output {
namespace {

bool fits_xml(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

}  // namespace

std::string plain_decimal(double value, int decimals) {
  std::array<char, 64> digits{};
  const auto written =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals);
  if (written.ec != std::errc()) return "0";
  std::string text(digits.data(), written.ptr);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

std::string xml_escaped(std::string_view utf8) {
  std::string escaped;
  for (std::size_t at = 0; at < utf8.size();) {
    const text::CodePoint point = text::code_point_at(utf8, at);
    at = point.next;
    switch (point.value) {
      case U'&':
        escaped += "&amp;";
        break;
      case U'<':
        escaped += "&lt;";
        break;
      case U'>':
        escaped += "&gt;";
        break;
      case U'"':
        escaped += "&quot;";
        break;
      default:
        text::append(escaped, fits_xml(point.value) ? point.value : U'\uFFFD');
    }
  }
  return escaped;
}

void XmlWriter::end_tag_start() {
  if (!in_tag_) return;
  out_ += '>';
  in_tag_ = false;
}

XmlWriter& XmlWriter::open(std::string_view name) {
  end_tag_start();
  if (!stack_.empty() && !has_text_) out_ += '\n';
  if (!has_text_) out_.append(2 * stack_.size(), ' ');
  out_.append("<").append(name);
  stack_.emplace_back(name);
  in_tag_ = true;
  has_text_ = false;
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
  out_.append(" ").append(name).append("=\"").append(xml_escaped(value)).append("\"");
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, double value, int decimals) {
  return attribute(name, plain_decimal(value, decimals));
}

XmlWriter& XmlWriter::text(std::string_view text) {
  end_tag_start();
  out_ += xml_escaped(text);
  has_text_ = true;
  return *this;
}

XmlWriter& XmlWriter::close() {
  if (in_tag_) {
    out_ += "/>";
    in_tag_ = false;
  } else {
    if (!has_text_) out_.append("\n").append(2 * (stack_.size() - 1), ' ');
    out_.append("</").append(stack_.back()).append(">");
  }
  stack_.pop_back();
  has_text_ = false;
  if (stack_.empty()) out_ += '\n';
  return *this;
}

}  // namespace atagande::output
