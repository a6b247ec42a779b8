// What a finished document is made into: its record, the plan of a dry run, and the files beside it.
#pragma once

#include <string>
#include <vector>

#include "app/job.h"
#include "app/worker.h"
#include "document/document.h"
#include "document/findings.h"
#include "image/image.h"
#include "output/output.h"

namespace atagande::app {

Tally tally_of(const std::vector<Page>& pages);

/// For people: the document and what would be done with each page; like pages in a row are one line.
std::string plan_of(const Source& source, const std::vector<Page>& pages);

/// Everything a file beside the record, or in its place, can be made of.
struct Material {
  const Document& document;
  const Findings* findings = nullptr;  // none where nothing was looked for
  std::string original_path;
};

/// The files of one of the kinds of --also: one a document, or one a page. Throws Error where it cannot become one.
std::vector<ExtraFile> files_of(const std::string& kind, const Material& material);

/// PNG files of the pages a job recognised: the names say the page.
struct PagePictures {
  std::vector<ExtraFile> seen;
  std::vector<ExtraFile> signatures;
};

/// Adds what the configuration asks for: the page as the recogniser saw it, the pen strokes on it.
void add_pictures(const Page& page, const image::PagePicture& seen, const WorkerConfiguration& configuration,
                  PagePictures& pictures);

/// What `ocr` gives: the files, and where there is one only, its bytes as the record.
void write_product(const Material& material, const std::string& kind, Reply& reply);

/// The record and the files of --also into `reply`. Throws Error{bad_schema} as output::record does.
void write_record(const Material& material, const output::Provenance& provenance,
                  const WorkerConfiguration& configuration, Reply& reply);

}  // namespace atagande::app
