// Forms by their bare letters. A key with more than one form decides nothing.
#include "repair/batch.h"

#include "repair/token.h"

namespace atagande::repair {

Batch::Batch() : forms_(std::make_unique<Forms>()) {}
Batch::~Batch() = default;
Batch::Batch(Batch&&) noexcept = default;
Batch& Batch::operator=(Batch&&) noexcept = default;

void Batch::add(std::string_view text) {
  const Tokens tokens = tokens_of(text);
  for (const Token& token : tokens.list) {
    const std::string letters(tokens.of(token));
    if (letters.size() < 3 || token.digit || token.sign) continue;
    const std::string key = bare(letters);
    Forms::Form* form = nullptr;
    auto [at, end] = forms_->by_key.equal_range(key);
    for (; at != end; ++at) {
      if (at->second.letters == letters) form = &at->second;
    }
    if (form == nullptr) form = &forms_->by_key.emplace(key, Forms::Form{letters, 0, 0})->second;
    ++form->count;
    if (token.first_upper && !token.all_upper()) ++form->capitalised;
  }
}

const Batch::Forms::Form* Batch::Forms::only(std::string_view letters) const {
  const auto [at, end] = by_key.equal_range(bare(letters));
  return at == end || std::next(at) != end ? nullptr : &at->second;
}

}  // namespace atagande::repair
