// A line goes on in the next where it had no room for that line's first word, or where the next begins small and it did
// not end a sentence; a gap, another size of type, an indentation part them. Headings are told by size, else by weight,
// else by shape and the space around them.
#include "layout/flow.h"

#include <algorithm>
#include <cmath>

#include "layout/shapes.h"
#include "layout/text_lines.h"
#include "text/text.h"

namespace atagande::layout {
namespace {

using std::string_view;

double median_step(const std::vector<MeasuredLine>& lines, const Scale& scale) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const double step = lines[i].baseline - lines[i - 1].baseline;
    if (step > 0.9 * scale.em && step < 2.2 * scale.em) steps.push_back(step);
  }
  if (steps.empty()) return 1.25 * scale.em;
  // Steps inside paragraphs are the smallest of a column; the lower third is safe from those between.
  const auto third = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 3);
  std::nth_element(steps.begin(), third, steps.end());
  return *third;
}

class Drafter {
 public:
  Drafter(const std::vector<MeasuredLine>& lines, double edge, const Scale& scale)
      : lines_(lines), edge_(edge), scale_(scale), step_(median_step(lines, scale)) {
    left_ = lines.empty() ? 0.0 : lines.front().left;
    for (const MeasuredLine& line : lines) left_ = std::min(left_, line.left);
  }

  std::vector<Draft> run() && {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i == 0 || lines_[i].item || !joins(i)) begin(i);
      add(i);
    }
    return std::move(drafts_);
  }

 private:
  [[nodiscard]] bool joins(std::size_t i) const {
    const MeasuredLine& line = lines_[i];
    const MeasuredLine& above = lines_[i - 1];
    const Draft& draft = drafts_.back();
    const double step = line.baseline - above.baseline;
    const double size = std::max(line.size, above.size);
    const bool small = text::is_lower(first_of(line.text));
    const bool open = !ends_sentence(above.text);
    // Dirt beside one word makes a short line look larger; the sentence that runs on in it is the better witness.
    const bool runs_on = small && open && full(above, line);
    const double most_difference = (runs_on ? 0.4 : 0.14) * size;
    const bool other_size = std::abs(line.size - above.size) > most_difference;
    if (other_size && enough_letters(line) && enough_letters(above)) return false;
    if (line.bold != above.bold && (line.bold || above.bold)) return false;
    const double usual = std::max(step_ * size / scale_.em, 1.02 * size);
    const bool torn = runs_on && step < 2.4 * usual;
    if (step > 1.3 * usual && !torn) return false;
    if (step < 0.3 * scale_.em && step > -0.3 * scale_.em) return false;  // another piece of the same line
    if (step < 0) return false;
    if (ends_in_hyphen(above.text) && small) return true;
    if (draft.block.kind == BlockKind::list_item) {
      const double hang = line.left - item_left_;
      if (hang < 0.3 * scale_.em && !(small && open)) return false;
    } else if (line.left > draft.left + 1.2 * scale_.em && !(small && open)) {
      return false;
    }
    if (full(above, line)) return true;
    const double reach = (above.at.x1 - left_) / std::max(1.0, edge_ - left_);
    const bool hangs = draft.block.kind == BlockKind::list_item && line.left > item_left_ + 0.3 * scale_.em;
    return open && reach > (small ? 0.4 : hangs ? 0.55 : 0.75);
  }

  /// Whether `line` had no room for the first word of `next`.
  [[nodiscard]] bool full(const MeasuredLine& line, const MeasuredLine& next) const {
    const double need = scale_.space * line.size / scale_.em + next.tokens.front().at.width();
    return line.at.x1 + need > edge_ + 0.1 * scale_.em;
  }

  /// Whether the size of the type was measured on enough: digits and signs say little.
  static bool enough_letters(const MeasuredLine& line) {
    std::size_t letters = 0;
    for (const char32_t c : text::to_utf32(line.text)) letters += text::is_letter(c) ? 1U : 0U;
    return letters >= 5;
  }

  void begin(std::size_t i) {
    const MeasuredLine& line = lines_[i];
    Draft& draft = drafts_.emplace_back();
    draft.left = line.left;
    draft.top = line.at.y0;
    draft.size = line.size;
    draft.bold = line.bold;
    if (i > 0) draft.space_above = (line.baseline - lines_[i - 1].baseline) / scale_.em;
    draft.block.cells.emplace_back();
    if (!line.item) {
      if (line.left < item_left_ + 0.3 * scale_.em) nesting_.clear();
      return;
    }
    draft.block.kind = BlockKind::list_item;
    item_left_ = line.left;
    const bool as_read = line.mark.kind == MarkKind::numbered || line.mark.kind == MarkKind::lettered ||
                         (line.mark.kind == MarkKind::bullet && !line.mark.text.starts_with("\xEF"));
    draft.block.mark = as_read ? line.mark.text : "•";
    draft.block.level = depth_of(line);
    if (line.mark.text == "o") draft.block.mark = "o";
  }

  int depth_of(const MeasuredLine& line) {
    const double left = line.lost_mark && !nesting_.empty() ? nearest(line.left) : line.left;
    item_left_ = left;
    while (!nesting_.empty() && left < nesting_.back() - 0.7 * scale_.em) nesting_.pop_back();
    if (nesting_.empty() || left > nesting_.back() + 0.7 * scale_.em) nesting_.push_back(left);
    return std::min(8, static_cast<int>(nesting_.size()) - 1);
  }

  /// The mark's place for a text that begins at `text_left`.
  [[nodiscard]] double nearest(double text_left) const {
    double best = nesting_.back();
    for (const double left : nesting_) {
      if (left < text_left) best = left;
    }
    return best;
  }

  void add(std::size_t i) {
    const MeasuredLine& line = lines_[i];
    Draft& draft = drafts_.back();
    Line& into = draft.block.cells.front().lines.emplace_back();
    for (const Token& token : line.tokens) into.words.push_back(token.word);
    if (!draft.text.empty()) draft.text += ' ';
    draft.text += line.text;
    draft.bottom = line.at.y1;
    draft.full = line.at.x1 > edge_ - 3.0 * scale_.em;
  }

  const std::vector<MeasuredLine>& lines_;
  double edge_;
  const Scale& scale_;
  double step_;
  double left_ = 0.0;
  double item_left_ = 0.0;
  std::vector<double> nesting_;
  std::vector<Draft> drafts_;
};

