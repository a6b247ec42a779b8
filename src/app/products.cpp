#include "app/products.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/files.h"
#include "app/version.h"
#include "layout/layout.h"

namespace atagande::app {
namespace {

std::string name_of(TextLayer layer) {
  switch (layer) {
    case TextLayer::absent:
      return "absent";
    case TextLayer::good:
      return "good";
    case TextLayer::wrong_language:
      return "wrong_language";
    case TextLayer::damaged:
      return "damaged";
    case TextLayer::stale:
      return "stale";
  }
  return {};
}

std::string name_of(TextSource source) {
  switch (source) {
    case TextSource::ocr:
      return "recognise";
    case TextSource::text_layer:
      return "use the text layer";
    case TextSource::none:
      return "nothing to read";
  }
  return {};
}

bool has_pages_to_see(const Source& source) {
  return source.media_type == "application/pdf" || source.media_type.starts_with("image/");
}

std::string plan_of(const Page& page, const Source& source) {
  if (!has_pages_to_see(source)) return "read the text";
  return fmt::format("text layer {:<15} {}", name_of(page.text_layer), name_of(page.text_source));
}

std::vector<ExtraFile> files_of_pages(std::vector<std::string> pages) {
  std::vector<ExtraFile> files;
  for (std::size_t i = 0; i < pages.size(); ++i)
    files.push_back({fmt::format("page-{:04}.xml", i + 1), std::move(pages[i])});
  return files;
}

}  // namespace

Tally tally_of(const std::vector<Page>& pages) {
  Tally tally;
  tally.pages = static_cast<int>(pages.size());
  for (const Page& page : pages) {
    tally.recognised += page.text_source == TextSource::ocr ? 1 : 0;
    tally.from_text_layer += page.text_source == TextSource::text_layer ? 1 : 0;
    tally.warnings += static_cast<int>(page.diagnostics.size());
  }
  return tally;
}

std::string plan_of(const Source& source, const std::vector<Page>& pages) {
  std::string text = fmt::format("{}: {}, {} page{}{}{}\n", source.file_name, source.media_type, source.page_count,
                                 source.page_count == 1 ? "" : "s", source.encrypted ? ", encrypted" : "",
                                 source.digitally_signed ? ", digitally signed" : "");
  for (std::size_t first = 0; first < pages.size();) {
    std::size_t last = first;
    const std::string plan = plan_of(pages[first], source);
    while (last + 1 < pages.size() && plan_of(pages[last + 1], source) == plan) ++last;
    const std::string numbers = first == last ? fmt::format("page {}", pages[first].number)
                                              : fmt::format("pages {}-{}", pages[first].number, pages[last].number);
    text += fmt::format("  {:<14} {}\n", numbers, plan);
    first = last + 1;
  }
  return text;
}

std::vector<ExtraFile> files_of(const std::string& kind, const Material& material) {
  const Document& document = material.document;
  const std::string tool = std::string("atagande ") + version;
  if (kind == "txt") return {{"txt", output::plain_text(document)}};
  if (kind == "hocr") return {{"hocr", output::hocr(document, tool)}};
  if (kind == "alto") return {{"alto.xml", output::alto(document, tool)}};
  if (kind == "page") return files_of_pages(output::page_xml(document, tool));
  if (kind == "csv") return {{"csv", output::commitments_csv(document, *material.findings)}};
  if (kind == "pdf") {
    if (!has_pages_to_see(document.source)) return {};
    return {{"pdf", output::searchable_pdf(read_file(material.original_path), document, tool)}};
  }
  throw Error(Fault::bad_arguments, "unknown kind of file: " + kind);
}

void add_pictures(const Page& page, const image::PagePicture& seen, const WorkerConfiguration& configuration,
                  PagePictures& pictures) {
  constexpr double margin_pt = 4.0;
  if (seen.image.empty()) return;
  if (configuration.keep_seen)
    pictures.seen.push_back({fmt::format("page-{:04}.png", page.number), image::to_png(seen.image)});
  if (!configuration.keep_signatures) return;
  int count = 0;
  for (const InkRegion& ink : page.ink) {
    const image::GreyImage part = image::cropped(seen, ink.box, margin_pt);
    if (part.empty()) continue;
    pictures.signatures.push_back(
        {fmt::format("page-{:04}-signature-{}.png", page.number, ++count), image::to_png(part)});
  }
}

void write_product(const Material& material, const std::string& kind, Reply& reply) {
  reply.files = files_of(kind, material);
  if (reply.files.empty()) {
    throw Error(Fault::bad_input, "a " + kind + " file can be made only of a PDF or an image");
  }
  if (reply.files.size() == 1) reply.record = reply.files.front().bytes;
}

void write_record(const Material& material, const output::Provenance& provenance,
                  const WorkerConfiguration& configuration, Reply& reply) {
  Findings findings = *material.findings;
  layout::find_signatures(material.document, findings.signatories);
  for (const auto& kind : configuration.pipeline.also) {
    try {
      for (auto& file : files_of(kind, material)) reply.files.push_back(std::move(file));
    } catch (const std::exception& error) {  // the record is not to be lost with it
      findings.diagnostics.push_back({"extra_file_failed", "no " + kind + " file could be made: " + error.what(), 0});
    }
  }
  const bool lost = std::any_of(material.document.diagnostics.begin(), material.document.diagnostics.end(),
                                [](const Diagnostic& remark) { return lost_pages::is_one(remark.code); });
  const auto status = lost ? output::Status::partial : output::Status::ok;
  reply.record = configuration.indented_records ? output::record(material.document, findings, provenance)
                                                : output::record_line(material.document, findings, provenance, status);
  const output::Review review = output::review(material.document, findings);
  reply.tally.warnings = static_cast<int>(review.warnings.size());
  reply.tally.needs_review = review.needed;
  reply.tally.commitments = static_cast<int>(findings.commitments.size());
}

}  // namespace atagande::app
