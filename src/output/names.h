// Inside the room only: the codes of the findings as the record spells them.
#pragma once

#include "document/findings.h"

namespace atagande::output {

const char* name_of(DocumentType type);
const char* name_of(PartyRole role);
const char* name_of(Actor actor);
const char* name_of(Modality modality);
const char* name_of(Comparator comparator);
const char* name_of(TextSource source);
const char* name_of(TextLayer layer);

}  // namespace atagande::output
