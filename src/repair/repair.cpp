// A pass mends hyphens, cuts the text into tokens, has the gate judge it, and decides word by word with the part that
// the verdict calls for. Passes are made until one changes nothing, so that a repaired text is left alone by a second
// repair.
#include "repair/repair.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numeric>
#include <optional>

#include "repair/compounds.h"
#include "repair/edit.h"
#include "repair/gate.h"
#include "repair/guard.h"
#include "repair/guess.h"
#include "repair/hyphens.h"
#include "repair/language.h"
#include "repair/names.h"
#include "repair/restore.h"
#include "repair/scan.h"
#include "repair/second_look.h"
#include "repair/signs.h"
#include "repair/spelling.h"
#include "repair/undo.h"

namespace atagande::repair {

namespace {

constexpr int most_passes = 4;
constexpr double partly_margin = 2.0;
constexpr int common_count = 115;       // 16 ln(1 + n): seen some thousand times
constexpr int mid_sentence_count = 25;  // seen four times
constexpr std::size_t wrapped_line = 50;
constexpr double sure_compound = 0.0;

/// Verdicts that a mode asks for, whatever the gate says.
void force(Mode mode, Gate& gate) {
  if (mode == Mode::automatic) return;
  const Verdict wanted = mode == Mode::restore    ? Verdict::stripped
                         : mode == Mode::undo_ocr ? Verdict::wrong_model
                                                  : Verdict::clean;
  for (GateBlock& block : gate.blocks) {
    block.verdict = wanted;
    block.loss = {1.0, 1.0, 1.0, block.loss.e_acute};
  }
}

/// Words come in order, signs before them: seldom is there much to do.
std::vector<Correction> in_order(std::vector<Correction> changes) {
  const auto earlier = [](const Correction& a, const Correction& b) { return a.span.begin < b.span.begin; };
  if (std::is_sorted(changes.begin(), changes.end(), earlier)) return changes;
  std::vector<std::size_t> order(changes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return earlier(changes[a], changes[b]); });
  std::vector<Correction> out;
  out.reserve(changes.size());
  for (const std::size_t i : order) out.push_back(std::move(changes[i]));
  return out;
}

double probability(double margin) { return 1.0 / (1.0 + std::exp(-std::max(margin, 0.0))); }

class Pass {
 public:
  Pass(std::string_view text, const Knowledge& knowledge, Memory& memory, const Options& options,
       std::span<const Doubt> doubts)
      : text_(text),
        knowledge_(knowledge),
        memory_(memory),
        options_(options),
        names_(*options.names.table()),
        doubts_(doubts) {
    cut(text, tokens_);
    guard(text, tokens_);
    gate_ = judge(text, tokens_, knowledge, memory.tallies, options.fallback);
    force(options.mode, gate_);
  }

  [[nodiscard]] const Gate& gate() const { return gate_; }
  [[nodiscard]] const Tokens& tokens() const { return tokens_; }

  std::vector<Correction> run() {
    if (gate_.verdict != Verdict::not_swedish || options_.mode != Mode::automatic) mend_line_signs();
    for (std::size_t b = 0; b < gate_.blocks.size(); ++b) {
      const GateBlock& block = gate_.blocks[b];
      switch (block.verdict) {
        case Verdict::not_swedish:
          break;
        case Verdict::clean:
          scan(block);
          break;
        case Verdict::stripped:
        case Verdict::partly_stripped:
          restore(block);
          break;
        case Verdict::wrong_model:
          undo(block);
          break;
      }
    }
    return in_order(std::move(out_));
  }

 private:
  void mend_line_signs() {
    if (options_.bullets) {
      out_ = mend_bullets(text_);
      for (Correction& sign : mend_sections(text_)) out_.push_back(std::move(sign));
    }
    for (Correction& sign : mend_percent(text_)) out_.push_back(std::move(sign));
    for (Correction& sign : mend_addresses(text_)) out_.push_back(std::move(sign));
    if (gate_.verdict == Verdict::wrong_model || options_.mode == Mode::undo_ocr) {
      for (Correction& sign : mend_signs(text_)) out_.push_back(std::move(sign));
    }
    std::sort(out_.begin(), out_.end(),
              [](const Correction& a, const Correction& b) { return a.span.begin < b.span.begin; });
    for (const Correction& sign : out_) signs_.push_back(sign.span);
  }

