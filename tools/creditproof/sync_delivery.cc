#include "tools/creditproof/sync_delivery.h"

#include <filesystem>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/delivered_file.h"
#include "tools/creditproof/delivery.h"
#include "tools/creditproof/dropped_folder.h"
#include "tools/creditproof/file_answers.h"
#include "tools/creditproof/known_kinds.h"
#include "tools/creditproof/outcome_text.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/rejected_file.h"
#include "tools/creditproof/snapshot_name.h"

namespace creditproof::tool {
namespace {

using base::Reason;
using std::filesystem::path;

// The file as a whole is at fault: it would fail again.
bool IsFilesFault(const absl::Status& status) {
  const Reason reason = base::ReasonOf(status);
  return reason == Reason::REASON_FILE_UNREADABLE ||
         reason == Reason::REASON_ROW_COUNT ||
         reason == Reason::REASON_SNAPSHOT_OUTDATED;
}

absl::Status WriteReason(const path& file, absl::string_view reason) {
  return base::WriteFile(absl::StrCat(file.string(), kErrorSuffix),
                         absl::StrCat(reason, "\n"));
}

Json FileJson(const path& file, const DroppedFiles& files) {
  return {{"file", file.filename().string()}, {"source", files.source_id}};
}

// A file that was refused as a whole, with the reason beside it.
absl::StatusOr<Place> PutRefused(const DroppedFiles& files, const path& file,
                                 const absl::Status& status) {
  RETURN_IF_ERROR(WriteReason(file, status.message()));
  Json json = FileJson(file, files);
  json["place"] = "rejected";
  json["error"] = std::string(status.message());
  PrintJson(json);
  return Place::kRejected;
}

void PrintDelivered(const DroppedFiles& files, const path& file,
                    const DeliveredFile& delivered, const Answers& answers,
                    Place place) {
  Json json = FileJson(file, files);
  json["delivery"] = answers.delivery_id;
  json["place"] = place == Place::kDone ? "done" : "rejected";
  json["rows"] = Json::object();
  for (const auto& [outcome, rows] : answers.rows) {
    json["rows"][OutcomeName(outcome)] = rows;
  }
  json["classified_rows_not_sent"] = delivered.survey().emptied.size();
  PrintJson(json);
}

absl::StatusOr<std::optional<ingestion::v1::Snapshot>> SnapshotOf(
    const DroppedFiles& files, const path& file) {
  std::optional<ingestion::v1::Snapshot> snapshot;
  if (!files.are_snapshots) return snapshot;
  ASSIGN_OR_RETURN(snapshot, SnapshotOfName(file.filename().string()));
  return snapshot;
}

absl::StatusOr<Place> DeliverOne(const Connection& connection,
                                 const DroppedFiles& files, const path& name) {
  ASSIGN_OR_RETURN(const auto kind, FileKindNamed(connection, files.kind));
  ASSIGN_OR_RETURN(auto snapshot, SnapshotOf(files, name));
  ASSIGN_OR_RETURN(const DeliveredFile file, DeliveredFile::Open(name));
  // The folder's group is the department's, which has to mend the rows.
  RejectedFile rejected(file, RejectedName(name), base::Readers::kGroup);
  ASSIGN_OR_RETURN(
      const Answers answers,
      Deliver(connection.ingestion(),
              {files.source_id, kind, false, file, std::move(snapshot)},
              rejected, [](const Progress&) {}));
  RETURN_IF_ERROR(WriteAnswers(name, answers, rejected, false));
  ASSIGN_OR_RETURN(const auto statement, StatementOf(answers));
  const std::string remarks =
      absl::StrCat(statement.sweep().withheld_reason(), OvertakenText(answers));
  if (!remarks.empty()) RETURN_IF_ERROR(WriteReason(name, remarks));
  const bool all_is_well = AllTaken(file, answers) && remarks.empty();
  const Place place = all_is_well ? Place::kDone : Place::kRejected;
  PrintDelivered(files, name, file, answers, place);
  return place;
}

}  // namespace

SyncLoop::DeliverFile DeliverTo(const Connection& connection,
                                const DroppedFiles& files) {
  return [&connection, files](const path& name) -> absl::StatusOr<Place> {
    const absl::StatusOr<Place> place = DeliverOne(connection, files, name);
    if (!IsFilesFault(place.status())) return place;
    return PutRefused(files, name, place.status());
  };
}

}  // namespace creditproof::tool
