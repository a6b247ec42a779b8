// Words on a page as geometry: their scale, the pieces of lines they form, the rows these stand in.
#pragma once

#include <cstddef>
#include <vector>

#include "document/document.h"

namespace atagande::layout {

/// A word with its box in the upright page: turned back by the skew that the lines show.
struct Token {
  Word word;
  Box at;
};

/// Lengths the page is measured with, in points.
struct Scale {
  double em = 10.0;    // size of the body's type
  double space = 2.5;  // between words
  bool tight = false;  // boxes hug the ink of each word (a recogniser's) instead of the height of its font
};

/// Words next to each other on a baseline; or a table found by its rules, standing as one piece.
struct Piece {
  std::vector<Token> tokens;  // left to right
  Box at;
  int table = -1;  // index of a ruled table
};

Scale scale_of(const std::vector<Token>& tokens);
/// The slope of the lines of text, in y per x.
double slope_of(const std::vector<Piece>& pieces, double stated);
/// Size of the type of some words as their boxes show it, by letters; 0 for none.
double type_size(const std::vector<Token>& tokens, const Scale& scale);
/// y of the line the letters stand on.
double baseline_of(const std::vector<Token>& tokens, const Scale& scale);
/// The same in a table, whose type is the body's: a word whose box reaches down to a rule below it is cut short.
double baseline_in_table(std::vector<Token> tokens, const Scale& scale);

/// Joins words into pieces of lines, broken where a gap is wider than a space can be and at upright rules (`bars`).
std::vector<Piece> pieces_of(const std::vector<Token>& tokens, const Scale& scale, const std::vector<Box>& bars = {});

void fit(Piece& piece);

/// Whether two boxes stand on one line: more than `share` of the lower one's height in common.
bool beside(const Box& a, const Box& b, double share);

}  // namespace atagande::layout
