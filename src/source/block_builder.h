// Blocks without geometry, put together from pieces of text in the order of the document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace atagande::source {

class BlockBuilder {
 public:
  /// Appends to the line in hand; runs of white space part words.
  void text(std::string_view utf8, bool bold);
  /// The next text begins a new line of the same block.
  void break_line();

  /// Ends the block in hand, if it has text, and says what the next one is.
  void next(BlockKind kind, int level = 0, std::string mark = {});
  /// Ends the block in hand; the next one is a paragraph.
  void finish() { next(BlockKind::paragraph); }

  /// Between begin_table and end_table text goes to cells. Tables do not nest: a table in a cell becomes lines of it.
  void begin_table();
  void begin_row(bool header);
  void begin_cell(std::size_t columns);
  void end_row();
  void end_table();
  [[nodiscard]] bool in_table() const { return table_depth_ > 0; }
  /// Whether the block in hand has no text yet.
  [[nodiscard]] bool empty() const;

  /// Everything so far, ended.
  std::vector<Block> take();

 private:
  Line& line();
  void end_word();
  void promote_bold_line(Block& block) const;

  std::vector<Block> blocks_;
  Block block_;
  std::string word_;
  bool word_bold_ = false;
  bool new_line_ = true;
  int tables_ = 0;
  int table_depth_ = 0;
  std::size_t table_begin_ = 0;
  std::size_t pending_columns_ = 0;
};

}  // namespace atagande::source
