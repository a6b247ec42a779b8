// One walk over the blocks. Headings open sections; a text right above a list is its lead-in; a list item with nested
// items is the lead-in of these; a row with one cell filled is a heading inside its table, and a table whose first
// column names its rows is one row of a plan. Sentences come last, as children of paragraphs, list items and cells.
#include "extract/outline.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "extract/clauses.h"
#include "extract/odd_tables.h"
#include "extract/outline_links.h"
#include "extract/passages.h"

namespace atagande::extract {
namespace {

// A sentence this short, right above a list, may be its heading in spite of the full stop.
constexpr std::size_t most_words_of_goal = 12;
constexpr int plain_heading_level = 4;
constexpr std::size_t least_letters_in_capitals = 4;
constexpr std::size_t least_words_behind_a_label = 4;
constexpr std::size_t most_words_of_item_heading = 8;
constexpr std::size_t least_columns_collapsed = 3;
constexpr std::size_t most_words_of_who = 5;
constexpr int row_heading_level = 90;  // of a heading inside a table
constexpr int collapsed_heading_level = 90;
constexpr int collapsed_table = -1;
constexpr int labelled_table = -2;
constexpr int turned_heading_level = 80;
constexpr int names_a_column = -2;  // in place of the cell that names it

Outline view_of(const Document& document) {
  Outline result;
  result.document = &document;
  result.folded = text::fold(document.text, rules::matching_fold);
  return result;
}

class Builder {
 public:
  Builder(const Document& document, const rules::RuleSet& rules)
      : document_(document), rules_(rules), result_(view_of(document)), text_(result_, rules) {}

  Outline build() {
    add(UnitKind::document, {0, document_.text.size()}, -1, -1);
    for (const PageSummary& page : document_.pages) add(UnitKind::page, page.span, 0, -1);
    section_ = 0;
    for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
      if (document_.blocks[i].kind != BlockKind::furniture && !document_.blocks[i].span.empty()) blocks_.push_back(i);
    }
    for (at_ = 0; at_ < blocks_.size(); ++at_) take(document_.blocks[blocks_[at_]]);
    join_neighbours(result_);
    close_sections(result_);
    return std::move(result_);
  }

 private:
  Blocks blocks_in_order() const { return {document_, blocks_}; }

  const PlacedBlock* next_block() const {
    return at_ + 1 < blocks_.size() ? &document_.blocks[blocks_[at_ + 1]] : nullptr;
  }

  int add(UnitKind kind, Span span, int parent, int level) {
    Unit unit;
    unit.kind = kind;
    unit.span = span;
    unit.folded = result_.to_folded(span);
    unit.parent = parent;
    unit.level = level;
    unit.heading = heading_;
    unit.block = blocks_.empty() || at_ >= blocks_.size() ? -1 : static_cast<int>(blocks_[at_]);
    result_.units.push_back(unit);
    return static_cast<int>(result_.units.size()) - 1;
  }

  Unit& unit(int index) { return result_.units[static_cast<std::size_t>(index)]; }
  const Unit& unit(int index) const { return result_.units[static_cast<std::size_t>(index)]; }

  void take(const PlacedBlock& block) {
    if (!begun_ && is_letterhead(block)) {
      add_paragraph(block.span, text_.sentences_of(block.span));
      return;
    }
    begun_ = true;
    if (block.kind != BlockKind::table_row) leave_turned_table();
    if (take_collapsed_table() || take_labelled_row()) return;
    switch (block.kind) {
      case BlockKind::heading:
        list_.open&& text_.says_who(block.span) ? add_line_of_list(block) : take_heading(block);
        break;
      case BlockKind::list_item:
        take_item(block);
        break;
      case BlockKind::table_row:
        take_row(block);
        break;
      default:
        take_paragraph(block);
        break;
    }
  }

  // "Ansvar: kommunen" may look like a heading. Under a list of which no item has such a line of its own it is said of
  // the whole list, else of the item above.
  void add_line_of_list(const PlacedBlock& block) {
    const bool of_all = !list_.has_lines && list_.items > 1 && text_.says_who(block.span) && !list_follows();
    list_.has_lines = true;
    add_sentences(block.span, of_all && list_.lead_in >= 0 ? list_.lead_in : list_.last_item);
  }

