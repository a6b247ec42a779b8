// Lines become drafts of blocks in one pass: a run of table lines, a group of lines parted by runs of spaces, a list
// item or a paragraph with the lines that go on from it. What a draft is in the end (a heading, furniture) is then
// decided from what stands around it: a heading is a short line without an end of sentence, alone or first of its
// group, that something follows; furniture is a lone page number, a line of contents, or a line that comes back after
// gaps.
#include <algorithm>
#include <map>
#include <utility>

#include "layout/blocks.h"
#include "layout/layout.h"
#include "layout/shapes.h"
#include "layout/spaced_tables.h"
#include "layout/text_lines.h"
#include "text/text.h"

namespace atagande::layout {
namespace {

using std::string_view;

constexpr std::size_t most_columns = 12;
constexpr std::size_t ragged = 4;  // how far lines of one column may begin apart

struct Draft {
  Block block;
  std::string text;
  std::size_t blanks = 0;  // blank lines before
  std::size_t lines = 1;
  bool column_piece = false;  // one of several pieces of a line parted by spaces
  bool hanging = false;       // indented under a list item
  bool emphasised = false;
  int hashes = 0;
  std::string section;  // number of a section before the text
};

class Drafter {
 public:
  explicit Drafter(const TextLines& source) : source_(source), lines_(source.lines) {}

  std::vector<Draft> run() && {
    while (at_ < lines_.size()) {
      if (is_contents_line(lines_[at_].text)) {
        contents();
      } else if (is_table()) {
        table();
      } else if (const SpacedTable spaced = spaced_table_at(lines_, at_); !spaced.rows.empty()) {
        table(spaced);
      } else if (in_columns()) {
        columns();
      } else if (lines_[at_].item) {
        item();
      } else {
        paragraph();
      }
    }
    return std::move(drafts_);
  }

 private:
  [[nodiscard]] bool has_tabs(std::size_t i) const {
    return i < lines_.size() && lines_[i].text.find('\t') != std::string::npos && !lines_[i].item;
  }

  [[nodiscard]] bool is_table() const {
    if (is_table_line(lines_[at_].text)) return true;
    return has_tabs(at_) && has_tabs(at_ + 1) && lines_[at_ + 1].blanks == 0 &&
           cells_of(lines_[at_]).size() == cells_of(lines_[at_ + 1]).size();
  }

  static std::vector<std::string> cells_of(const TextLine& line) {
    std::vector<std::string> cells;
    string_view rest = line.text;
    const bool tabs = !is_table_line(rest);
    // "| a | b |" has two cells; "| b" has lost the blank of an empty first one.
    if (!tabs && rest.size() > 1 && rest.starts_with('|') && rest.ends_with('|')) {
      rest.remove_prefix(1);
      rest.remove_suffix(1);
    }
    const char sign = tabs ? '\t' : '|';
    while (true) {
      const std::size_t end = std::min(rest.find(sign), rest.size());
      cells.push_back(text::fold_space(rest.substr(0, end)));
      if (end == rest.size()) return cells;
      rest.remove_prefix(end + 1);
    }
  }

  void table() {
    const bool tabs = !is_table_line(lines_[at_].text);
    const std::size_t first_draft = drafts_.size();
    const std::size_t first = at_;
    ++tables_;
    for (; at_ < lines_.size(); ++at_) {
      const TextLine& line = lines_[at_];
      if (at_ > first && line.blanks > 0) break;
      if (tabs ? !has_tabs(at_) : !is_table_line(line.text)) break;
      if (line.text.find_first_not_of("|-: +") == std::string::npos) continue;  // Markdown's line under a header
      Draft draft = start(line);
      draft.block.kind = BlockKind::table_row;
      draft.block.table = tables_;
      draft.block.cells.clear();
      for (const std::string& cell : cells_of(line)) {
        Cell& added = draft.block.cells.emplace_back();
        if (!cell.empty()) added.lines.push_back(line_of(cell));
      }
      drafts_.push_back(std::move(draft));
    }
    if (drafts_.size() < first_draft + 2) return;
    Block& head = drafts_[first_draft].block;
    head.header =
        std::all_of(head.cells.begin(), head.cells.end(), [](const Cell& cell) { return !cell.lines.empty(); });
  }

  void table(const SpacedTable& spaced) {
    ++tables_;
    for (std::size_t i = 0; i < spaced.rows.size(); ++i) {
      Draft draft = start(lines_[at_]);
      if (i > 0) draft.blanks = 0;
      draft.block.kind = BlockKind::table_row;
      draft.block.table = tables_;
      draft.block.header = i == 0;
      for (const CellLines& cell : spaced.rows[i]) {
        Cell& added = draft.block.cells.emplace_back();
        for (const std::string& line : cell) added.lines.push_back(line_of(line));
      }
      drafts_.push_back(std::move(draft));
    }
    at_ += spaced.lines;
  }

