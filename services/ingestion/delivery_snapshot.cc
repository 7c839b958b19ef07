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
  if (announced == 0 && row_count == 0) {
    return WrongCount("end.row_count",
                      "快照须说明共有多少行；空的快照不予受理");
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
  if (!begun.has_value() ||
      (begun->has_snapshot() == header_.has_snapshot() &&
       begun->snapshot().as_of_date() == header_.snapshot().as_of_date() &&
       std::equal(begun->snapshot().regions().begin(),
                  begun->snapshot().regions().end(),
                  header_.snapshot().regions().begin(),
                  header_.snapshot().regions().end()))) {
    return absl::OkStatus();
  }
  return base::InvalidField(
      "header.snapshot",
      "is not what this delivery began with; another snapshot needs a new id");
}

// All rows are judged. What was cut off goes on where it stopped.
absl::Status Delivery::Sweep() {
  if (!header_.has_snapshot()) return absl::OkStatus();
  const View stored(tools_.store);
  const View& view = dry_run_ ? imagined_.view() : stored;
  ASSIGN_OR_RETURN(const auto receipt, page_.FindReceipt(view));
  if (receipt.has_value()) return absl::OkStatus();
  RETURN_IF_ERROR(CheckWhole(view));
  ASSIGN_OR_RETURN(
      std::optional<v1::StoredSnapshot> snapshot,
      FindSnapshot(view, origin_.source.source_id(), origin_.delivery_id));
  if (!snapshot.has_value()) {
    return absl::DataLossError("the state of a snapshot is missing");
  }
  if (snapshot->state() == v1::Delivery::SWEEP_STATE_LISTING) {
    RETURN_IF_ERROR(StartSweep(*snapshot));
  }
  while (!dry_run_ && snapshot->state() == v1::Delivery::SWEEP_STATE_SWEEPING) {
    RETURN_IF_ERROR(Run([&](Act& act) {
      act.NotePositionsAt(
          page_.PositionsKey(tally_.rows() + 1 + snapshot->acts()));
      return ContinueSweep(tools_.store, origin_.client, "", *snapshot, act);
    }));
  }
  sweep_ = snapshot->outcome();
  return absl::OkStatus();
}

absl::Status Delivery::StartSweep(v1::StoredSnapshot& snapshot) {
  const View stored(tools_.store);
  ASSIGN_OR_RETURN(
      const SweepCount count,
      CountSweep(tools_.store, dry_run_ ? imagined_.view() : stored, snapshot));
  DecideSweep(count, tally_.rows(v1::ROW_OUTCOME_ACCEPTED),
              tools_.largest_lapse_share, snapshot);
  if (dry_run_) {
    if (snapshot.state() == v1::Delivery::SWEEP_STATE_SWEEPING) {
      snapshot.mutable_outcome()->set_lapsed(count.lapsing);
    }
    return absl::OkStatus();
  }
  return Run([&](Act& act) {
    PutSnapshot(snapshot, act.view());
    return CheckClaim(snapshot, act.view());
  });
}

}  // namespace creditproof::ingestion
