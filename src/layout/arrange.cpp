// Words are turned upright, chained to pieces of lines, put into columns and tables, and these into blocks. A table
// framed by rules is taken out first and stands as one piece among the others.
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

#include "layout/blocks.h"
#include "layout/flow.h"
#include "layout/geometry.h"
#include "layout/layout.h"
#include "layout/marks.h"
#include "layout/markup.h"
#include "layout/regions.h"
#include "layout/ruled.h"
#include "layout/shapes.h"
#include "layout/spread.h"
#include "layout/text_lines.h"

namespace atagande::layout {
namespace {

std::vector<Token> take_tokens(std::vector<Line>& lines, std::vector<Line>& without_boxes) {
  std::vector<Token> tokens;
  for (Line& line : lines) {
    Line rest;
    for (Word& word : line.words) {
      if (word.box.empty()) {
        rest.words.push_back(std::move(word));
      } else {
        const Box box = word.box;
        tokens.push_back({std::move(word), box});
      }
    }
    if (!rest.words.empty()) without_boxes.push_back(std::move(rest));
  }
  lines.clear();
  std::sort(tokens.begin(), tokens.end(), [](const Token& a, const Token& b) {
    return std::tie(a.at.y0, a.at.x0, a.at.x1, a.at.y1, a.word.raw) <
           std::tie(b.at.y0, b.at.x0, b.at.x1, b.at.y1, b.word.raw);
  });
  return tokens;
}

/// Shears the page so that lines run level. The box of a slanting word is higher than the word by its slope.
Box levelled(const Box& box, double slope) {
  const double x = (box.x0 + box.x1) / 2;
  const double y = (box.y0 + box.y1) / 2;
  const double higher = std::min(std::abs(slope) * box.width(), 0.4 * box.height()) / 2;
  const double wider = std::min(std::abs(slope) * box.height(), 0.4 * box.width()) / 2;
  return {box.x0 + slope * y + wider, box.y0 - slope * x + higher, box.x1 + slope * y - wider,
          box.y1 - slope * x - higher};
}

/// Pieces a recogniser made of dirt: alone, short, hardly believed.
std::vector<Line> take_specks(std::vector<Piece>& pieces, const Scale& scale) {
  std::vector<Line> specks;
  const auto is_speck = [&](const Piece& piece) {
    if (piece.tokens.size() != 1 || piece.at.width() > 2.0 * scale.em) return false;
    const Word& word = piece.tokens.front().word;
    if (!word.confidence || *word.confidence >= 0.35) return false;
    // What is left of an upright rule is no dash: it has no length. And a mark stands before something.
    if (mark_of_token(word.raw).kind != MarkKind::none) {
      if (is_dash(word.raw) && piece.at.width() < 0.2 * scale.em) return true;
      return std::none_of(pieces.begin(), pieces.end(), [&](const Piece& other) {
        const double gap = other.at.x0 - piece.at.x1;
        return gap > -0.5 * scale.em && gap < 8.0 * scale.em && &other != &piece && beside(piece.at, other.at, 0.1);
      });
    }
    return count(word.raw) <= 3 && word.raw.find_first_of("0123456789") == std::string::npos;
  };
  std::vector<Piece> others;
  for (const Piece& piece : pieces) {
    if (is_speck(piece)) {
      specks.emplace_back().words.push_back(piece.tokens.front().word);
    } else {
      others.push_back(piece);
    }
  }
  pieces = std::move(others);
  return specks;
}

Cell cell_of(const std::vector<FlowLine>& lines) {
  Cell cell;
  for (const FlowLine& line : lines) {
    Line& into = cell.lines.emplace_back();
    for (const Token& token : line.tokens) into.words.push_back(token.word);
  }
  return cell;
}

Draft row_of(const std::vector<std::vector<FlowLine>>& cells, int table) {
  Draft draft;
  draft.block.kind = BlockKind::table_row;
  draft.block.table = table;
  for (const auto& cell : cells) draft.block.cells.push_back(cell_of(cell));
  return draft;
}

void mark_header(std::vector<Draft>& drafts, std::size_t first) {
  if (drafts.size() < first + 2) return;
  Block& head = drafts[first].block;
  head.header = head.cells.size() > 1 &&
                std::all_of(head.cells.begin(), head.cells.end(), [](const Cell& cell) { return !cell.lines.empty(); });
}

class Arranger {
 public:
  Arranger(const Scale& scale, const std::vector<RuledTable>& tables) : scale_(scale), tables_(tables) {}

  std::vector<Draft> run(const std::vector<Part>& parts) {
    // Lines of parts with one right edge are wrapped alike, however few there are in each.
    std::map<double, std::vector<MeasuredLine>> by_edge;
    std::vector<std::vector<MeasuredLine>> lines;
    for (const Part& part : parts) {
      lines.push_back(measured(part.lines, scale_));
      auto& same = by_edge[part.right];
      same.insert(same.end(), lines.back().begin(), lines.back().end());
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      switch (parts[i].kind) {
        case Part::Kind::flow: {
          double edge = wrap_edge(by_edge[parts[i].right], scale_);
          if (parts[i].ragged || by_edge[parts[i].right].size() < 4) edge = parts[i].right;
          find_items(lines[i], edge, scale_);
          for (Draft& draft : drafts_of(lines[i], edge, scale_)) drafts_.push_back(std::move(draft));
          break;
        }
        case Part::Kind::table:
          add_rows(parts[i].rows);
          break;
        case Part::Kind::ruled:
          add_rows(tables_[static_cast<std::size_t>(parts[i].ruled)].rows);
          break;
      }
    }
    return std::move(drafts_);
  }

