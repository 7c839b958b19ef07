#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/partition/partition.h"
#include "libs/reconcile/table_key.h"
#include "services/ingestion/index.h"
#include "services/ingestion/reconciliation.h"
#include "services/ingestion/table_index.h"

namespace creditproof::ingestion {
namespace {

constexpr int kMaxKeys = 200;
constexpr std::size_t kEnoughBytes = std::size_t{2} << 20;

// Nobody but ingestion opens sealed numbers, not even sealed do they leave.
template <typename Message>
void DropSealed(Message& message) {
  auto& columns = *message.mutable_columns();
  columns.erase(
      std::remove_if(columns.begin(), columns.end(),
                     [](const auto& column) { return column.has_sealed(); }),
      columns.end());
}

absl::StatusOr<changelog::v1::Change> ReadChange(
    const changelog::ChangeLog& log, std::uint32_t partition,
    const std::string& append_id) {
  ASSIGN_OR_RETURN(const std::uint64_t position,
                   log.PositionOf(partition, append_id));
  std::vector<changelog::LogEntry> entries;
  if (position > 0) {  // found as soon as it is stored, read once acknowledged
    RETURN_IF_ERROR(
        log.WaitPast(partition, position - 1, absl::Seconds(1)).status());
    ASSIGN_OR_RETURN(entries, log.Read(partition, position - 1, 1));
  }
  changelog::v1::Change change;
  if (!entries.empty()) {
    ASSIGN_OR_RETURN(const changelog::StoredEntry stored,
                     changelog::DecodeStored(entries.front().stored));
    if (change.ParseFromString(stored.change)) return change;
  }
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     "an entry of the log cannot be read",
                     {{"key", absl::StrCat(partition, "/", append_id)}});
}

// Of the append that gave the row its content.
absl::StatusOr<std::string> ContentId(const View& view, bool is_record,
                                      const std::string& key,
                                      const std::string& credit_code) {
  if (is_record) {
    ASSIGN_OR_RETURN(const auto indexed,
                     FindRecord(view, reconcile::RecordIdOf(key)));
    return indexed.has_value() ? indexed->content_append_id() : "";
  }
  ASSIGN_OR_RETURN(const auto subject, FindSubject(view, credit_code));
  return subject.has_value() ? subject->content_append_id() : "";
}

// Nothing when the platform has no such row.
absl::Status AddRow(const kv::Store& store, const changelog::ChangeLog& log,
                    std::uint32_t partition_count, const TableOf& table,
                    const std::string& key,
                    v1::GetTableRowsResponse& response) {
  const View view(store);
  ASSIGN_OR_RETURN(const auto found, FindTableRow(view, table.prefix, key));
  if (!found.has_value()) return absl::OkStatus();
  const bool is_record = table.file_kind != v1::FILE_KIND_REGISTRATION;
  ASSIGN_OR_RETURN(const std::string append_id,
                   ContentId(view, is_record, key, found->credit_code));
  ASSIGN_OR_RETURN(
      changelog::v1::Change change,
      ReadChange(log, PartitionOf(found->credit_code, partition_count),
                 append_id));
  v1::TableRow& row = *response.add_rows();
  row.set_key(key);
  if (is_record) {
    DropSealed(*change.mutable_record_put());
    row.mutable_record()->Swap(change.mutable_record_put());
  } else {
    DropSealed(*change.mutable_registration());
    row.mutable_registration()->Swap(change.mutable_registration());
  }
  return absl::OkStatus();
}

absl::Status CheckKeys(const v1::GetTableRowsRequest& request) {
  if (request.keys_size() > kMaxKeys) {
    return base::InvalidField("keys", absl::StrCat("are more than ", kMaxKeys));
  }
  for (const std::string& key : request.keys()) {
    if (key.size() != reconcile::kKeyLength || !reconcile::IsKeyPrefix(key)) {
      return base::InvalidField("keys", "hold what is no key");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::GetTableRowsResponse> ReadTableRows(
    const kv::Store& store, const changelog::ChangeLog& log,
    std::uint32_t partition_count, const TableOf& table,
    const v1::GetTableRowsRequest& request) {
  RETURN_IF_ERROR(CheckKeys(request));
  v1::GetTableRowsResponse response;
  for (const std::string& key : request.keys()) {
    RETURN_IF_ERROR(AddRow(store, log, partition_count, table, key, response));
    response.set_answered_keys(response.answered_keys() + 1);
    if (response.ByteSizeLong() > kEnoughBytes) break;
  }
  return response;
}

}  // namespace creditproof::ingestion
