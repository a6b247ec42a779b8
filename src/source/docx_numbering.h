// The marks of a DOCX's lists, which stand nowhere in its text.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

namespace atagande::source {

class Numbering {
 public:
  Numbering() = default;
  /// `xml`: word/numbering.xml.
  explicit Numbering(std::string_view xml);

  struct Label {
    std::string text;  // "•", "2.1", "a)"; empty where the level shows none
    bool bullet = false;
  };
  /// The label of the next paragraph of list `id` (w:numId) at `level`; counts it.
  Label next(const std::string& id, int level);

 private:
  static constexpr int levels = 9;
  struct Level {
    std::string format = "decimal";
    std::string text;
    int start = 1;
  };
  struct Abstract {
    std::array<Level, levels> level;
  };
  struct Instance {
    std::string abstract;
    std::map<int, int> starts;  // w:startOverride
  };

  std::map<std::string, Abstract> abstracts_;
  std::map<std::string, Instance> instances_;
  std::map<std::string, std::array<int, levels>> counters_;  // by abstract; 0: not begun
  std::map<std::string, bool> begun_;                        // by instance
};

}  // namespace atagande::source