bool is_body(const Draft& draft) {
  if (draft.block.kind == BlockKind::list_item || draft.block.kind == BlockKind::table_row) return true;
  return draft.block.kind == BlockKind::paragraph && (ends_sentence(draft.text) || count(draft.text) > longest_heading);
}

}  // namespace

double wrap_edge(const std::vector<MeasuredLine>& lines, const Scale& scale) {
  std::vector<double> edges;
  for (const MeasuredLine& line : lines) {
    if (line.size < 1.12 * scale.em) edges.push_back(line.at.x1);
  }
  constexpr std::size_t least = 4;  // of the body's lines, to show where they are wrapped
  if (edges.size() < least) {
    double edge = 0.0;
    for (const MeasuredLine& line : lines) edge = std::max(edge, line.at.x1);
    return edge;
  }
  std::sort(edges.begin(), edges.end());
  return edges[edges.size() - 1 - edges.size() / 25];
}

std::vector<Draft> drafts_of(const std::vector<MeasuredLine>& lines, double edge, const Scale& scale) {
  return Drafter(lines, edge, scale).run();
}

namespace {

/// A numbered line that stands alone over what it names, as large as the text: "2. Safety in the centre". Where the
/// next number follows at once, it is a list.
bool is_numbered_heading(const std::vector<Draft>& drafts, std::size_t i, const Scale& scale) {
  const auto numbered = [&](std::size_t k) {
    return k < drafts.size() && drafts[k].block.kind != BlockKind::table_row &&
           drafts[k].block.kind != BlockKind::furniture &&
           (mark_of(drafts[k].text).kind == MarkKind::numbered ||
            mark_of_token(drafts[k].block.mark).kind == MarkKind::numbered);
  };
  const Draft& draft = drafts[i];
  if (!numbered(i) || numbered(i + 1) || (i > 0 && numbered(i - 1)) || i + 1 >= drafts.size()) return false;
  const string_view name = string_view(draft.text).substr(mark_of(draft.text).behind);
  const bool apart = draft.space_above < 0 || draft.space_above > 1.45;
  return draft.block.cells.front().lines.size() == 1 && apart && draft.size > 0.93 * scale.em &&
         text::is_upper(first_of(name)) && has_heading_shape(name) && count(name) >= 3 &&
         (is_body(drafts[i + 1]) || drafts[i + 1].block.kind == BlockKind::heading);
}

}  // namespace

void find_headings(std::vector<Draft>& drafts, const Scale& scale) {
  const auto plain = [](const Draft& draft) {
    return draft.block.kind == BlockKind::paragraph && draft.block.cells.front().lines.size() <= 3 &&
           count(draft.text) >= 3;
  };
  bool by_size = false;
  for (Draft& draft : drafts) {
    if (!plain(draft) || !has_heading_shape(draft.text)) continue;
    const double ratio = draft.size / scale.em;
    if (ratio < (count(draft.text) < 5 ? 1.2 : 1.12)) continue;
    draft.block.kind = BlockKind::heading;
    draft.block.level = ratio > 1.42 ? 1 : 2;
    by_size = true;
  }
  for (std::size_t i = drafts.size(); i-- > 0;) {
    Draft& draft = drafts[i];
    if (plain(draft) && !draft.full && is_numbered_heading(drafts, i, scale)) {
      draft.block.kind = BlockKind::heading;
      draft.block.level = 2;
      continue;
    }
    if (!plain(draft) || !has_heading_shape(draft.text) || draft.full) continue;
    const bool followed =
        i + 1 < drafts.size() && (is_body(drafts[i + 1]) || drafts[i + 1].block.kind == BlockKind::heading);
    if (!followed) continue;
    const bool apart = draft.space_above < 0 || draft.space_above > 1.6;
    const bool loose = drafts[i + 1].space_above > 0 && drafts[i + 1].space_above < 4.0;
    const bool stands_out =
        draft.bold ? !drafts[i + 1].bold : !by_size && apart && loose && draft.size > 0.93 * scale.em;
    if (!stands_out) continue;
    draft.block.kind = BlockKind::heading;
    draft.block.level = by_size ? 3 : 2;
  }
}

}  // namespace atagande::layout
