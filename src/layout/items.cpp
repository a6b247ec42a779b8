// Marks by shape and position. A bullet is a mark wherever it stands; a dash, a number or what a recogniser may have
// made of a bullet is one by its company: other marks at the same place, text hanging below it, a colon above. Once a
// list's places are known, a line that begins where its texts begin, and not where their further lines do, has lost its
// mark.
#include <algorithm>
#include <cmath>

#include "layout/flow.h"
#include "layout/text_lines.h"
#include "text/text.h"

namespace atagande::layout {
namespace {

using std::string_view;

constexpr std::size_t reach = 12;  // lines looked at in either direction

bool near(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance; }

/// A bullet grown together with its word: "•Text".
void part_glued(std::vector<Token>& tokens) {
  if (tokens.empty()) return;
  for (const string_view bullet : {"•", "●", "■", "▪", "◦", "►", "·", "*", "»", "\xEF\x82\xB7"}) {
    Token& first = tokens.front();
    if (!first.word.raw.starts_with(bullet) || first.word.raw.size() == bullet.size()) continue;
    const string_view rest = string_view(first.word.raw).substr(bullet.size());
    if (!text::is_letter(first_of(rest)) && !text::is_digit(first_of(rest))) return;
    Token mark = first;
    mark.word.raw = bullet;
    mark.word.alternatives.clear();
    const double share = 1.0 / static_cast<double>(1 + text::code_points_before(rest, rest.size()));
    mark.at.x1 = mark.at.x0 + share * mark.at.width();
    mark.word.box.x1 = mark.word.box.x0 + share * mark.word.box.width();
    first.at.x0 = mark.at.x1;
    first.word.box.x0 = mark.word.box.x1;
    first.word.raw = std::string(rest);
    tokens.insert(tokens.begin(), std::move(mark));
    return;
  }
}

std::string text_of(const std::vector<Token>& tokens) {
  std::string text;
  for (const Token& token : tokens) {
    if (!text.empty()) text += ' ';
    text += token.word.raw;
  }
  return text;
}

class Finder {
 public:
  Finder(std::vector<MeasuredLine>& lines, double edge, const Scale& scale)
      : lines_(lines), edge_(edge), em_(scale.em), space_(scale.space) {}

