// What the command line asked for, as plain values. Everything that can change a record is in PipelineOptions, which is
// hashed into the provenance and sent to the workers; the rest only steers the run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace atagande::app {

enum class OcrMode { automatic, always, never };

struct PipelineOptions {
  OcrMode ocr = OcrMode::automatic;
  std::string language = "swe";      // Tesseract's name of the model
  std::string repair_mode = "auto";  // auto | off
  std::string recogniser = "auto";
  int dpi = 300;                   // of pages that have to be composed
  int max_pages = 5000;            // a document
  double max_megapixels = 120.0;   // a page image
  std::vector<std::string> also;   // further files a document: pdf, hocr, alto, page, txt, csv
  std::string product = "record";  // what a document becomes: record, an explanation, or one of the kinds of `also`
};

/// Products of `rules explain`: why each statement of a document came out as it did, for people and as JSON.
inline constexpr const char* explanation = "explanation";
inline constexpr const char* explanation_json = "explanation.json";

struct RunOptions {
  int jobs = 0;  // 0: one a core
  double page_timeout_seconds = 120.0;
  double document_timeout_seconds = 3600.0;
  std::uint64_t memory_bytes = std::uint64_t{2} << 30U;  // address space of a worker
  std::string kernel = "auto";                           // of our recogniser; whichever, the bytes are the same
  bool fail_on_review = false;
  bool dry_run = false;
  bool ndjson = false;
  std::string save_images;      // folder for the pages as the recogniser saw them; empty: not wanted
  std::string crop_signatures;  // folder for the pen strokes found on them
  std::string output;           // file, folder with a final "/", or "-" for standard output
};

struct InputOptions {
  std::vector<std::string> paths;
  std::optional<std::string> files_from;  // a file with one path a line, or "-"
  bool null_separated = false;            // names in files_from end with a NUL
};

enum class LogFormat { text, json };

struct LogOptions {
  LogFormat format = LogFormat::text;
  int verbosity = 0;  // -1 quiet, 0 usual, 1 verbose
  bool progress = true;
};

/// Where the data of the program lie; empty: found beside the program.
struct DataOptions {
  std::string rules_directory;           // replaces the installed rules
  std::vector<std::string> extra_rules;  // taken on top of them
  std::string models_directory;
  std::string names_file;  // forms known to be right, for repair; hashed into the provenance as a model is
};

struct Options {
  PipelineOptions pipeline;
  RunOptions run;
  InputOptions input;
  LogOptions log;
  DataOptions data;
};

}  // namespace atagande::app
