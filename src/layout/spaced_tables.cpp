// A line goes on with the row above it where it leaves a column empty and every cell it fills is one that goes on.
#include "layout/spaced_tables.h"

#include <algorithm>
#include <optional>

#include "text/text.h"

namespace atagande::layout {
namespace {

constexpr std::size_t gap = 2;          // spaces that part two columns
constexpr std::size_t out_of_line = 1;  // how far a cell may begin beside its column's name
constexpr std::size_t least_columns = 3;
constexpr std::size_t least_rows = 3;
constexpr std::size_t most_words_of_name = 4;
constexpr double least_words_of_widest = 2.5;  // on average, in the column that says most
constexpr double least_ratio = 1.4;  // of that column to the one that says least; those who sign say alike much

std::size_t words_in(std::string_view text) { return text::words(text).size(); }

std::size_t characters_in(std::string_view text) { return text::code_points_before(text, text.size()); }

bool is_name(const TextPiece& piece) {
  return words_in(piece.text) > 0 && words_in(piece.text) <= most_words_of_name && !ends_sentence(piece.text);
}

bool is_header(const std::vector<TextPiece>& pieces) {
  if (pieces.size() < least_columns || !std::all_of(pieces.begin(), pieces.end(), is_name)) return false;
  const auto single = std::count_if(pieces.begin(), pieces.end(), [](const auto& p) { return words_in(p.text) == 1; });
  return static_cast<std::size_t>(single) * 2 >= pieces.size();
}

class Reader {
 public:
  Reader(const std::vector<TextLine>& lines, std::size_t from) : lines_(lines), from_(from) {}

  SpacedTable read() && {
    const std::vector<TextPiece> header = pieces_of(lines_[from_], gap);
    if (lines_[from_].item || !is_header(header)) return {};
    table_.rows.emplace_back();
    for (const TextPiece& name : header) {
      starts_.push_back(name.column);
      table_.rows.back().push_back({name.text});
    }
    std::size_t at = from_ + 1;
    while (at < lines_.size() && take(lines_[at])) ++at;
    table_.lines = at - from_;
    return is_table() ? std::move(table_) : SpacedTable{};
  }

 private:
  // The cells of a line by column; nothing where a piece stands in none.
  std::optional<std::vector<std::string>> cells_of(const TextLine& line) const {
    std::vector<std::string> cells(starts_.size());
    std::size_t last = starts_.size();
    for (const TextPiece& piece : pieces_of(line, gap)) {
      const auto column = std::find_if(starts_.begin(), starts_.end(), [&](std::size_t start) {
        return start <= piece.column + out_of_line && piece.column <= start + out_of_line;
      });
      if (column != starts_.end()) {
        last = static_cast<std::size_t>(column - starts_.begin());
      } else if (last + 1 < starts_.size() ? piece.column > starts_[last + 1] : last == starts_.size()) {
        return std::nullopt;
      }
      cells[last] += (cells[last].empty() ? "" : " ") + piece.text;
    }
    return cells;
  }

  bool take(const TextLine& line) {
    if (line.item || line.blanks > 1 || line.text.find("....") != std::string::npos ||
        line.text.find("____") != std::string::npos) {
      return false;
    }
    const auto cells = cells_of(line);
    if (!cells) return false;
    const auto filled = std::count_if(cells->begin(), cells->end(), [](const auto& cell) { return !cell.empty(); });
    if (line.blanks == 0 && goes_on(*cells)) {
      for (std::size_t i = 0; i < cells->size(); ++i) {
        if (!(*cells)[i].empty()) table_.rows.back()[i].push_back((*cells)[i]);
      }
      return true;
    }
    if (filled < 2) return false;
    table_.rows.emplace_back(starts_.size());
    for (std::size_t i = 0; i < cells->size(); ++i) {
      if (!(*cells)[i].empty()) table_.rows.back()[i].push_back((*cells)[i]);
    }
    return true;
  }

  // Every cell it fills has to be one that goes on: it begins with a small letter, or above it there was no room left.
  // Several cells that begin with capitals, all of them, are a row of their own.
  bool goes_on(const std::vector<std::string>& cells) const {
    if (table_.rows.size() < 2 || std::none_of(cells.begin(), cells.end(), [](const auto& c) { return c.empty(); })) {
      return false;
    }
    const auto filled = std::count_if(cells.begin(), cells.end(), [](const auto& c) { return !c.empty(); });
    const auto small = std::count_if(cells.begin(), cells.end(),
                                     [](const auto& c) { return !c.empty() && text::is_lower(first_of(c)); });
    if (filled > 1 && small == 0) return false;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (cells[c].empty() || text::is_lower(first_of(cells[c]))) continue;
      const CellLines& above = table_.rows.back()[c];
      if (above.empty()) return false;
      if (characters_in(above.back()) + 1 + characters_in(cells[c].substr(0, cells[c].find(' '))) <= room_in(c)) {
        return false;
      }
    }
    return !cells.front().empty() || !table_.rows.back().front().empty();
  }

  // Characters a line of the column holds; of the last one, as many as its longest so far.
  std::size_t room_in(std::size_t column) const {
    if (column + 1 < starts_.size()) return starts_[column + 1] - starts_[column] - gap;
    std::size_t longest = 0;
    for (const auto& row : table_.rows) {
      for (const std::string& line : row[column]) longest = std::max(longest, characters_in(line));
    }
    return longest;
  }

  bool is_table() const {
    if (table_.rows.size() < 1 + least_rows && !(table_.rows.size() == least_rows && starts_.size() > least_columns)) {
      return false;
    }
    const std::size_t rows = table_.rows.size() - 1;
    std::size_t wide = 0;
    double most = 0.0;
    double least = 1e9;
    for (std::size_t c = 0; c < starts_.size(); ++c) {
      std::size_t words = 0;
      for (std::size_t r = 1; r <= rows; ++r) {
        for (const std::string& line : table_.rows[r][c]) words += words_in(line);
      }
      most = std::max(most, static_cast<double>(words) / static_cast<double>(rows));
      least = std::min(least, static_cast<double>(words) / static_cast<double>(rows));
    }
    for (std::size_t r = 1; r <= rows; ++r) {
      const auto& row = table_.rows[r];
      wide += std::count_if(row.begin(), row.end(), [](const CellLines& cell) { return !cell.empty(); }) >= 3 ? 1 : 0;
    }
    return wide * 2 >= rows && most >= least_words_of_widest && most >= least_ratio * least;
  }

  const std::vector<TextLine>& lines_;
  std::size_t from_;
  std::vector<std::size_t> starts_;
  SpacedTable table_;
};

}  // namespace

SpacedTable spaced_table_at(const std::vector<TextLine>& lines, std::size_t from) { return Reader(lines, from).read(); }

}  // namespace atagande::layout
