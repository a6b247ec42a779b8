// Logistic regression by stochastic gradient with a rate per weight (AdaGrad) over hashed features. The commonest form
// of a key has score 0; every other one has its own weights. Features seen once are not trained (a first pass counts
// them in a table of small counters); the weights that matter most, by size and use, are kept.
#include "build_swedish_model_weights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iostream>

#include "repair/scores.h"
#include "repair/token.h"

namespace atagande::building {
namespace {

using model::Hash;

struct Weight {
  Hash hash = 0;
  float value = 0.0F;
  float squares = 0.0F;
  float total = 0.0F;  // of the values after the last epochs
  std::uint32_t uses = 0;
};

/// Counts up to 255 for hashes; collisions only make a count too high.
class SmallCounters {
 public:
  explicit SmallCounters(unsigned bits) : counts_(std::size_t{1} << bits), mask_((std::size_t{1} << bits) - 1) {}
  void add(Hash hash) {
    unsigned char& count = counts_[hash & mask_];
    if (count < 255) ++count;
  }
  [[nodiscard]] unsigned count(Hash hash) const { return counts_[hash & mask_]; }

 private:
  std::vector<unsigned char> counts_;
  std::size_t mask_;
};

class WeightTable {
 public:
  explicit WeightTable(unsigned bits) : slots_(std::size_t{1} << bits), mask_((std::size_t{1} << bits) - 1) {}

  /// The weight of `hash`, made where there is none and `make` is set.
  Weight* at(Hash hash, bool make) {
    for (std::size_t slot = hash & mask_;; slot = (slot + 1) & mask_) {
      Weight& weight = slots_[slot];
      if (weight.hash == hash) return &weight;
      if (weight.hash == 0) {
        if (!make || used_ * 10 > slots_.size() * 9) return nullptr;
        ++used_;
        weight.hash = hash;
        return &weight;
      }
    }
  }
  [[nodiscard]] std::size_t used() const { return used_; }

  void add_to_totals() {
    for (Weight& weight : slots_) weight.total += weight.value;
  }
  void take_means(int times) {
    for (Weight& weight : slots_) weight.value = weight.total / static_cast<float>(times);
  }

  [[nodiscard]] std::vector<model::FingerprintEntry> best(std::size_t most) const {
    std::vector<std::pair<float, const Weight*>> ranked;
    for (const Weight& weight : slots_) {
      const long steps = std::lround(weight.value * weight_steps);
      if (weight.hash == 0 || steps == 0) continue;
      ranked.emplace_back(std::fabs(weight.value) * std::sqrt(static_cast<float>(std::min(weight.uses, 400U))),
                          &weight);
    }
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second->hash < b.second->hash;
    });
    std::cerr << "  " << used_ << " weights, " << ranked.size() << " not 0, " << std::min(most, ranked.size())
              << " kept\n";
    if (ranked.size() > most) ranked.resize(most);
    std::vector<model::FingerprintEntry> out;
    for (const auto& [importance, weight] : ranked) {
      const long steps = std::clamp(std::lround(weight->value * weight_steps), -127L, 127L);
      out.push_back({weight->hash, static_cast<std::int8_t>(steps)});
    }
    return out;
  }

 private:
  std::vector<Weight> slots_;
  std::size_t mask_;
  std::size_t used_ = 0;
};

/// One decision: the classes but the first have weights under their hashes; `truth` 0 is the first.
struct Instance {
  std::vector<Hash> classes;
  std::vector<double> priors;     // fixed part of each class's score
  std::vector<repair::Kin> kins;  // of each class; none at all where nothing is shared
  std::size_t truth = 0;
  std::span<const Hash> features;
};

class Learner {
 public:
  Learner(unsigned bits, float rate, float start, float decay)
      : table_(bits), rate_(rate), start_(start), decay_(decay) {}