  // "Utbildning för personalen", under it "Ansvar: Polisen" and "Tid: Våren 2017": an item with lines of its own.
  bool is_told_by_lines(const PlacedBlock& block) const {
    if (text_.closed(block.span) || text_.is_continuation(block.span)) return false;
    bool any_says_who = false;
    std::size_t lines = 0;
    for (const PlacedBlock* line = block_after(1); line != nullptr; line = block_after(lines + 1)) {
      if (line->kind != BlockKind::paragraph || !text_.is_continuation(line->span)) break;
      any_says_who = any_says_who || text_.says_who(line->span);
      ++lines;
    }
    return any_says_who && lines > 1;
  }

  bool list_follows() const {
    const PlacedBlock* next = next_block();
    return next != nullptr && (next->kind == BlockKind::list_item || is_numbered_line(at_ + 1));
  }

  // "1.2 Polisen ska …": paragraphs in a row that begin with such a number are items of a list, with what is said of
  // each between them.
  bool is_numbered_line(std::size_t at) const {
    const auto is_text = [&](std::size_t i) {
      return i < blocks_.size() && document_.blocks[blocks_[i]].kind == BlockKind::paragraph;
    };
    const auto number = [&](std::size_t i) {
      return is_text(i) ? number_length(text_.spelt(document_.blocks[blocks_[i]].span)) : 0;
    };
    const auto between = [&](std::size_t i) {
      return is_text(i) && text_.is_continuation(document_.blocks[blocks_[i]].span);
    };
    if (number(at) == 0) return false;
    std::size_t next = at + 1;
    while (between(next)) ++next;
    std::size_t before = at;
    while (before > 0 && between(before - 1)) --before;
    return number(next) > 0 || (before > 0 && number(before - 1) > 0);
  }

  void open_section(const Span& span, int level) {
    while (section_ != 0 && unit(section_).level >= level) section_ = unit(section_).parent;
    section_ = add(UnitKind::section, span, section_, level);
    heading_ = add(UnitKind::heading, span, section_, level);
    unit(heading_).heading = heading_;
    unit(heading_).first = !any_heading_;
    any_heading_ = true;
    list_ = {};
  }

  void take_heading(const PlacedBlock& block) {
    if (take_label(block)) return;
    open_section(block.span, std::max(1, block.level));
    table_heading_ = -1;
    if (!list_follows()) return;
    unit(heading_).alone = true;
    list_.lead_in = add(UnitKind::lead_in, block.span, section_, 0);
    unit(list_.lead_in).alone = true;
  }

  // Names of the parties above a document's title, as logos read by OCR come out, are no headings; what such lines say
  // is a word list's business.
  bool is_letterhead(const PlacedBlock& block) const {
    if (block.kind != BlockKind::heading && block.kind != BlockKind::paragraph) return false;
    if (next_block() == nullptr || list_follows()) return false;
    return text_.value_of("letterhead", block.span) != nullptr;
  }

  // A short line that says what passages of documents are called, or that is in capitals all through, is a heading,
  // even where it came out as a paragraph.
  bool is_plain_heading(const PlacedBlock& block) const {
    const std::string_view text = text_.spelt(block.span);
    const bool closed = text.back() == '.' || text.back() == ':' || text.back() == ',' || text.back() == ')';
    if (closed || text::words(text).size() > most_words_of_goal || next_block() == nullptr) return false;
    return in_capitals(text, least_letters_in_capitals) || text_.value_of("frame_heading", block.span) != nullptr ||
           rules_.value_of("frame_heading", unnumbered(text_.folded(block.span))) != nullptr;
  }

  // "Löfte 2" on a line of its own, its name on the next: one heading.
  bool take_label(const PlacedBlock& block) {
    const PlacedBlock* next = next_block();
    if (!is_line(next) || text_.value_of("label_lines", block.span) == nullptr) return false;
    if (text_.closed(next->span) || text::words(text_.spelt(next->span)).size() > most_words_of_goal) return false;
    ++at_;
    open_section({block.span.begin, next->span.end}, plain_heading_level);
    return true;
  }