  [[nodiscard]] bool under_sign(const Token& token) const { return under_sign(Span{token.begin, token.end}); }
  [[nodiscard]] bool under_sign(Span span) const {
    const auto sign =
        std::partition_point(signs_.begin(), signs_.end(), [&](const Span& s) { return s.end <= span.begin; });
    return sign != signs_.end() && sign->begin < span.end;
  }

  void scan(const GateBlock& block) {
    const Scanner scanner(knowledge_, names_);
    std::size_t doubt = 0;
    for (std::size_t i = block.first; i < block.last; ++i) {
      const Token& token = tokens_.list[i];
      while (doubt < doubts_.size() && doubts_[doubt].span.end <= token.begin) ++doubt;
      if (const std::size_t end = second_look(doubt, token); end > token.begin) {
        while (i + 1 < block.last && tokens_.list[i + 1].begin < end) ++i;
        continue;
      }
      std::optional<Found> found = scanner.fault(tokens_, i);
      if (!found && doubt < doubts_.size() && doubts_[doubt].span.begin < token.end) {
        found = scanner.doubted(tokens_, i, doubts_[doubt]);
      }
      if (!found) continue;
      add(i, found->decision, found->title_case ? FirstLetter::title : FirstLetter::as_read);
    }
  }

  /// Puts the better reading of the word in doubt whose first token this is in its place; where it ends, or 0.
  std::size_t second_look(std::size_t doubt, const Token& first) {
    if (doubt >= doubts_.size() || doubts_[doubt].span.begin > first.begin) return 0;
    const Span span = doubts_[doubt].span;
    if (under_sign(span) || !whole_word(span)) return 0;
    const std::string_view read = text_.substr(span.begin, span.size());
    const std::optional<Preferred> other = preferred(knowledge_, read, doubts_[doubt]);
    if (!other) return 0;
    out_.push_back({span, std::string(read), other->text, std::string(kind_of_change(read, other->text)),
                    "alternative reading", probability(other->margin)});
    return span.end;
  }

  /// Not part of a longer word, and not the second half of one parted at a line's end.
  [[nodiscard]] bool whole_word(Span span) const {
    const auto joins = [](char c) {
      return static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
    };
    std::size_t before = span.begin;
    if (before > 0 && text_[before - 1] == '\n') --before;
    return (before == 0 || !joins(text_[before - 1]) || (before < span.begin && text_[before - 1] != '-')) &&
           (span.end >= text_.size() || !joins(text_[span.end]));
  }

  void restore(const GateBlock& block) {
    if (neighbours_.empty()) {
      neighbours_.reserve(tokens_.list.size());
      for (const Token& token : tokens_.list) neighbours_.push_back(knowledge_.neighbour(token, tokens_.of(token)));
      find_styles(neighbours_);
    }
    if (!restorer_ || restorer_loss_ != block.loss) restorer_.emplace(knowledge_, block.loss, memory_.restoring());
    restorer_loss_ = block.loss;
    const double least = block.verdict == Verdict::partly_stripped ? partly_margin : 0.0;
    for (std::size_t i = block.first; i < block.last; ++i) {
      const Token& token = tokens_.list[i];
      if (!may_change(token) || token.digit || token.sign) continue;
      if (token.guarded && !known_acronym(token)) continue;
      Decision decision = from_names(i);
      if (decision.letters.empty()) decision = restorer_->decide(tokens_.of(token), token, neighbours_, i);
      if (decision.margin > least && !likelier_a_name(i, decision)) add(i, decision, FirstLetter::as_read);
    }
    if (block.verdict != Verdict::partly_stripped) capitals(block);
  }

  /// Whether token `at`, with a capital within a sentence and unknown as it is, is likelier a name that is not known
  /// than the word decided for, which is none.
  [[nodiscard]] bool likelier_a_name(std::size_t at, const Decision& decision) const {
    const std::string_view letters = tokens_.of(tokens_.list[at]);
    if (decision.letters == letters || tokens_.list[at].later_upper) return false;
    if (!written_as_name(at) && !half_of_a_name(at)) return false;
    const auto number = knowledge_.lexicon.find(decision.letters);
    if (!number) return false;
    const WordRecord record = knowledge_.lexicon.record(*number);
    if (record.name()) return false;
    if (half_of_a_name(at)) return true;
    const double name = unknown_mass + spelling_score(knowledge_.spelling, letters) +
                        diacritics_score(knowledge_, letters, true) + name_bonus;
    return name > prior(record) - case_cost;
  }

