// qpdf's exceptions as Errors with a place.
#pragma once

#include <string>

namespace atagande::pdf {

/// To be called in a catch block: throws what is being handled as an Error that names `name` and `page`.
[[noreturn]] void rethrow_as_error(const std::string& name, int page);

template <typename Work>
auto guarded(const std::string& name, int page, Work work) {
  try {
    return work();
  } catch (...) {
    rethrow_as_error(name, page);
  }
}

}  // namespace atagande::pdf
