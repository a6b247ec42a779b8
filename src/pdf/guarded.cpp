#include "pdf/guarded.h"

#include <exception>
#include <new>
#include <qpdf/QPDFExc.hh>

#include "document/error.h"

namespace atagande::pdf {

void rethrow_as_error(const std::string& name, int page) {
  const Place place{name, page, 0, 0};
  try {
    throw;
  } catch (const QPDFExc& error) {
    if (error.getErrorCode() == qpdf_e_password) {
      throw Error(Fault::encrypted, "the file is encrypted; give a copy that opens without a password", place);
    }
    throw Error(Fault::bad_input,
                "the PDF cannot be read: " + error.getMessageDetail() + "; get the file anew or print it to PDF",
                place);
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw Error(Fault::limit, "the PDF needs more memory than is allowed", place);
  } catch (const std::exception& error) {
    throw Error(Fault::bad_input, std::string("the PDF cannot be read: ") + error.what(), place);
  }
}

}  // namespace atagande::pdf
