// Prints what repair reaches on tuning data: restoring, undoing a wrong model, harm to right text, speed, size.
//
// usage: evaluate_repair MODEL DEV [--seeds FOLDER] [--text FILE]... [--pages FOLDER]... [--show N]
// DEV is a folder with riksdag_interpellations_2022-23.txt, gold_seed000_with_bullets.txt and ocr_pairs/; the FOLDER of
// --seeds holds the seeds as 000_….txt and so on; each FILE is clean Swedish text of another source, stripped and
// restored too; each FOLDER of --pages holds more pages as ocr_pairs/ does, NAME.gt and what was read, NAME.eng.txt.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "document/error.h"
#include "repair/repair.h"
#include "repair/token.h"
#include "text/text.h"

namespace {

using namespace atagande;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(Fault::bad_input, "cannot be read: " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

/// å ä ö become a a o; nothing else changes.
std::string stripped(const std::string& text) {
  std::u32string out = text::to_utf32(text);
  for (char32_t& c : out) {
    if (c == U'å' || c == U'ä') c = U'a';
    if (c == U'Å' || c == U'Ä') c = U'A';
    if (c == U'ö') c = U'o';
    if (c == U'Ö') c = U'O';
  }
  return text::to_utf8(out);
}

/// Words of letters in lower case, or as they are.
std::vector<std::string> words_of(const std::string& text, bool lower) {
  std::vector<std::string> out;
  for (const repair::Token& token : repair::tokens_of(text).list) {
    if (token.digit && !token.lower && !token.first_upper) continue;
    const std::string word = text.substr(token.begin, token.end - token.begin);
    out.push_back(lower ? text::lower(word) : word);
  }
  return out;
}

/// Words between white space without the marks around them, as they are.
std::vector<std::string> chunks_of(const std::string& text) {
  std::vector<std::string> out;
  const std::string marks = ".,;:!?()\"'[]-\xE2\x80\x9C\x9D\x99\x98\x93\x94\xC2\xAB\xBB";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(" \n\t\r\f", at);
    if (begin == std::string::npos) break;
    at = std::min(text.find_first_of(" \n\t\r\f", begin), text.size());
    std::string word = text.substr(begin, at - begin);
    const auto is_mark = [&](std::size_t i) { return marks.find(word[i]) != std::string::npos; };
    while (!word.empty() && is_mark(word.size() - 1) && (word.back() >= 0 || word.size() > 2)) {
      const bool wide = word.back() < 0;
      if (wide && (word.size() < 3 || static_cast<unsigned char>(word[word.size() - 3]) != 0xE2)) break;
      word.resize(word.size() - (wide ? 3 : 1));
    }
    while (!word.empty() && (std::string(".,;:!?()\"'[]-").find(word[0]) != std::string::npos)) word.erase(0, 1);
    while (word.size() >= 3 && static_cast<unsigned char>(word[0]) == 0xE2) word.erase(0, 3);
    if (!word.empty()) out.push_back(word);
  }
  return out;
}

/// For each word of `gold` the place in `got` that stands for it, or -1: one cheapest alignment.
std::vector<int> aligned(const std::vector<std::string>& gold, const std::vector<std::string>& got) {
  const std::size_t n = gold.size();
  const std::size_t m = got.size();
  std::vector<std::vector<int>> cost(n + 1, std::vector<int>(m + 1));
  for (std::size_t i = 0; i <= n; ++i) {
    for (std::size_t j = 0; j <= m; ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = static_cast<int>(i + j);
      } else {
        const int swap = cost[i - 1][j - 1] + (gold[i - 1] == got[j - 1] ? 0 : 1);
        cost[i][j] = std::min({swap, cost[i - 1][j] + 1, cost[i][j - 1] + 1});
      }
    }
  }
  std::vector<int> out(n, -1);
  for (std::size_t i = n, j = m; i > 0;) {
    if (j > 0 && cost[i][j] == cost[i - 1][j - 1] + (gold[i - 1] == got[j - 1] ? 0 : 1)) {
      out[--i] = static_cast<int>(--j);
    } else if (cost[i][j] == cost[i - 1][j] + 1) {
      --i;
    } else {
      --j;
    }
  }
  return out;
}

