// Words sorted into classes by the company they keep.
#pragma once

#include <vector>

#include "build_swedish_model_corpus.h"
#include "model/fingerprint_map.h"

namespace atagande::building {

/// The class, from 1, of every bare word seen at least `least` times; sets it in `corpus.neighbours` too.
std::vector<model::FingerprintEntry> sort_into_classes(Corpus& corpus, unsigned least);

}  // namespace atagande::building
