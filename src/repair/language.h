// What a Language holds.
//
// Internal to the room.
#pragma once

#include <utility>

#include "repair/repair.h"
#include "repair/scores.h"

namespace atagande::repair {

struct Language::Parts {
  explicit Parts(model::Model m) : model(std::move(m)), knowledge(model) {}
  model::Model model;
  Knowledge knowledge;
};

}  // namespace atagande::repair