  // "att …, att … samt att …" under a lead-in is a list in one sentence.
  bool take_clauses(Span span) {
    if (list_.lead_in < 0 || list_.open) return false;
    const Span view = result_.to_folded(span);
    const std::vector<Span> clauses = clause_items(rules_, text_.folded(span));
    if (clauses.empty()) return false;
    const PlacedBlock item = document_.blocks[blocks_[at_]];
    for (const Span& clause : clauses) {
      add_item(item, result_.folded.original({view.begin + clause.begin, view.begin + clause.end}));
    }
    return true;
  }

  // "Polisens åtagande: Polisen ska …": the label leads in what stands behind it, as far as the next one.
  bool take_labelled(Span span) {
    if (text_.label_length(span, least_words_behind_a_label) == 0) return false;
    list_ = {};
    for (Span sentence : text_.sentences_of(span)) {
      if (const std::size_t label = text_.label_length(sentence, 1); label > 0) {
        list_ = {};
        list_.lead_in = add(UnitKind::lead_in, {sentence.begin, sentence.begin + label}, section_, 0);
        unit(list_.lead_in).alone = true;
        sentence.begin = document_.text.find_first_not_of(' ', sentence.begin + label);
      }
      add_item(document_.blocks[blocks_[at_]], sentence);
    }
    list_ = {};
    return true;
  }

  // A paragraph above a list lends it its last sentence, unless that is a sentence closed by a full stop.
  void take_paragraph(const PlacedBlock& block) {
    if (take_label(block) || take_clauses(block.span) || take_labelled(block.span)) return;
    if (is_numbered_line(at_)) {
      add_item(block, {block.span.begin + number_length(text_.spelt(block.span)), block.span.end});
      return;
    }
    if (text_.begins_with("item_labels", block.span) || is_told_by_lines(block)) return add_item(block, block.span);
    if (list_.open && text_.is_continuation(block.span)) return add_line_of_list(block);
    if (is_plain_heading(block)) {
      open_section(block.span, plain_heading_level);
      if (!list_follows()) return;
      unit(heading_).alone = true;
      list_.lead_in = add(UnitKind::lead_in, block.span, section_, 0);
      unit(list_.lead_in).alone = true;
      return;
    }
    std::vector<Span> sentences = text_.sentences_of(block.span);
    if (sentences.empty()) return;
    list_ = {};
    const Span last = sentences.back();
    if (leads(last)) {
      sentences.pop_back();
      if (!sentences.empty()) add_paragraph({sentences.front().begin, sentences.back().end}, sentences);
      list_.lead_in = add(UnitKind::lead_in, last, section_, 0);
      unit(list_.lead_in).alone = list_follows();
    } else {
      add_paragraph(block.span, sentences);
      const bool goal = sentences.size() == 1 && text::words(text_.spelt(last)).size() <= most_words_of_goal;
      if (!list_follows() || !(goal || text_.announces_list(last))) return;
      list_.lead_in = add(UnitKind::lead_in, last, section_, 0);
      unit(list_.lead_in).alone = true;
    }
  }

  bool leads(Span sentence) const {
    const std::string_view text = std::string_view(document_.text).substr(sentence.begin, sentence.size());
    const char end = text.back();
    const bool dots = text.size() > 2 && text.substr(text.size() - 2) == "..";
    if (end == ':' || end == ';' || dots) return true;
    return list_follows() && end != '.' && end != '!' && end != '?' && end != ')' && end != '"';
  }

  void add_paragraph(Span span, const std::vector<Span>& sentences) {
    const int paragraph = add(UnitKind::paragraph, span, section_, 0);
    add_sentences(sentences, paragraph);
  }

  void add_sentences(Span span, int parent) { add_sentences(text_.sentences_of(span), parent); }

  void add_sentences(const std::vector<Span>& sentences, int parent) {
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      const int index = add(UnitKind::sentence, sentences[i], parent, 0);
      Unit& sentence = unit(index);
      sentence.first =
          i == 0 && (unit(parent).kind != UnitKind::list_item || sentences[i].begin == unit(parent).span.begin);
      sentence.last = i + 1 == sentences.size();
      sentence.lead_in = unit(parent).lead_in;
      sentence.nested = unit(parent).nested;
      sentence.column = unit(parent).column;
      sentence.header = unit(parent).header;
      sentence.row = unit(parent).row;
      sentence.table = unit(parent).table;
    }
  }

