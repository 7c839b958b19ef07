#include "services/ingestion/first_policy.h"

#include <google/protobuf/util/time_util.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/index.h"

namespace creditproof::ingestion {

using google::protobuf::util::TimeUtil;

absl::Status ActivateFirstPolicy(const policy::v1::Policy& policy,
                                 Writer& writer) {
  return writer.Do([&](Act& act) -> absl::Status {
    changelog::v1::Change change;
    change.mutable_provenance()->set_source_id("ingestion");
    *change.mutable_provenance()->mutable_time() =
        TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
    *change.mutable_policy_activated()->mutable_policy() = policy;
    const std::string id = DerivedId(
        {"policy", policy.policy_id(), absl::StrCat(policy.version())});
    for (std::uint32_t p = 0; p < act.partition_count(); ++p) {
      ASSIGN_OR_RETURN(const bool has_policy, HasPolicy(act.view(), p));
      if (has_policy) continue;
      RETURN_IF_ERROR(act.AppendTo(p, change, change.SerializeAsString(), id));
    }
    return absl::OkStatus();
  });
}

}  // namespace creditproof::ingestion