class Faults {
 public:
  void add(const std::string& fault) { ++counts_[fault]; }
  void print(std::size_t most) const {
    std::vector<std::pair<int, std::string>> ranked;
    for (const auto& [fault, count] : counts_) ranked.emplace_back(-count, fault);
    std::sort(ranked.begin(), ranked.end());
    for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) {
      std::printf("    %4d  %s\n", -ranked[i].first, ranked[i].second.c_str());
    }
  }

 private:
  std::map<std::string, int> counts_;
};

/// Time of one core, whatever else the machine does.
double seconds_of(const auto& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

class Evaluation {
 public:
  Evaluation(const std::filesystem::path& model, std::size_t show) : show_(show) {
    const double seconds = seconds_of([&] { languages_.push_back(repair::Language::open(model)); });
    std::printf("model: %.2f MB, ready in %.2f ms\n", static_cast<double>(language().model().size_bytes()) / 1e6,
                seconds * 1e3);
  }

  void restoring(const std::filesystem::path& path) {
    const std::string gold = read_file(path);
    const std::vector<std::string> want = words_of(gold, true);
    const repair::Repaired out = repair::repair(stripped(gold), language());
    const std::vector<std::string> have = words_of(out.text, true);
    std::size_t right = 0;
    Faults faults;
    for (std::size_t i = 0; i < std::min(want.size(), have.size()); ++i) {
      if (want[i] == have[i])
        ++right;
      else
        faults.add(want[i] + " <- " + have[i]);
    }
    std::printf("restored %s (%s): %.3f %% of %zu words right\n", path.filename().c_str(),
                std::string(name_of(out.verdict)).c_str(),
                100.0 * static_cast<double>(right) / static_cast<double>(want.size()), want.size());
    faults.print(show_);
  }

  void clean(const std::filesystem::path& path) {
    const std::string text = read_file(path);
    const repair::Repaired out = repair::repair(text, language());
    const std::size_t words = words_of(text, false).size();
    std::printf("clean %s (%s): %zu changes, %.2f per 100,000 words\n", path.filename().c_str(),
                std::string(name_of(out.verdict)).c_str(), out.corrections.size(),
                1e5 * static_cast<double>(out.corrections.size()) / static_cast<double>(words));
    for (const Correction& change : out.corrections) {
      std::printf("    %s -> %s (%s)\n", change.before.c_str(), change.after.c_str(), change.reason.c_str());
    }
  }

  void pages(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() == ".gt") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::size_t words = 0;
    std::size_t wrong_before = 0;
    std::size_t wrong_after = 0;
    std::size_t broken = 0;
    Faults faults;
    Faults breaks;
    for (const std::filesystem::path& file : files) {
      const std::string read = read_file(std::filesystem::path(file).replace_extension(".eng.txt"));
      const std::vector<std::string> gold = chunks_of(read_file(file));
      const std::vector<std::string> before = chunks_of(read);
      const std::vector<std::string> after = chunks_of(repair::repair(read, language()).text);
      const std::vector<int> was = aligned(gold, before);
      const std::vector<int> is = aligned(gold, after);
      words += gold.size();
      for (std::size_t i = 0; i < gold.size(); ++i) {
        const bool right_before = was[i] >= 0 && before[static_cast<std::size_t>(was[i])] == gold[i];
        const bool right_after = is[i] >= 0 && after[static_cast<std::size_t>(is[i])] == gold[i];
        wrong_before += right_before ? 0 : 1;
        wrong_after += right_after ? 0 : 1;
        if (right_after) continue;
        const std::string fault = gold[i] + " [" + (was[i] < 0 ? "" : before[static_cast<std::size_t>(was[i])]) +
                                  "] <- " + (is[i] < 0 ? "" : after[static_cast<std::size_t>(is[i])]);
        faults.add(fault);
        if (right_before) {
          ++broken;
          breaks.add(fault);
        }
      }
    }
    const auto share = [&](std::size_t n) { return 100.0 * static_cast<double>(n) / static_cast<double>(words); };
    std::printf(
        "pages of an English model, %s: %zu words, %.2f %% wrong before, %.3f %% after; %.3f %% right words broken "
        "(%zu)\n",
        folder.filename().c_str(), words, share(wrong_before), share(wrong_after), share(broken), broken);
    faults.print(show_);
    if (show_ > 0) std::printf("  broken:\n");
    breaks.print(show_);
  }

  void seed(const std::filesystem::path& read, const std::filesystem::path& gold) {
    const std::vector<std::string> want = chunks_of(read_file(gold));
    const std::vector<std::string> before = chunks_of(read_file(read));
    const std::vector<std::string> have = chunks_of(repair::repair(read_file(read), language()).text);
    const std::vector<int> was = aligned(want, before);
    const std::vector<int> is = aligned(want, have);
    const auto right = [&](const std::vector<std::string>& words, int at, std::size_t i) {
      return at >= 0 && words[static_cast<std::size_t>(at)] == want[i];
    };
    std::size_t needed = 0;
    std::size_t reached = 0;
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < want.size(); ++i) {
      const bool good = right(have, is[i], i);
      if (!right(before, was[i], i)) {
        ++needed;
        reached += good ? 1 : 0;
      }
      if (good) continue;
      ++wrong;
      std::printf("    %s\n", want[i].c_str());
    }
    std::printf("seed 000 with bullets: %zu of %zu changes made, %zu words wrong (%zu and %zu words)\n", reached,
                needed, wrong, want.size(), have.size());
  }

  void speed(const std::filesystem::path& path, const std::filesystem::path& pages) {
    const std::string text = read_file(path);
    std::string damaged;
    for (const auto& entry : std::filesystem::directory_iterator(pages)) {
      if (entry.path().string().ends_with(".eng.txt")) damaged += read_file(entry.path());
    }
    const auto measure = [&](const char* name, const std::string& input) {
      double first = 1e9;
      double again = 1e9;
      for (int i = 0; i < 3; ++i) {
        const repair::Language fresh(language().model());
        first = std::min(first, seconds_of([&] { repair::repair(input, fresh); }));
        again = std::min(again, seconds_of([&] { repair::repair(input, fresh); }));
      }
      const auto words = static_cast<double>(repair::tokens_of(input).list.size());
      std::printf("speed, %s: %.2f million words a second, %.2f with its words met before\n", name, words / first / 1e6,
                  words / again / 1e6);
    };
    measure("clean scan", text);
    measure("restore", stripped(text));
    measure("undo OCR", damaged);
  }

 private:
  [[nodiscard]] const repair::Language& language() const { return languages_[0]; }
  std::vector<repair::Language> languages_;
  std::size_t show_;
};