  void contents() {
    Draft draft = start(lines_[at_]);
    draft.text = lines_[at_].text;
    draft.block = block_of(BlockKind::furniture, draft.text);
    drafts_.push_back(std::move(draft));
    ++at_;
  }

  [[nodiscard]] bool in_columns() const { return !lines_[at_].item && has_gap(lines_[at_], 4); }

  /// Lines parted by runs of spaces, with the single lines between them: read column by column, a line a block.
  void columns() {
    std::vector<std::vector<TextPiece>> rows;
    const std::size_t first = at_;
    std::size_t last_wide = at_;
    for (std::size_t i = at_; i < lines_.size() && lines_[i].blanks <= (i == first ? 99U : 1U); ++i) {
      const TextLine& line = lines_[i];
      if (line.item || is_table_line(line.text) || is_contents_line(line.text)) break;
      const std::vector<TextPiece> pieces = pieces_of(line, 4);
      if (pieces.size() >= 2) {
        last_wide = i;
      } else if (line.indent < 8) {
        break;
      }
    }
    std::vector<std::size_t> starts;
    for (std::size_t i = first; i <= last_wide || (i < lines_.size() && continues_column(i, starts)); ++i) {
      rows.push_back(pieces_of(lines_[i], 2));
      if (has_gap(lines_[i], 4) || rows.size() == 1) {
        for (const TextPiece& piece : pieces_of(lines_[i], 4)) add_start(starts, piece.column);
      } else if (!continues_column(i, starts)) {
        rows.back() = pieces_of(lines_[i], 4);
      }
      at_ = i + 1;
    }
    std::sort(starts.begin(), starts.end());
    const std::size_t blanks = lines_[first].blanks;
    for (std::size_t c = 0; c < starts.size(); ++c) {
      const std::size_t end = c + 1 < starts.size() ? starts[c + 1] - std::min(ragged, starts[c + 1]) : SIZE_MAX;
      column(rows, c == 0 ? 0 : starts[c] - std::min(ragged, starts[c]), end, blanks);
    }
  }

  [[nodiscard]] bool continues_column(std::size_t i, const std::vector<std::size_t>& starts) const {
    const TextLine& line = lines_[i];
    if (line.blanks > 0 || line.item) return false;
    const std::vector<TextPiece> pieces = pieces_of(line, 2);
    return std::any_of(pieces.begin(), pieces.end(), [&](const TextPiece& piece) {
      return piece.column >= 8 && std::any_of(starts.begin(), starts.end(), [&](std::size_t s) {
               return s + 2 >= piece.column && piece.column + 2 >= s;
             });
    });
  }

  static void add_start(std::vector<std::size_t>& starts, std::size_t column) {
    for (const std::size_t start : starts) {
      if (start + ragged >= column && column + ragged >= start) return;
    }
    if (starts.size() < most_columns) starts.push_back(column);
  }

  void column(const std::vector<std::vector<TextPiece>>& rows, std::size_t begin, std::size_t end, std::size_t blanks) {
    for (const std::vector<TextPiece>& row : rows) {
      std::string text;
      for (const TextPiece& piece : row) {
        if (piece.column < begin || piece.column >= end) continue;
        if (!text.empty()) text += ' ';
        text += piece.text;
      }
      if (text.empty()) continue;
      Draft draft;
      draft.text = text;
      draft.block = block_of(BlockKind::paragraph, text);
      draft.blanks = std::exchange(blanks, 0);
      draft.column_piece = true;
      drafts_.push_back(std::move(draft));
    }
  }

  static Draft start(const TextLine& line) {
    Draft draft;
    draft.blanks = line.blanks;
    draft.emphasised = line.emphasised;
    draft.hashes = line.hashes;
    return draft;
  }

  void take_lines(Draft& draft) {
    std::vector<Line>& into = draft.block.cells.emplace_back().lines;
    draft.lines = 0;
    do {
      const string_view body = lines_[at_].body();
      into.push_back(line_of(body));
      if (!draft.text.empty() && !ends_in_hyphen(draft.text)) draft.text += ' ';
      draft.text += body;
      ++draft.lines;
      ++at_;
    } while (source_.goes_on(at_ - 1));
  }