  // "4. Parternas åtaganden" behind a numbered list is read as its next item; without a full stop, in a few words and
  // with a paragraph behind it, it is the heading it looks like.
  bool is_numbered_heading(const PlacedBlock& block) const {
    const PlacedBlock* next = next_block();
    if (block.level > 0 || block.mark.empty() || !text::is_digit(static_cast<unsigned char>(block.mark.front())))
      return false;
    if (next == nullptr || next->kind != BlockKind::paragraph || at_ == 0) return false;
    const std::string_view text = text_.spelt(block.span);
    const bool closed = text.back() == '.' || text.back() == ':' || text.back() == ',' || text.back() == ')';
    const PlacedBlock& before = document_.blocks[blocks_[at_ - 1]];
    const bool others_closed = before.kind == BlockKind::list_item && text_.spelt(before.span).back() == '.';
    return !closed && others_closed && text::words(text).size() <= most_words_of_goal;
  }

  const PlacedBlock* block_after(std::size_t steps) const {
    return at_ + steps < blocks_.size() ? &document_.blocks[blocks_[at_ + steps]] : nullptr;
  }

  bool is_paragraph(const PlacedBlock* block) const {
    return block != nullptr && block->kind == BlockKind::paragraph && !text_.is_continuation(block->span);
  }

  // Items of a few words with a paragraph under each are headings with a mark in front.
  bool is_item_heading(const PlacedBlock& block) const {
    if (block.level > 0 || !is_paragraph(block_after(1))) return false;
    if (text_.closed(block.span) || text::words(text_.spelt(block.span)).size() > most_words_of_item_heading)
      return false;
    if (text::words(text_.spelt(block_after(1)->span)).size() <= most_words_of_item_heading) return false;
    const PlacedBlock* second = block_after(2);
    const bool comes_again = second != nullptr && second->kind == BlockKind::list_item && is_paragraph(block_after(3));
    const bool came_before =
        at_ >= 2 && item_headings_ > 0 && document_.blocks[blocks_[at_ - 2]].kind == BlockKind::list_item;
    return comes_again || came_before;
  }

  // A line that begins with a small letter goes on with the item above it.
  bool goes_on(Span item, const PlacedBlock* next) const {
    if (next == nullptr || next->kind != BlockKind::paragraph || text_.closed(item) ||
        text_.is_continuation(next->span))
      return false;
    return text::is_lower(text::code_point_at(document_.text, next->span.begin).value);
  }

  void take_item(const PlacedBlock& block) {
    if (is_numbered_heading(block)) {
      take_heading(block);
      return;
    }
    if (is_item_heading(block)) {
      ++item_headings_;
      take_heading(block);
      return;
    }
    Span span = block.span;
    for (; goes_on(span, next_block()); ++at_) span.end = next_block()->span.end;
    add_item(block, span);
  }

  void add_item(const PlacedBlock& block, Span span) {
    while (!list_.nesting.empty() && list_.nesting.back().level >= block.level) list_.nesting.pop_back();
    const int outer = list_.nesting.empty() ? list_.lead_in : list_.nesting.back().lead_in;
    const int item = add(UnitKind::list_item, span, outer >= 0 ? outer : section_, block.level);
    list_.open = true;
    list_.last_item = item;
    ++list_.items;
    unit(item).lead_in = outer;
    unit(item).numbered = !block.mark.empty() && (text::is_digit(static_cast<unsigned char>(block.mark.front())) ||
                                                  block.mark.find(')') != std::string::npos);
    const PlacedBlock* next = next_block();
    unit(item).nested = next != nullptr && next->kind == BlockKind::list_item && next->level > block.level;
    add_sentences(span, item);
    if (unit(item).nested) {
      const int lead_in = add(UnitKind::lead_in, span, item, 0);
      unit(lead_in).alone = true;
      list_.nesting.push_back({block.level, lead_in});
    }
  }