 private:
  void add_rows(const std::vector<std::vector<std::vector<FlowLine>>>& rows) {
    const std::size_t first = drafts_.size();

    ++count_;
    for (const auto& row : rows) drafts_.push_back(row_of(row, count_));
    mark_header(drafts_, first);
  }

  const Scale& scale_;
  const std::vector<RuledTable>& tables_;
  std::vector<Draft> drafts_;
  int count_ = 0;
};

/// What no printed page holds is not worth the time of looking for columns in it.
constexpr std::size_t most_words = 20000;

void take_lines_as_they_are(Page& page) {
  for (Line& line : page.lines) {
    Block& block = page.blocks.emplace_back();
    block.cells.emplace_back().lines.push_back(std::move(line));
    fit_boxes(block);
  }
  page.lines.clear();
}

/// Page numbers, and specks that a recogniser took for signs.
void find_furniture(std::vector<Draft>& drafts, const Page& page) {
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Block& block = drafts[i].block;
    if (block.kind == BlockKind::paragraph && !says_something(drafts[i].text)) block.kind = BlockKind::furniture;
    // A contents list, and the page numbers of one whose dots were not read.
    const bool number =
        drafts[i].text.size() <= 4 && drafts[i].text.find_first_not_of("0123456789. ") == std::string::npos;
    if (block.kind == BlockKind::paragraph && (number || is_contents_line(drafts[i].text)))
      block.kind = BlockKind::furniture;
    const bool at_edge = i == 0 || i + 1 == drafts.size();
    const bool margin =
        page.height_pt > 0 && (drafts[i].bottom < 0.1 * page.height_pt || drafts[i].top > 0.9 * page.height_pt);
    const bool text = block.kind == BlockKind::paragraph || block.kind == BlockKind::heading;
    if (text && at_edge && margin && is_lone_number(drafts[i].text)) block.kind = BlockKind::furniture;
  }
}

void arrange_side(Page& page) {
  std::vector<Line> without_boxes;
  std::vector<Token> tokens = take_tokens(page.lines, without_boxes);
  Scale scale = scale_of(tokens);
  const double slope = slope_of(pieces_of(tokens, scale), std::tan(page.skew_degrees * std::numbers::pi / 180.0));
  for (Token& token : tokens) token.at = levelled(token.word.box, slope);
  scale = scale_of(tokens);
  std::vector<Token> misread;
  std::vector<Box> bars = take_bars(tokens, misread, scale);
  const Ruled ruled = take_ruled_tables(tokens, page.rules, slope, scale);
  const std::vector<RuledTable>& tables = ruled.tables;
  scale = scale_of(tokens);
  bars.insert(bars.end(), ruled.bars.begin(), ruled.bars.end());
  std::vector<Piece> pieces = pieces_of(tokens, scale, bars);
  std::vector<Line> specks = take_specks(pieces, scale);
  for (Token& token : misread) specks.emplace_back().words.push_back(std::move(token.word));
  for (std::size_t i = 0; i < tables.size(); ++i) {
    Piece piece;
    piece.at = tables[i].at;
    piece.table = static_cast<int>(i);
    pieces.push_back(std::move(piece));
  }
  std::vector<Draft> drafts = Arranger(scale, tables).run(parts_of(std::move(pieces), page.width_pt, scale, bars));
  find_headings(drafts, scale);
  find_furniture(drafts, page);
  for (Draft& draft : drafts) {
    fit_boxes(draft.block);
    page.blocks.push_back(std::move(draft.block));
  }
  for (Line& line : specks) {
    Block& block = page.blocks.emplace_back();
    block.kind = BlockKind::furniture;
    block.cells.emplace_back().lines.push_back(std::move(line));
    fit_boxes(block);
  }
  for (Line& line : without_boxes) {
    Block block;
    block.cells.emplace_back().lines.push_back(std::move(line));
    page.blocks.push_back(std::move(block));
  }
}

}  // namespace

void arrange(Page& page) {
  if (page.lines.empty()) {
    split_marked_up_lists(page.blocks);
    return;
  }
  std::size_t words = 0;
  for (const Line& line : page.lines) words += line.words.size();
  if (words > most_words) {
    take_lines_as_they_are(page);
    return;
  }
  const std::optional<double> fold = fold_of(page);
  if (!fold) {
    arrange_side(page);
    return;
  }
  auto [left, right] = facing_pages(page, *fold);
  page.lines.clear();
  int tables = 0;
  for (Page* side : {&left, &right}) {
    arrange_side(*side);
    int last = tables;
    for (Block& block : side->blocks) {
      if (block.table > 0) block.table += tables;
      last = std::max(last, block.table);
      page.blocks.push_back(std::move(block));
    }
    tables = last;
  }
}

}  // namespace atagande::layout
