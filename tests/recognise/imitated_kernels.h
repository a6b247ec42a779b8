// The loops of the VNNI and AMX kernels over imitations of their instructions, so that packing, tiling and tails are
// tested on processors that lack them. What an imitation does is written from Intel's description of the instruction.
#pragma once

#include "recognise/kernel.h"

namespace atagande::recognise {

const KernelFunctions& imitated_vnni();
const KernelFunctions& imitated_amx();

}  // namespace atagande::recognise
