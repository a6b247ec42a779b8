#include "app/command_line.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "app/version.h"
#include "document/document.h"
#include "recognise/recognise.h"

namespace atagande::app {
namespace {

constexpr const char* about =
    "From scanned Swedish promises and agreements to structured JSON with evidence.\n\n"
    "Reads PDF, TIFF, PNG, JPEG, text, HTML and DOCX; recognises what has no text, repairs the Swedish, finds what is "
    "promised, by whom and until when.";

constexpr const char* exit_statuses =
    "Exit status:\n"
    "  0 all ok   1 bad arguments   2 bad input   3 missing dependency   5 no access   8 encrypted\n"
    "  9 bad configuration or model   11 some documents failed or were read in part (the rest are written)\n"
    "  12 review needed (--fail-on-review)   13 bad rule file   14 output failed its schema\n"
    "  16 a limit was hit   70 internal error   130 interrupted (what was finished is kept)";

std::string footer(const std::string& examples) { return "Examples:\n" + examples + "\n" + exit_statuses; }

void add_inputs(CLI::App& command, Options& options) {
  command.add_option("FILE", options.input.paths, "Files and folders, or - for standard input");
  command
      .add_option("--files-from", options.input.files_from,
                  "Read names of files from LIST, one a line (- for standard input)")
      ->type_name("LIST");
  command.add_flag("-0,--null", options.input.null_separated,
                   "Names in --files-from end with a NUL, as find -print0 writes them");
}

void add_data(CLI::App& command, Options& options) {
  command
      .add_option("--rules", options.data.extra_rules,
                  "Take the rule files of DIR on top of the installed ones; may be repeated")
      ->type_name("DIR")
      ->allow_extra_args(false)
      ->check(CLI::ExistingDirectory);
  command
      .add_option("--base-rules", options.data.rules_directory,
                  "Take the rule files of DIR in place of the installed ones")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  command.add_option("--models", options.data.models_directory, "Take models from DIR in place of the installed ones")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
}

void add_names(CLI::App& command, Options& options) {
  command
      .add_option("--names", options.data.names_file,
                  "Take the words and names listed in FILE as right (atagande repair --learn makes such a list)")
      ->type_name("FILE")
      ->check(CLI::ExistingFile);
}

/// One of several names, whatever their case. CLI11's own check answers with the numbers behind them.
template <typename Value>
CLI::Validator one_of(const std::vector<std::pair<std::string, Value>>& choices) {
  std::string names;
  for (const auto& [name, value] : choices) names += (names.empty() ? "" : ",") + name;
  const auto take = [choices, names](std::string& given) {
    for (const auto& [name, value] : choices) {
      if (CLI::detail::to_lower(given) != name) continue;
      given = std::to_string(static_cast<int>(value));
      return std::string();
    }
    return "it is one of " + names + ", not " + given;
  };
  return {take, "{" + names + "}"};
}

void add_log(CLI::App& command, Options& options) {
  command.add_option("--log-format", options.log.format, "How remarks on standard error look: text or json")
      ->transform(one_of<LogFormat>({{"text", LogFormat::text}, {"json", LogFormat::json}}))
      ->type_name("FORMAT")
      ->default_str("text");
  command.add_flag_callback(
      "-q,--quiet", [&options] { options.log.verbosity = -1; }, "Say nothing but errors");
  command.add_flag_callback(
      "-v,--verbose", [&options] { options.log.verbosity = 1; }, "Say more: workers, reuse of earlier results");
  command.add_flag_callback(
      "--no-progress", [&options] { options.log.progress = false; }, "Draw no progress bar");
}

void add_reading(CLI::App& command, Options& options) {
  add_names(command, options);
  command
      .add_option("--ocr", options.pipeline.ocr,
                  "Recognise pages: auto (where there is no good text layer), always, never")
      ->transform(
          one_of<OcrMode>({{"auto", OcrMode::automatic}, {"always", OcrMode::always}, {"never", OcrMode::never}}))
      ->type_name("MODE")
      ->default_str("auto");
  command.add_option("-l,--language", options.pipeline.language, "Tesseract's language model")
      ->type_name("NAME")
      ->capture_default_str();
  command
      .add_option("--recogniser", options.pipeline.recogniser,
                  "Which recogniser reads the lines: auto, atagande, tesseract")
      ->check(CLI::IsMember({"auto", "atagande", "tesseract"}))
      ->type_name("NAME")
      ->capture_default_str();
  command
      .add_option("--cpu", options.run.kernel, "Instructions our recogniser computes with: auto, or one doctor names")
      ->check(CLI::Validator(
          [](const std::string& given) {
            std::string known = "auto";
            for (const auto kernel : recognise::supported_kernels()) {
              known += ", " + std::string(recognise::name(kernel));
              if (given == recognise::name(kernel)) return std::string();
            }
            return given == "auto" ? std::string() : "not on this machine, which has " + known;
          },
          ""))
      ->type_name("NAME")
      ->capture_default_str();
  command.add_option("--dpi", options.pipeline.dpi, "Resolution of pages that have to be composed")
      ->check(CLI::Range(72, 1200))
      ->capture_default_str();
}

void add_pictures(CLI::App& command, Options& options) {
  command
      .add_option("--save-images", options.run.save_images,
                  "Write each page this run recognises into DIR as the recogniser saw it (PNG)")
      ->type_name("DIR");
  command
      .add_option("--crop-signatures", options.run.crop_signatures,
                  "Write the pen strokes on pages this run recognises into DIR (PNG)")
      ->type_name("DIR");
}

void add_limits(CLI::App& command, Options& options) {
  RunOptions& run = options.run;
  command.add_option("-j,--jobs", run.jobs, "Worker processes; 0 is one a core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command.add_option("--page-timeout", run.page_timeout_seconds, "Seconds a page may take")
      ->check(CLI::Range(0.001, 1e7))
      ->capture_default_str();
  command.add_option("--doc-timeout", run.document_timeout_seconds, "Seconds a document may take")
      ->check(CLI::Range(0.001, 1e7))
      ->capture_default_str();
  command.add_option("--max-pages", options.pipeline.max_pages, "Pages read of a document")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command.add_option("--max-mpixels", options.pipeline.max_megapixels, "Millions of pixels a page image may have")
      ->check(CLI::Range(0.001, 1e5))
      ->capture_default_str();
  command.add_option("--memory", run.memory_bytes, "Address space of a worker, as 2G or 800M; 0 is no limit")
      ->transform(CLI::AsSizeValue(false))
      ->default_str("2G");
}

void add_extra_files(CLI::App& command, Options& options) {
  command
      .add_option("--also", options.pipeline.also,
                  "Write beside each record: pdf (searchable), hocr, alto, page, txt, csv; parted by commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"pdf", "hocr", "alto", "page", "txt", "csv"}))
      ->type_name("KINDS");
}

void add_repair_mode(CLI::App& command, Options& options) {
  command.add_option("--repair", options.pipeline.repair_mode, "Repair the Swedish: auto or off")
      ->check(CLI::IsMember({"auto", "off"}))
      ->type_name("MODE")
      ->capture_default_str();
}

void add_ingest(CLI::App& app, Parsed& parsed) {
  Options& options = parsed.options;
  CLI::App& command = *app.add_subcommand("ingest", "Turn documents into records of what they promise");
  add_inputs(command, options);
  command
      .add_option("-o,--output", options.run.output,
                  "A file; a folder (DIR/), one record a document, resumable; default standard output")
      ->type_name("PATH");
  command.add_flag("--ndjson", options.run.ndjson, "One line a document, also for a single one");
  command.add_flag("-n,--dry-run", options.run.dry_run, "Say what would be done with each page, and do nothing");
  command.add_flag("--fail-on-review", options.run.fail_on_review, "Exit with 12 where a record needs review");
  add_repair_mode(command, options);
  add_extra_files(command, options);
  add_reading(command, options);
  add_pictures(command, options);
  add_data(command, options);
  add_limits(command, options);
  add_log(command, options);
  command.footer(footer(
      "  atagande ingest agreement.pdf                        one record, on standard output\n"
      "  atagande ingest scans/ -o records/                   a folder; run it again to go on or to redo what changed\n"
      "  atagande ingest scans/*.pdf > promises.ndjson        many documents, one line each\n"
      "  atagande ingest scan.tif -o out/ --also pdf,txt      with a searchable PDF and the text beside it\n"
      "  find . -name '*.pdf' -print0 | atagande ingest --files-from - -0 -o records/\n"
      "  curl -s URL | atagande ingest -"));
  command.callback([&parsed] { parsed.command = Command::ingest; });
}

void add_ocr(CLI::App& app, Parsed& parsed) {
  Options& options = parsed.options;
  CLI::App& command =
      *app.add_subcommand("ocr", "Recognise and repair the text of documents, without looking for promises");
  add_inputs(command, options);
  command
      .add_option("-o,--output", options.run.output,
                  "A file, or a folder (DIR/) for many documents; default standard output")
      ->type_name("PATH");
  command.add_option("-f,--format", parsed.ocr.format, "txt, pdf (searchable), hocr, alto or page")
      ->check(CLI::IsMember({"txt", "pdf", "hocr", "alto", "page"}))
      ->capture_default_str();
  add_repair_mode(command, options);
  add_reading(command, options);
  add_pictures(command, options);
  add_data(command, options);
  add_limits(command, options);
  add_log(command, options);
  command.footer(
      footer("  atagande ocr letter.pdf                         the text\n"
             "  atagande ocr scans/ -f pdf -o searchable/       searchable copies; the originals are not touched\n"
             "  atagande ocr signed.pdf --crop-signatures out/  what was written by pen, as pictures\n"
             "  atagande ocr --ocr always old.pdf -f alto       recognise anew, whatever text layer there is"));
  command.callback([&parsed] { parsed.command = Command::ocr; });
}

void add_watch(CLI::App& app, Parsed& parsed) {
  Options& options = parsed.options;
  WatchOptions& watch = parsed.watch;
  CLI::App& command = *app.add_subcommand("watch", "Read files as they are dropped into a folder, until stopped");
  command.add_option("FOLDER", watch.folder, "Where the files appear; subfolders are watched too")
      ->required()
      ->check(CLI::ExistingDirectory);
  command
      .add_option("-o,--output", options.run.output,
                  "Folder for the records; what could not be read is copied to failed/ in it, with the reason")
      ->required()
      ->type_name("DIR");
  command.add_option("--settle", watch.settle_seconds, "Seconds a file must not change before it is read")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command
      .add_option("--interval", watch.interval_seconds, "Seconds between full looks, where changes are not reported")
      ->check(CLI::Range(0.1, 86400.0))
      ->capture_default_str();
  command.add_flag("--once", watch.once, "End when every file there has been read");
  add_repair_mode(command, options);
  add_extra_files(command, options);
  add_reading(command, options);
  add_data(command, options);
  add_limits(command, options);
  add_log(command, options);
  command.footer(
      footer("  atagande watch /srv/scanner -o /srv/records             ends with Ctrl-C or SIGTERM, goes on when "
             "started again\n"
             "  atagande watch inbox -o records --also pdf --settle 10\n"
             "  atagande watch inbox -o records --once                  for a timer"));
  command.callback([&parsed] { parsed.command = Command::watch; });
}

void add_repair(CLI::App& app, Parsed& parsed) {
  RepairOptions& repair = parsed.repair;
  CLI::App& command = *app.add_subcommand("repair", "Repair Swedish text: text in, text out");
  command.add_option("FILE", repair.files, "Text files; default standard input");
  command
      .add_option("-m,--mode", repair.mode,
                  "auto (look what is wrong first), restore (å ä ö were stripped), undo-ocr, scan (single faults), off")
      ->check(CLI::IsMember({"auto", "restore", "undo-ocr", "scan", "off"}))
      ->capture_default_str();
  command.add_flag("-e,--explain", repair.explain,
                   "Print each change instead of the text: before, after, reason, margin");
  command.add_flag("--json", repair.json, "Print text and changes as JSON");
  command.add_flag("--learn", repair.learn,
                   "Print the words and names that good texts teach, as a list for --names, instead of the text");
  add_names(command, parsed.options);
  command.add_option("--invalid", repair.invalid, "Bytes that are no UTF-8: replace, keep or fail")
      ->check(CLI::IsMember({"replace", "keep", "fail"}))
      ->capture_default_str();
  command
      .add_option("--models", parsed.options.data.models_directory,
                  "Take models from DIR in place of the installed ones")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  add_log(command, parsed.options);
  command.footer(footer(
      "  atagande repair < stripped.txt > restored.txt\n"
      "  atagande repair --explain minutes.txt\n"
      "  atagande repair --learn good/*.txt > names.txt      then, for damaged ones of the same places and people:\n"
      "  atagande ingest scans/ --names names.txt -o records/\n"
      "  pdftotext old.pdf - | atagande repair --mode undo-ocr"));
  command.callback([&parsed] { parsed.command = Command::repair; });
}

void add_rules(CLI::App& app, Parsed& parsed) {
  RulesOptions& rules = parsed.rules;
  CLI::App& group = *app.add_subcommand("rules", "Check, test, explain and format rule files");
  group.require_subcommand(1);
  const auto add = [&](const char* name, const char* help, Command which) -> CLI::App& {
    CLI::App& command = *group.add_subcommand(name, help);
    add_data(command, parsed.options);
    add_log(command, parsed.options);
    command.add_flag("--json", rules.json, "Print JSON");
    command.callback([&parsed, which] { parsed.command = which; });
    return command;
  };
  CLI::App& check =
      add("check", "Look for mistakes: schema, unused lists, shadowed rules, slow patterns", Command::rules_check);
  check.footer("Examples:\n  atagande rules check --rules my-rules/");
  CLI::App& test = add("test", "Run every rule's own examples", Command::rules_test);
  test.add_option("--profile", rules.profile_directory, "Print every rule's hits and time over the documents in DIR")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  test.add_option(
          "--gold", rules.gold_directories,
          "Compare with the annotations in DIR: precision, recall, F1, and how far confidence can be trusted; "
          "given more than once, each folder is judged by the others, and what confidences are worth is printed")
      ->expected(1)
      ->take_all()
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  test.footer(
      "Examples:\n  atagande rules test --rules my-rules/\n  atagande rules test --profile texts/\n"
      "  atagande rules test --gold annotated/");
  CLI::App& explain =
      add("explain", "Say which rule found what in a document, and what nearly matched", Command::rules_explain);
  explain.add_option("FILE", rules.files, "Documents")->required();
  explain.footer(
      "Examples:\n  atagande rules explain promise.txt\n  atagande rules explain --rules my-rules/ scan.pdf");
  CLI::App& format = add("fmt", "Print a rule file in the house style", Command::rules_format);
  format.add_option("FILE", rules.files, "Rule files")->required();
  format.add_flag("-w,--write", rules.write, "Write the files instead of printing them");
  format.footer("Examples:\n  atagande rules fmt -w my-rules/*.yaml");
}

void add_small_commands(CLI::App& app, Parsed& parsed) {
  app.add_subcommand("schema", "Print the JSON Schema (2020-12) of a record")->callback([&parsed] {
    parsed.command = Command::schema;
  });
  CLI::App& doctor =
      *app.add_subcommand("doctor", "Say what is missing on this machine, and the command that mends it");
  add_data(doctor, parsed.options);
  doctor.add_option("-l,--language", parsed.options.pipeline.language, "Tesseract's language model")
      ->capture_default_str();
  doctor.callback([&parsed] { parsed.command = Command::doctor; });
  app.add_subcommand("worker", "Serve jobs of a supervisor")->group("")->callback([&parsed] {
    parsed.command = Command::worker;
  });
  CLI::App& completion = *app.add_subcommand("completion", "Print completions for a shell, or the manual page");
  completion.add_option("KIND", parsed.completion, "bash, zsh, fish or man")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish", "man"}));
  completion.callback([&parsed] { parsed.command = Command::completion; });
}

}  // namespace

std::unique_ptr<CLI::App> make_grammar(Parsed& parsed) {
  auto app = std::make_unique<CLI::App>(about, "atagande");
  app->set_version_flag("--version", std::string("atagande ") + version);
  app->require_subcommand(1);
  app->get_formatter()->column_width(34);
  app->footer("Try 'atagande COMMAND --help'.\n" + std::string(exit_statuses));
  add_ingest(*app, parsed);
  add_ocr(*app, parsed);
  add_watch(*app, parsed);
  add_repair(*app, parsed);
  add_rules(*app, parsed);
  add_small_commands(*app, parsed);
  return app;
}

namespace {

/// A mistyped command is a word left over to CLI11, which then misses only the command.
std::string what_is_missing(CLI::App& grammar, int argc, const char* const* argv, const std::string& told) {
  std::string known;
  for (const auto* command : grammar.get_subcommands([](CLI::App* one) { return !one->get_group().empty(); })) {
    if (argc > 1 && command->get_name() == argv[1]) return told + "; see 'atagande " + argv[1] + " --help'";
    known += (known.empty() ? "" : ", ") + command->get_name();
  }
  const std::string given = argc > 1 ? "there is no command \"" + std::string(argv[1]) + "\"" : "no command given";
  return given + "; there are " + known + "; see 'atagande --help'";
}

}  // namespace

std::vector<Parsed> parse(int argc, const char* const* argv) {
  Parsed parsed;
  const auto grammar = make_grammar(parsed);
  try {
    grammar->parse(argc, const_cast<char**>(argv));  // NOLINT: CLI11 2.1 takes the arguments of main as they are
  } catch (const CLI::CallForHelp&) {
    std::cout << grammar->help();
    return {};
  } catch (const CLI::CallForAllHelp&) {
    std::cout << grammar->help("", CLI::AppFormatMode::All);
    return {};
  } catch (const CLI::CallForVersion& wanted) {
    std::cout << wanted.what() << "\n";
    return {};
  } catch (const CLI::RequiredError& error) {
    throw Error(Fault::bad_arguments, what_is_missing(*grammar, argc, argv, error.what()));
  } catch (const CLI::ParseError& error) {
    throw Error(Fault::bad_arguments, std::string(error.what()) + "; see 'atagande --help'");
  }
  return {parsed};
}

}  // namespace atagande::app
