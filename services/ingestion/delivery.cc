#include "services/ingestion/delivery.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/delivery_list.h"
#include "services/ingestion/index.h"
#include "services/ingestion/judge.h"
#include "services/ingestion/note_listed.h"
#include "services/ingestion/receipt.h"
#include "services/ingestion/responsibility.h"
#include "services/ingestion/snapshot_turn.h"
#include "services/ingestion/snapshots.h"
#include "services/ingestion/sources.h"
#include "services/ingestion/timeliness.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;

// Few, as followers show a block at once: what is durable late is seen late.
constexpr std::size_t kBlockRows = 250;
// Rows are answered with the message that brought them, unless it were too few
// to be worth a sync.
constexpr std::size_t kFewestRows = 100;
// A row may hold thousands of subjects, or earn many remarks: a block ends
// early once what it writes or answers is large.
constexpr std::size_t kBlockBytes = 8 << 20;
constexpr std::size_t kAnswerBytes = 2 << 20;
// Of the file at a time, so that few rows wait.
constexpr std::size_t kSliceBytes = 64 << 10;
// What a dry run may remember; some run at once.
constexpr std::size_t kImaginedBytes = 128 << 20;

intake::Expectation ExpectationOf(
    const Origin& origin, v1::FileKind wanted_kind,
    std::vector<record::v1::DeclaredKind> declared, absl::Time now) {
  intake::Expectation expectation;
  expectation.file_kind = wanted_kind;
  for (const int area : origin.source.areas()) {
    expectation.areas.push_back(static_cast<record::v1::Area>(area));
  }
  expectation.today = base::ChinaDay(now);
  expectation.declared = std::move(declared);
  return expectation;
}

absl::Status OtherFile() {
  return base::InvalidField(
      "header.delivery_id",
      "was used for a file with other rows; a new file needs a new id");
}

bool IsSameRow(const intake::Row& row, const v1::TakenRow& taken) {
  const bool was_excluded =
      taken.verdict().outcome() == v1::ROW_OUTCOME_EXCLUDED;
  return row.number == taken.verdict().row() && row.excluded == was_excluded &&
         (row.excluded || row.raw_sha256 == taken.raw_sha256());
}

}  // namespace

Delivery::Delivery(const Tools& tools, Origin origin, v1::DeliveryHeader header,
                   std::vector<record::v1::DeclaredKind> declared,
                   std::unique_ptr<InProgress::Turn> turn, Answer answer)
    : tools_(tools),
      origin_(std::move(origin)),
      begun_(origin_.source),
      header_(std::move(header)),
      dry_run_(header_.dry_run()),
      turn_(std::move(turn)),
      answer_(std::move(answer)),
      page_(origin_.source.source_id(), origin_.delivery_id),
      imagined_(tools_.writer.NewAct()),
      reader_(ExpectationOf(origin_, header_.file_kind(), std::move(declared),
                            imagined_.now()),
              [this](intake::Row row) { rows_.push_back(std::move(row)); }) {}

absl::Status Delivery::Feed(absl::string_view bytes) {
  while (!bytes.empty()) {
    const absl::string_view slice = bytes.substr(0, kSliceBytes);
    bytes.remove_prefix(slice.size());
    const absl::Status read = reader_.Feed(slice);
    origin_.file_kind = reader_.file_kind();
    RETURN_IF_ERROR(CheckSnapshotKind());
    if (!read.ok()) {
      RETURN_IF_ERROR(TakeRest());
      return read;
    }
    RETURN_IF_ERROR(TakeWhileAtLeast(kBlockRows));
  }
  return absl::OkStatus();
}

absl::Status Delivery::Pause() {
  RETURN_IF_ERROR(TakeWhileAtLeast(kFewestRows));
  return AnswerTaken();
}

absl::Status Delivery::Finish(std::int64_t row_count) {
  const absl::Status read = reader_.Finish();
  origin_.file_kind = reader_.file_kind();
  RETURN_IF_ERROR(CheckSnapshotKind());
  RETURN_IF_ERROR(TakeRest());
  RETURN_IF_ERROR(read);
  RETURN_IF_ERROR(CheckRowCount(row_count));
  RETURN_IF_ERROR(Sweep(row_count));
  v1::DeliverResponse response;
  RETURN_IF_ERROR(
      Run([&](Act& act) { return End(act, *response.mutable_receipt()); }));
  RETURN_IF_ERROR(TellSince(response));
  return answer_(response);
}

