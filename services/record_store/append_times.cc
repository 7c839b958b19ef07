#include "services/record_store/append_times.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "services/record_store/families.h"
#include "services/record_store/stored_change.h"

namespace creditproof::record_store {
namespace {

std::string Key(std::uint32_t partition, std::uint64_t position) {
  return absl::StrCat(kv::BigEndian(partition), kv::BigEndian(~position));
}

std::string Value(absl::Time time) {
  return kv::BigEndian(static_cast<std::uint64_t>(absl::ToUnixMicros(time)));
}

absl::Status Corrupt(std::uint64_t position) {
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
      absl::StrCat("when position ", position, " was appended is not known"),
      {{"key", absl::StrCat(position)}});
}

}  // namespace

void PutAppendTimes(std::uint32_t partition,
                    const std::vector<changelog::DecodedEntry>& entries,
                    absl::Time before, kv::Batch& batch) {
  for (const changelog::DecodedEntry& entry : entries) {
    if (entry.append_time == before) continue;
    before = entry.append_time;
    batch.Put(kAppendTimes, Key(partition, entry.position), Value(before));
  }
}

absl::Status MakeAppendTimes(std::uint32_t partition, kv::Store& store) {
  std::vector<std::pair<std::uint64_t, absl::Time>> times;
  RETURN_IF_ERROR(
      store.Scan(kChanges, kv::BigEndian(partition), "",
                 [&](absl::string_view key, absl::string_view value) {
                   times.emplace_back(PositionOf(key), AppendTimeOf(value));
                   return true;
                 }));
  std::sort(times.begin(), times.end());
  kv::Batch batch(store);
  absl::Time before = absl::InfinitePast();
  for (const auto& [position, time] : times) {
    if (time == before) continue;
    before = time;
    batch.Put(kAppendTimes, Key(partition, position), Value(time));
  }
  // At once: a part would pass for the whole.
  return store.Commit(std::move(batch), kv::Durability::kSynced);
}

absl::StatusOr<absl::Time> AppendTimeAt(const kv::Store& store,
                                        std::uint32_t partition,
                                        std::uint64_t position) {
  if (position == 0) return absl::InfinitePast();
  absl::Time time = absl::InfiniteFuture();
  RETURN_IF_ERROR(store.Scan(
      kAppendTimes, kv::BigEndian(partition), Key(partition, position + 1),
      [&](absl::string_view, absl::string_view value) {
        time = absl::FromUnixMicros(
            static_cast<std::int64_t>(kv::ReadBigEndian<std::uint64_t>(value)));
        return false;
      }));
  if (time == absl::InfiniteFuture()) return Corrupt(position);
  return time;
}

absl::StatusOr<std::uint64_t> LastAppendedBy(const kv::Store& store,
                                             std::uint32_t partition,
                                             absl::Time time,
                                             std::uint64_t applied) {
  std::uint64_t within = 0;  // appended no later
  std::uint64_t beyond = applied + 1;
  while (beyond - within > 1) {
    const std::uint64_t middle = within + (beyond - within) / 2;
    ASSIGN_OR_RETURN(const absl::Time appended,
                     AppendTimeAt(store, partition, middle));
    (appended <= time ? within : beyond) = middle;
  }
  return within;
}

}  // namespace creditproof::record_store