  // A table whose first column holds the names ("Åtgärder | …"), one part of a plan from its first row to its last:
  // what stands in it belongs together as a row's cells do. A first row that says no sentence is the part's heading.
  bool take_turned_table() {
    const PlacedBlock& first = document_.blocks[blocks_[at_]];
    const int table = first.table;
    if (table == not_turned_ || first.cells.size() < 2 || first.cells.front().empty()) return false;
    not_turned_ = table;
    const std::size_t end = end_of_turned_table(blocks_in_order(), at_, text_);
    if (end == at_) return false;
    not_turned_ = 0;
    leave_turned_table();
    table_ = table;
    headers_.clear();
    list_ = {};
    if (const Span title = first.cells[1].empty() ? first.cells.front() : first.cells[1];
        !text_.closed(title) && text::words(text_.spelt(title)).size() <= most_words_of_goal) {
      around_turned_ = {section_, heading_};
      open_section(title, turned_heading_level);
      unit(heading_).alone = true;
      ++at_;
    }
    const Span whole{document_.blocks[blocks_[at_]].span.begin, document_.blocks[blocks_[end - 1]].span.end};
    const int row = add(UnitKind::table_row, whole, section_, 0);
    unit(row).table = table;
    int name = -1;
    for (; at_ < end; ++at_) {
      const PlacedBlock& block = document_.blocks[blocks_[at_]];
      for (std::size_t i = 0; i < block.cells.size(); ++i) {
        if (block.cells[i].empty()) continue;
        const int cell = add_cell_of(row, block.cells[i], static_cast<int>(i), i == 0 ? names_a_column : name);
        if (i == 0) name = cell;
        if (i > 0) add_sentences(block.cells[i], cell);
      }
    }
    --at_;
    table_heading_ = -1;
    return true;
  }

  // What follows such a table stands where the table stood, not under its heading.
  void leave_turned_table() {
    if (!around_turned_) return;
    section_ = around_turned_->first;
    heading_ = around_turned_->second;
    around_turned_.reset();
  }

  // "Åtgärd: …", "Ansvarig: …", "När: …" one under the other are a row of a table.
  bool take_labelled_row() {
    const LabelledRow fields = labelled_row_at(blocks_in_order(), at_, text_);
    if (fields.fields.empty()) return false;
    list_ = {};
    const Span whole{fields.fields.front().name.begin, fields.fields.back().value.end};
    const int row = add(UnitKind::table_row, whole, section_, 0);
    unit(row).table = labelled_table;
    for (std::size_t i = 0; i < fields.fields.size(); ++i) {
      const int name = add_cell_of(row, fields.fields[i].name, static_cast<int>(i), names_a_column);
      const int value = add_cell_of(row, fields.fields[i].value, static_cast<int>(i), name);
      add_sentences(fields.fields[i].value, value);
    }
    at_ += fields.blocks - 1;
    return true;
  }

  int add_cell_of(int row, Span span, int column, int header) {
    const int cell = add(UnitKind::cell, span, row, 0);
    Unit& made = unit(cell);
    made.row = row;
    made.table = unit(row).table;
    made.column = column;
    made.header = header;
    return cell;
  }

  void take_row(const PlacedBlock& block) {
    if (block.table != collapsed_table && take_turned_table()) return;
    const bool names = text_.names_columns(block);
    if (block.table != table_) {
      table_ = block.table;
      // A table that a line between its rows has parted goes on with the columns it had.
      if (names || headers_.size() != block.cells.size()) headers_.clear();
      table_heading_ = -1;
    }
    list_ = {};
    const auto filled = std::count_if(block.cells.begin(), block.cells.end(), [](const Span& c) { return !c.empty(); });
    const int parent = table_heading_ >= 0 ? unit(table_heading_).parent : section_;
    if (filled == 1 && block.cells.size() > 1 && !headers_.empty()) {
      open_section(block.span, row_heading_level);
      table_heading_ = heading_;
      return;
    }
    const int row = add(UnitKind::table_row, block.span, parent, 0);
    unit(row).table = block.table;
    const bool header = headers_.empty() ? block.header || names : names;
    if (header) headers_.assign(block.cells.size(), -1);
    const std::size_t shift = !header && lacks_first_cell(block) ? 1 : 0;
    for (std::size_t i = 0; i < block.cells.size(); ++i) add_cell(block, row, i, header, shift);
  }

  // A cell that spans rows leaves the rows below it one cell short in front: then who acts stands one column early.
  bool lacks_first_cell(const PlacedBlock& block) const {
    if (block.cells.size() + 1 != headers_.size()) return false;
    for (std::size_t i = 1; i < headers_.size(); ++i) {
      if (headers_[i] < 0) continue;
      const std::string* value = text_.value_of("column_names", unit(headers_[i]).span);
      if (value == nullptr || *value != "who") continue;
      return text_.names_actor(block.cells[i - 1]) && !(i < block.cells.size() && text_.names_actor(block.cells[i]));
    }
    return false;
  }