  void learn(const Instance& instance, const SmallCounters* counters) {
    const std::size_t classes = instance.classes.size();
    rows_.clear();
    scores_.assign(instance.priors.begin(), instance.priors.end());
    for (std::size_t c = 1; c < classes; ++c) {
      find_row(c, instance.classes[c], 1, instance, counters);
      if (!instance.kins.empty() && instance.kins[c].hash != 0) {
        find_row(c, instance.kins[c].hash, instance.kins[c].sign, instance, counters);
      }
    }
    const double top = *std::max_element(scores_.begin(), scores_.end());
    double sum = 0.0;
    for (double& score : scores_) sum += score = std::exp(score - top);
    for (const Row& row : rows_) {
      const double error = (row.of == instance.truth ? 1.0 : 0.0) - scores_[row.of] / sum;
      for (Weight* weight : row.weights) update(*weight, static_cast<float>(row.sign * error));
    }
  }

  [[nodiscard]] const WeightTable& table() const { return table_; }
  [[nodiscard]] WeightTable& table() { return table_; }

 private:
  /// Weights of one class or of its kin, for the features of an instance.
  struct Row {
    std::size_t of = 0;
    int sign = 1;
    std::vector<Weight*> weights;
  };

  void find_row(std::size_t of, Hash hash, int sign, const Instance& instance, const SmallCounters* counters) {
    Row row{of, sign, {}};
    for (const Hash feature : instance.features) {
      const Hash both = model::combined(hash, feature);
      if (counters != nullptr && counters->count(both) < 2) continue;
      Weight* weight = table_.at(both, true);
      if (weight == nullptr) continue;
      row.weights.push_back(weight);
      scores_[of] += static_cast<float>(sign) * weight->value;
    }
    rows_.push_back(std::move(row));
  }

  void update(Weight& weight, float error) const {
    const float gradient = error - decay_ * weight.value;
    weight.squares += gradient * gradient;
    ++weight.uses;
    weight.value += rate_ * gradient / std::sqrt(weight.squares + start_);
  }

  WeightTable table_;
  float rate_;
  float start_;
  float decay_;
  std::vector<Row> rows_;
  std::vector<double> scores_;
};

/// The ranked readings of every ambiguous bare key, by form number of the corpus.
struct Ambiguity {
  std::vector<Hash> classes;
  std::vector<double> priors;
  std::vector<repair::Kin> kins;
  std::vector<std::string> letters;
};

class ContextTrainer {
 public:
  ContextTrainer(const Corpus& corpus, const repair::Lexicon& lexicon) : corpus_(corpus) {
    std::unordered_map<std::string, std::uint32_t> keys;
    group_of_.assign(corpus.forms.size(), none);
    truth_of_.assign(corpus.forms.size(), 0);
    for (std::size_t i = 0; i < corpus.neighbours.size(); ++i) add_form(lexicon, keys, i);
  }

  template <typename Visit>
  void for_each(Visit visit) const {
    std::vector<repair::Neighbour> words;
    repair::ContextFeatures features;
    for (std::size_t l = 0; l < corpus_.lines.size(); ++l) {
      const std::size_t begin = corpus_.lines[l];
      const std::size_t end = l + 1 < corpus_.lines.size() ? corpus_.lines[l + 1] : corpus_.tokens.size();
      words.clear();
      for (std::size_t t = begin; t < end; ++t) {
        repair::Neighbour word = corpus_.neighbours[corpus_.tokens[t]];
        word.gap = static_cast<repair::Gap>(corpus_.marks[t] & 15U);
        word.capital = (corpus_.marks[t] & 16U) != 0;
        words.push_back(word);
      }
      repair::find_styles(words);
      for (std::size_t t = begin; t < end; ++t) {
        const std::uint32_t form = corpus_.tokens[t];
        if (group_of_[form] == none) continue;
        repair::find_features(words, t - begin, features);
        const Ambiguity& group = groups_[group_of_[form]];
        visit(Instance{group.classes, group.priors, group.kins, truth_of_[form], features});
      }
    }
  }

 private:
  static constexpr std::uint32_t none = 0xffffffff;

