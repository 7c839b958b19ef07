#include "tools/creditproof/audit_checkpoints.h"

#include <google/protobuf/util/time_util.h>

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using audit::v1::ChainPoint;
using google::protobuf::util::TimeUtil;

// False when it is no checkpoint.
bool Read(const std::string& line, Checkpoints& checkpoints) {
  const Json json = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  const auto is_text = [&](const char* key) {
    return json.contains(key) && json[key].is_string();
  };
  if (!json.is_object() || !is_text("service") || !is_text("partitions") ||
      !is_text("sha256") || !is_text("time") || !json.contains("sequence") ||
      !json["sequence"].is_number_unsigned()) {
    return false;
  }
  ChainPoint point;
  point.set_sequence(json["sequence"]);
  const std::string hex = json["sha256"];
  if (hex.size() != 2 * crypto::kSha256Bytes) return false;
  point.set_sha256(absl::HexStringToBytes(hex));
  if (point.sequence() != 0 &&
      !TimeUtil::FromString(json["time"], point.mutable_time())) {
    return false;
  }
  checkpoints[{json["service"], json["partitions"]}] = point;
  return true;
}

}  // namespace

absl::StatusOr<Checkpoints> ReadCheckpoints(const std::string& file) {
  Checkpoints checkpoints;
  const absl::StatusOr<std::string> content = base::ReadFile(file);
  if (absl::IsNotFound(content.status())) return checkpoints;
  RETURN_IF_ERROR(content.status());
  const std::vector<std::string> lines =
      absl::StrSplit(*content, '\n', absl::SkipEmpty());
  for (const std::string& line : lines) {
    if (Read(line, checkpoints)) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        file, ": 不是核验点 this is no checkpoint of audit verify: ", line));
  }
  return checkpoints;
}

absl::Status WriteCheckpoints(const std::string& file,
                              const Checkpoints& checkpoints) {
  std::string content;
  for (const auto& [instance, point] : checkpoints) {
    const Json json = {{"service", instance.first},
                       {"partitions", instance.second},
                       {"sequence", point.sequence()},
                       {"sha256", absl::BytesToHexString(point.sha256())},
                       {"time", TimeUtil::ToString(point.time())}};
    absl::StrAppend(&content, json.dump(), "\n");
  }
  return base::WriteFile(file, content);
}

}  // namespace creditproof::tool
