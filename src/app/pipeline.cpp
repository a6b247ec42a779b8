// A worker keeps what is dear to make: the rules and models, the OCR engine, and the file it looked into last, as the
// pages of one document mostly come to it one after the other.
#include "app/pipeline.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/files.h"
#include "app/knowledge.h"
#include "app/page_memory.h"
#include "app/products.h"
#include "app/reading.h"
#include "app/version.h"
#include "extract/extract.h"
#include "image/image.h"
#include "layout/layout.h"
#include "ocr/ocr.h"
#include "output/output.h"
#include "pdf/pdf.h"
#include "repair/repair.h"
#include "source/source.h"

namespace atagande::app {
namespace {

// A page whose picture covers most of it while its text layer holds but a few words is a scan with a stamp or a header
// added later: the layer is true but not the whole page.
constexpr double covering_picture = 0.5;
constexpr std::size_t words_of_a_stamp = 25;

struct OpenFile {
  std::string path;
  std::string media_type;
  std::optional<pdf::File> pdf;
  std::string bytes;  // of anything but a PDF
  int page_count = 0;

  [[nodiscard]] bool is_image() const { return media_type.starts_with("image/"); }
};

enum class Plan { leave_blank, use_layer, recognise };

std::size_t word_count(const std::vector<Line>& lines) {
  std::size_t count = 0;
  for (const Line& line : lines) count += line.words.size();
  return count;
}

Plan plan_for(OcrMode mode, TextLayer verdict, const pdf::TextPage& layer, const pdf::Content& content) {
  const bool has_layer = verdict != TextLayer::absent;
  if (mode == OcrMode::never) return has_layer ? Plan::use_layer : Plan::leave_blank;
  if (!has_layer && content.images == 0 && !content.drawing && !content.visible_text) return Plan::leave_blank;
  if (mode == OcrMode::always || verdict != TextLayer::good) return Plan::recognise;
  const bool stamp = content.image_cover > covering_picture && word_count(layer.lines) < words_of_a_stamp;
  return stamp ? Plan::recognise : Plan::use_layer;
}

// A PDF is left where it is, anything else is held in memory; one that large is no document of the genre.
constexpr std::uint64_t largest_file_in_memory = std::uint64_t{512} << 20U;

bool is_pdf(const std::string& path) { return read_file_start(path, 1024).find("%PDF-") != std::string::npos; }

std::string read_within_limit(const std::string& path) {
  if (file_size(path) > largest_file_in_memory) {
    throw Error(Fault::limit, "the file is larger than 512 MiB, which only a PDF may be");
  }
  return read_file(path);
}

}  // namespace

struct Pipeline::State {
  WorkerConfiguration configuration;
  std::optional<Knowledge> knowledge;
  std::optional<ocr::Engine> engine;
  std::optional<OpenFile> file;
  PageMemory memory;
  PagePictures pictures;  // of the job in hand

  const Knowledge& known() {
    if (!knowledge) knowledge.emplace(load_knowledge(configuration.data, configuration.pipeline.language));
    return *knowledge;
  }

  ocr::Engine& recogniser() {
    if (!engine) {
      ocr::EngineOptions options;
      options.language = configuration.pipeline.language;
      options.kernel = configuration.kernel;
      if (configuration.pipeline.recogniser == "tesseract") options.recogniser = ocr::Recogniser::tesseract;
      if (configuration.pipeline.repair_mode != "off") {
        options.propose = [language = known().language](std::string_view read) {
          return repair::look_alikes(read, language);
        };
      }
      engine.emplace(options);
    }
    return *engine;
  }

  [[nodiscard]] std::uint64_t max_pixels() const {
    return static_cast<std::uint64_t>(configuration.pipeline.max_megapixels * 1e6);
  }

  [[nodiscard]] image::Limits image_limits() const {
    image::Limits limits;
    limits.max_pixels = max_pixels();
    return limits;
  }

