// A character owns its own steps, their duplicates, and the nulls before it, but a space between words leaves those to
// the character before; trailing nulls belong to the last. Words part at spaces and where the dictionary began anew.
#include "recognise/reading.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "recognise/candidates.h"

namespace atagande::recognise {

namespace {

constexpr double symbol_factor = 5.0;
constexpr double word_factor = 7.0 * symbol_factor;
constexpr int most_word_steps = 1000;  // of a word whose candidates are sought

struct Character {
  int code = 0;
  int unichar = 0;
  int begin = 0;  // first step of its own
  int end = 0;    // after its last duplicate
  double certainty = 0.0;
  double rating = 0.0;
  Permuter permuter = Permuter::none;
  bool start_of_word = false;
};

struct Weight {
  double certainty = 0.0;
  double rating = 0.0;

  void add(double step) {
    certainty = std::min(certainty, step);
    rating -= step;
  }
  void give_to(Character& character) {
    character.certainty = std::min(character.certainty, certainty);
    character.rating += rating;
    *this = {};
  }
};

std::vector<Character> characters_of(std::span<const PathStep> path) {
  std::vector<Character> characters;
  std::size_t t = 0;
  while (t < path.size()) {
    Weight weight;
    while (t < path.size() && path[t].unichar == no_unichar) weight.add(static_cast<double>(path[t++].certainty));
    if (t == path.size()) {
      if (!characters.empty()) weight.give_to(characters.back());
      break;
    }
    const PathStep& first = path[t];
    const bool space = first.unichar == unichar_space;
    if (space && !characters.empty() && first.permuter != Permuter::none) weight.give_to(characters.back());
    Character character{first.code, first.unichar, static_cast<int>(t), 0,
                        0.0,        0.0,           first.permuter,      first.start_of_word};
    do {
      const auto certainty = static_cast<double>(path[t].certainty);
      // The nulls before such a space were weighed as those of a free path; it forgets them.
      if (space && path[t].permuter == Permuter::none) weight.certainty = certainty;
      weight.add(certainty);
      ++t;
    } while (t < path.size() && path[t].duplicate);
    character.end = static_cast<int>(t);
    weight.give_to(character);
    characters.push_back(character);
  }
  return characters;
}

/// Where each character begins, in steps, and after them the end of the line.
std::vector<int> boundaries(const std::vector<Character>& characters, int steps) {
  std::vector<int> bounds = {0};
  for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
    bounds.push_back(characters[i].end + (characters[i + 1].begin - characters[i].end) / 2);
  }
  bounds.push_back(steps);
  return bounds;
}

double confidence(double certainty, double factor) {
  return std::clamp(100.0 + factor * certainty, 0.0, 100.0) / 100.0;
}

/// The codes most probable over a character's own steps, by their largest share; null and codes of no meaning left out.
std::vector<Choice> choices_of(const ModelData& model, std::span<const float> outputs, const Character& character,
                               int count) {
  const std::vector<int>& unichar_of = model.charset.unichar_of;
  std::vector<std::pair<float, int>> found;
  for (std::size_t code = 0; code < unichar_of.size(); ++code) {
    if (unichar_of[code] == no_unichar) continue;
    float most = 0.0F;
    for (int t = character.begin; t < character.end; ++t) {
      most = std::max(most, outputs[static_cast<std::size_t>(t) * unichar_of.size() + code]);
    }
    found.emplace_back(most, unichar_of[code]);
  }
  const auto kept = std::min(found.size(), static_cast<std::size_t>(count));
  const auto middle = found.begin() + static_cast<std::ptrdiff_t>(kept);
  std::partial_sort(found.begin(), middle, found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::vector<Choice> choices;
  for (auto it = found.begin(); it != middle; ++it) {
    choices.push_back(
        {model.charset.entries[static_cast<std::size_t>(it->second)].text, static_cast<double>(it->first)});
  }
  return choices;
}

class WordMaker {
 public:
  WordMaker(const ModelData& model, std::span<const PathStep> path, std::span<const float> outputs,
            const StepScale& scale, const ReadOptions& options)
      : model_(model),
        outputs_(outputs),
        scale_(scale),
        options_(options),
        characters_(characters_of(path)),
        bounds_(boundaries(characters_, static_cast<int>(path.size()))) {}

  std::vector<ReadWord> words() const {
    std::vector<ReadWord> result;
    float space_before = 0.0F;
    std::size_t begin = 0;
    while (begin < characters_.size()) {
      std::size_t end = begin + 1;
      while (end < characters_.size() && !is_space(end) && !characters_[end].start_of_word) ++end;
      const bool at_space = end < characters_.size() && is_space(end);
      const float space_after = at_space ? static_cast<float>(characters_[end].certainty) : 0.0F;
      result.push_back(word(begin, end, std::min(space_before, space_after)));
      space_before = space_after;
      begin = at_space ? end + 1 : end;
    }
    return result;
  }

 private:
  [[nodiscard]] bool is_space(std::size_t i) const { return characters_[i].unichar == unichar_space; }

  /// `begin_bound` and `end_bound` in steps.
  [[nodiscard]] ReadCharacter character(const Character& from, int begin_bound, int end_bound) const {
    ReadCharacter to;
    to.text = model_.charset.entries[static_cast<std::size_t>(from.unichar)].text;
    to.certainty = static_cast<float>(from.certainty);
    to.rating = static_cast<float>(from.rating);
    to.confidence = confidence(from.certainty, symbol_factor);
    to.box = {scale_.left + static_cast<int>(std::floor(begin_bound * scale_.step_px)), scale_.top,
              scale_.left + static_cast<int>(std::ceil(end_bound * scale_.step_px)), scale_.top + scale_.height};
    if (options_.choices > 0) to.choices = choices_of(model_, outputs_, from, options_.choices);
    return to;
  }

  [[nodiscard]] ReadWord word(std::size_t begin, std::size_t end, float space_certainty) const {
    ReadWord result;
    result.space_before = begin > 0 && is_space(begin - 1);
    result.space_certainty = space_certainty;
    result.permuter = static_cast<int>(characters_[end - 1].permuter);
    for (std::size_t i = begin; i < end; ++i) {
      result.characters.push_back(character(characters_[i], bounds_[i], bounds_[i + 1]));
      result.text += result.characters.back().text;
      result.certainty = std::min(result.certainty, result.characters.back().certainty);
      result.rating += result.characters.back().rating;
    }
    result.box = result.characters.front().box;
    result.box.x1 = result.characters.back().box.x1;
    result.confidence =
        confidence(static_cast<double>(std::min(result.certainty, result.space_certainty)), word_factor);
    const bool asked = options_.candidates > 0 || options_.propose;
    if (asked && result.confidence < options_.candidates_below) weigh_candidates(begin, end, result);
    return result;
  }

  /// Lists the candidates of the characters [begin, end).
  void weigh_candidates(std::size_t begin, std::size_t end, ReadWord& result) const {
    const std::size_t first = static_cast<std::size_t>(bounds_[begin]);
    const std::size_t last = static_cast<std::size_t>(bounds_[end]);
    const std::size_t codes = model_.charset.unichar_of.size();
    const WordSteps steps{model_.charset, model_.null_code, outputs_.subspan(first * codes, (last - first) * codes)};
    if (is_space(begin) || steps.steps() > most_word_steps) return;
    std::vector<CodedCandidate> coded(1);
    for (std::size_t i = begin; i < end; ++i) coded[0].codes.push_back(characters_[i].code);
    coded[0].log_probability = log_probability_of(steps, coded[0].codes);
    const auto wanted = static_cast<std::size_t>(std::max(options_.candidates, 1));
    if (wanted > 1) {
      for (CodedCandidate& other : word_candidates(steps, static_cast<int>(wanted))) {
        if (coded.size() == wanted) break;
        if (!other.codes.empty() && other.codes != coded[0].codes) coded.push_back(std::move(other));
      }
    }
    if (options_.propose) add_proposals(result.text, steps, coded);
    for (const CodedCandidate& candidate : coded) {
      result.candidates.push_back({text_of(candidate.codes), candidate.log_probability});
    }
  }

  void add_proposals(const std::string& read, const WordSteps& steps, std::vector<CodedCandidate>& coded) const {
    for (const std::string& text : options_.propose(read)) {
      CodedCandidate candidate{codes_of(model_.charset, text), 0.0};
      const auto listed = [&](const CodedCandidate& other) { return other.codes == candidate.codes; };
      if (candidate.codes.empty() || std::any_of(coded.begin(), coded.end(), listed)) continue;
      candidate.log_probability = log_probability_of(steps, candidate.codes);
      if (std::isfinite(candidate.log_probability)) coded.push_back(std::move(candidate));
    }
  }

  [[nodiscard]] std::string text_of(const std::vector<int>& codes) const {
    std::string text;
    for (const int code : codes) {
      const int unichar = model_.charset.unichar_of[static_cast<std::size_t>(code)];
      text += model_.charset.entries[static_cast<std::size_t>(unichar)].text;
    }
    return text;
  }

  const ModelData& model_;
  std::span<const float> outputs_;
  StepScale scale_;
  const ReadOptions& options_;
  std::vector<Character> characters_;
  std::vector<int> bounds_;
};

}  // namespace

std::vector<ReadWord> words_of(const ModelData& model, std::span<const PathStep> path, std::span<const float> outputs,
                               const StepScale& scale, const ReadOptions& options) {
  return WordMaker(model, path, outputs, scale, options).words();
}

}  // namespace atagande::recognise
