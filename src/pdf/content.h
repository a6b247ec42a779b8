// Content streams (ISO 32000-1, 7.8.2 and 8 Annex A) cut into operators with their operands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace atagande::pdf {

struct Operand {
  enum class Kind { number, name, string, array, dictionary, other };
  Kind kind = Kind::other;
  double number = 0.0;
  std::string name;     // without the slash, #xx resolved
  bool filled = false;  // string: not empty; array: holds a string that is not empty
};

struct Operation {
  std::string name;
  std::vector<Operand> operands;
};

/// Reads operators one after the other, whatever the bytes: what is no token is passed over. Inline images come as one
/// operation "BI" with their data left out. At most 64 operands are kept.
class ContentReader {
 public:
  explicit ContentReader(std::string_view bytes) : bytes_(bytes) {}
  /// False at the end.
  bool next(Operation& operation);

 private:
  void skip_space();
  void read_operand(std::vector<Operand>& into, int depth);
  Operand read_number();
  Operand read_name();
  Operand read_string();
  Operand read_hex_string();
  Operand read_nested(char close, int depth);
  void skip_inline_image();
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace atagande::pdf
