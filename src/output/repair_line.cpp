#include <cmath>
#include <nlohmann/json.hpp>

#include "output/output.h"

namespace atagande::output {

std::string repair_line(std::string_view text, std::string_view verdict, std::span<const Correction> corrections,
                        std::span<const Correction> unsettled) {
  using json = nlohmann::ordered_json;
  json changes = json::array();
  for (const Correction& each : corrections) {
    changes.push_back({{"offset", each.span.begin},
                       {"from", each.before},
                       {"to", each.after},
                       {"kind", each.kind},
                       {"reason", each.reason},
                       {"score", std::round(each.score * 1e4) / 1e4}});
  }
  json line = {{"text", text}, {"verdict", verdict}, {"corrections", changes}};
  for (const Correction& each : unsettled) {
    line["unsettled"].push_back({{"offset", each.span.begin}, {"text", each.before}, {"reason", each.reason}});
  }
  return line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace atagande::output