  void add_form(const repair::Lexicon& lexicon, std::unordered_map<std::string, std::uint32_t>& keys,
                std::size_t form) {
    const std::string key = repair::bare(corpus_.forms[form]);
    const auto [at, fresh] = keys.try_emplace(key, none);
    if (fresh) {
      repair::Readings readings;
      lexicon.readings(key, true, readings);
      repair::rank(readings);
      if (readings.size > 1) {
        at->second = static_cast<std::uint32_t>(groups_.size());
        groups_.push_back(ambiguity_of(readings));
      }
    }
    if (at->second == none) return;
    const Ambiguity& group = groups_[at->second];
    const auto found = std::find(group.letters.begin(), group.letters.end(), corpus_.forms[form]);
    if (found == group.letters.end()) return;
    group_of_[form] = at->second;
    truth_of_[form] = static_cast<std::size_t>(found - group.letters.begin());
  }

  static Ambiguity ambiguity_of(const repair::Readings& readings) {
    Ambiguity out;
    for (const repair::Reading& reading : readings.span()) {
      out.classes.push_back(model::hash_of(reading.text()));
      out.priors.push_back(repair::prior(reading.record) - repair::prior(readings.list[0].record));
      out.kins.push_back(repair::kin_of(reading.text(), readings.list[0].text()));
      out.letters.emplace_back(reading.text());
    }
    return out;
  }

  const Corpus& corpus_;
  std::vector<Ambiguity> groups_;
  std::vector<std::uint32_t> group_of_;
  std::vector<std::size_t> truth_of_;
};

}  // namespace

std::vector<model::FingerprintEntry> train_context(const Corpus& corpus, const repair::Lexicon& lexicon,
                                                   std::size_t most) {
  const ContextTrainer trainer(corpus, lexicon);
  SmallCounters counters(30);
  std::size_t instances = 0;
  trainer.for_each([&](const Instance& instance) {
    ++instances;
    for (std::size_t c = 1; c < instance.classes.size(); ++c) {
      for (const Hash feature : instance.features) {
        counters.add(model::combined(instance.classes[c], feature));
        if (instance.kins[c].hash != 0) counters.add(model::combined(instance.kins[c].hash, feature));
      }
    }
  });
  std::cerr << "context: " << instances << " decisions\n";
  Learner learner(26, 0.3F, 1.0F, 1e-5F);
  // The mean over the last epochs forgets what the last words of an epoch said too loudly.
  constexpr int epochs = 7;
  constexpr int averaged = 4;
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    trainer.for_each([&](const Instance& instance) { learner.learn(instance, &counters); });
    if (epoch > epochs - averaged) learner.table().add_to_totals();
  }
  learner.table().take_means(averaged);
  return learner.table().best(most);
}

std::vector<model::FingerprintEntry> train_letters(const ChosenWords& words, std::size_t most) {
  Learner learner(23, 0.2F, 0.1F, 1e-5F);
  repair::LetterFeatures features;
  for (int epoch = 0; epoch < 6; ++epoch) {
    for (std::size_t step = 0; step < words.words.size(); ++step) {
      // A stride prime to the number of words stands in for shuffling.
      const std::size_t i = step * 7919 % words.words.size();
      const std::string& word = words.words[i];
      if (word.size() < 3) continue;
      const std::string key = repair::bare(word);
      for (std::size_t at = 0; at < word.size(); ++at) {
        const std::span<const unsigned char> choices = repair::diacritics_of(static_cast<unsigned char>(key[at]));
        if (choices.size() < 2) continue;
        Instance instance;
        for (std::size_t c = 0; c < choices.size(); ++c) {
          instance.classes.push_back(choices[c]);
          if (choices[c] == static_cast<unsigned char>(word[at])) instance.truth = c;
        }
        instance.priors.assign(choices.size(), 0.0);
        repair::find_letter_features(key, at, words.records[i].name(), features);
        instance.features = features;
        learner.learn(instance, nullptr);
      }
    }
  }
  return learner.table().best(most);
}

}  // namespace atagande::building
