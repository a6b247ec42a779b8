// Three texts hang together: what was read, what stands now and what will stand. Corrections are edits between the
// first two, new ones between the last two. A position inside an edit is carried over by an alignment of the
// cheapest changes of letters, so that a word keeps its letters when its neighbour in the same edit changes length.
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "layout/layout.h"
#include "text/text.h"

namespace atagande::layout {
namespace {

/// Which of the positions to take where text appears exactly at the position asked for.
enum class Side { before, after };

/// An edit of `from` (where `at` says) into `to`; spans in the text that is mapped from and in the one mapped to.
struct Edit {
  Span at;
  Span becomes;
  std::string_view from;
  std::string_view to;
};

std::vector<std::size_t> boundaries(std::string_view text) {
  std::vector<std::size_t> offsets{0};
  for (std::size_t at = 0; at < text.size(); offsets.push_back(at)) at = text::code_point_at(text, at).next;
  return offsets;
}

constexpr std::size_t longest_aligned = 400;  // code points; the table of the alignment grows with the square

/// Offset in `to` for an offset in `from`: the first or the last cell of the cheapest path that stands on its row.
std::size_t carried(std::string_view from, std::string_view to, std::size_t offset, Side side) {
  const std::vector<std::size_t> rows = boundaries(from);
  const std::vector<std::size_t> columns = boundaries(to);
  const std::size_t row = static_cast<std::size_t>(std::lower_bound(rows.begin(), rows.end(), offset) - rows.begin());
  if (rows.size() > longest_aligned || columns.size() > longest_aligned) {
    return columns[std::min(columns.size() - 1,
                            row * (columns.size() - 1) / std::max<std::size_t>(1, rows.size() - 1))];
  }
  const std::size_t width = columns.size();
  std::vector<int> cost(rows.size() * width);
  const auto letter = [](std::string_view text, const std::vector<std::size_t>& bounds, std::size_t i) {
    return text.substr(bounds[i - 1], bounds[i] - bounds[i - 1]);
  };
  const auto change = [&](std::size_t i, std::size_t j) {
    return letter(from, rows, i) == letter(to, columns, j) ? 0 : 2;
  };
  constexpr int gap = 3;  // two gaps cost more than one change of a letter: "ar" to "är" is no gap
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < width; ++j) {
      if (i == 0 || j == 0) {
        cost[i * width + j] = gap * static_cast<int>(i + j);
        continue;
      }
      cost[i * width + j] = std::min({cost[(i - 1) * width + j - 1] + change(i, j), cost[(i - 1) * width + j] + gap,
                                      cost[i * width + j - 1] + gap});
    }
  }
  std::size_t i = rows.size() - 1;
  std::size_t j = width - 1;
  std::size_t found = i == row ? j : 0;
  while (i > row || (i == row && j > 0)) {
    if (i > 0 && j > 0 && cost[i * width + j] == cost[(i - 1) * width + j - 1] + change(i, j)) {
      --i, --j;
      if (i < row) break;
      if (i == row) found = j;
    } else if (j > 0 && cost[i * width + j] == cost[i * width + j - 1] + gap) {
      --j;
      if (i == row && side == Side::before) found = j;
    } else {
      --i;
      if (i < row) break;
      if (i == row) found = j;
    }
  }
  return columns[found];
}

/// Carries positions over a list of edits in order of place.
class Mapper {
 public:
  void add(Edit edit) { edits_.push_back(edit); }

  [[nodiscard]] std::size_t map(std::size_t position, Side side) const {
    // The first edit that does not end before the position.
    auto edit = std::lower_bound(edits_.begin(), edits_.end(), position,
                                 [](const Edit& e, std::size_t p) { return e.at.end < p; });
    if (edit == edits_.end())
      return edits_.empty() ? position : position - edits_.back().at.end + edits_.back().becomes.end;
    if (position < edit->at.begin) return edit->becomes.begin - (edit->at.begin - position);
    if (side == Side::after) {  // of edits that meet here, the last
      while (edit + 1 != edits_.end() && (edit + 1)->at.begin <= position) ++edit;
    }
    if (side == Side::before && position == edit->at.begin) return edit->becomes.begin;
    if (side == Side::after && position == edit->at.end) return edit->becomes.end;
    // An edit that only ends (begins) here lends the position its end (begin); what appears beside it is another's.
    if (position == edit->at.end) return edit->becomes.end;
    if (position == edit->at.begin) return edit->becomes.begin;
    return edit->becomes.begin + carried(edit->from, edit->to, position - edit->at.begin, side);
  }

 private:
  std::vector<Edit> edits_;
};

[[noreturn]] void misfit(const std::string& why) {
  throw Error(Fault::internal, "a correction does not fit the text: " + why);
}

void check(const std::string& text, const std::vector<Correction>& corrections) {
  std::size_t end = 0;
  for (const Correction& correction : corrections) {
    const Span span = correction.span;
    if (span.begin > span.end || span.end > text.size()) misfit("its span lies outside");
    if (span.begin < end) misfit("it overlaps another");
    if (text.compare(span.begin, span.size(), correction.before) != 0) misfit("another text stands there");
    end = span.end;
  }
}

