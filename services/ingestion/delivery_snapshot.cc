// A delivery's part that only snapshots have.
#include <algorithm>
#include <cstdint>
#include <optional>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/delivery.h"
#include "services/ingestion/snapshot_turn.h"
#include "services/ingestion/snapshots.h"
#include "services/ingestion/sweep.h"

namespace creditproof::ingestion {
namespace {

absl::Status WrongCount(absl::string_view field, absl::string_view message) {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::Reason::REASON_ROW_COUNT, message,
                     {{"field", field}});
}

template <typename Values>
bool AreEqual(const Values& one, const Values& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end());
}

// Whether `begun` is a snapshot of the same day and scope; or neither is one.
bool IsSameScope(const v1::Delivery& begun, const v1::DeliveryHeader& header) {
  const v1::Snapshot& one = begun.snapshot();
  const v1::Snapshot& other = header.snapshot();
  return begun.has_snapshot() == header.has_snapshot() &&
         one.as_of_date() == other.as_of_date() &&
         AreEqual(one.regions(), other.regions()) &&
         AreEqual(one.areas(), other.areas());
}

}  // namespace

absl::Status Delivery::CheckSnapshotKind() const {
  if (!header_.has_snapshot() ||
      origin_.file_kind != v1::FILE_KIND_REGISTRATION) {
    return absl::OkStatus();
  }
  return base::InvalidField("header.snapshot",
                            "登记信息不能按快照报送：已注销、吊销、迁出的主体"
                            "请填写登记状态报送");
}

// A snapshot that lost rows on its way would let them lapse.
absl::Status Delivery::CheckRowCount(std::int64_t row_count) const {
  if (!header_.has_snapshot()) return absl::OkStatus();
  const std::int64_t announced = header_.snapshot().row_count();
  if (tally_.rows() == 0) {
    return WrongCount("end.row_count", "空的快照不予受理：请核对导出是否成功");
  }
  for (const std::int64_t count : {announced, row_count}) {
    if (count == 0 || count == tally_.rows()) continue;
    return WrongCount(
        count == announced ? "header.snapshot.row_count" : "end.row_count",
        absl::StrCat("快照应有", count, "行，实到", tally_.rows(),
                     "行：未作任何失效处理，请核对文件是否完整后重新报送"));
  }
  return absl::OkStatus();
}

absl::Status Delivery::CheckSameSnapshot(const View& view) const {
  ASSIGN_OR_RETURN(const auto begun, page_.FindDelivery(view));
  if (!begun.has_value() || IsSameScope(*begun, header_)) {
    return absl::OkStatus();
  }
  return base::InvalidField(
      "header.snapshot",
      "is not what this delivery began with; another snapshot needs a new id");
}

// All rows are judged. What was cut off goes on where it stopped; what has
// ended is a confirmation's from then on.
absl::Status Delivery::Sweep(std::int64_t row_count) {
  if (!header_.has_snapshot()) return absl::OkStatus();
  const View stored(tools_.store);
  const View& view = dry_run_ ? imagined_.view() : stored;
  RETURN_IF_ERROR(CheckWhole(view));
  ASSIGN_OR_RETURN(
      std::optional<v1::StoredSnapshot> snapshot,
      FindSnapshot(view, origin_.source.source_id(), origin_.delivery_id));
  if (!snapshot.has_value()) {
    return absl::DataLossError("the state of a snapshot is missing");
  }
  ASSIGN_OR_RETURN(const auto receipt, page_.FindReceipt(view));
  if (!receipt.has_value()) RETURN_IF_ERROR(Sweep(row_count, *snapshot));
  sweep_ = snapshot->outcome();
  return absl::OkStatus();
}

absl::Status Delivery::Sweep(std::int64_t row_count,
                             v1::StoredSnapshot& snapshot) {
  if (snapshot.state() == v1::Delivery::SWEEP_STATE_LISTING) {
    RETURN_IF_ERROR(StartSweep(row_count, snapshot));
  }
  return dry_run_ ? PredictSweep(snapshot) : FinishSweep(snapshot);
}

absl::Status Delivery::StartSweep(std::int64_t row_count,
                                  v1::StoredSnapshot& snapshot) {
  const bool announced = row_count > 0 || header_.snapshot().row_count() > 0;
  const View stored(tools_.store);
  const View& view = dry_run_ ? imagined_.view() : stored;
  ASSIGN_OR_RETURN(const SweepCount count, CountSweep(view, snapshot));
  snapshot.set_client(origin_.client);
  snapshot.set_rows(tally_.rows());
  DecideSweep(count, announced, tools_.sweep_limits, snapshot);
  if (dry_run_) return absl::OkStatus();
  return Run([&](Act& act) {
    PutSnapshot(snapshot, act.view());
    return CheckClaim(snapshot, act.view());
  });
}

absl::Status Delivery::FinishSweep(v1::StoredSnapshot& snapshot) {
  while (snapshot.state() == v1::Delivery::SWEEP_STATE_SWEEPING) {
    RETURN_IF_ERROR(Run([&](Act& act) {
      return ContinueSweep(tools_.sweep_limits.records_per_act, snapshot, act);
    }));
  }
  return absl::OkStatus();
}

// Of a sweep that was cut off: how far it will come.
absl::Status Delivery::PredictSweep(v1::StoredSnapshot& snapshot) const {
  if (snapshot.state() != v1::Delivery::SWEEP_STATE_SWEEPING) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const SweepCount count,
                   CountSweep(imagined_.view(), snapshot));
  v1::SweepOutcome& outcome = *snapshot.mutable_outcome();
  outcome.set_lapsed(outcome.lapsed() + count.lapsing);
  return absl::OkStatus();
}

// An answer that is given again says what was so then.
absl::Status Delivery::TellSince(v1::DeliverResponse& response) const {
  response.set_lapsed_since(lapsed_since_);
  if (!header_.has_snapshot() || dry_run_) return absl::OkStatus();
  const View stored(tools_.store);
  ASSIGN_OR_RETURN(
      const std::optional<v1::StoredSnapshot> snapshot,
      FindSnapshot(stored, origin_.source.source_id(), origin_.delivery_id));
  if (!snapshot.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<v1::StoredSnapshot> latest,
                   LatestOfScope(*snapshot, stored));
  if (latest.has_value() && latest->delivery_id() != origin_.delivery_id) {
    response.set_displaced_by_date(latest->as_of_date());
  }
  return absl::OkStatus();
}

}  // namespace creditproof::ingestion
