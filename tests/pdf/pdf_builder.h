// Small PDF files put together by hand for tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace atagande::test {

class PdfBuilder {
 public:
  /// Number of the new object.
  int add(const std::string& object) {
    objects_.push_back(object);
    return static_cast<int>(objects_.size());
  }
  int add_stream(const std::string& dictionary, std::string_view data) {
    return add("<<" + dictionary + " /Length " + std::to_string(data.size()) + ">>\nstream\n" + std::string(data) +
               "\nendstream");
  }
  static std::string reference(int number) { return std::to_string(number) + " 0 R"; }

  /// A page with contents and resources; `more` are further entries such as /Rotate.
  void add_page(std::string_view contents, const std::string& resources, const std::string& box = "0 0 595 842",
                const std::string& more = "") {
    const int stream = add_stream("", contents);
    pages_.push_back("<</Type /Page /Parent PAGES /MediaBox [" + box + "] /Resources <<" + resources + ">> /Contents " +
                     reference(stream) + " " + more + ">>");
  }

  [[nodiscard]] std::string finish(const std::string& catalog_entries = "") const {
    std::vector<std::string> all = objects_;
    const int tree = static_cast<int>(all.size() + pages_.size()) + 1;
    std::string kids;
    for (std::string page : pages_) {
      page.replace(page.find("PAGES"), 5, reference(tree));
      all.push_back(page);
      kids += reference(static_cast<int>(all.size())) + " ";
    }
    all.push_back("<</Type /Pages /Count " + std::to_string(pages_.size()) + " /Kids [" + kids + "]>>");
    all.push_back("<</Type /Catalog /Pages " + reference(tree) + " " + catalog_entries + ">>");
    std::string pdf = "%PDF-1.7\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::string offset = std::to_string(pdf.size());
      offset.insert(0, 10 - offset.size(), '0');
      table += offset + " 00000 n \n";
      pdf += std::to_string(i + 1) + " 0 obj\n" + all[i] + "\nendobj\n";
    }
    const std::string start = std::to_string(pdf.size());
    return pdf + "xref\n0 " + std::to_string(all.size() + 1) + "\n" + table + "trailer\n<</Size " +
           std::to_string(all.size() + 1) + " /Root " + reference(static_cast<int>(all.size())) + ">>\nstartxref\n" +
           start + "\n%%EOF\n";
  }

 private:
  std::vector<std::string> objects_;
  std::vector<std::string> pages_;
};

inline const std::string helvetica =
    "/Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>>>";

}  // namespace atagande::test
