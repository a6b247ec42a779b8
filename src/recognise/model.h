// A model after loading: the network packed for one kernel, the charset and the dictionaries.
#pragma once

#include <string>

#include "recognise/charset.h"
#include "recognise/dawg.h"
#include "recognise/forward.h"
#include "recognise/recognise.h"

namespace atagande::recognise {

struct ModelData {
  Kernel kernel = Kernel::portable;
  std::string spec;
  int null_code = 0;
  PackedNetwork network;
  Charset charset;
  Dictionary dictionary;
};

}  // namespace atagande::recognise
