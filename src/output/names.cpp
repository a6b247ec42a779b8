// One switch a kind of code, without a default, so that the compiler points at a code that was forgotten.
#include "output/names.h"

#include "output/output.h"

namespace atagande::output {

const char* name_of(DocumentType type) {
  switch (type) {
    case DocumentType::citizen_promise:
      return "citizen_promise";
    case DocumentType::cooperation_agreement:
      return "cooperation_agreement";
    case DocumentType::action_plan:
      return "action_plan";
    case DocumentType::follow_up:
      return "follow_up";
    case DocumentType::letter_of_intent:
      return "letter_of_intent";
    case DocumentType::other:
      break;
  }
  return "other";
}

const char* name_of(PartyRole role) {
  switch (role) {
    case PartyRole::police:
      return "police";
    case PartyRole::municipality:
      return "municipality";
    case PartyRole::region:
      return "region";
    case PartyRole::other:
      break;
  }
  return "other";
}

const char* name_of(Actor actor) {
  switch (actor) {
    case Actor::police:
      return "police";
    case Actor::municipality:
      return "municipality";
    case Actor::joint:
      return "joint";
    case Actor::other:
      return "other";
    case Actor::unknown:
      break;
  }
  return "unknown";
}

const char* name_of(Modality modality) {
  switch (modality) {
    case Modality::promise:
      return "promise";
    case Modality::shall:
      return "shall";
    case Modality::will:
      return "will";
    case Modality::aim:
      return "aim";
    case Modality::item:
      break;
  }
  return "item";
}

const char* name_of(Comparator comparator) {
  switch (comparator) {
    case Comparator::at_least:
      return "at_least";
    case Comparator::at_most:
      return "at_most";
    case Comparator::about:
      return "about";
    case Comparator::exactly:
      break;
  }
  return "exactly";
}

const char* name_of(TextSource source) {
  switch (source) {
    case TextSource::ocr:
      return "ocr";
    case TextSource::text_layer:
      return "text_layer";
    case TextSource::none:
      break;
  }
  return "none";
}

const char* name_of(TextLayer layer) {
  switch (layer) {
    case TextLayer::good:
      return "good";
    case TextLayer::wrong_language:
      return "wrong_language";
    case TextLayer::damaged:
      return "damaged";
    case TextLayer::stale:
      return "stale";
    case TextLayer::absent:
      break;
  }
  return "absent";
}

std::string_view fault_code(Fault fault) {
  switch (fault) {
    case Fault::bad_arguments:
      return "bad_arguments";
    case Fault::bad_input:
      return "bad_input";
    case Fault::missing_dependency:
      return "missing_dependency";
    case Fault::no_access:
      return "no_access";
    case Fault::encrypted:
      return "encrypted";
    case Fault::bad_configuration:
      return "bad_configuration";
    case Fault::bad_rule:
      return "bad_rule";
    case Fault::bad_schema:
      return "bad_schema";
    case Fault::bad_model:
      return "bad_model";
    case Fault::limit:
      return "limit";
    case Fault::interrupted:
      return "interrupted";
    case Fault::internal:
      break;
  }
  return "internal";
}

}  // namespace atagande::output
