// Speed of repair on invented text, in words a second of one core ("items_per_second"): clean scan, restoring, undoing
// an English model, and opening the model.
#include <benchmark/benchmark.h>

#include <string>

#include "repair/repair.h"
#include "repair/token.h"

namespace {

using namespace atagande;
using repair::Language;

constexpr const char* model_path = ATAGANDE_SOURCE_ROOT "/models/swedish/swedish.model";

const Language& swedish() {
  static const Language language = Language::open(model_path);
  return language;
}

/// Invented sentences, told again with other numbers so that a text is long enough to be measured.
std::string text_of(const std::string& paragraph) {
  std::string out;
  for (int i = 0; i < 400; ++i) out += paragraph + " " + std::to_string(2000 + i % 30) + ".\n\n";
  return out;
}

const std::string clean = text_of(
    "Kommunen och polisen ska tillsammans arbeta för att öka tryggheten i de områden där många känner sig otrygga. "
    "Under "
    "året genomförs tre trygghetsvandringar, och resultatet följs upp varje höst. Det är viktigt att föräldrar och "
    "skola är "
    "med från början, så att stödet kommer tidigt till dem som behöver det under");
const std::string stripped = text_of(
    "Kommunen och polisen ska tillsammans arbeta for att oka tryggheten i de omraden dar manga kanner sig otrygga. "
    "Under "
    "aret genomfors tre trygghetsvandringar, och resultatet foljs upp varje host. Det ar viktigt att foraldrar och "
    "skola ar "
    "med fran borjan, sa att stodet kommer tidigt till dem som behover det under");
const std::string misread = text_of(
    "Kommunen och polisen ska tillsammans arbeta fér att 6ka tryggheten i de omraden dar manga kinner sig otrygga. "
    "Under "
    "&ret genomférs tre trygghetsvandringar, och resultatet féljs upp varje hést. Det 4r viktigt att férdldrar och "
    "skola ar "
    "med fran bérjan, sa att stddet kommer tidigt till dem som behéver det under");

void repair_text(benchmark::State& state, const std::string& text) {
  for (auto _ : state) benchmark::DoNotOptimize(repair::repair(text, swedish()));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(repair::tokens_of(text).list.size()));
}

void scan_clean(benchmark::State& state) { repair_text(state, clean); }
void restore(benchmark::State& state) { repair_text(state, stripped); }
void undo_ocr(benchmark::State& state) { repair_text(state, misread); }
void open_model(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Language::open(model_path));
}

BENCHMARK(scan_clean)->Unit(benchmark::kMillisecond);
BENCHMARK(restore)->Unit(benchmark::kMillisecond);
BENCHMARK(undo_ocr)->Unit(benchmark::kMillisecond);
BENCHMARK(open_model)->Unit(benchmark::kMillisecond);

}  // namespace
