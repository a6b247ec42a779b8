// What a repair leaves to the next one: what was found for words met before. It changes how soon an answer is there,
// never the answer.
//
// Internal to the room.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "repair/gate.h"
#include "repair/names.h"
#include "repair/restore.h"
#include "repair/undo.h"

namespace atagande::repair {

/// Serves one repair at a time, of one Knowledge.
class Memory {
 public:
  explicit Memory(const Knowledge& knowledge) : knowledge_(&knowledge) {}

  TallyMemory tallies;

  RestoreMemory& restoring() {
    if (!restoring_) restoring_.emplace();
    return *restoring_;
  }
  Undoer& undoer(const std::shared_ptr<const Names::Table>& names) {
    if (!undoer_ || names_ != names) {
      undoer_.emplace(*knowledge_, knowledge_->confusions, names->lexicon);
      names_ = names;
    }
    return *undoer_;
  }

 private:
  const Knowledge* knowledge_;
  std::optional<RestoreMemory> restoring_;
  std::shared_ptr<const Names::Table> names_;
  std::optional<Undoer> undoer_;
};

/// Memories at rest; as many as repairs ever ran at once. Safe to use from any thread.
class Memories {
 public:
  explicit Memories(const Knowledge& knowledge) : knowledge_(knowledge) {}

  /// A memory for as long as this lives.
  class Lent {
   public:
    explicit Lent(Memories& from) : from_(from), memory_(from.take()) {}
    ~Lent() { from_.give_back(std::move(memory_)); }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    Memory& operator*() { return *memory_; }

   private:
    Memories& from_;
    std::unique_ptr<Memory> memory_;
  };

 private:
  std::unique_ptr<Memory> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<Memory>(knowledge_);
    std::unique_ptr<Memory> out = std::move(idle_.back());
    idle_.pop_back();
    return out;
  }
  void give_back(std::unique_ptr<Memory> memory) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(memory));
  }

  const Knowledge& knowledge_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Memory>> idle_;
};

}  // namespace atagande::repair
