#include "services/ingestion/row_changes.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ingestion/derived_id.h"

namespace creditproof::ingestion {

using google::protobuf::util::TimeUtil;

RowChanges::RowChanges(const Origin& origin, std::int64_t row, Act& act)
    : act_(act) {
  provenance_.set_source_id(origin.source.source_id());
  provenance_.set_delivery_id(origin.delivery_id);
  provenance_.set_row(row);
  provenance_.set_client(origin.client);
  *provenance_.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
}

absl::Status RowChanges::Append(absl::string_view credit_code,
                                changelog::v1::Change change) {
  change.set_credit_code(std::string(credit_code));
  *change.mutable_provenance() = provenance_;
  return act_.Append(
      change,
      DerivedId({provenance_.source_id(), provenance_.delivery_id(),
                 absl::StrCat(provenance_.row()), absl::StrCat(appended_++),
                 credit_code, change.SerializeAsString()}));
}

}  // namespace creditproof::ingestion