  void paragraph() {
    Draft draft = start(lines_[at_]);
    if (lines_[at_].mark.kind == MarkKind::section || lines_[at_].mark.kind == MarkKind::numbered) {
      draft.section = lines_[at_].mark.text;
    }
    draft.hanging = !nesting_.empty() && lines_[at_].blanks == 0 && lines_[at_].indent > nesting_.back().indent + 1;
    take_lines(draft);
    if (!draft.hanging) nesting_.clear();
    drafts_.push_back(std::move(draft));
  }

  void item() {
    const TextLine& line = lines_[at_];
    if (!drafts_.empty() && drafts_.back().block.kind != BlockKind::list_item && line.blanks > 0) nesting_.clear();
    Draft draft = start(line);
    draft.block.kind = BlockKind::list_item;
    const bool as_typed = line.mark.kind != MarkKind::misread || line.mark.text == "o";
    const bool private_use = line.mark.text.starts_with("\xEF");
    draft.block.mark = as_typed && !private_use ? line.mark.text : "•";
    draft.block.level = depth_of(line);
    take_lines(draft);
    drafts_.push_back(std::move(draft));
  }

  struct Level {
    std::size_t indent = 0;
    std::string family;
  };

  static std::string family_of(const Mark& mark) {
    switch (mark.kind) {
      case MarkKind::numbered:
        return mark.text.ends_with(')') ? "1)" : "1.";
      case MarkKind::lettered:
        return mark.text.ends_with(')') ? "a)" : "a.";
      case MarkKind::misread:
        return mark.text == "o" ? "o" : "•";
      case MarkKind::bullet:
        return mark.text;
      default:
        return "";
    }
  }

  /// By indentation, and at one indentation by another family of marks that begins below an item.
  int depth_of(const TextLine& line) {
    const std::string family = family_of(line.mark);
    while (!nesting_.empty() && line.indent + 1 < nesting_.back().indent) nesting_.pop_back();
    const auto known = std::find_if(nesting_.begin(), nesting_.end(), [&](const Level& level) {
      return level.family == family && level.indent <= line.indent + 1 && line.indent <= level.indent + 1;
    });
    if (known != nesting_.end()) {
      nesting_.erase(known + 1, nesting_.end());
    } else if (nesting_.empty() || line.indent > nesting_.back().indent + 1 || line.blanks == 0) {
      nesting_.push_back({line.indent, family});
    } else {
      nesting_.back() = {line.indent, family};
    }
    return std::min(8, static_cast<int>(nesting_.size()) - 1);
  }

