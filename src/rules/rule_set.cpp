// Loading in order: every file's tree and schema, then all word lists (a rule may use a list of a later file), then the
// registers, then the rules; last the tables that the engine walks by.
#include <algorithm>
#include <stdexcept>

#include "rules/data.h"

namespace atagande::rules {
namespace {

std::string slashless(const std::string& name) {
  const std::size_t slash = name.find_last_of('/');
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

void add_register_lists(RuleSet::Data& data) {
  List names{"municipality", {}, {}, "", {}, true};
  for (const RegisterEntry& entry : data.municipalities) names.entries.push_back({entry.name, entry.code});
  if (names.entries.empty()) names.entries.push_back({"[^\\s\\S]", ""});
  const auto [known, is_new] = data.list_index.try_emplace(names.name, static_cast<int>(data.lists.size()));
  if (is_new) {
    data.lists.push_back(std::move(names));
    return;
  }
  // A file's list of the same name holds other ways of writing the register's names.
  List& list = data.lists[static_cast<std::size_t>(known->second)];
  list.entries.insert(list.entries.begin(), names.entries.begin(), names.entries.end());
  list.used = true;
}

void index_rules(RuleSet::Data& data) {
  for (std::size_t i = 0; i < data.rules.size(); ++i) {
    const Rule& rule = data.rules[i];
    for (const UnitKind unit : rule.units) {
      data.by_unit[static_cast<std::size_t>(rule.phase)][static_cast<std::size_t>(unit)].push_back(static_cast<int>(i));
    }
  }
  for (auto& phase : data.by_unit) {
    for (auto& rules : phase) {
      std::stable_sort(rules.begin(), rules.end(), [&](int a, int b) {
        return data.rules[static_cast<std::size_t>(a)].priority > data.rules[static_cast<std::size_t>(b)].priority;
      });
    }
  }
}

}  // namespace

std::string Rule::name() const { return slashless(location.file) + "#" + id; }

int RuleSet::Data::add_attribute(const std::string& name) {
  const auto [known, is_new] = attribute_index.try_emplace(name, static_cast<int>(attributes.size()));
  if (is_new) attributes.push_back(name);
  return known->second;
}

int RuleSet::Data::add_pattern(const std::string& file, const Node& at, const std::string& source, bool exact) {
  const std::string written = write_out(file, at, source);
  const auto [known, is_new] =
      pattern_index.try_emplace((exact ? "x" : "f") + written, static_cast<int>(patterns.size()));
  if (!is_new) return known->second;
  const auto known_words = required(source);
  try {
    patterns.emplace_back(written, exact, known_words ? Compile::when_asked : Compile::now);
  } catch (const std::invalid_argument& trouble) {
    fail(file, at, "not a valid pattern: " + std::string(trouble.what()) + ": " + source);
  }
  // A text that matches as it is spelt holds the words folded as well.
  prefilter.add(patterns.size() - 1, known_words ? most_telling(*known_words) : std::vector<AnyOf>());
  return known->second;
}

RuleSet::RuleSet(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

RuleSet RuleSet::load(std::span<const RuleFile> files) {
  auto data = std::make_shared<Data>();
  data->files.assign(files.begin(), files.end());
  std::vector<Node> roots;
  for (const RuleFile& file : files) {
    if (const auto bad = text::first_invalid_utf8(file.text)) {
      Node where;
      where.line =
          1 + static_cast<int>(std::count(file.text.begin(), file.text.begin() + static_cast<long>(*bad), '\n'));
      where.column = 1;
      fail(file.name, where, "not valid UTF-8");
    }
    roots.push_back(parse_yaml(file.name, file.text));
    check_schema(file.name, roots.back());
    if (const Node* lists = roots.back().find("lists")) data->read_lists(file.name, *lists);
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (roots[i].find("municipalities") != nullptr) read_registers(*data, files[i].name, roots[i]);
  }
  add_register_lists(*data);
  for (const char* reserved : {"numbers",          "actors",           "partner_words",
                               "list_separators",  "column_names",     "continuation_lines",
                               "signatory_titles", "frame_heading",    "letterhead",
                               "list_announcers",  "clause_starts",    "clause_verbs",
                               "clause_joiners",   "clause_items",     "label_lines",
                               "inline_labels",    "item_labels",      "languages",
                               "confidence",       "political_parties"}) {
    if (data->list_index.count(reserved) != 0) data->compile_list("", {}, reserved);
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (roots[i].find("topics") != nullptr) read_registers(*data, files[i].name, roots[i]);
    read_rules(*data, files[i].name, roots[i]);
  }
  index_rules(*data);
  data->prefilter.finish();
  return RuleSet(std::move(data));
}

const std::vector<Rule>& RuleSet::rules() const { return data_->rules; }

const std::vector<int>& RuleSet::rules_for(Phase phase, UnitKind unit) const {
  return data_->by_unit[static_cast<std::size_t>(phase)][static_cast<std::size_t>(unit)];
}

const Pattern& RuleSet::pattern(int index) const { return data_->patterns[static_cast<std::size_t>(index)]; }
const Prefilter& RuleSet::prefilter() const { return data_->prefilter; }
std::size_t RuleSet::pattern_count() const { return data_->patterns.size(); }

const List* RuleSet::list(std::string_view name) const {
  const auto known = data_->list_index.find(std::string(name));
  return known == data_->list_index.end() ? nullptr : &data_->lists[static_cast<std::size_t>(known->second)];
}

const std::vector<std::string>& RuleSet::attributes() const { return data_->attributes; }

int RuleSet::attribute(std::string_view name) const {
  const auto known = data_->attribute_index.find(std::string(name));
  return known == data_->attribute_index.end() ? -1 : known->second;
}

const std::vector<RegisterEntry>& RuleSet::municipalities() const { return data_->municipalities; }
const std::vector<Topic>& RuleSet::topics() const { return data_->topics; }
const std::vector<RuleFile>& RuleSet::files() const { return data_->files; }
const std::vector<List>& RuleSet::lists() const { return data_->lists; }

namespace {

const ListEntry* entry_of(const RuleSet::Data& data, const std::string& name, std::string_view folded) {
  const auto compiled = data.compiled_lists.find(name);
  const auto known = data.list_index.find(name);
  if (compiled == data.compiled_lists.end() || known == data.list_index.end()) return nullptr;
  const auto& entries = data.lists[static_cast<std::size_t>(known->second)].entries;
  const auto literal = compiled->second.literal.find(std::string(folded));
  if (literal != compiled->second.literal.end()) return &entries[static_cast<std::size_t>(literal->second)];
  const auto& whole = compiled->second.whole;
  if (!whole.empty() && !whole.front().found_in(folded)) return nullptr;
  for (const auto& [pattern, index] : compiled->second.patterns) {
    if (pattern.found_in(folded)) return &entries[static_cast<std::size_t>(index)];
  }
  return nullptr;
}

}  // namespace

const std::string* RuleSet::value_of(std::string_view list, std::string_view folded) const {
  const ListEntry* entry = entry_of(*data_, std::string(list), folded);
  return entry == nullptr ? nullptr : &entry->value;
}

std::vector<RuleSet::Found> RuleSet::scan(std::string_view list, std::string_view folded) const {
  std::vector<Found> result;
  const std::string name(list);
  const auto compiled = data_->compiled_lists.find(name);
  if (compiled == data_->compiled_lists.end()) return result;
  const auto& required = compiled->second.required;
  const bool possible = std::all_of(required.begin(), required.end(), [&](const AnyOf& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return folded.find(word) != std::string_view::npos; });
  });
  if (!possible) return result;
  std::vector<Group> groups;
  for (std::size_t from = 0; compiled->second.any.front().find(folded, from, groups);) {
    const Span span = groups[0].span;
    if (span.empty()) break;
    result.push_back({span, entry_of(*data_, name, folded.substr(span.begin, span.size()))});
    from = span.end;
  }
  return result;
}

}  // namespace atagande::rules
