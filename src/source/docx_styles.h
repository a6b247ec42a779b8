// The styles of a DOCX, as far as they bear on what a paragraph is.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace atagande::source {

struct ParagraphStyle {
  int heading = 0;        // level from 1; 0: no heading
  std::string numbering;  // w:numId, empty where there is none
  int numbering_level = 0;
  bool bold = false;
};

class Styles {
 public:
  Styles() = default;
  /// `xml`: word/styles.xml.
  explicit Styles(std::string_view xml);
  [[nodiscard]] ParagraphStyle find(const std::string& id) const;
  [[nodiscard]] const std::string& default_id() const { return default_id_; }

 private:
  std::map<std::string, ParagraphStyle> styles_;
  std::string default_id_;
};

}  // namespace atagande::source
