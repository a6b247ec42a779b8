// From the best path to words with certainties and boxes.
#pragma once

#include <span>
#include <vector>

#include "recognise/beam.h"
#include "recognise/recognise.h"

namespace atagande::recognise {

/// Where a line's steps stand on the page.
struct StepScale {
  double step_px = 0.0;
  int left = 0;
  int top = 0;
  int height = 0;
};

/// `outputs` serve choices and candidates only. A word that options.choose changed has the text, characters and boxes
/// of the choice, with certainties as its most probable alignment gives them.
std::vector<ReadWord> words_of(const ModelData& model, std::span<const PathStep> path, std::span<const float> outputs,
                               const StepScale& scale, const ReadOptions& options);

}  // namespace atagande::recognise