int run(const std::vector<std::string>& arguments) {
  std::vector<std::string> plain;
  std::vector<std::string> texts;
  std::vector<std::string> pages;
  std::string seeds;
  std::size_t show = 0;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool more = i + 1 < arguments.size();
    if (arguments[i] == "--seeds" && more)
      seeds = arguments[++i];
    else if (arguments[i] == "--text" && more)
      texts.push_back(arguments[++i]);
    else if (arguments[i] == "--pages" && more)
      pages.push_back(arguments[++i]);
    else if (arguments[i] == "--show" && more)
      show = std::stoul(arguments[++i]);
    else
      plain.push_back(arguments[i]);
  }
  if (plain.size() != 2) {
    std::fprintf(stderr,
                 "usage: evaluate_repair MODEL DEV [--seeds FOLDER] [--text FILE]... [--pages FOLDER]... [--show N]\n");
    return 1;
  }
  const std::filesystem::path dev = plain[1];
  const std::filesystem::path clean = dev / "riksdag_interpellations_2022-23.txt";
  Evaluation evaluation(plain[0], show);
  evaluation.restoring(clean);
  for (const std::string& text : texts) evaluation.restoring(text);
  evaluation.pages(dev / "ocr_pairs");
  for (const std::string& folder : pages) evaluation.pages(folder);
  evaluation.clean(clean);
  for (const std::string& text : texts) evaluation.clean(text);
  if (!seeds.empty()) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(seeds)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const std::filesystem::path& file : files) {
      const std::string name = file.filename().string();
      if (name.starts_with("000"))
        evaluation.seed(file, dev / "gold_seed000_with_bullets.txt");
      else if (file.extension() == ".txt")
        evaluation.clean(file);
    }
  }
  evaluation.speed(clean, dev / "ocr_pairs");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "evaluate_repair: %s\n", error.what());
    return 2;
  }
}
