// Inside the room only: XML and plain numbers, written straight into a string.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace atagande::output {

/// A number with at most `decimals` digits after the point, trailing zeros left out; never in exponent form.
std::string plain_decimal(double value, int decimals);

/// Text for the inside of an element or an attribute in quotes; what XML 1.0 cannot hold becomes U+FFFD.
std::string xml_escaped(std::string_view text);

/// Writes well-formed XML as long as every open has its close. Indented by two spaces a level; an element with text
/// stands on one line.
class XmlWriter {
 public:
  XmlWriter() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

  void raw(std::string_view line) { out_.append(line).append("\n"); }
  XmlWriter& open(std::string_view name);
  /// Of the element just opened.
  XmlWriter& attribute(std::string_view name, std::string_view value);
  XmlWriter& attribute(std::string_view name, double value, int decimals = 0);
  XmlWriter& text(std::string_view text);
  XmlWriter& close();
  /// An element with nothing but text.
  XmlWriter& element(std::string_view name, std::string_view text) { return open(name).text(text).close(); }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void end_tag_start();

  std::string out_;
  std::vector<std::string> stack_;
  bool in_tag_ = false;
  bool has_text_ = false;
};

}  // namespace atagande::output
