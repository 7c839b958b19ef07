#include "services/ingestion/families.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"

namespace creditproof::ingestion {
namespace {

constexpr absl::string_view kPartitionCountKey = "partition_count";

absl::Status CheckPartitionCount(kv::Store& store, std::uint32_t count) {
  const absl::StatusOr<std::string> stored =
      store.Get(kMeta, kPartitionCountKey);
  if (absl::IsNotFound(stored.status())) {
    kv::Batch batch(store);
    batch.Put(kMeta, kPartitionCountKey, kv::BigEndian(count));
    return store.Commit(std::move(batch), kv::Durability::kSynced);
  }
  RETURN_IF_ERROR(stored.status());
  if (*stored == kv::BigEndian(count)) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("the data directory was created with another partition "
                   "count than ",
                   count, ", which never changes"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<kv::Store>> OpenStore(
    const std::filesystem::path& directory, std::uint32_t partition_count,
    rocksdb::Env* env) {
  ASSIGN_OR_RETURN(std::unique_ptr<kv::Store> store,
                   kv::Store::Open(directory,
                                   {{"log", kv::Values::kLarge},
                                    "ids",
                                    "index",
                                    "names",
                                    "holds",
                                    "quarantine",
                                    {"deliveries", kv::Values::kLarge},
                                    "sources",
                                    "meta",
                                    "audit",
                                    "objections",
                                    "timeliness",
                                    "snapshots",
                                    "delivery_list",
                                    {"decisions", kv::Values::kLarge}},
                                   env));
  RETURN_IF_ERROR(CheckPartitionCount(*store, partition_count));
  return store;
}

}  // namespace creditproof::ingestion