  void undo(const GateBlock& block) {
    const std::vector<Decision> decisions =
        memory_.undoer(options_.names.table()).decide(tokens_, block.first, block.last);
    for (std::size_t i = block.first; i < block.last; ++i) {
      const Token& token = tokens_.list[i];
      if (may_change(token) && short_in_capitals(i)) continue;
      if (!may_change(token)) continue;
      if (token.guarded) {
        acronym(i);
        continue;
      }
      const Decision known = from_names(i);
      const Decision& decision = known.letters.empty() ? decisions[i - block.first] : known;
      if (oddness(tokens_.of(token)) == 0.0 && half_of_a_name(i) && likelier_a_name(i, decision)) continue;
      add(i, decision, first_letter(i, decision));
    }
    capitals(block);
  }

  /// A word of two letters at a sentence's beginning whose ring made its vowel look like a capital: "PA".
  bool short_in_capitals(std::size_t at) {
    const Token& token = tokens_.list[at];
    const std::string_view letters = tokens_.of(token);
    if (!token.all_upper() || letters.size() != 2 || letters[1] != 'a' || token.gap != Gap::sentence) return false;
    const std::string meant = {letters[0], '\xE5'};
    const auto number = knowledge_.lexicon.find(meant);
    if (!number || knowledge_.lexicon.record(*number).count < common_count) return false;
    add(at, {meant, 3.0, "letter shape"}, FirstLetter::title);
    return true;
  }

  /// Names in capitals are guarded as acronyms are; the scan knows them by the surname.
  void capitals(const GateBlock& block) {
    const Scanner scanner(knowledge_, names_);
    for (std::size_t i = block.first; i < block.last; ++i) {
      if (!tokens_.list[i].guarded || !tokens_.list[i].all_upper()) continue;
      if (const std::optional<Found> found = scanner.fault(tokens_, i)) add(i, found->decision, FirstLetter::title);
    }
  }

  [[nodiscard]] bool may_change(const Token& token) const {
    return token.length > 0 && token.composed && !under_sign(token);
  }

  /// An acronym in capitals whose only common writing in capitals has a diacritic.
  [[nodiscard]] bool known_acronym(const Token& token) const {
    Readings readings;
    knowledge_.lexicon.readings(tokens_.of(token), false, readings);
    return readings.size == 1 && (readings.list[0].record.flags & WordRecord::upper) != 0;
  }

  void acronym(std::size_t at) {
    const Token& token = tokens_.list[at];
    if (!token.all_upper() || token.digit || token.sign || !known_acronym(token)) return;
    Readings readings;
    knowledge_.lexicon.readings(tokens_.of(token), false, readings);
    add(at, {std::string(readings.list[0].text()), 4.0, "lexicon"}, FirstLetter::as_read);
  }

  /// Whether the capital of token `at` says that it is a name: a word of small letters stands before it.
  [[nodiscard]] bool written_as_name(std::size_t at) const {
    const Token& token = tokens_.list[at];
    if (!token.first_upper || at == 0) return false;
    const Token& before = tokens_.list[at - 1];
    return token.gap == Gap::hyphen || (token.gap == Gap::space && (before.lower || before.length == 0));
  }

  /// Whether token `at` and one beside it, joined by a hyphen, both begin with a capital: two names in one.
  [[nodiscard]] bool half_of_a_name(std::size_t at) const {
    const auto titled = [&](std::size_t i) { return tokens_.list[i].first_upper && tokens_.list[i].lower; };
    if (!titled(at)) return false;
    if (at > 0 && tokens_.list[at].gap == Gap::hyphen && titled(at - 1)) return true;
    return at + 1 < tokens_.list.size() && tokens_.list[at + 1].gap == Gap::hyphen && titled(at + 1);
  }

  /// What the known forms say of a word that the model does not decide; no letters where they say nothing.
  [[nodiscard]] Decision from_names(std::size_t at) const {
    const Token& token = tokens_.list[at];
    if (names_.by_key.empty() || token.length < 3) return {};
    const Names::Table::Form* form = names_.only(tokens_.of(token));
    if (form == nullptr) return {};
    const bool name = form->name();
    if (name && !token.first_upper) return {};
    Readings readings;
    knowledge_.lexicon.readings(bare(form->letters), true, readings);
    const auto other = [&](const Reading& reading) {
      return reading.text() != form->letters && (!name || (reading.record.flags & WordRecord::capitalised) == 0);
    };
    const bool open = std::any_of(readings.span().begin(), readings.span().end(), other);
    if (open && !(name && written_as_name(at))) return {};
    return {form->letters, 5.0, "known name"};
  }