// Whether these are all the rows that were delivered under the id.
absl::Status Delivery::CheckWhole(const View& view) const {
  RETURN_IF_ERROR(CheckSameSnapshot(view));
  ASSIGN_OR_RETURN(const auto more, page_.RowsFrom(view, tally_.rows() + 1));
  return more.has_value() || !known_.empty() ? OtherFile() : absl::OkStatus();
}

absl::Status Delivery::TakeRest() {
  RETURN_IF_ERROR(TakeWhileAtLeast(1));
  return AnswerTaken();
}

absl::Status Delivery::TakeWhileAtLeast(std::size_t rows) {
  while (!rows_.empty() && rows_.size() >= rows) {
    Taken taken;
    const auto take = [&](Act& act) -> absl::Status {
      RETURN_IF_ERROR(BlockBefore());
      return TakeBlock(act, taken.response);
    };
    if (dry_run_) {
      RETURN_IF_ERROR(Imagine(take));
      RETURN_IF_ERROR(answer_(taken.response));
      continue;
    }
    absl::StatusOr<Writer::Done> begun = tools_.writer.Begin(take);
    RETURN_IF_ERROR(AnswerTaken());  // the block before
    RETURN_IF_ERROR(begun.status());
    taken.durable = *std::move(begun);
    taken_ = std::move(taken);
  }
  return absl::OkStatus();
}

// Behind a block that was lost, of which the writer may know no more, there
// would be a gap. One that is not durable yet is the writer's to wait for.
absl::Status Delivery::BlockBefore() const {
  const bool is_done = taken_.has_value() && Writer::IsDone(taken_->durable);
  return is_done ? taken_->durable.get() : absl::OkStatus();
}

absl::Status Delivery::AnswerTaken() {
  if (!taken_.has_value()) return absl::OkStatus();
  const Taken taken = *std::exchange(taken_, std::nullopt);
  RETURN_IF_ERROR(taken.durable.get());
  return answer_(taken.response);
}

absl::Status Delivery::TakeBlock(Act& act, v1::DeliverResponse& response) {
  RETURN_IF_ERROR(CheckSameSnapshot(act.view()));
  RETURN_IF_ERROR(LookUpSource(act.view()));
  const std::int64_t first_row = tally_.rows() + 1;
  if (known_.empty()) {
    ASSIGN_OR_RETURN(auto page, page_.RowsFrom(act.view(), first_row));
    if (page.has_value()) {
      known_.assign(page->rows().begin(), page->rows().end());
    }
  }
  const bool is_new = known_.empty();
  v1::TakenRows taken;
  if (!is_new) {
    ASSIGN_OR_RETURN(taken, Replay(act.view()));
  } else {
    ASSIGN_OR_RETURN(taken, JudgeRows(act));
    if (!dry_run_) {
      page_.PutRows(first_row, taken, act.view());
      act.NotePositionsAt(page_.PositionsKey(first_row));
    }
  }
  for (v1::TakenRow& row : *taken.mutable_rows()) {
    tally_.Add(row.verdict(), row.raw_sha256());
    *response.add_verdicts() = std::move(*row.mutable_verdict());
  }
  if (!is_new || dry_run_) return absl::OkStatus();
  return NoteProgress(origin_, header_, tally_, act);
}

// What the source answers for may change while its file is under way.
absl::Status Delivery::LookUpSource(const View& view) {
  ASSIGN_OR_RETURN(auto source, FindSourceState(view, begun_.source_id()));
  if (source.has_value()) origin_.source = *std::move(source);
  return absl::OkStatus();
}

// The reader knows the areas of the first byte.
void Delivery::RejectOutsideAreas(intake::Row& row) const {
  if (!row.record.has_value()) return;
  const int area = row.record->area();
  if (!absl::c_linear_search(begun_.areas(), area) ||
      absl::c_linear_search(origin_.source.areas(), area)) {
    return;
  }
  row.rejected = true;
  v1::RowNote& note = row.notes.emplace_back();
  note.set_rule(v1::ROW_RULE_AREA_NOT_YOURS);
  note.set_message(
      "报送过程中，本单位的来源登记已不含该领域：请核对领域后重报");
}

// The file may come in other pieces than before: what was taken at once is
// replayed as far as rows wait.
absl::StatusOr<v1::TakenRows> Delivery::Replay(const View& view) {
  v1::TakenRows taken;
  while (!known_.empty() && !rows_.empty()) {
    v1::TakenRow row = std::move(known_.front());
    known_.pop_front();
    if (!IsSameRow(rows_.front(), row)) return OtherFile();
    ASSIGN_OR_RETURN(
        const bool lapsed,
        HasLapsedSince(rows_.front(), row.verdict(), origin_, view));
    lapsed_since_ += lapsed ? 1 : 0;
    rows_.pop_front();
    // The earlier attempt was judged by what the source answered for then.
    if (IsOutsideResponsibility(row.verdict())) begun_.clear_areas();
    *taken.add_rows() = std::move(row);
  }
  return taken;
}