  OpenFile& opened(const std::string& path);
  Source source_of(const OpenFile& open, const Request& request) const;
  void read(OpenFile& open, int first, int last, bool dry_run, Reply& reply);
  void read_pdf(OpenFile& open, int first, int last, bool dry_run, Reply& reply);
  void read_layer(OpenFile& open, const pdf::TextPage& layer, bool dry_run, Reply& reply);
  bool is_stale(OpenFile& open, const pdf::TextPage& layer);
  TextLayer verdict_of(OpenFile& open, const pdf::TextPage& layer);
  Page recognised(OpenFile& open, int number);
  Page recognised(const image::PagePicture& picture, int number, const ocr::PageSize& size, int rotation_degrees);
  std::vector<Page> pages_of_text(const OpenFile& open) const;
  Reply open_document(const Request& request);
  output::Provenance provenance();
  Reply finish(Source source, std::vector<Page> pages, const Request& request);
  Reply answer(Request& request);
};

OpenFile& Pipeline::State::opened(const std::string& path) {
  if (file && file->path == path) return *file;
  file.reset();
  OpenFile open;
  open.path = path;
  if (is_pdf(path)) {
    open.media_type = source::pdf_media_type;
    pdf::Limits limits;
    limits.max_pixels = max_pixels();
    limits.render_dpi = configuration.pipeline.dpi;
    // The supervisor's limit comes first, and is the one that counts pages: opening a file is none.
    limits.child_time = std::chrono::milliseconds(configuration.page_timeout_ms) + std::chrono::seconds(30);
    open.pdf.emplace(pdf::File::open(path, limits));
    open.page_count = open.pdf->info().page_count;
  } else {
    open.bytes = read_within_limit(path);
    open.media_type = source::media_type(open.bytes);
    open.page_count = open.is_image() ? image::frame_count(open.bytes, image_limits()) : 1;
  }
  file.emplace(std::move(open));
  return *file;
}

Source Pipeline::State::source_of(const OpenFile& open, const Request& request) const {
  Source source;
  source.file_name = request.file_name;
  source.sha256 = request.sha256;
  source.media_type = open.media_type;
  source.bytes = file_size(open.path);
  source.page_count = open.page_count;
  if (open.pdf) {
    source.encrypted = open.pdf->info().encrypted;
    source.digitally_signed = open.pdf->info().digitally_signed;
  }
  return source;
}

/// Text, HTML and DOCX are read whole: they have no pages to hand out.
std::vector<Page> Pipeline::State::pages_of_text(const OpenFile& open) const {
  if (open.media_type == source::text_media_type) return layout::pages_from_text(source::read_text(open.bytes));
  const bool html = open.media_type == source::html_media_type;
  std::vector<Page> pages = html ? source::read_html(open.bytes) : source::read_docx(open.bytes);
  for (Page& page : pages) layout::arrange(page);  // lists and names typed as lines of a paragraph
  return pages;
}

/// A page that cannot be read costs that page.
void Pipeline::State::read_pdf(OpenFile& open, int first, int last, bool dry_run, Reply& reply) {
  std::vector<pdf::TextPage> layers;
  try {
    layers = open.pdf->text_layers(first, last);
  } catch (const Error& error) {
    if (first == last) {
      reply.lost.push_back({error.fault(), error.what(), first});
      return;
    }
    for (int page = first; page <= last; ++page) read_pdf(open, page, page, dry_run, reply);
    return;
  }
  for (const pdf::TextPage& layer : layers) {
    try {
      read_layer(open, layer, dry_run, reply);
    } catch (const Error& error) {
      reply.lost.push_back({error.fault(), error.what(), layer.number});
    }
  }
}

/// Only a layer behind a picture of the page can belong to another one: what is seen is what is there.
bool Pipeline::State::is_stale(OpenFile& open, const pdf::TextPage& layer) {
  if (configuration.pipeline.ocr != OcrMode::automatic || !layer.invisible) return false;
  if (open.pdf->content(layer.number).image_cover <= covering_picture) return false;
  const image::PagePicture picture = ocr::picture_of(*open.pdf, layer.number, image_limits());
  const double width_pt = open.pdf->geometry(layer.number).width_pt;
  return ocr::fit_of_layer(recogniser(), picture, layer.lines, width_pt) == ocr::LayerFit::stale;
}

/// Of a page that is recognised: a layer that would have been used was found to be stale.
TextLayer Pipeline::State::verdict_of(OpenFile& open, const pdf::TextPage& layer) {
  const TextLayer verdict = pdf::judge(layer.lines, known().function_words);
  const Plan plan = plan_for(configuration.pipeline.ocr, verdict, layer, open.pdf->content(layer.number));
  return plan == Plan::use_layer ? TextLayer::stale : verdict;
}

void Pipeline::State::read_layer(OpenFile& open, const pdf::TextPage& layer, bool dry_run, Reply& reply) {
  TextLayer verdict = pdf::judge(layer.lines, known().function_words);
  Plan plan = plan_for(configuration.pipeline.ocr, verdict, layer, open.pdf->content(layer.number));
  if (plan == Plan::use_layer && !dry_run && is_stale(open, layer)) {
    verdict = TextLayer::stale;
    plan = Plan::recognise;
  }
  if (plan == Plan::recognise && !dry_run) {
    reply.pending.push_back(layer.number);
    return;
  }
  const pdf::Geometry geometry = open.pdf->geometry(layer.number);
  Page page;
  page.number = layer.number;
  page.width_pt = geometry.width_pt;
  page.height_pt = geometry.height_pt;
  page.rotation_degrees = geometry.rotation_degrees;
  page.text_layer = verdict;
  page.text_source = plan == Plan::recognise   ? TextSource::ocr
                     : plan == Plan::use_layer ? TextSource::text_layer
                                               : TextSource::none;
  if (plan == Plan::use_layer) page.lines = layer.lines;
  if (page.number == 1) page.diagnostics = open.pdf->diagnostics();
  layout::arrange(page);
  reply.pages.push_back({page.number, output::page_to_json(page)});
}

void Pipeline::State::read(OpenFile& open, int first, int last, bool dry_run, Reply& reply) {
  if (open.pdf) {
    read_pdf(open, first, last, dry_run, reply);
    return;
  }
  for (int number = first; number <= last; ++number) {
    const bool leave_out = configuration.pipeline.ocr == OcrMode::never;
    if (!dry_run && !leave_out) {
      reply.pending.push_back(number);
      continue;
    }
    Page page;
    page.number = number;
    page.text_source = leave_out ? TextSource::none : TextSource::ocr;
    reply.pages.push_back({number, output::page_to_json(page)});
  }
}

Page Pipeline::State::recognised(const image::PagePicture& picture, int number, const ocr::PageSize& size,
                                 int rotation_degrees) {
  ocr::ReadOptions options;
  options.stated_rotation_degrees = rotation_degrees;
  if (configuration.keep_seen || configuration.keep_signatures) {
    image::PagePicture seen;
    options.seen = &seen;
    Page page = ocr::read_page(recogniser(), picture, number, size.width_pt, size.height_pt, options);
    add_pictures(page, seen, configuration, pictures);
    return page;
  }
  std::string key = key_of(picture, size.width_pt, size.height_pt, rotation_degrees);
  if (auto known_page = memory.find(key, number)) return *known_page;
  Page page = ocr::read_page(recogniser(), picture, number, size.width_pt, size.height_pt, options);
  if (page.diagnostics.empty()) memory.keep(std::move(key), page);
  return page;
}

Page Pipeline::State::recognised(OpenFile& open, int number) {
  Page page;
  if (open.pdf) {
    const pdf::Geometry geometry = open.pdf->geometry(number);
    page = recognised(ocr::picture_of(*open.pdf, number, image_limits()), number,
                      {geometry.width_pt, geometry.height_pt}, geometry.rotation_degrees);
    const auto layers = open.pdf->text_layers(number, number);
    if (!layers.empty()) page.text_layer = verdict_of(open, layers[0]);
    if (number == 1) {
      for (auto& remark : open.pdf->diagnostics()) page.diagnostics.push_back(std::move(remark));
    }
  } else {
    auto picture = ocr::picture_of(open.bytes, number - 1, image_limits());
    const ocr::PageSize size = ocr::size_of(picture);
    page = recognised(std::move(picture), number, size, 0);
  }
  layout::arrange(page);
  return page;
}

Reply Pipeline::State::open_document(const Request& request) {
  OpenFile& open = opened(request.path);
  Source source = source_of(open, request);
  if (!open.pdf && !open.is_image()) {
    auto pages = pages_of_text(open);
    source.page_count = static_cast<int>(pages.size());
    return finish(std::move(source), std::move(pages), request);
  }
  Reply reply;
  reply.source = output::source_to_json(source);
  reply.page_count = open.page_count;
  const int last = std::min(request.last_page, open.page_count);
  read(open, request.first_page, last, request.dry_run, reply);
  // The first page is recognised at once: most scans have few pages, and the file is at hand.
  if (!reply.pending.empty() && open.page_count == 1) {
    reply.pages.push_back({1, output::page_to_json(recognised(open, 1))});
    reply.pending.clear();
  }
  if (!reply.lost.empty() && static_cast<int>(reply.lost.size()) == open.page_count) {
    throw Error(reply.lost.front().fault, reply.lost.front().message, Place{open.path, reply.lost.front().page, 0, 0});
  }
  if (last < open.page_count || !reply.pending.empty() || !reply.lost.empty()) return reply;
  std::vector<Page> pages;
  for (const auto& page : reply.pages) pages.push_back(output::page_from_json(page.content));
  return finish(std::move(source), std::move(pages), request);
}

output::Provenance Pipeline::State::provenance() {
  output::Provenance provenance;
  provenance.tool = std::string("atagande ") + version;
  provenance.pipeline = configuration.pipeline_hash;
  provenance.models = known().ingredients.model_files;
  provenance.rules = known().ingredients.rule_files;
  return provenance;
}

Reply Pipeline::State::finish(Source source, std::vector<Page> pages, const Request& request) {
  Reply reply;
  reply.source = output::source_to_json(source);
  reply.page_count = source.page_count;
  reply.tally = tally_of(pages);
  reply.finished = true;
  if (request.dry_run) {
    reply.record = plan_of(source, pages);
    return reply;
  }
  layout::drop_running_heads(pages);
  Document document = layout::compose(std::move(source), std::move(pages));
  if (configuration.pipeline.repair_mode != "off") repair_document(document, known().language, known().names);
  if (configuration.pipeline.product == explanation || configuration.pipeline.product == explanation_json) {
    const auto explanations = extract::explain(document, known().rules);
    const bool for_people = configuration.pipeline.product == explanation;
    const bool one_of_many = !configuration.indented_records;
    reply.record = for_people ? extract::to_text(explanations) : extract::to_json(explanations);
    if (for_people && one_of_many) reply.record.insert(0, document.source.file_name + "\n");
    return reply;
  }
  if (configuration.pipeline.product != "record") {
    write_product({document, nullptr, request.path}, configuration.pipeline.product, reply);
    return reply;
  }
  const Findings findings = extract::extract(document, known().rules);
  write_record({document, &findings, request.path}, provenance(), configuration, reply);
  return reply;
}

Reply Pipeline::State::answer(Request& request) {
  Reply reply;
  switch (request.kind) {
    case JobKind::open:
      return open_document(request);
    case JobKind::read:
      read(opened(request.path), request.first_page, request.last_page, request.dry_run, reply);
      break;
    case JobKind::recognise:
      reply.pages.push_back(
          {request.first_page, output::page_to_json(recognised(opened(request.path), request.first_page))});
      break;
    case JobKind::finish: {
      std::vector<Page> pages;
      // Each is let go as soon as it is read: a long document should not be held twice.
      for (std::string& page : request.pages) {
        pages.push_back(output::page_from_json(page));
        std::string().swap(page);
      }
      return finish(output::source_from_json(request.source), std::move(pages), request);
    }
  }
  return reply;
}

Pipeline::Pipeline(const WorkerConfiguration& configuration) : state_(std::make_unique<State>()) {
  state_->configuration = configuration;
}

Pipeline::~Pipeline() = default;

Reply Pipeline::handle(Request request) {
  state_->pictures = {};
  Reply reply = state_->answer(request);
  reply.seen = std::move(state_->pictures.seen);
  reply.signatures = std::move(state_->pictures.signatures);
  return reply;
}

}  // namespace atagande::app