  /// Whether a line that is full ends after `before`: the sentence goes on.
  [[nodiscard]] bool wrapped(const Token& before, std::string_view between) const {
    const std::size_t line = text_.rfind('\n', before.begin);
    return between == "\n" && before.end - (line == std::string_view::npos ? 0 : line) >= wrapped_line;
  }

  /// Whether `letters` are a word, or words put together, that begins with a capital only as the first of a sentence.
  [[nodiscard]] bool no_name(std::string_view letters) const {
    const auto number = knowledge_.lexicon.find(letters);
    if (!number) return compound_prior(knowledge_.lexicon, letters) > sure_compound;
    const WordRecord record = knowledge_.lexicon.record(*number);
    return record.count >= mid_sentence_count && (record.flags & WordRecord::capitalised) == 0;
  }

  [[nodiscard]] bool is_name(std::string_view letters) const {
    const auto number = knowledge_.lexicon.find(letters);
    return number && (knowledge_.lexicon.record(*number).flags & WordRecord::capitalised) != 0;
  }

  /// A letter read as a capital or a digit in the middle of a sentence: lower case where the word is no name.
  [[nodiscard]] FirstLetter first_letter(std::size_t at, const Decision& decision) const {
    const Token& token = tokens_.list[at];
    const auto read = static_cast<unsigned char>(tokens_.of(token)[0]);
    const auto meant = static_cast<unsigned char>(decision.letters[0]);
    if (read == meant) return FirstLetter::as_read;
    const bool sign = !token.first_upper && (read < 'a' || read == 0xE9);
    const bool begins = at == 0 || token.gap == Gap::sentence;
    if (sign) return begins && !token.lower ? FirstLetter::upper : FirstLetter::lower;
    if (!token.first_upper)
      return read == 'l' && meant == 'i' && is_name(decision.letters) ? FirstLetter::upper : FirstLetter::as_read;
    if (begins || token.gap != Gap::space) return FirstLetter::as_read;
    const Token& before = tokens_.list[at - 1];
    const std::string_view between = text_.substr(before.end, token.begin - before.end);
    if ((between != " " && !wrapped(before, between)) || !before.lower) return FirstLetter::as_read;
    return no_name(decision.letters) ? FirstLetter::lower : FirstLetter::as_read;
  }

  void add(std::size_t at, const Decision& decision, FirstLetter first) {
    const Token& token = tokens_.list[at];
    if (first != FirstLetter::title && decision.letters == tokens_.of(token)) return;
    const std::string_view before = text_.substr(token.begin, token.end - token.begin);
    const std::string_view letters = tokens_.of(token);
    std::string after = with_case(decision.letters, letters, token, first);
    if (after == before) return;
    out_.push_back({{token.begin, token.end},
                    std::string(before),
                    std::move(after),
                    std::string(kind_of_letters(letters, decision.letters)),
                    decision.reason,
                    probability(decision.margin)});
  }

  std::string_view text_;
  const Knowledge& knowledge_;
  Memory& memory_;
  const Options& options_;
  const Names::Table& names_;
  std::span<const Doubt> doubts_;
  Tokens tokens_;
  Gate gate_;
  std::optional<Restorer> restorer_;
  LossRates restorer_loss_;
  std::vector<Neighbour> neighbours_;
  std::vector<Span> signs_;
  std::vector<Correction> out_;
};

std::vector<BlockVerdict> block_verdicts(const Pass& pass) {
  std::vector<BlockVerdict> out;
  const std::vector<Token>& tokens = pass.tokens().list;
  for (const GateBlock& block : pass.gate().blocks) {
    const Span span{tokens[block.first].begin, tokens[block.last - 1].end};
    if (!out.empty() && out.back().verdict == block.verdict) {
      out.back().span.end = span.end;
    } else {
      out.push_back({span, block.verdict});
    }
  }
  return out;
}

/// Doubts moved along with the text by changes made before; those whose word was changed are left out.
std::vector<Doubt> moved(std::span<const Doubt> doubts, const std::vector<Correction>& changes) {
  std::vector<Doubt> out;
  std::size_t next = 0;
  std::ptrdiff_t shift = 0;
  for (const Doubt& doubt : doubts) {
    while (next < changes.size() && changes[next].span.end <= doubt.span.begin) {
      shift += static_cast<std::ptrdiff_t>(changes[next].after.size()) -
               static_cast<std::ptrdiff_t>(changes[next].span.size());
      ++next;
    }
    if (next < changes.size() && changes[next].span.begin < doubt.span.end) continue;
    const auto by = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<std::ptrdiff_t>(at) + shift); };
    out.push_back({{by(doubt.span.begin), by(doubt.span.end)}, doubt.confidence, doubt.alternatives});
  }
  return out;
}