  const TextLines& source_;
  const std::vector<TextLine>& lines_;
  std::size_t at_ = 0;
  int tables_ = 0;
  std::vector<Draft> drafts_;
  std::vector<Level> nesting_;
};

std::string without_digits(string_view text) {
  std::string folded = text::folded(text, text::Fold::space | text::Fold::lower);
  std::string result;
  for (const char c : folded) {
    if (c < '0' || c > '9') {
      result += c;
    } else if (result.empty() || result.back() != '#') {
      result += '#';
    }
  }
  return result;
}

void to_furniture(Draft& draft) {
  draft.block.kind = BlockKind::furniture;
  draft.block.level = 0;
  if (draft.block.mark.empty()) return;
  draft.block.cells.front().lines.front().words.insert(draft.block.cells.front().lines.front().words.begin(),
                                                       line_of(draft.block.mark).words.front());
  draft.block.mark.clear();
}

/// Running heads and page numbers left in the text.
void find_furniture(std::vector<Draft>& drafts) {
  std::map<std::string, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Draft& draft = drafts[i];
    if (draft.block.kind != BlockKind::paragraph) continue;
    const bool alone = draft.blanks > 0 && (i + 1 == drafts.size() || drafts[i + 1].blanks > 0);
    if (alone && is_lone_number(draft.text) && draft.text.size() < 10) to_furniture(draft);
    const bool last_piece =
        draft.column_piece && i > 0 && drafts[i - 1].column_piece && draft.blanks > 0 && drafts[i - 1].blanks > 0;
    if (last_piece && is_page_number(draft.text)) {
      to_furniture(draft);
      to_furniture(drafts[i - 1]);
    }
    if (count(draft.text) <= longest_heading && last_of(draft.text) != U':') {
      places[without_digits(draft.text)].push_back(i);
    }
  }
  for (const auto& [text, where] : places) {
    const auto after_gap = [&](std::size_t i) { return drafts[i].blanks >= 2 || i == 0; };
    const bool returns = where.size() >= 2 && std::all_of(where.begin(), where.end(), after_gap);
    for (std::size_t k = returns && where.front() != 0 ? 0 : 1; returns && k < where.size(); ++k)
      to_furniture(drafts[where[k]]);
  }
}

bool looks_like_heading(const Draft& draft) {
  if (draft.block.kind != BlockKind::paragraph || draft.column_piece || draft.hanging || draft.lines > 2) return false;
  return has_heading_shape(draft.text);
}

/// Something a heading can stand over. `shortest`: what a sentence must have to be no line of an address.
bool is_body(const Draft& draft, std::size_t shortest) {
  switch (draft.block.kind) {
    case BlockKind::list_item:
    case BlockKind::table_row:
      return true;
    case BlockKind::paragraph:
      return !draft.column_piece &&
             ((ends_sentence(draft.text) && count(draft.text) >= shortest) || count(draft.text) > longest_heading - 15);
    default:
      return false;
  }
}

int level_of(const Draft& draft, bool first, bool tight) {
  if (draft.hashes > 0) return draft.hashes;
  // A chapter that comes first stands beside the others, not above them as a title does.
  const bool chapter = !draft.section.empty() || draft.text.starts_with("\u00A7");
  if (first && !chapter) return 1;
  const auto dots = std::count(draft.section.begin(), draft.section.end(), '.');
  const bool deep = dots >= 2 || (dots == 1 && !draft.section.ends_with('.'));
  if (!draft.section.empty()) return deep ? 3 : 2;
  return tight ? 3 : 2;
}

void find_headings(std::vector<Draft>& drafts) {
  std::vector<bool> heading(drafts.size(), false);
  for (std::size_t i = drafts.size(); i-- > 0;) {
    Draft& draft = drafts[i];
    if (draft.block.kind == BlockKind::paragraph && draft.hashes > 0) heading[i] = true;
    if (!looks_like_heading(draft)) continue;
    // A heading's own heading may stand right above it: "Vårt löfte" over "Trafik".
    const bool second_of_group = i > 0 && draft.blanks == 0 && drafts[i - 1].blanks > 0 && i > 1 &&
                                 looks_like_heading(drafts[i - 1]) && draft.lines == 1 && drafts[i - 1].lines == 1;
    const bool first_of_group =
        i == 0 || draft.blanks > 0 || drafts[i - 1].block.kind != BlockKind::paragraph || second_of_group;
    std::size_t next = i + 1;
    while (next < drafts.size() && drafts[next].block.kind == BlockKind::furniture) ++next;
    const bool followed = next < drafts.size() && (is_body(drafts[next], drafts[next].blanks > 0 || i == 0 ? 0 : 60) ||
                                                   (heading[next] && (drafts[next].blanks > 0 || draft.blanks > 0)));
    const bool contents = i + 1 < drafts.size() && is_contents_line(drafts[i + 1].text);
    const bool title_goes_on = i == 0 && next == 1 && next < drafts.size() && drafts[1].blanks == 0 &&
                               drafts[1].block.kind == BlockKind::paragraph &&
                               !text::is_upper(first_of(drafts[1].text));
    heading[i] = title_goes_on || (first_of_group && followed) || contents || (draft.emphasised && first_of_group);
  }
  // A short word above the title is a button of a web page.
  for (std::size_t i = 0; i + 1 < drafts.size() && heading[i] && heading[i + 1]; ++i) {
    if (drafts[i].hashes > 0 || drafts[i].text.size() > 10 || drafts[i].text.find(' ') != std::string::npos) break;
    heading[i] = false;
  }
  bool first = true;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (!heading[i]) continue;
    const bool tight = i + 1 < drafts.size() && drafts[i + 1].blanks == 0 && !heading[i + 1];
    drafts[i].block.kind = BlockKind::heading;
    drafts[i].block.level = level_of(drafts[i], first, tight);
    first = false;
  }
}

}  // namespace

std::vector<Block> blocks_from_text(string_view utf8) {
  const TextLines lines = read_lines(utf8);
  std::vector<Draft> drafts = Drafter(lines).run();
  find_furniture(drafts);
  find_headings(drafts);
  std::vector<Block> blocks;
  blocks.reserve(drafts.size());
  for (Draft& draft : drafts) blocks.push_back(std::move(draft.block));
  return blocks;
}

std::vector<Page> pages_from_text(string_view utf8) {
  std::vector<Page> pages;
  if (utf8.ends_with('\f')) utf8.remove_suffix(1);
  while (true) {
    const std::size_t end = std::min(utf8.find('\f'), utf8.size());
    Page& page = pages.emplace_back();
    page.number = static_cast<int>(pages.size());
    page.text_source = TextSource::text_layer;
    page.blocks = blocks_from_text(utf8.substr(0, end));
    if (end == utf8.size()) return pages;
    utf8.remove_prefix(end + 1);
  }
}

}  // namespace atagande::layout
