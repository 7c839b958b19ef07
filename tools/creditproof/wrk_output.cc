#include "tools/creditproof/wrk_output.h"

#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace creditproof::tool {

absl::StatusOr<LoadFigures> ParseWrk(absl::string_view output) {
  absl::string_view line = absl::StripTrailingAsciiWhitespace(output);
  if (const std::size_t end = line.rfind('\n'); end != line.npos) {
    line.remove_prefix(end + 1);
  }
  const auto said = nlohmann::json::parse(std::string(line), nullptr,
                                          /*allow_exceptions=*/false);
  if (!said.is_object() || said.value("requests", 0) == 0) {
    return absl::UnavailableError(absl::StrCat("wrk: no answers: ", output));
  }
  if (said.at("refused") != 0 || said.at("broken") != 0) {
    return absl::UnavailableError(
        absl::StrCat("wrk: not all was answered: ", line));
  }
  const double requests = said.at("requests");
  return LoadFigures{requests, 1e6 * requests / said.at("us").get<double>(),
                     said.at("p50_us"), said.at("p99_us"), 0};
}

}  // namespace creditproof::tool