/// What nothing was done about.
std::vector<Unsettled> untouched_signs(std::string_view text, const Repaired& repaired) {
  std::vector<Unsettled> signs = unsettled_signs(text);
  std::erase_if(signs, [&](const Unsettled& sign) {
    const auto change = std::partition_point(repaired.corrections.begin(), repaired.corrections.end(),
                                             [&](const Correction& c) { return c.span.end <= sign.span.begin; });
    return change != repaired.corrections.end() && change->span.begin < sign.span.end;
  });
  return signs;
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::clean:
      return "clean";
    case Verdict::partly_stripped:
      return "partly_stripped";
    case Verdict::stripped:
      return "stripped";
    case Verdict::wrong_model:
      return "wrong_model";
    case Verdict::not_swedish:
      return "not_swedish";
  }
  return "";
}

Language::Language(model::Model model) : parts_(std::make_shared<const Parts>(std::move(model))) {}

Language Language::open(const std::filesystem::path& path) {
  return Language(model::Model::open(path, model::Kind::language));
}

const model::Model& Language::model() const { return parts_->model; }

Repaired repair(std::string_view text, const Language& language, const Options& options,
                std::span<const Doubt> doubts) {
  Repaired out{std::string(text), {}, Verdict::clean, {}, {}, "sv"};
  const Knowledge& knowledge = language.parts().knowledge;
  Memories::Lent memory(language.parts().memories);
  std::vector<Doubt> present(doubts.begin(), doubts.end());
  for (int pass_number = 0; pass_number < most_passes; ++pass_number) {
    std::vector<Correction> changes;
    if (options.join_hyphens && options.mode != Mode::off) changes = mend_hyphens(out.text, knowledge);
    const std::string mended = changes.empty() ? out.text : applied(out.text, changes);
    present = moved(present, changes);
    Pass pass(mended, knowledge, *memory, options, present);
    if (pass_number == 0) {
      out.verdict = pass.gate().verdict;
      out.blocks = block_verdicts(pass);
      if (out.verdict == Verdict::not_swedish) out.language = "und";
    }
    if (options.mode == Mode::off) break;
    std::vector<Correction> words = pass.run();
    present = moved(present, words);
    const bool no_words = words.empty();
    changes = joined(out.text, std::move(changes), std::move(words));
    if (changes.empty()) break;
    std::string next = applied(out.text, changes);
    out.corrections = joined(text, std::move(out.corrections), std::move(changes));
    out.text = std::move(next);
    // Where hyphens alone were mended, another pass would see the same words again.
    if (no_words && mend_hyphens(out.text, knowledge).empty()) break;
  }
  if (options.mode != Mode::off && out.verdict != Verdict::not_swedish) out.unsettled = untouched_signs(text, out);
  return out;
}

std::vector<Correction> in_new_text(std::span<const Correction> corrections) {
  std::vector<Correction> out(corrections.begin(), corrections.end());
  std::ptrdiff_t shift = 0;
  for (Correction& correction : out) {
    const auto begin = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(correction.span.begin) + shift);
    shift +=
        static_cast<std::ptrdiff_t>(correction.after.size()) - static_cast<std::ptrdiff_t>(correction.before.size());
    correction.span = {begin, begin + correction.after.size()};
  }
  return out;
}

std::string undone(std::string_view text, std::span<const Correction> in_new) {
  std::string out;
  std::size_t at = 0;
  for (const Correction& correction : in_new) {
    out += text.substr(at, correction.span.begin - at);
    out += correction.before;
    at = correction.span.end;
  }
  out += text.substr(at);
  return out;
}

}  // namespace atagande::repair