bool in_order(const Correction& a, const Correction& b) {
  return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
}

/// Whether two corrections in the same coordinates change the same place; those that only meet do not.
bool clash(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end && !(a.empty() && b.empty()); }

/// A correction of either kind, in the coordinates of the present text.
struct Pending {
  Correction correction;
  bool fresh = false;
  Span becomes;  // of a fresh one: in the text to come
};

/// Joins what clashes. `text` is the present text, `next` maps from it to the text to come.
std::vector<Correction> joined(std::vector<Pending> all, const std::string& text, const std::string& text_to_come,
                               const Mapper& next) {
  std::stable_sort(all.begin(), all.end(),
                   [](const Pending& a, const Pending& b) { return in_order(a.correction, b.correction); });
  std::vector<Correction> result;
  for (std::size_t i = 0; i < all.size();) {
    Span reach = all[i].correction.span;
    std::size_t end = i + 1;
    while (end < all.size() && clash(reach, all[end].correction.span)) {
      reach.end = std::max(reach.end, all[end].correction.span.end);
      ++end;
    }
    Correction whole = all[i].correction;
    if (end == i + 1) {
      // What is put in beside an earlier correction is not its own.
      const std::size_t begin = next.map(reach.begin, reach.empty() ? Side::before : Side::after);
      whole.span = all[i].fresh ? all[i].becomes : Span{begin, begin + whole.after.size()};
    } else {
      whole.before.clear();
      std::size_t at = reach.begin;
      for (std::size_t k = i; k < end; ++k) {
        const Correction& part = all[k].correction;
        if (all[k].fresh) {
          whole.kind = part.kind;
          whole.reason = part.reason;
          whole.score = part.score;
          continue;
        }
        whole.before.append(text, at, part.span.begin - at);
        whole.before += part.before;
        at = part.span.end;
      }
      whole.before.append(text, at, reach.end - at);
      whole.span = {next.map(reach.begin, Side::after), next.map(reach.end, Side::before)};
      whole.after = text_to_come.substr(whole.span.begin, whole.span.size());
    }
    if (whole.before != whole.after) result.push_back(std::move(whole));
    i = end;
  }
  return result;
}

void move(Document& document, const Mapper& mapper) {
  for (PlacedWord& word : document.words) {
    word.span = {mapper.map(word.span.begin, Side::after), mapper.map(word.span.end, Side::before)};
    word.span.end = std::max(word.span.begin, word.span.end);
  }
  // A correction may reach over the gap between two of them; neither then takes what the one before has.
  const auto moved = [&mapper](Span span, std::size_t earliest) {
    const std::size_t begin = std::max(earliest, mapper.map(span.begin, Side::before));
    return Span{begin, std::max(begin, mapper.map(span.end, Side::after))};
  };
  std::size_t end = 0;
  for (PlacedBlock& block : document.blocks) {
    block.span = moved(block.span, end);
    end = block.span.begin;
    for (Span& cell : block.cells) {
      cell = moved(cell, end);
      end = cell.end;
    }
    end = block.span.end;
  }
  end = 0;
  for (PageSummary& page : document.pages) {
    page.span = moved(page.span, end);
    end = page.span.end;
  }
}

/// Maps from the text to the text as read.
Mapper way_back(const Document& document) {
  Mapper mapper;
  std::size_t shift_from = 0;
  std::size_t read = 0;
  for (const Correction& c : document.corrections) {
    read += c.span.begin - shift_from;
    mapper.add({c.span, {read, read + c.before.size()}, c.after, c.before});
    read += c.before.size();
    shift_from = c.span.end;
  }
  return mapper;
}

}  // namespace

void apply_corrections(Document& document, std::vector<Correction> corrections) {
  std::stable_sort(corrections.begin(), corrections.end(), in_order);
  check(document.text, corrections);
  std::string text;
  Mapper mapper;
  std::vector<Pending> all;
  for (const Correction& c : document.corrections) all.push_back({c, false, {}});
  std::size_t at = 0;
  for (const Correction& c : corrections) {
    text.append(document.text, at, c.span.begin - at);
    const Span becomes{text.size(), text.size() + c.after.size()};
    mapper.add({c.span, becomes, c.before, c.after});
    all.push_back({c, true, becomes});
    text += c.after;
    at = c.span.end;
  }
  text.append(document.text, at, std::string::npos);
  move(document, mapper);
  document.corrections = joined(std::move(all), document.text, text, mapper);
  document.text = std::move(text);
}

std::string undo(const Document& document) {
  std::string text;
  std::size_t at = 0;
  for (const Correction& c : document.corrections) {
    text.append(document.text, at, c.span.begin - at);
    text += c.before;
    at = c.span.end;
  }
  text.append(document.text, at, std::string::npos);
  return text;
}

std::string as_read(const Document& document, Span span) {
  const Mapper mapper = way_back(document);
  const std::size_t begin = mapper.map(span.begin, Side::before);
  const std::size_t end = mapper.map(span.end, Side::after);
  return document.text_as_read.substr(begin, std::max(begin, end) - begin);
}

}  // namespace atagande::layout
