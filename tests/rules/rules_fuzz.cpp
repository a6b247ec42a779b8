// Any bytes as a rule file: it loads or is refused with a place, and what loads can be formatted and run on a text.
#include <cstddef>
#include <cstdint>
#include <string>

#include "rules/rules.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atagande;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::vector<rules::RuleFile> files{{"fuzz.yaml", text}};
  try {
    const auto rules = rules::RuleSet::load(files);
    rules::run_examples(rules);
    const std::string once = rules::format(files.front());
    if (rules::format({"fuzz.yaml", once}) != once) __builtin_trap();
  } catch (const Error& error) {
    if (error.fault() != Fault::bad_rule) __builtin_trap();
  }
  return 0;
}
