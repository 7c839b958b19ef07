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

constexpr std::size_t kEntriesPerBatch = 1000;

std::string AppliedKey(std::uint32_t partition) {
  return absl::StrCat("applied", kv::BigEndian(partition));
}

void NoteContents(Act& act, const changelog::Positions& positions) {
  for (const auto& [partition, contents] : act.contents()) {
    for (const Act::Content& content : contents) {
      NoteContent(content.name,
                  positions.at(partition)[content.append].position, act.view());
    }
  }
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
void AddAll(Act& act, const changelog::Positions& positions, kv::Batch& batch) {
  NoteContents(act, positions);
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
  ASSIGN_OR_RETURN(writer->presence_, Presence::Load(store));
  for (std::uint32_t p = 0; p < partition_count; ++p) {
    RETURN_IF_ERROR(writer->CatchUp(p));
  }
  return writer;
}

absl::Status Writer::Do(absl::FunctionRef<absl::Status(Act&)> decide) {
  const std::lock_guard lock(mutex_);
  Act act = NewAct();
  RETURN_IF_ERROR(decide(act));
  if (act.appends().empty() && !act.view().HasWrites()) {
    return absl::OkStatus();
  }
  act.view().Teach(*presence_);
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
  RETURN_IF_ERROR(decide(act));
  act.ForgetAppends();
  return absl::OkStatus();
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
    view.CopyTo(batch);
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
