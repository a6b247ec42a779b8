// A recogniser's boxes hug the ink, so that "som" is half as high as "Polisen" in one line; the letters in a word say
// how high its ink ought to be, and with that the size of the type. Words are chained from left to right: each joins
// the nearest piece to its left that it stands beside, unless the gap is no space. Which words a recogniser had put
// into one line plays no part.
#include "layout/geometry.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <tuple>

#include "layout/blocks.h"
#include "text/text.h"

namespace atagande::layout {
namespace {

struct Shape {
  bool rises = false;  // above the height of an x
  bool tall = false;   // as high as a capital, which a t is not
  bool falls = false;  // below the baseline
  std::size_t letters = 0;
};

Shape shape_of(const std::string& word) {
  constexpr std::u32string_view low = U"acemnorsuvwxz";
  constexpr std::u32string_view falling = U"gpqyj,;()[]{}|/Q";
  constexpr std::u32string_view flat = U"-–—.·•_~=…";
  Shape shape;
  for (std::size_t at = 0; at < word.size();) {
    const text::CodePoint point = text::code_point_at(word, at);
    at = point.next;
    if (flat.find(point.value) != std::u32string_view::npos) continue;
    ++shape.letters;
    if (falling.find(point.value) != std::u32string_view::npos) shape.falls = true;
    const bool small = low.find(point.value) != std::u32string_view::npos || point.value == U'g' ||
                       point.value == U'p' || point.value == U'q' || point.value == U'y' || point.value == U',';
    if (!small) shape.rises = true;
    if (!small && point.value != U't') shape.tall = true;
  }
  return shape;
}

/// Height of the ink over the size of the type, typical of text faces.
double ink_share(const Shape& shape) {
  if (shape.tall) return shape.falls ? 0.92 : 0.72;
  if (shape.rises) return shape.falls ? 0.83 : 0.63;
  return shape.falls ? 0.70 : 0.50;
}

constexpr double box_share = 1.15;  // of a box as high as its font

double median(std::vector<double>& values) {
  if (values.empty()) return 0.0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

bool are_tight(const std::vector<Token>& tokens) {
  std::vector<double> low;
  std::vector<double> high;
  for (const Token& token : tokens) {
    const Shape shape = shape_of(token.word.raw);
    if (shape.letters < 2 || shape.falls) continue;
    (shape.rises ? high : low).push_back(token.at.height());
  }
  if (low.size() < 3 || high.size() < 3) return tokens.empty() || tokens.front().word.confidence.has_value();
  return median(low) < 0.87 * median(high);
}

/// Whether an upright rule stands between `from` and the box.
bool is_barred(const std::vector<Box>& bars, double from, const Box& box) {
  const double middle = (box.y0 + box.y1) / 2;
  return std::any_of(bars.begin(), bars.end(), [&](const Box& bar) {
    return bar.x0 > from - 1.0 && bar.x0 < box.x0 + 1.0 && bar.y0 < middle && middle < bar.y1;
  });
}

double size_of(const Token& token, bool tight, const Shape& shape) {
  return token.at.height() / (tight ? ink_share(shape) : box_share);
}

/// How much larger than the body's the type of both words is; 1 where it is no larger.
double enlargement(const Token& a, const Token& b, const Scale& scale) {
  constexpr double surely = 1.3;  // boxes grow by dirt and by what they touch
  constexpr double most = 1e6;
  const auto size = [&](const Token& token) {
    const Shape shape = shape_of(token.word.raw);
    return shape.letters < 2 ? most : size_of(token, scale.tight, shape);  // a sign is as large as its neighbour
  };
  const double times = std::min(size(a), size(b)) / scale.em;
  return times < surely || times * scale.em >= most ? 1.0 : times;
}

}  // namespace

bool beside(const Box& a, const Box& b, double share) {
  const double overlap = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  return overlap > share * std::min(a.height(), b.height());
}

void fit(Piece& piece) {
  if (piece.table >= 0) return;
  piece.at = {};
  for (const Token& token : piece.tokens) piece.at = united(piece.at, token.at);
}

Scale scale_of(const std::vector<Token>& tokens) {
  Scale scale;
  scale.tight = are_tight(tokens);
  std::vector<double> sizes;
  for (const Token& token : tokens) {
    const Shape shape = shape_of(token.word.raw);
    // A word counts by its letters: body text outweighs headings.
    for (std::size_t i = 0; i < std::min<std::size_t>(shape.letters, 12); ++i) {
      sizes.push_back(size_of(token, scale.tight, shape));
    }
  }
  if (!sizes.empty()) scale.em = std::clamp(median(sizes), 2.0, 200.0);
  scale.space = 0.27 * scale.em;
  std::vector<double> gaps;
  for (const Piece& piece : pieces_of(tokens, scale)) {
    for (std::size_t i = 1; i < piece.tokens.size(); ++i) {
      const double gap = piece.tokens[i].at.x0 - piece.tokens[i - 1].at.x1;
      if (gap > 0.0) gaps.push_back(gap);
    }
  }
  if (gaps.size() > 10) scale.space = std::clamp(median(gaps), 0.15 * scale.em, 0.5 * scale.em);
  return scale;
}

double type_size(const std::vector<Token>& tokens, const Scale& scale) {
  std::vector<double> sizes;
  for (const Token& token : tokens) {
    const Shape shape = shape_of(token.word.raw);
    for (std::size_t i = 0; i < std::min<std::size_t>(shape.letters, 12); ++i) {
      sizes.push_back(size_of(token, scale.tight, shape));
    }
  }
  return median(sizes);
}

double baseline_of(const std::vector<Token>& tokens, const Scale& scale) {
  std::vector<double> bottoms;
  std::vector<double> fallen;
  for (const Token& token : tokens) {
    const Shape shape = shape_of(token.word.raw);
    if (shape.letters == 0) continue;
    if (scale.tight && shape.falls) {
      fallen.push_back(token.at.y1 - token.at.height() * (shape.rises ? 0.22 : 0.29));
    } else {
      bottoms.push_back(token.at.y1);
    }
  }
  if (bottoms.empty()) bottoms = std::move(fallen);
  if (!bottoms.empty()) return median(bottoms);
  double bottom = 0.0;
  for (const Token& token : tokens) bottom = std::max(bottom, token.at.y1);
  return bottom;
}

double baseline_in_table(std::vector<Token> tokens, const Scale& scale) {
  for (Token& token : tokens) {
    const double share = ink_share(shape_of(token.word.raw));
    if (scale.tight && token.at.height() > 1.2 * share * scale.em) token.at.y1 = token.at.y0 + share * scale.em;
  }
  return baseline_of(tokens, scale);
}

double slope_of(const std::vector<Piece>& pieces, double stated) {
  std::vector<double> slopes;
  for (const Piece& piece : pieces) {
    if (piece.tokens.size() < 4 || piece.at.width() < 100.0) continue;
    // Bottoms of words that stand on the line, least squares.
    double n = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (const Token& token : piece.tokens) {
      const Shape shape = shape_of(token.word.raw);
      if (shape.falls || shape.letters == 0) continue;
      const double x = (token.at.x0 + token.at.x1) / 2;
      n += 1;
      sx += x;
      sy += token.at.y1;
      sxx += x * x;
      sxy += x * token.at.y1;
    }
    const double spread = n * sxx - sx * sx;
    if (n >= 3 && spread > 1.0) slopes.push_back((n * sxy - sx * sy) / spread);
  }
  if (slopes.size() < 5) return stated;
  const double slope = median(slopes);
  return std::abs(slope) < 0.1 ? slope : 0.0;
}

std::vector<Piece> pieces_of(const std::vector<Token>& tokens, const Scale& scale, const std::vector<Box>& bars) {
  const double widest = std::max(2.0 * scale.space, 0.5 * scale.em);
  constexpr double largest = 4.0;  // type, in sizes of the body's, whose spaces are looked for
  std::vector<const Token*> order;
  order.reserve(tokens.size());
  for (const Token& token : tokens) order.push_back(&token);
  std::sort(order.begin(), order.end(), [](const Token* a, const Token* b) {
    return std::tie(a->at.x0, a->at.y0, a->at.x1, a->at.y1, a->word.raw) <
           std::tie(b->at.x0, b->at.y0, b->at.x1, b->at.y1, b->word.raw);
  });
  std::vector<Piece> pieces;
  std::map<std::int64_t, std::vector<std::size_t>> open;  // pieces by the height of their last word
  const double bin = std::max(1.0, scale.em);
  const auto bin_of = [&](const Box& box) {
    return static_cast<std::int64_t>(std::floor((box.y0 + box.y1) / 2 / bin));
  };
  for (const Token* token : order) {
    std::size_t best = pieces.size();
    double nearest = largest * widest;
    const std::int64_t row = bin_of(token->at);
    for (std::int64_t r = row - 1; r <= row + 1; ++r) {
      const auto found = open.find(r);
      if (found == open.end()) continue;
      std::erase_if(found->second,
                    [&](std::size_t i) { return pieces[i].at.x1 + largest * widest + bin < token->at.x0; });
      for (const std::size_t i : found->second) {
        const Token& last = pieces[i].tokens.back();
        const double gap = token->at.x0 - std::max(last.at.x1, pieces[i].at.x1);
        if (gap >= nearest || gap < -0.5 * scale.em) continue;
        if (gap >= widest && gap >= widest * enlargement(last, *token, scale)) continue;
        // Against the last word, or the whole piece where that word is a sign as small as a dash.
        if (!beside(last.at, token->at, 0.4) && !beside(pieces[i].at, token->at, 0.6)) continue;
        if (gap > 0.15 * scale.em && is_barred(bars, last.at.x1, token->at)) continue;
        best = i;
        nearest = gap;
      }
    }
    if (best == pieces.size()) {
      pieces.emplace_back();
    } else {
      std::erase(open[bin_of(pieces[best].tokens.back().at)], best);
    }
    pieces[best].tokens.push_back(*token);
    pieces[best].at = united(pieces[best].at, token->at);
    open[row].push_back(best);
  }
  return pieces;
}

}  // namespace atagande::layout
