// What a Language holds.
//
// Internal to the room.
#pragma once

#include <utility>

#include "repair/memory.h"
#include "repair/repair.h"
#include "repair/scores.h"

namespace atagande::repair {

struct Language::Parts {
  explicit Parts(model::Model m) : model(std::move(m)), knowledge(model), memories(knowledge) {}
  model::Model model;
  Knowledge knowledge;
  mutable Memories memories;
};

}  // namespace atagande::repair
