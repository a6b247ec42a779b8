// Reads every page of PDF and image files and writes what was read, one text file a page, with a table of where the
// time went.
//
//   ocr_read [--no-treatment] [--pictures] OUT FILE…
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "ocr/ocr.h"

namespace {

using namespace atagande;

// Processor time, which a loaded machine does not distort.
double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::string text_of(const Page& page) {
  std::string text;
  for (const Line& line : page.lines) {
    for (std::size_t i = 0; i < line.words.size(); ++i) text += (i > 0 ? " " : "") + line.words[i].raw;
    text += "\n";
  }
  return text;
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : "+") + name;
  return all.empty() ? "-" : all;
}

struct Job {
  std::filesystem::path out;
  bool pictures = false;
  ocr::ReadOptions options;
};

void read_one(ocr::Engine& engine, const pdf::File& file, int number, const std::string& stem, const Job& job) {
  const double begin = seconds();
  image::PagePicture picture = ocr::picture_of(file, number);
  const double fetched = seconds() - begin;
  const pdf::Geometry geometry = file.geometry(number);
  const image::Quality quality = image::measure(picture.image);
  image::PagePicture treated = picture;
  image::treat(treated, image::choose_treatment(quality), quality);
  image::find_rules(treated);
  const double prepared = seconds() - begin - fetched;
  const Page page = ocr::read_page(engine, picture, number, geometry.width_pt, geometry.height_pt, job.options);
  const double all = seconds() - begin - prepared;
  std::ofstream(job.out / (stem + ".txt")) << text_of(page);
  if (job.pictures) std::ofstream(job.out / (stem + ".pgm"), std::ios::binary) << image::to_pgm(treated.image);
  std::printf(
      "%-20s %5.0f dpi paper %3.0f slope %3.0f ink %3.0f noise %4.1f specks %.3f density %.3f skew %5.2f conf %.3f "
      "rules %zu ink %zu  "
      "%-28s %5.2f %5.2f %5.2f s\n",
      stem.c_str(), picture.image.dpi, quality.paper, quality.paper_slope, quality.ink, quality.noise, quality.specks,
      quality.ink_density, page.skew_degrees, page.ocr_confidence.value_or(0.0), page.rules.size(), page.ink.size(),
      joined(page.treatment).c_str(), fetched, prepared, all);
}

}  // namespace

int main(int argc, char** argv) {
  Job job;
  ocr::EngineOptions engine_options;
  std::vector<std::string> names;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--tesseract")
      engine_options.recogniser = ocr::Recogniser::tesseract;
    else if (argument == "--no-treatment")
      job.options.treat = false;
    else if (argument == "--pictures")
      job.pictures = true;
    else
      names.push_back(argument);
  }
  if (names.size() < 2) {
    std::fprintf(stderr, "usage: ocr_read [--no-treatment] [--pictures] OUT FILE…\n");
    return 1;
  }
  job.out = names[0];
  std::filesystem::create_directories(job.out);
  ocr::Engine engine(engine_options);
  for (std::size_t i = 1; i < names.size(); ++i) {
    const pdf::File file = pdf::File::open(names[i]);
    const std::string stem = std::filesystem::path(names[i]).stem();
    for (int number = 1; number <= file.info().page_count; ++number) {
      read_one(engine, file, number, stem + "-p" + std::to_string(number), job);
    }
  }
}
