#include "services/ingestion/row_changes.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ingestion/derived_id.h"

namespace creditproof::ingestion {

using google::protobuf::util::TimeUtil;

RowChanges::RowChanges(const Origin& origin, std::int64_t row, Act& act)
    : act_(act), cause_(origin.delivery_id) {
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
    : act_(act), cause_(absl::StrCat("act/", act_id)) {
  provenance_.set_source_id(std::string(source_id));
  provenance_.set_client(acting.client);
  provenance_.set_actor(acting.actor);
  provenance_.set_ground(acting.ground);
  *provenance_.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
}

absl::Status RowChanges::Append(absl::string_view credit_code,
                                changelog::v1::Change change) {
  change.set_credit_code(std::string(credit_code));
  *change.mutable_provenance() = provenance_;
  std::string bytes = change.SerializeAsString();
  std::string id = DerivedId({provenance_.source_id(), cause_,
                              absl::StrCat(provenance_.row()),
                              absl::StrCat(appended_++), credit_code, bytes});
  return act_.Append(change, std::move(bytes), std::move(id));
}

}  // namespace creditproof::ingestion