  void run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].mark.kind == MarkKind::bullet && !is_long_dash(lines_[i])) lines_[i].item = true;
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      MeasuredLine& line = lines_[i];
      switch (line.mark.kind) {
        case MarkKind::bullet:
          line.item = line.item || is_dash_item(i);
          break;
        case MarkKind::misread:
          line.item = is_misread_item(i);
          break;
        case MarkKind::numbered:
        case MarkKind::lettered:
          line.item = is_counted_item(i);
          break;
        case MarkKind::section:
        case MarkKind::none:
          line.item = is_aligned_token(i);
          break;
      }
    }
    find_glued();
    for (std::size_t i = 0; i < lines_.size(); ++i) count_on(i);
    for (std::size_t i = lines_.size(); i-- > 0;) count_on(i);
    find_lost();
    for (MeasuredLine& line : lines_) {
      if (line.item && !line.lost_mark) line.tokens.erase(line.tokens.begin());
      if (line.item) line.text = text_of(line.tokens);
    }
  }

 private:
  static bool is_long_dash(const MeasuredLine& line) { return line.mark.text == "–" || line.mark.text == "—"; }

  template <class Fits>
  [[nodiscard]] std::size_t neighbours(std::size_t i, Fits fits) const {
    std::size_t found = 0;
    for (std::size_t k = i + 1; k < lines_.size() && k <= i + reach; ++k) found += fits(lines_[k]) ? 1U : 0U;
    for (std::size_t k = i; k-- > 0 && i - k <= reach;) found += fits(lines_[k]) ? 1U : 0U;
    return found;
  }

  [[nodiscard]] bool hangs(std::size_t i) const {
    if (i + 1 >= lines_.size()) return false;
    const MeasuredLine& next = lines_[i + 1];
    const double indent = next.left - lines_[i].left;
    return indent > 0.45 * em_ && indent < 4.0 * em_ && next.baseline - lines_[i].baseline < 2.0 * em_ &&
           next.left < lines_[i].text_left + 1.2 * em_;
  }

  [[nodiscard]] bool after_colon(std::size_t i) const {
    return i > 0 && last_of(lines_[i - 1].text) == U':' && lines_[i].baseline - lines_[i - 1].baseline < 4.0 * em_;
  }

  /// Goes on from the line above, whose edge it filled.
  [[nodiscard]] bool continues(std::size_t i) const {
    if (i == 0) return false;
    const MeasuredLine& above = lines_[i - 1];
    const double first_word = lines_[i].tokens.front().at.width();
    return lines_[i].baseline - above.baseline < 1.6 * em_ && above.at.x1 + space_ + first_word > edge_ - 0.2 * em_ &&
           !ends_sentence(above.text);
  }

  [[nodiscard]] bool is_dash_item(std::size_t i) const {
    const MeasuredLine& line = lines_[i];
    const bool flush = i + 1 < lines_.size() && lines_[i + 1].mark.kind == MarkKind::none && continues(i + 1) &&
                       near(lines_[i + 1].left, line.left, 0.3 * em_);
    if (flush) return false;  // a paragraph of what somebody says
    const auto same = [&](const MeasuredLine& other) {
      return other.mark.text == line.mark.text && near(other.left, line.left, 0.5 * em_);
    };
    return after_colon(i) || hangs(i) || neighbours(i, same) >= 2 ||
           (neighbours(i, same) == 1 && line.text_left - line.left < 3.0 * em_ && close_neighbour(i, same));
  }

  template <class Fits>
  [[nodiscard]] bool close_neighbour(std::size_t i, Fits fits) const {
    const bool below =
        i + 1 < lines_.size() && fits(lines_[i + 1]) && lines_[i + 1].baseline - lines_[i].baseline < 1.7 * em_;
    const bool above = i > 0 && fits(lines_[i - 1]) && lines_[i].baseline - lines_[i - 1].baseline < 1.7 * em_;
    return below || above;
  }

  [[nodiscard]] bool is_misread_item(std::size_t i) const {
    const MeasuredLine& line = lines_[i];
    const char32_t behind = first_of(string_view(line.text).substr(line.mark.behind));
    if (!text::is_letter(behind) && !text::is_digit(behind) && behind != U'"' && behind != U'”') return false;
    if (line.tokens.front().at.width() > 1.3 * em_) return false;
    const auto at_mark = [&](const MeasuredLine& other) {
      return near(other.left, line.left, 0.45 * em_) && near(other.text_left, line.text_left, 0.8 * em_) &&
             (other.item || other.mark.kind == MarkKind::misread);
    };
    const std::size_t company = neighbours(i, at_mark);
    const bool letter = text::is_letter(first_of(line.mark.text)) || text::is_digit(first_of(line.mark.text));
    if (company >= 2 || (company >= 1 && !continues(i))) return true;
    if (i > 0 && lines_[i - 1].item && line.mark.text == "o" && line.left > lines_[i - 1].left + 0.6 * em_) return true;
    return (after_colon(i) || hangs(i)) && (!letter || !continues(i));
  }

  [[nodiscard]] bool is_counted_item(std::size_t i) const {
    const MeasuredLine& line = lines_[i];
    const auto follows = [&](const MeasuredLine& other) {
      return other.mark.kind == line.mark.kind && std::abs(other.mark.number - line.mark.number) == 1 &&
             near(other.left, line.left, 0.6 * em_);
    };
    const bool sequence = near_number(i, follows);
    if (continues(i) && !sequence) return false;
    if (sequence || after_colon(i)) return true;
    if (line.mark.kind == MarkKind::lettered) return false;
    return hangs(i) && (ends_sentence(line.text) || lines_[i + 1].item);
  }

  /// The next or the last number with only the item's own lines between.
  template <class Fits>
  [[nodiscard]] bool near_number(std::size_t i, Fits follows) const {
    const auto own = [&](std::size_t k) {
      return lines_[k].left > lines_[i].left + 0.4 * em_ && lines_[k].size < 1.12 * em_;
    };
    for (std::size_t k = i + 1; k < lines_.size() && k <= i + 30; ++k) {
      if (follows(lines_[k])) return true;
      if (!own(k)) break;
    }
    for (std::size_t k = i; k-- > 0 && i - k <= 30;) {
      if (follows(lines_[k])) return lines_[k].item;
      if (!own(k)) break;
    }
    return false;
  }

  /// Any short token that stands exactly where its neighbours' marks stand, with text where theirs begins.
  [[nodiscard]] bool is_aligned_token(std::size_t i) const {
    const MeasuredLine& line = lines_[i];
    if (line.mark.kind != MarkKind::none || line.tokens.size() < 2) return false;
    const std::string& first = line.tokens.front().word.raw;
    if (text::code_points_before(first, first.size()) > 2 || line.tokens.front().at.width() > 0.9 * em_) return false;
    for (const string_view word : {"i", "å", "ö", "I", "Å", "Ö", "a", "A"}) {
      if (first == word) return false;
    }
    if (text::is_digit(first_of(first)) || !text::is_letter(first_of(line.tokens[1].word.raw))) return false;
    const auto aligned = [&](const MeasuredLine& other) {
      return other.item && (other.mark.kind == MarkKind::bullet || other.mark.kind == MarkKind::misread) &&
             near(other.left, line.left, 0.3 * em_) && near(other.text_left, line.tokens[1].at.x0, 0.35 * em_);
    };
    return neighbours(i, aligned) >= 2;
  }

  /// A misread mark grown together with its word, where the marks of other items stand: "«word".
  void find_glued() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      MeasuredLine& line = lines_[i];
      if (line.item) continue;
      const std::string& raw = line.tokens.front().word.raw;
      const std::size_t size = text::code_point_at(raw, 0).next;
      const std::string sign = raw.substr(0, size);
      const bool joined = size < raw.size() && mark_of_token(sign).kind == MarkKind::misread &&
                          !text::is_letter(first_of(sign)) && !text::is_digit(first_of(sign)) && sign != "\"" &&
                          sign != "”" && sign != "'" && sign != "’" &&
                          text::is_letter(first_of(string_view(raw).substr(size)));
      const auto dot = [&](const MeasuredLine& other) {
        return other.item && near(other.left, line.left, 0.35 * em_) &&
               (other.mark.kind == MarkKind::bullet || other.mark.kind == MarkKind::misread);
      };
      if (joined && neighbours(i, dot) >= 1) set_mark(line, size, {MarkKind::misread, sign, 0, 0});
    }
  }

  /// A number that goes on a count whatever became of its dot: "4,", "4", "4.1" for "4. I".
  void count_on(std::size_t i) {
    MeasuredLine& line = lines_[i];
    if (line.item || line.mark.kind == MarkKind::numbered || line.size > 1.1 * em_) return;
    const std::string& raw = line.tokens.front().word.raw;
    const std::size_t digits = std::min(raw.find_first_not_of("0123456789"), raw.size());
    if (digits == 0 || digits > 2) return;
    const std::size_t behind =
        digits < raw.size() && string_view(".,:;").find(raw[digits]) != string_view::npos ? digits + 1 : digits;
    const bool letter_glued = behind == raw.size() - 1 || behind == raw.size();
    const bool has_text = line.tokens.size() > 1 && text::is_letter(first_of(line.tokens[1].word.raw));
    if (!letter_glued || !has_text) return;
    const int number = std::stoi(raw.substr(0, digits));
    const auto beside = [&](const MeasuredLine& other) {
      return other.item && other.mark.kind == MarkKind::numbered && std::abs(other.mark.number - number) == 1 &&
             near(other.left, line.left, 0.4 * em_);
    };
    if (!near_number(i, beside)) return;
    set_mark(line, behind, {MarkKind::numbered, raw.substr(0, digits) + ".", number, 0});
  }

  /// Parts the first token after `size` bytes; the part before is the mark.
  static void set_mark(MeasuredLine& line, std::size_t size, Mark mark) {
    Token& first = line.tokens.front();
    if (size < first.word.raw.size()) {
      Token rest = first;
      rest.word.raw.erase(0, size);
      rest.word.alternatives.clear();
      const double share = static_cast<double>(size) / static_cast<double>(first.word.raw.size());
      first.at.x1 = rest.at.x0 = first.at.x0 + share * first.at.width();
      first.word.box.x1 = rest.word.box.x0 = first.word.box.x0 + share * first.word.box.width();
      first.word.raw.erase(size);
      line.tokens.insert(line.tokens.begin() + 1, std::move(rest));
    }
    line.item = true;
    line.mark = std::move(mark);
    line.text_left = line.tokens.size() > 1 ? line.tokens[1].at.x0 : line.left;
  }

  void find_lost() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      MeasuredLine& line = lines_[i];
      if (line.item || line.tokens.empty()) continue;
      if (continues(i) && text::is_lower(first_of(line.text))) continue;
      std::size_t starts = 0;   // items whose text begins at this line's place
      std::size_t further = 0;  // further lines of items at this line's place
      const std::size_t begin = i < reach ? 0 : i - reach;
      const std::size_t end = std::min(lines_.size(), i + reach + 1);
      for (std::size_t k = begin; k < end; ++k) {
        const bool dot = lines_[k].item && !lines_[k].lost_mark &&
                         (lines_[k].mark.kind == MarkKind::bullet || lines_[k].mark.kind == MarkKind::misread);
        if (!dot) continue;
        if (near(lines_[k].text_left, line.left, 0.2 * em_)) ++starts;
        if (k + 1 < lines_.size() && !lines_[k + 1].item && k + 1 != i &&
            near(lines_[k + 1].left, line.left, 0.25 * em_))
          ++further;
        if (near(lines_[k].left, line.left, 0.3 * em_)) starts = 0, further = 99;  // a plain line may begin here
      }
      const bool beside = (i > 0 && (lines_[i - 1].item || lines_[i - 1].left > line.left + 0.25 * em_)) ||
                          (i + 1 < lines_.size() && lines_[i + 1].item);
      const bool close = (i > 0 && line.baseline - lines_[i - 1].baseline < 2.0 * em_) ||
                         (i + 1 < lines_.size() && lines_[i + 1].baseline - line.baseline < 2.0 * em_);
      if (starts < 2 || further > 0 || !beside || !close) continue;
      line.item = true;
      line.lost_mark = true;
      line.mark = {MarkKind::bullet, "•", 0, 0};
    }
  }

  std::vector<MeasuredLine>& lines_;
  double edge_;
  double em_;
  double space_;
};

}  // namespace

