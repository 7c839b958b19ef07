#include "services/ingestion/snapshot_turn.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/delivery_list.h"
#include "services/ingestion/ledger.h"
#include "services/ingestion/snapshots.h"

namespace creditproof::ingestion {
namespace {

using v1::Delivery;

bool IsRegion(absl::string_view text) {
  return (text.size() == 2 || text.size() == 4 || text.size() == 6) &&
         text.find_first_not_of("0123456789") == absl::string_view::npos;
}

// Ascending, each once.
template <typename Values>
void Order(Values& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

void Withhold(Delivery::SweepState state, std::string reason,
              std::int64_t records, v1::StoredSnapshot& snapshot) {
  snapshot.set_state(state);
  snapshot.mutable_outcome()->set_withheld_reason(std::move(reason));
  snapshot.mutable_outcome()->set_withheld(records);
}

absl::StatusOr<v1::StoredSnapshot> Existing(absl::string_view source_id,
                                            absl::string_view delivery_id,
                                            const View& view) {
  ASSIGN_OR_RETURN(std::optional<v1::StoredSnapshot> snapshot,
                   FindSnapshot(view, source_id, delivery_id));
  if (!snapshot.has_value()) return DeliveryNotFound(source_id, delivery_id);
  return *std::move(snapshot);
}

absl::Status WrongState(const v1::StoredSnapshot& snapshot) {
  const std::string state = Delivery::SweepState_Name(snapshot.state());
  if (snapshot.state() == Delivery::SWEEP_STATE_SUSPENDED) {
    return base::Error(absl::StatusCode::kFailedPrecondition,
                       base::Reason::REASON_WRONG_STATE,
                       absl::StrCat(state,
                                    "：有读不出的行，不能确认；请改正后"
                                    "以同一日期重新报送快照"),
                       {{"state", state}});
  }
  return base::Error(
      absl::StatusCode::kFailedPrecondition, base::Reason::REASON_WRONG_STATE,
      absl::StrCat(state, "：该快照没有等待确认"), {{"state", state}});
}

bool IsTooMuch(const SweepCount& count, const SweepLimits& limits) {
  return count.lapsing > limits.few_records &&
         static_cast<double>(count.lapsing) >
             limits.largest_share * static_cast<double>(count.standing);
}

// A withheld snapshot may sweep; any other stays what it is.
absl::Status Release(absl::string_view source_id, absl::string_view delivery_id,
                     absl::string_view client, absl::string_view ground,
                     v1::StoredSnapshot& snapshot, Act& act) {
  ASSIGN_OR_RETURN(snapshot, Existing(source_id, delivery_id, act.view()));
  if (snapshot.state() != Delivery::SWEEP_STATE_WITHHELD) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(CheckClaim(snapshot, act.view()));
  snapshot.set_state(Delivery::SWEEP_STATE_SWEEPING);
  snapshot.set_client(std::string(client));
  snapshot.set_ground(std::string(ground));
  snapshot.mutable_outcome()->clear_withheld_reason();
  snapshot.mutable_outcome()->clear_withheld();
  PutSnapshot(snapshot, act.view());
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckSnapshot(absl::CivilDay today, v1::Snapshot& snapshot) {
  const auto day = base::ParseDate(snapshot.as_of_date());
  if (!day.ok()) {
    return base::InvalidField("header.snapshot.as_of_date",
                              day.status().message());
  }
  if (*day > today) {
    return base::InvalidField(
        "header.snapshot.as_of_date",
        "is in the future: nobody knows what stands then");
  }
  if (snapshot.row_count() < 0) {
    return base::InvalidField("header.snapshot.row_count", "is negative");
  }
  auto& regions = *snapshot.mutable_regions();
  for (const std::string& region : regions) {
    if (!IsRegion(region)) {
      return base::InvalidField(
          "header.snapshot.regions",
          absl::StrCat(region, " is not 2, 4 or 6 digits"));
    }
  }
  for (const int area : snapshot.areas()) {
    if (!record::v1::Area_IsValid(area) || area == 0) {
      return base::InvalidField("header.snapshot.areas",
                                absl::StrCat(area, " is no area"));
    }
  }
  Order(regions);
  Order(*snapshot.mutable_areas());
  return absl::OkStatus();
}

absl::StatusOr<v1::StoredSnapshot> TakeTurn(const Origin& origin,
                                            const v1::Snapshot& header,
                                            Act& act) {
  ASSIGN_OR_RETURN(
      const auto stored,
      FindSnapshot(act.view(), origin.source.source_id(), origin.delivery_id));
  if (stored.has_value()) {
    RETURN_IF_ERROR(CheckClaim(*stored, act.view()));
    return *stored;
  }
  v1::StoredSnapshot snapshot;
  snapshot.set_source_id(origin.source.source_id());
  snapshot.set_record_kind(RecordKindOf(origin.file_kind));
  *snapshot.mutable_regions() = header.regions();
  *snapshot.mutable_areas() = header.areas();
  snapshot.set_delivery_id(origin.delivery_id);
  snapshot.set_as_of_date(header.as_of_date());
  snapshot.set_state(Delivery::SWEEP_STATE_LISTING);
  snapshot.mutable_outcome()->set_as_of_date(header.as_of_date());
  RETURN_IF_ERROR(Claim(snapshot, act.view()));
  return snapshot;
}

void DecideSweep(const SweepCount& count, bool announced,
                 const SweepLimits& limits, v1::StoredSnapshot& snapshot) {
  if (count.lapsing == 0) {
    return snapshot.set_state(Delivery::SWEEP_STATE_SWEPT);
  }
  if (snapshot.unreadable_rows() > 0) {
    return Withhold(
        Delivery::SWEEP_STATE_SUSPENDED,
        absl::StrCat("有", snapshot.unreadable_rows(), "行（首行为第",
                     snapshot.first_unreadable_row(),
                     "行）读不出是哪条信息，或者涉密，本快照未列的",
                     count.lapsing,
                     "条信息全部保留：请改正后以同一日期重新报送"),
        count.lapsing, snapshot);
  }
  if (IsTooMuch(count, limits)) {
    return Withhold(
        Delivery::SWEEP_STATE_WITHHELD,
        absl::StrCat("原有", count.standing, "条信息中有", count.lapsing,
                     "条未列入本快照，超出允许的比例，暂全部保留：请核对，"
                     "属实的请确认，不属实的请否决"),
        count.lapsing, snapshot);
  }
  if (!announced) {
    return Withhold(
        Delivery::SWEEP_STATE_WITHHELD,
        absl::StrCat("报送时没有说明快照共有多少行，无从核对是否完整，未列入的",
                     count.lapsing,
                     "条信息暂全部保留：请核对，属实的请确认，不属实的请否决；"
                     "今后报送请说明行数"),
        count.lapsing, snapshot);
  }
  snapshot.set_state(Delivery::SWEEP_STATE_SWEEPING);
}

absl::Status ContinueSweep(std::size_t records, v1::StoredSnapshot& snapshot,
                           Act& act) {
  ASSIGN_OR_RETURN(snapshot, Existing(snapshot.source_id(),
                                      snapshot.delivery_id(), act.view()));
  if (snapshot.state() != Delivery::SWEEP_STATE_SWEEPING) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(CheckClaim(snapshot, act.view()));
  if (snapshot.ground().empty()) {  // the receipt is to name the positions
    const LedgerPage page(snapshot.source_id(), snapshot.delivery_id());
    act.NotePositionsAt(
        page.PositionsKey(snapshot.rows() + 1 + snapshot.acts()));
  }
  RETURN_IF_ERROR(SweepSome(records, snapshot, act));
  PutSnapshot(snapshot, act.view());
  return absl::OkStatus();
}

absl::Status ResumeSweeps(const kv::Store& store, Writer& writer,
                          std::size_t records_per_act) {
  ASSIGN_OR_RETURN(std::vector<v1::StoredSnapshot> snapshots,
                   SweepingSnapshots(store));
  for (v1::StoredSnapshot& snapshot : snapshots) {
    if (!CheckClaim(snapshot, View(store)).ok()) continue;  // displaced
    while (snapshot.state() == Delivery::SWEEP_STATE_SWEEPING) {
      RETURN_IF_ERROR(writer.Do([&](Act& act) {
        return ContinueSweep(records_per_act, snapshot, act);
      }));
    }
  }
  return absl::OkStatus();
}

absl::Status ConfirmSnapshot(absl::string_view source_id,
                             absl::string_view delivery_id,
                             absl::string_view client, absl::string_view ground,
                             Writer& writer, std::size_t records_per_act) {
  v1::StoredSnapshot snapshot;
  RETURN_IF_ERROR(writer.Do([&](Act& act) {
    return Release(source_id, delivery_id, client, ground, snapshot, act);
  }));
  while (snapshot.state() == Delivery::SWEEP_STATE_SWEEPING) {
    RETURN_IF_ERROR(writer.Do([&](Act& act) {
      return ContinueSweep(records_per_act, snapshot, act);
    }));
  }
  if (snapshot.state() == Delivery::SWEEP_STATE_SWEPT) return absl::OkStatus();
  return WrongState(snapshot);
}

absl::Status RejectSnapshot(absl::string_view source_id,
                            absl::string_view delivery_id, Writer& writer) {
  return writer.Do([&](Act& act) -> absl::Status {
    ASSIGN_OR_RETURN(v1::StoredSnapshot snapshot,
                     Existing(source_id, delivery_id, act.view()));
    if (snapshot.state() == Delivery::SWEEP_STATE_REJECTED) {
      return absl::OkStatus();
    }
    if (snapshot.state() != Delivery::SWEEP_STATE_WITHHELD) {
      return WrongState(snapshot);
    }
    snapshot.set_state(Delivery::SWEEP_STATE_REJECTED);
    PutSnapshot(snapshot, act.view());
    return absl::OkStatus();
  });
}

}  // namespace creditproof::ingestion
