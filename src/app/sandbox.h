// Confinement of the processes that parse other people's bytes.
//
// rlimits hold everywhere. seccomp takes away the network and what could harm the machine; Landlock takes away writing
// outside the scratch folder. Both are inherited by the programs a worker starts. Where the kernel has one of them not,
// the rest still holds, and `doctor` says so.
#pragma once

#include <cstdint>
#include <string>

namespace atagande::app {

struct Confinement {
  bool seccomp = false;
  int landlock_version = 0;  // 0: the kernel has none
};

/// What this kernel offers. Changes nothing.
Confinement confinement_available();

/// Confines the calling process for good. `memory_bytes` bounds its address space (0: unbounded).
Confinement confine(std::uint64_t memory_bytes, const std::string& scratch_directory);

}  // namespace atagande::app
