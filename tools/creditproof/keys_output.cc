#include "tools/creditproof/keys_output.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/date.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using keys::Key;

std::string Shown(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", time, base::ChinaTime());
}

std::string Shown(const std::optional<absl::Time>& time) {
  return time ? Shown(*time) : "";
}

std::string PurposeName(const Key& key) {
  return Identifier(keys::v1::Key::Purpose_Name(key.purpose), "PURPOSE_");
}

}  // namespace

void PrintKey(const Tool& tool, const Key& key) {
  const std::string fingerprint = absl::BytesToHexString(key.fingerprint);
  const std::string state(keys::StateName(key.state()));
  if (tool.json) {
    return PrintJson({{"fingerprint", fingerprint},
                      {"purpose", PurposeName(key)},
                      {"state", state},
                      {"created", Shown(key.created)},
                      {"activated", Shown(key.activated)},
                      {"retired", Shown(key.retired)},
                      {"compromised_from", Shown(key.compromised_from)}});
  }
  std::string line =
      absl::StrFormat("%s  %-10s  %-11s  created %s", fingerprint,
                      PurposeName(key), state, Shown(key.created));
  const std::pair<absl::string_view, std::optional<absl::Time>> later[] = {
      {"activated", key.activated},
      {"retired", key.retired},
      {"compromised from", key.compromised_from}};
  for (const auto& [what, time] : later) {
    if (time) absl::StrAppend(&line, "  ", what, " ", Shown(*time));
  }
  PrintLine(line);
}

}  // namespace creditproof::tool
