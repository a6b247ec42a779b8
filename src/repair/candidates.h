// The words that a misread one may have been.
//
// Internal to the room.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "repair/confusions.h"
#include "repair/scores.h"

namespace atagande::repair {

struct Candidate {
  std::string letters;
  double channel = 0.0;  // log P(read | meant)
  double prior = 0.0;    // log count, less for compounds
  bool compound = false;
  bool known = true;  // in the lexicon, or made of words that are
  WordRecord record;

  [[nodiscard]] double score() const { return channel + prior; }
};

/// near: words under the confusions alone; far: where those are poor, compounds too, and letters put in or left out.
enum class Reach { near, far };

/// Looks in the lexicon for words that the confusions turn into `read`; best first, at most `most`. `as_read` gives the
/// score of leaving the word as it is; it is asked only where nothing but a letter put in, left out or taken for any
/// other would help, and without it such edits need not do better.
std::vector<Candidate> find_candidates(const Lexicon& lexicon, const Confusions& confusions, std::string_view read,
                                       std::size_t most, Reach reach = Reach::far,
                                       const std::function<double()>& as_read = {});

}  // namespace atagande::repair
