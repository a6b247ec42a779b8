// Trouble, in two strengths: an Error ends the work on a page, a document or the run; a Diagnostic is a remark in the
// result of a stage that went on.
#pragma once

#include <stdexcept>
#include <string>

namespace atagande {

enum class Fault {
  bad_arguments,
  bad_input,
  missing_dependency,
  no_access,
  encrypted,
  bad_configuration,
  bad_rule,
  bad_schema,
  bad_model,
  limit,
  internal,
  interrupted,
};

/// Where the trouble is; what is unknown is left empty.
struct Place {
  std::string file;
  int page = 0;    // from 1; 0: no page
  int line = 0;    // from 1
  int column = 0;  // from 1
  bool operator==(const Place&) const = default;
};

/// Says what is wrong, where, and what to do about it. Thrown where outside data enters; caught once a page, once a
/// document and once in main.
class Error : public std::runtime_error {
 public:
  Error(Fault fault, const std::string& message, Place place = {})
      : std::runtime_error(message), fault_(fault), place_(std::move(place)) {}

  [[nodiscard]] Fault fault() const { return fault_; }
  [[nodiscard]] const Place& place() const { return place_; }

 private:
  Fault fault_;
  Place place_;
};

struct Diagnostic {
  std::string code;  // snake_case, stable: "low_ocr_confidence"
  std::string message;
  int page = 0;  // 0: the whole document
  bool operator==(const Diagnostic&) const = default;
};

}  // namespace atagande