std::vector<MeasuredLine> measured(const std::vector<FlowLine>& lines, const Scale& scale) {
  std::vector<MeasuredLine> result;
  result.reserve(lines.size());
  for (const FlowLine& line : lines) {
    MeasuredLine& measured_line = result.emplace_back();
    measured_line.tokens = line.tokens;
    part_glued(measured_line.tokens);
    measured_line.at = line.at;
    measured_line.text = text_of(measured_line.tokens);
    measured_line.size = type_size(line.tokens, scale);
    if (measured_line.size <= 0.0) measured_line.size = scale.em;
    measured_line.baseline = baseline_of(line.tokens, scale);
    measured_line.bold =
        std::all_of(line.tokens.begin(), line.tokens.end(), [](const Token& token) { return token.word.bold; });
    measured_line.left = measured_line.tokens.front().at.x0;
    measured_line.text_left = measured_line.left;
    if (measured_line.tokens.size() < 2) continue;
    measured_line.mark = mark_of_token(measured_line.tokens.front().word.raw);
    measured_line.mark.behind = measured_line.tokens.front().word.raw.size() + 1;
    if (measured_line.mark.kind != MarkKind::none) measured_line.text_left = measured_line.tokens[1].at.x0;
  }
  return result;
}

void find_items(std::vector<MeasuredLine>& lines, double edge, const Scale& scale) { Finder(lines, edge, scale).run(); }

}  // namespace atagande::layout
