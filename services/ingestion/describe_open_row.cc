#include "services/ingestion/describe_open_row.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/call_fields.h"
#include "services/ingestion/left_behind.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;

absl::StatusOr<v1::QuarantinedRow::Cause> CauseOf(const v1::OpenRow& open,
                                                  const View& view) {
  if (open.recorded()) {
    ASSIGN_OR_RETURN(const std::vector<std::string> left,
                     LeftBehind(open, 1, view));
    const bool former = !open.renumbered_to().empty() || !left.empty();
    return former ? v1::QuarantinedRow::CAUSE_FORMER_CODE
                  : v1::QuarantinedRow::CAUSE_OTHERS_MAY_BE_MEANT;
  }
  if (!open.recordable()) return v1::QuarantinedRow::CAUSE_CONTENT;
  if (open.credit_code().empty() || open.attributed()) {
    return v1::QuarantinedRow::CAUSE_SUBJECT_IN_DOUBT;
  }
  return v1::QuarantinedRow::CAUSE_WITHDRAWN_RECORD;
}

}  // namespace

absl::StatusOr<v1::QuarantinedRow> ForItsSource(const v1::OpenRow& open,
                                                const View& view,
                                                absl::Time now) {
  v1::QuarantinedRow row;
  row.set_name(
      SourceItemName(open.source_id(), kQuarantinedRows, open.hold_id()));
  ASSIGN_OR_RETURN(const v1::QuarantinedRow::Cause cause, CauseOf(open, view));
  row.set_cause(cause);
  row.set_delivery(absl::StrCat("sources/", open.source_id(), "/deliveries/",
                                open.delivery_id()));
  row.set_row(open.row());
  row.set_record_kind(open.record_kind());
  *row.mutable_open_time() = open.open_time();
  const std::int64_t opened =
      TimeUtil::TimestampToMicroseconds(open.open_time());
  *row.mutable_age() = TimeUtil::MicrosecondsToDuration(
      std::max<std::int64_t>(0, absl::ToUnixMicros(now) - opened));
  *row.mutable_notes() = open.notes();
  if (!open.credit_code().empty()) {
    row.set_subject(absl::StrCat("subjects/", open.credit_code()));
  }
  row.set_party_name(open.has_registration() ? open.registration().name()
                                             : open.name());
  row.set_authority(open.record().authority());
  row.set_document_number(open.record().document_number());
  row.set_decision_date(open.record().decision_date());
  row.set_attributed(open.attributed());
  row.set_recordable(open.recordable() && !open.recorded());
  return row;
}

}  // namespace creditproof::ingestion
