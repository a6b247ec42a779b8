// The best way through a line's outputs: which code each step stands for.
#pragma once

#include <span>
#include <vector>

#include "recognise/dawg.h"
#include "recognise/model.h"

namespace atagande::recognise {

/// Logarithm of a probability, not below -20, less a constant that keeps every step from being certain.
float certainty_of(float probability);

/// What one step of the line was taken for.
struct PathStep {
  int code = 0;
  int unichar = no_unichar;  // none: null
  Permuter permuter = Permuter::none;
  bool start_of_word = false;
  bool duplicate = false;  // goes on with the character of the step before
  float certainty = 0.0F;
};

enum class UseDictionary { no, yes };

/// `outputs` holds classes probabilities a step. One PathStep for each, none if there is no way at all.
std::vector<PathStep> best_path(const ModelData& model, std::span<const float> outputs, UseDictionary use_dictionary);

}  // namespace atagande::recognise
