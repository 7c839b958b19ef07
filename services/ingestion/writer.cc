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
#include "services/ingestion/table_index.h"

namespace creditproof::ingestion {
namespace {

constexpr absl::string_view kPendingKey = "pending";
constexpr std::size_t kEntriesPerBatch = 1000;

constexpr kv::Family kKept[] = {kQuarantine, kDeliveries, kSources,
                                kTimeliness, kSnapshots,  kDeliveryList};
constexpr kv::Family kDerived[] = {kIndex, kNames, kHolds, kObjections};

std::string AppliedKey(std::uint32_t partition) {
  return absl::StrCat("applied", kv::BigEndian(partition));
}

v1::PendingAct PendingOf(const Act& act) {
  v1::PendingAct pending;
  pending.set_positions_key(act.positions_key());
  for (const auto& [partition, appends] : act.appends()) {
    v1::PendingAppends& part = *pending.add_partitions();
    part.set_partition(partition);
    for (const changelog::Append& append : appends) {
      v1::PendingAppend& planned = *part.add_appends();
      planned.set_id(append.id);
      planned.set_change(append.change);
    }
  }
  return pending;
}

bool HasKeptWrites(const View& view) {
  for (const kv::Family family : kKept) {
    if (view.HasWrites(family)) return true;
  }
  return false;
}

// The appends of a partition stand in the log one behind the other.
void NoteContents(Act& act, const v1::TakenPositions& positions) {
  for (const v1::PositionRange& range : positions.ranges()) {
    const auto contents = act.contents().find(range.partition());
    if (contents == act.contents().end()) continue;
    for (const Act::Content& content : contents->second) {
      NoteContent(content.name, range.first_position() + content.append,
                  act.view());
    }
  }
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
  ASSIGN_OR_RETURN(writer->presence_, Presence::Load(store));
  RETURN_IF_ERROR(writer->Recover());
  return writer;
}

absl::Status Writer::Do(absl::FunctionRef<absl::Status(Act&)> decide) {
  const std::lock_guard lock(mutex_);
  if (!recovered_) RETURN_IF_ERROR(Recover());
  Act act = NewAct();
  RETURN_IF_ERROR(decide(act));
  if (act.appends().empty() && !HasKeptWrites(act.view())) {
    return absl::OkStatus();
  }
  const v1::PendingAct pending = PendingOf(act);
  recovered_ = false;
  act.view().Teach(*presence_);
  RETURN_IF_ERROR(KeepWithIntent(act, pending));
  ASSIGN_OR_RETURN(const v1::TakenPositions positions, AppendToLog(pending));
  NoteContents(act, positions);
  RETURN_IF_ERROR(Conclude(pending, positions, act.view()));
  recovered_ = true;
  return absl::OkStatus();
}

absl::Status Writer::Imagine(Act& act,
                             absl::FunctionRef<absl::Status(Act&)> decide) {
  const std::lock_guard lock(mutex_);
  if (!recovered_) RETURN_IF_ERROR(Recover());
  RETURN_IF_ERROR(decide(act));
  act.ForgetAppends();
  return absl::OkStatus();
}

absl::Status Writer::Recover() {
  v1::PendingAct pending;
  v1::TakenPositions positions;
  const absl::StatusOr<std::string> bytes = store_.Get(kMeta, kPendingKey);
  if (bytes.ok()) {
    if (!pending.ParseFromString(*bytes)) return Corrupt(kPendingKey);
    ASSIGN_OR_RETURN(positions, AppendToLog(pending));
  } else if (!absl::IsNotFound(bytes.status())) {
    return bytes.status();
  }
  for (std::uint32_t p = 0; p < partition_count_; ++p) {
    RETURN_IF_ERROR(CatchUp(p));
  }
  RETURN_IF_ERROR(Conclude(pending, positions, View(store_)));
  recovered_ = true;
  return absl::OkStatus();
}

absl::Status Writer::KeepWithIntent(const Act& act,
                                    const v1::PendingAct& pending) {
  kv::Batch batch(store_);
  for (const kv::Family family : kKept) act.view().CopyTo(batch, family);
  batch.Put(kMeta, kPendingKey, pending.SerializeAsString());
  return store_.Commit(std::move(batch), kv::Durability::kSynced);
}

absl::StatusOr<v1::TakenPositions> Writer::AppendToLog(
    const v1::PendingAct& pending) {
  v1::TakenPositions positions;
  for (const v1::PendingAppends& part : pending.partitions()) {
    std::vector<changelog::Append> appends;
    for (const v1::PendingAppend& append : part.appends()) {
      appends.push_back({append.id(), append.change()});
    }
    ASSIGN_OR_RETURN(const std::vector<changelog::Appended> appended,
                     log_.AppendAll(part.partition(), appends));
    v1::PositionRange& range = *positions.add_ranges();
    range.set_partition(part.partition());
    range.set_first_position(appended.front().position);
    range.set_last_position(appended.back().position);
  }
  return positions;
}

absl::Status Writer::Conclude(const v1::PendingAct& pending,
                              const v1::TakenPositions& positions,
                              const View& view) {
  kv::Batch batch(store_);
  for (const kv::Family family : kDerived) view.CopyTo(batch, family);
  for (const v1::PositionRange& range : positions.ranges()) {
    batch.Put(kMeta, AppliedKey(range.partition()),
              kv::BigEndian(std::uint64_t{range.last_position()}));
  }
  if (!pending.positions_key().empty()) {
    batch.Put(kDeliveries, pending.positions_key(),
              positions.SerializeAsString());
  }
  batch.Delete(kMeta, kPendingKey);
  return store_.Commit(std::move(batch), kv::Durability::kBuffered);
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
      RETURN_IF_ERROR(ApplyToIndex(change, partition, view));
      const std::string content = ContentOf(change);
      if (!content.empty()) NoteContent(content, entry.position, view);
      applied = entry.position;
    }
    view.Teach(*presence_);
    kv::Batch batch(store_);
    for (const kv::Family family : kDerived) view.CopyTo(batch, family);
    batch.Put(kMeta, AppliedKey(partition), kv::BigEndian(applied));
    RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kBuffered));
  }
}

absl::StatusOr<std::uint64_t> Writer::Applied(std::uint32_t partition) const {
  const absl::StatusOr<std::string> bytes =
      store_.Get(kMeta, AppliedKey(partition));
  if (absl::IsNotFound(bytes.status())) return 0;
  RETURN_IF_ERROR(bytes.status());
  return kv::ReadBigEndian<std::uint64_t>(*bytes);
}

}  // namespace creditproof::ingestion
