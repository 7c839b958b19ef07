#include "services/ingestion/act.h"

#include <utility>

#include "libs/base/status_macros.h"
#include "libs/partition/partition.h"
#include "services/ingestion/index.h"

namespace creditproof::ingestion {

absl::Status Act::Append(const changelog::v1::Change& change, std::string id) {
  return Append(change, change.SerializeAsString(), std::move(id));
}

absl::Status Act::Append(const changelog::v1::Change& change, std::string bytes,
                         std::string id) {
  return AppendTo(PartitionOf(change.credit_code(), partition_count_), change,
                  std::move(bytes), std::move(id));
}

absl::Status Act::AppendToAll(const changelog::v1::Change& change,
                              const std::string& id) {
  const std::string bytes = change.SerializeAsString();
  for (std::uint32_t p = 0; p < partition_count_; ++p) {
    RETURN_IF_ERROR(AppendTo(p, change, bytes, id));
  }
  return absl::OkStatus();
}

absl::Status Act::AppendTo(std::uint32_t partition,
                           const changelog::v1::Change& change,
                           std::string bytes, std::string id) {
  RETURN_IF_ERROR(ApplyToIndex(change, partition, id, view_));
  append_bytes_ += id.size() + bytes.size();
  appends_[partition].push_back({std::move(id), std::move(bytes)});
  return absl::OkStatus();
}

}  // namespace creditproof::ingestion
