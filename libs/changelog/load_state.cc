#include "libs/changelog/load_state.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/partition_follower.h"

namespace creditproof::changelog {
namespace {

absl::Status SetMark(std::uint32_t partition, const Mark& mark,
                     kv::Family marks, kv::Store& store) {
  if (mark.position == 0) return absl::OkStatus();
  kv::Batch batch(store);
  batch.Put(marks, MarkKey(partition), EncodeMark(mark));
  return store.Commit(std::move(batch), kv::Durability::kBuffered);
}

absl::StatusOr<Mark> LoadPartition(const StateSource& source,
                                   std::uint32_t partition, Applier& applier) {
  std::uint64_t taken = 0;
  ASSIGN_OR_RETURN(
      Mark mark,
      source(partition,
             [&](const std::vector<DecodedEntry>& entries) -> absl::Status {
               for (const DecodedEntry& entry : entries) {
                 RETURN_IF_ERROR(CheckKind(entry.change, entry.position));
               }
               taken += entries.size();
               return applier.Apply(partition, entries);
             }));
  // Positions are dense.
  if (taken == mark.position) return mark;
  return absl::DataLossError(absl::StrCat("the state of partition ", partition,
                                          " up to position ", mark.position,
                                          " has ", taken, " changes"));
}

}  // namespace

absl::Status LoadState(const StateSource& source,
                       const std::vector<std::uint32_t>& partitions,
                       Applier& applier, kv::Store& store, kv::Family marks) {
  for (const std::uint32_t partition : partitions) {
    ASSIGN_OR_RETURN(const Mark mark,
                     LoadPartition(source, partition, applier));
    RETURN_IF_ERROR(SetMark(partition, mark, marks, store));
    base::Log(base::Severity::kInfo, "state_loaded",
              {{"partition", absl::StrCat(partition)},
               {"position", absl::StrCat(mark.position)}});
  }
  return absl::OkStatus();
}

}  // namespace creditproof::changelog
