#include "services/ingestion/row_changes.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ingestion/derived_id.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;

// Of each of the two parts of an id that are digests.
constexpr std::size_t kDigestLength = 16;

std::string CauseId(absl::string_view source_id, absl::string_view cause) {
  return DerivedId({source_id, cause}).substr(0, kDigestLength);
}

}  // namespace

RowChanges::RowChanges(const Origin& origin, std::int64_t row, Act& act)
    : act_(act),
      cause_id_(CauseId(origin.source.source_id(), origin.delivery_id)) {
  provenance_.set_source_id(origin.source.source_id());
  provenance_.set_delivery_id(origin.delivery_id);
  provenance_.set_row(row);
  provenance_.set_client(origin.client);
  *provenance_.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
}

// No delivery id has a slash.
RowChanges::RowChanges(absl::string_view source_id, const Acting& acting,
                       absl::string_view act_id, Act& act)
    : act_(act), cause_id_(CauseId(source_id, absl::StrCat("act/", act_id))) {
  provenance_.set_source_id(std::string(source_id));
  provenance_.set_client(acting.client);
  provenance_.set_actor(acting.actor);
  provenance_.set_ground(acting.ground);
  *provenance_.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
}

absl::Status RowChanges::Append(absl::string_view credit_code,
                                changelog::v1::Change& change) {
  change.set_credit_code(std::string(credit_code));
  *change.mutable_provenance() = provenance_;
  std::string bytes = change.SerializeAsString();
  std::string id =
      absl::StrCat(cause_id_, absl::Hex(provenance_.row(), absl::kZeroPad12),
                   DerivedId({absl::StrCat(appended_++), credit_code, bytes})
                       .substr(0, kDigestLength));
  return act_.Append(change, std::move(bytes), std::move(id));
}

}  // namespace creditproof::ingestion