  // A table whose cells came out as lines of their own: the names of its columns one under the other, then the cells in
  // the same order. It goes on as long as the cell of the column that says who acts names someone.
  bool take_collapsed_table() {
    std::size_t columns = 0;
    std::optional<std::size_t> who;
    for (const PlacedBlock* block = block_after(0); is_line(block); block = block_after(columns)) {
      const std::string* value = text_.value_of("column_names", block->span);
      if (value == nullptr) break;
      if (*value == "who") who = columns;
      ++columns;
    }
    if (columns < least_columns_collapsed || !who) return false;
    const std::size_t rows_from = skip_headings(at_ + columns);
    if (!is_collapsed_row(rows_from, columns, *who)) return false;
    add_collapsed_row(at_, columns);
    std::size_t at = at_ + columns;
    while (true) {
      const std::size_t row = skip_headings(at);
      if (!is_collapsed_row(row, columns, *who)) break;
      for (; at < row; ++at) {
        at_ = at;
        open_section(document_.blocks[blocks_[at]].span, collapsed_heading_level);
        table_heading_ = heading_;
      }
      add_collapsed_row(row, columns);
      at = row + columns;
    }
    at_ = at - 1;
    return true;
  }

  bool is_line(const PlacedBlock* block) const {
    return block != nullptr && (block->kind == BlockKind::paragraph || block->kind == BlockKind::heading);
  }

  std::size_t skip_headings(std::size_t at) const {
    while (at < blocks_.size() && document_.blocks[blocks_[at]].kind == BlockKind::heading) ++at;
    return at;
  }

  bool is_collapsed_row(std::size_t from, std::size_t columns, std::size_t who) const {
    if (from + columns > blocks_.size()) return false;
    for (std::size_t i = from; i < from + columns; ++i) {
      if (document_.blocks[blocks_[i]].kind != BlockKind::paragraph) return false;
    }
    const Span cell = document_.blocks[blocks_[from + who]].span;
    if (text_.names_actor(cell)) return true;
    return !headers_.empty() && !text_.closed(cell) && text::words(text_.spelt(cell)).size() <= most_words_of_who;
  }

  void add_collapsed_row(std::size_t from, std::size_t columns) {
    PlacedBlock row = document_.blocks[blocks_[from]];
    row.kind = BlockKind::table_row;
    row.table = collapsed_table;
    row.cells.clear();
    for (std::size_t i = from; i < from + columns; ++i) row.cells.push_back(document_.blocks[blocks_[i]].span);
    row.span.end = row.cells.back().end;
    at_ = from;
    take_row(row);
  }

  void add_cell(const PlacedBlock& block, int row, std::size_t place, bool header, std::size_t shift) {
    if (block.cells[place].empty()) return;
    const std::size_t column = place + shift;
    const int named_by = column < headers_.size() ? headers_[column] : -1;
    const int cell = add_cell_of(row, block.cells[place], static_cast<int>(column), header ? names_a_column : named_by);
    if (header) {
      headers_[column] = cell;
    } else {
      add_sentences(block.cells[place], cell);
    }
  }

  struct Nesting {
    int level = 0;
    int lead_in = -1;
  };
  struct List {
    int lead_in = -1;
    int last_item = -1;
    int items = 0;
    bool open = false;
    bool has_lines = false;  // "Ansvarig: …" under an item
    std::vector<Nesting> nesting;
  };

  const Document& document_;
  const rules::RuleSet& rules_;
  Outline result_;
  const Passages text_;
  std::vector<std::size_t> blocks_;
  std::size_t at_ = 0;
  int section_ = 0;
  int heading_ = -1;
  bool any_heading_ = false;
  bool begun_ = false;
  int item_headings_ = 0;
  List list_;
  int table_ = 0;
  std::vector<int> headers_;
  int table_heading_ = -1;
  int not_turned_ = 0;                                // the table last found to be none of that kind
  std::optional<std::pair<int, int>> around_turned_;  // section and heading that such a table stands in
};

}  // namespace

Outline outline(const Document& document, const rules::RuleSet& rules) { return Builder(document, rules).build(); }

}  // namespace atagande::extract
