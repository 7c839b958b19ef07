// The one writer: everything that ingestion puts into the log or keeps goes
// through it.
#pragma once

#include <chrono>
#include <cstdint>
#include <future>
#include <memory>
#include <mutex>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/base/clock.h"
#include "libs/changelog/change_log.h"
#include "libs/kv/store.h"
#include "libs/rpc/executor.h"
#include "services/ingestion/act.h"
#include "services/ingestion/presence.h"

namespace creditproof::ingestion {

// One act is decided at a time, for all partitions together: a doubtful row and
// the registration it might be about never miss each other, because one of the
// two sees what the other left. Parsing happens outside of it, and the
// fdatasyncs of an act are shared by its rows.
//
// An act is one synced commit: its appends, what is kept beside the log and
// what follows from the appends in the index. Whoever was answered, or reads
// what an act kept, finds all of it in the log.
//
// Layout of family `meta`: "applied" || partition (4 bytes) -> position up to
// which the index is applied (8 bytes); "index_layout" -> which layout the
// index has (4 bytes).
//
// Thread-safe.
class Writer {
 public:
  // Catches the index up with the log; builds one of another layout anew.
  // `store`, which the log is kept in, and `log`, which nobody else appends to,
  // must outlive the writer.
  static absl::StatusOr<std::unique_ptr<Writer>> Open(
      kv::Store& store, changelog::ChangeLog& log,
      std::uint32_t partition_count, base::Clock clock);

  // Runs `decide`, then makes what it decided durable and true. When `decide`
  // fails nothing happens. Fails with UNAVAILABLE: all of the act happened, or
  // nothing of it.
  absl::Status Do(absl::FunctionRef<absl::Status(Act&)> decide);

  // Tells when what was decided is durable and true; as Do does.
  using Done = std::shared_future<absl::Status>;
  static bool IsDone(const Done& done) {
    return done.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  }

  // Like Do, but returns once it is decided: it becomes durable while the next
  // act is decided, which sees it all the same. `decide` reads and writes
  // through the act's view only, as the store may not have the act before yet.
  // Fails as `decide` does, or as the act before did, for nothing that was
  // decided behind a lost one may happen. Of one that was lost earlier it says
  // nothing.
  absl::StatusOr<Done> Begin(absl::FunctionRef<absl::Status(Act&)> decide);

  // Runs `decide` on an act of the caller's own that will never happen.
  absl::Status Imagine(Act& act, absl::FunctionRef<absl::Status(Act&)> decide);

  // For Imagine. Its view may be read there only.
  Act NewAct() const {
    return Act(store_, presence_.get(), partition_count_, clock_());
  }

 private:
  Writer(kv::Store& store, changelog::ChangeLog& log,
         std::uint32_t partition_count, base::Clock clock);

  // An act that was decided and is becoming durable. Its end waits for that.
  struct UnderWay {
    explicit UnderWay(Act empty) : act(std::move(empty)) {}
    ~UnderWay() {
      if (done.valid()) done.wait();
    }
    Act act;
    Done done;
  };

  absl::Status Commit(const Act& act);
  absl::Status ForgetOtherLayout();
  absl::Status CatchUp(std::uint32_t partition);
  absl::StatusOr<std::uint64_t> Applied(std::uint32_t partition) const;

  kv::Store& store_;
  changelog::ChangeLog& log_;
  const std::uint32_t partition_count_;
  const base::Clock clock_;

  std::unique_ptr<Presence> presence_;  // guarded by mutex_

  std::unique_ptr<UnderWay> under_way_;  // guarded by mutex_

  std::mutex mutex_;

  // One thread for all acts: the memory that a new one would need is not there
  // yet, and fetching it took longer than the commit.
  rpc::Executor committer_{1, 1};
};

}  // namespace creditproof::ingestion
