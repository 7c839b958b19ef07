// One delivery: raw bytes in, verdicts and a receipt out.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "libs/crypto/sealer.h"
#include "libs/crypto/signing.h"
#include "libs/intake/intake.h"
#include "libs/workdays/calendar.h"
#include "services/ingestion/in_progress.h"
#include "services/ingestion/ledger.h"
#include "services/ingestion/origin.h"
#include "services/ingestion/sweep.h"
#include "services/ingestion/tally.h"
#include "services/ingestion/writer.h"

namespace creditproof::ingestion {

// Takes the rows in blocks. Every block is an act of the writer's and carries
// its own page of the ledger; rows that the ledger has already, from an earlier
// attempt under the same id, are answered from it and change nothing. Holds
// about two blocks in memory. Not thread-safe.
class Delivery {
 public:
  // Sends an answer to the source; an error ends the delivery.
  using Answer = std::function<absl::Status(const v1::DeliverResponse&)>;

  struct Tools {
    const kv::Store& store;
    Writer& writer;
    const crypto::Sealer& sealer;
    const crypto::SigningKey& receipt_key;
    SweepLimits sweep_limits;
    const workdays::Calendar& calendar;
  };

  // `header` was checked; `declared` are the kinds that the file may be of
  // besides those that are built in. `turn` is held until the delivery goes.
  // What `tools` names must outlive the delivery.
  Delivery(const Tools& tools, Origin origin, v1::DeliveryHeader header,
           std::vector<record::v1::DeclaredKind> declared,
           std::unique_ptr<InProgress::Turn> turn, Answer answer);

  // The next bytes of the file: takes what makes whole blocks. Fails with
  // INVALID_ARGUMENT (FILE_UNREADABLE, the rows before having been taken;
  // INVALID_FIELD when the delivery id stands for another file or the snapshot
  // is of a kind that has none), RESOURCE_EXHAUSTED (a dry run too large to
  // imagine), UNAVAILABLE, FAILED_PRECONDITION (SNAPSHOT_OUTDATED). Nothing may
  // be fed after a failure.
  absl::Status Feed(absl::string_view bytes);

  // For now there are no more: takes what waits, unless it were too few rows to
  // be worth a sync, and answers all that was taken. Fails as Feed does.
  absl::Status Pause();

  // The end of the file: takes what is left, lets lapse what a snapshot lacks,
  // and answers the receipt. `row_count` is what the end says a snapshot has,
  // or 0. Fails with INVALID_ARGUMENT (ROW_COUNT) as well.
  absl::Status Finish(std::int64_t row_count);

 private:
  using Decide = absl::FunctionRef<absl::Status(Act&)>;

  absl::Status CheckSnapshotKind() const;
  absl::Status CheckRowCount(std::int64_t row_count) const;
  absl::Status CheckWhole(const View& view) const;
  absl::Status CheckSameSnapshot(const View& view) const;
  // Takes blocks until fewer than `rows` rows wait. The last of them is yet to
  // be answered: it becomes durable while the next is judged.
  absl::Status TakeWhileAtLeast(std::size_t rows);
  absl::Status TakeRest();
  absl::Status BlockBefore() const;
  absl::Status AnswerTaken();
  absl::Status TakeBlock(Act& act, v1::DeliverResponse& response);
  absl::Status LookUpSource(const View& view);
  void RejectOutsideAreas(intake::Row& row) const;
  absl::StatusOr<v1::TakenRows> Replay(const View& view);
  absl::StatusOr<v1::TakenRows> JudgeRows(Act& act);
  absl::StatusOr<v1::TakenRow> TakeRow(intake::Row& row,
                                       v1::StoredSnapshot& snapshot, Act& act);
  absl::Status Sweep(std::int64_t row_count);
  absl::Status Sweep(std::int64_t row_count, v1::StoredSnapshot& snapshot);
  absl::Status StartSweep(std::int64_t row_count, v1::StoredSnapshot& snapshot);
  absl::Status FinishSweep(v1::StoredSnapshot& snapshot);
  absl::Status PredictSweep(v1::StoredSnapshot& snapshot) const;
  absl::Status End(Act& act, v1::Receipt& receipt);
  absl::Status TellSince(v1::DeliverResponse& response) const;
  absl::Status Run(Decide decide);
  absl::Status Imagine(Decide decide);

  // A block whose answer waits for its being durable.
  struct Taken {
    Writer::Done durable;
    v1::DeliverResponse response;
  };

  const Tools tools_;
  Origin origin_;                     // its source as of the latest act
  changelog::v1::SourceState begun_;  // as of the first byte
  const v1::DeliveryHeader header_;
  const bool dry_run_;
  const std::unique_ptr<InProgress::Turn> turn_;
  const Answer answer_;
  const LedgerPage page_;
  Act imagined_;  // of a dry run, from its begin to its end
  std::deque<intake::Row> rows_;
  std::optional<Taken> taken_;
  std::deque<v1::TakenRow> known_;  // by an earlier attempt, at once
  intake::FileReader reader_;       // adds to rows_
  Tally tally_;
  std::int64_t lapsed_since_ = 0;  // of rows answered before
  v1::SweepOutcome sweep_;  // of a snapshot, once it was swept or withheld
};

}  // namespace creditproof::ingestion
