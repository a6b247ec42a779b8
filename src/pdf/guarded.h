// qpdf's exceptions as Errors with a place.
#pragma once

#include <exception>
#include <new>
#include <qpdf/QPDFExc.hh>
#include <string>

#include "document/error.h"

namespace atagande::pdf {

[[noreturn]] inline void throw_from(const QPDFExc& error, const std::string& name, int page = 0) {
  const Place place{name, page, 0, 0};
  if (error.getErrorCode() == qpdf_e_password) {
    throw Error(Fault::encrypted, "the file is encrypted; give a copy that opens without a password", place);
  }
  throw Error(Fault::bad_input,
              "the PDF cannot be read: " + error.getMessageDetail() + "; get the file anew or print it to PDF", place);
}

template <typename Work>
auto guarded(const std::string& name, int page, Work work) {
  try {
    return work();
  } catch (const QPDFExc& error) {
    throw_from(error, name, page);
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw Error(Fault::limit, "the PDF needs more memory than is allowed", Place{name, page, 0, 0});
  } catch (const std::exception& error) {
    throw Error(Fault::bad_input, std::string("the PDF cannot be read: ") + error.what(), Place{name, page, 0, 0});
  }
}

}  // namespace atagande::pdf
