// Repairs Swedish that was damaged on its way: letters stripped of their dots and rings, pages read by a recogniser
// that did not know Swedish, single slips of one that did. Every change is listed and can be undone; right text stays
// as it is.
//
// First a gate tells from letter statistics and the lexicon what happened to a text, as a whole and block by block;
// what follows depends on it (Verdict). Functions are pure; a Language may be used from several threads at once.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "model/model.h"

namespace atagande::repair {

enum class Mode {
  automatic,  // as the gate finds
  restore,    // the text was stripped: put diacritics back everywhere
  undo_ocr,   // the text was read by a recogniser of another language
  scan,       // the text is good: look for single faults only
  off,        // change nothing
};

enum class Verdict { clean, partly_stripped, stripped, wrong_model, not_swedish };

/// "clean", "partly_stripped", "stripped", "wrong_model", "not_swedish".
std::string_view name_of(Verdict verdict);

/// What the model knows, ready for use: cheap to copy, immutable.
class Language {
 public:
  /// Throws Error{bad_model} where `model` lacks what is needed.
  explicit Language(model::Model model);
  /// Maps the model file at `path`; throws as model::Model::open.
  static Language open(const std::filesystem::path& path);

  [[nodiscard]] const model::Model& model() const;

  struct Parts;
  [[nodiscard]] const Parts& parts() const { return *parts_; }

 private:
  std::shared_ptr<const Parts> parts_;
};

/// A word or a name of several words, written as it should be, and how often it was seen so.
struct KnownForm {
  std::string form;
  unsigned count = 1;
  bool operator==(const KnownForm&) const = default;
};

/// Forms known to be right beside the model's words: names of a register, words of good documents. They help damaged
/// text with what the model does not decide. Cheap to copy, immutable, usable from several threads.
class Names {
 public:
  Names();  // none
  explicit Names(std::span<const KnownForm> forms);
  [[nodiscard]] bool empty() const;

  struct Table;
  [[nodiscard]] const std::shared_ptr<const Table>& table() const { return table_; }

 private:
  std::shared_ptr<const Table> table_;
};

/// What a good text teaches: its words that the model does not know, and its names that the model knows in more than
/// one spelling. Parts of `text` that the gate does not call clean teach nothing. In order of spelling.
std::vector<KnownForm> learn(std::string_view text, const Language& language);
/// Reads a list of forms: one a line, if wanted with a tab and a count; a line that begins with # is a remark.
std::vector<KnownForm> read_forms(std::string_view text);
/// The list that `read_forms` reads, each form once.
std::string written(std::span<const KnownForm> forms);

/// A word of which the recogniser was not sure. The span must be one of the text repaired.
struct Doubt {
  Span span;
  double confidence = 0.0;  // 0 to 1
  std::vector<Word::Alternative> alternatives;
};

/// Words of the language that look like parts of `word` it does not know, each in the whole word's place and its case;
/// none for numbers, codes, addresses and acronyms. What a recogniser gives them makes good Doubt::alternatives.
std::vector<std::string> look_alikes(std::string_view word, const Language& language);

struct Options {
  Mode mode = Mode::automatic;
  bool join_hyphens = true;           // hyphens at line ends, soft hyphens
  bool bullets = true;                // list marks misread as letters
  Verdict fallback = Verdict::clean;  // where the text is too short to tell
  Names names = {};
};

struct BlockVerdict {
  Span span;  // in the text given
  Verdict verdict = Verdict::clean;
  bool operator==(const BlockVerdict&) const = default;
};

/// A place that was misread, nobody can tell from the text as what: nothing is changed there.
struct Unsettled {
  Span span;  // in the text given
  std::string text;
  std::string reason;  // for people
  bool operator==(const Unsettled&) const = default;
};

struct Repaired {
  std::string text;
  /// In order, not overlapping. Spans and `before` are of the text *given*, as layout::apply_corrections takes them;
  /// `in_new_text` gives the same with spans of `text`.
  std::vector<Correction> corrections;
  Verdict verdict = Verdict::clean;  // of the whole
  std::vector<BlockVerdict> blocks;
  std::vector<Unsettled> unsettled;  // in order; none of them touches a correction
  std::string language;              // "sv", or "und" where the text is not Swedish
  bool operator==(const Repaired&) const = default;
};

/// `text` is UTF-8; invalid bytes pass through. `doubts` in order of span. A "-\n" (a hyphen at a line's end) becomes
/// nothing, "-" or "- ", as the words around demand; a text repaired once comes out of a second repair unchanged.
Repaired repair(std::string_view text, const Language& language, const Options& options = {},
                std::span<const Doubt> doubts = {});

/// The same corrections with the spans that their `after` has in the new text.
std::vector<Correction> in_new_text(std::span<const Correction> corrections);
/// The text given, from the new text and corrections with spans of the new text.
std::string undone(std::string_view text, std::span<const Correction> in_new);

}  // namespace atagande::repair
