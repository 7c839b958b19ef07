#include "services/ingestion/writer.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"

namespace creditproof::ingestion {
namespace {

constexpr std::size_t kEntriesPerBatch = 1000;

// Rises whenever ApplyToIndex comes to write anything else than before.
constexpr std::uint32_t kIndexLayout = 3;
constexpr absl::string_view kIndexLayoutKey = "index_layout";

std::string AppliedKey(std::uint32_t partition) {
  return absl::StrCat("applied", kv::BigEndian(partition));
}

// The appends of a partition stand in the log one behind the other.
v1::TakenPositions RangesOf(const changelog::Positions& positions) {
  v1::TakenPositions taken;
  for (const auto& [partition, appended] : positions) {
    v1::PositionRange& range = *taken.add_ranges();
    range.set_partition(partition);
    range.set_first_position(appended.front().position);
    range.set_last_position(appended.back().position);
  }
  return taken;
}

// Adds what is true once the appends of `act` are at `positions`.
void AddAll(const Act& act, const changelog::Positions& positions,
            kv::Batch& batch) {
  act.view().CopyTo(batch);
  for (const auto& [partition, appended] : positions) {
    batch.Put(kMeta, AppliedKey(partition),
              kv::BigEndian(appended.back().position));
  }
  if (act.positions_key().empty()) return;
  batch.Put(kDeliveries, act.positions_key(),
            RangesOf(positions).SerializeAsString());
}

absl::Status Corrupt(absl::string_view what) {
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     absl::StrCat(what, " cannot be read"), {{"key", what}});
}

}  // namespace

Writer::Writer(kv::Store& store, changelog::ChangeLog& log,
               std::uint32_t partition_count, base::Clock clock)
    : store_(store),
      log_(log),
      partition_count_(partition_count),
      clock_(std::move(clock)) {}

absl::StatusOr<std::unique_ptr<Writer>> Writer::Open(
    kv::Store& store, changelog::ChangeLog& log, std::uint32_t partition_count,
    base::Clock clock) {
  std::unique_ptr<Writer> writer(
      new Writer(store, log, partition_count, std::move(clock)));
  RETURN_IF_ERROR(writer->ForgetOtherLayout());
  ASSIGN_OR_RETURN(writer->presence_, Presence::Load(store));
  for (std::uint32_t p = 0; p < partition_count; ++p) {
    RETURN_IF_ERROR(writer->CatchUp(p));
  }
  return writer;
}

absl::Status Writer::Do(absl::FunctionRef<absl::Status(Act&)> decide) {
  const std::lock_guard lock(mutex_);
  under_way_.reset();  // waits
  Act act = NewAct();
  RETURN_IF_ERROR(decide(act));
  act.view().Teach(*presence_);
  return Commit(act);
}

absl::StatusOr<Writer::Done> Writer::Begin(
    absl::FunctionRef<absl::Status(Act&)> decide) {
  const std::lock_guard lock(mutex_);
  if (under_way_ != nullptr && IsDone(under_way_->done)) under_way_.reset();
  auto begun = std::make_unique<UnderWay>(NewAct());
  if (under_way_ != nullptr) {
    begun->act.view().StandBehind(&under_way_->act.view());
  }
  RETURN_IF_ERROR(decide(begun->act));
  if (under_way_ != nullptr) {
    const absl::Status before = under_way_->done.get();
    under_way_.reset();
    RETURN_IF_ERROR(before);  // what was decided behind it may be wrong
    begun->act.view().StandBehind(nullptr);
  }
  begun->act.view().Teach(*presence_);
  const auto commit = std::make_shared<std::packaged_task<absl::Status()>>(
      [this, &act = begun->act] { return Commit(act); });
  begun->done = commit->get_future().share();
  RETURN_IF_ERROR(committer_.Submit([commit] { (*commit)(); }));
  under_way_ = std::move(begun);
  return under_way_->done;
}

absl::Status Writer::Commit(const Act& act) {
  if (act.appends().empty() && !act.view().HasWrites()) {
    return absl::OkStatus();
  }
  return log_
      .AppendTogether(
          act.appends(),
          [&](const changelog::Positions& positions, kv::Batch& batch) {
            AddAll(act, positions, batch);
            return absl::OkStatus();
          })
      .status();
}

absl::Status Writer::Imagine(Act& act,
                             absl::FunctionRef<absl::Status(Act&)> decide) {
  const std::lock_guard lock(mutex_);
  under_way_.reset();  // waits
  act.view().AskAnew();
  RETURN_IF_ERROR(decide(act));
  act.ForgetAppends();
  return absl::OkStatus();
}

absl::Status Writer::ForgetOtherLayout() {
  const std::string wanted = kv::BigEndian(kIndexLayout);
  ASSIGN_OR_RETURN(const auto stored, store_.Find(kMeta, kIndexLayoutKey));
  if (stored == wanted) return absl::OkStatus();
  kv::Batch batch(store_);
  bool is_built = false;
  for (std::uint32_t p = 0; p < partition_count_; ++p) {
    ASSIGN_OR_RETURN(const std::uint64_t applied, Applied(p));
    is_built = is_built || applied > 0;
    batch.Delete(kMeta, AppliedKey(p));
  }
  if (is_built) {
    for (const kv::Family family : {kIndex, kNames, kHolds, kObjections}) {
      batch.Clear(family);
    }
  }
  batch.Put(kMeta, kIndexLayoutKey, wanted);
  return store_.Commit(std::move(batch), kv::Durability::kSynced);
}

absl::Status Writer::CatchUp(std::uint32_t partition) {
  ASSIGN_OR_RETURN(std::uint64_t applied, Applied(partition));
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<changelog::LogEntry> entries,
                     log_.Read(partition, applied, kEntriesPerBatch));
    if (entries.empty()) return absl::OkStatus();
    View view(store_);
    for (const changelog::LogEntry& entry : entries) {
      ASSIGN_OR_RETURN(const changelog::StoredEntry stored,
                       changelog::DecodeStored(entry.stored));
      changelog::v1::Change change;
      if (!change.ParseFromString(stored.change)) {
        return Corrupt(absl::StrCat("entry ", entry.position, " of partition ",
                                    partition));
      }
      RETURN_IF_ERROR(ApplyToIndex(change, partition, stored.append_id, view));
      applied = entry.position;
    }
    view.Teach(*presence_);
    kv::Batch batch(store_);
    view.CopyTo(batch);
    batch.Put(kMeta, AppliedKey(partition), kv::BigEndian(applied));
    RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kBuffered));
  }
}

absl::StatusOr<std::uint64_t> Writer::Applied(std::uint32_t partition) const {
  ASSIGN_OR_RETURN(const auto stored,
                   store_.Find(kMeta, AppliedKey(partition)));
  const std::string bytes = stored.value_or("");
  if (bytes.empty()) return 0;
  return kv::ReadBigEndian<std::uint64_t>(bytes);
}

}  // namespace creditproof::ingestion