absl::StatusOr<v1::TakenRows> Delivery::JudgeRows(Act& act) {
  ASSIGN_OR_RETURN(const auto receipt, page_.FindReceipt(act.view()));
  if (receipt.has_value()) return OtherFile();
  v1::StoredSnapshot snapshot;
  if (header_.has_snapshot()) {
    ASSIGN_OR_RETURN(snapshot, TakeTurn(origin_, header_.snapshot(), act));
  }
  const std::size_t bytes_before = act.bytes();
  std::size_t answer_bytes = 0;
  v1::TakenRows taken;
  TimelinessCount count(origin_, tools_.calendar, base::ChinaDay(act.now()));
  for (std::size_t i = 0;
       i < kBlockRows && !rows_.empty() &&
       act.bytes() - bytes_before < kBlockBytes && answer_bytes < kAnswerBytes;
       ++i) {
    intake::Row row = std::move(rows_.front());
    rows_.pop_front();
    RejectOutsideAreas(row);
    v1::TakenRow& taken_row = *taken.add_rows();
    ASSIGN_OR_RETURN(taken_row, TakeRow(row, snapshot, act));
    count.Add(row, taken_row.verdict());
    answer_bytes += taken_row.verdict().ByteSizeLong();
  }
  RETURN_IF_ERROR(count.AddTo(act.view()));
  if (header_.has_snapshot()) PutSnapshot(snapshot, act.view());
  return taken;
}

absl::StatusOr<v1::TakenRow> Delivery::TakeRow(intake::Row& row,
                                               v1::StoredSnapshot& snapshot,
                                               Act& act) {
  v1::TakenRow taken;
  ASSIGN_OR_RETURN(*taken.mutable_verdict(),
                   JudgeRow(row, origin_, tools_.sealer, act));
  if (!row.excluded) taken.set_raw_sha256(row.raw_sha256);
  RETURN_IF_ERROR(header_.has_snapshot()
                      ? NoteListed(row, taken.verdict(), origin_, snapshot, act)
                      : NoteStanding(row, taken.verdict(), origin_, act));
  return taken;
}

absl::Status Delivery::End(Act& act, v1::Receipt& receipt) {
  RETURN_IF_ERROR(CheckWhole(act.view()));
  RETURN_IF_ERROR(LookUpSource(act.view()));
  ASSIGN_OR_RETURN(const auto ended, page_.FindReceipt(act.view()));
  if (ended.has_value() && !dry_run_) {
    receipt = *ended;
    return absl::OkStatus();
  }
  v1::ReceiptStatement statement;
  statement.set_delivery(
      DeliveryName(origin_.source.source_id(), origin_.delivery_id));
  statement.set_file_kind(origin_.file_kind);
  tally_.Describe(statement);
  if (header_.has_snapshot()) *statement.mutable_sweep() = sweep_;
  ASSIGN_OR_RETURN(const std::vector<v1::PositionRange> positions,
                   page_.Positions(act.view()));
  statement.mutable_positions()->Add(positions.begin(), positions.end());
  *statement.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
  statement.set_dry_run(dry_run_);
  ASSIGN_OR_RETURN(receipt, SignReceipt(statement, tools_.receipt_key));
  RETURN_IF_ERROR(NoteProgress(origin_, header_, tally_, act));
  page_.PutReceipt(receipt, act.view());
  if (!tally_.HasLooked() || !MayDeliver(origin_.source, origin_.file_kind)) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(
      NoteDeliveryDay(origin_, base::ChinaDay(act.now()), act.view()));
  if (origin_.file_kind == v1::FILE_KIND_REGISTRATION) return absl::OkStatus();
  return NoteDelivery(origin_, begun_, act);
}

absl::Status Delivery::Run(Decide decide) {
  return dry_run_ ? Imagine(decide) : tools_.writer.Do(decide);
}

absl::Status Delivery::Imagine(Decide decide) {
  RETURN_IF_ERROR(tools_.writer.Imagine(imagined_, decide));
  if (imagined_.bytes() <= kImaginedBytes) return absl::OkStatus();
  return base::Overloaded(
      "the file is too large for a dry run; try a part of it",
      absl::Minutes(1));
}

}  // namespace creditproof::ingestion
