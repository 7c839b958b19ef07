// The objections that were filed, and what became of them.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/ingestion/v1/objection_service.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// A function of the log: a RecordObjected has all of an objection but the
// source, which the index knows of its record. Layout of family `objections`;
// the values of all but the first two are empty:
//   "e" || objection id (32)        -> Objection
//   "o" || record id (32)           -> id of the objection that is open
//   "s" || source id || 0x00 || file time, microseconds (8) || objection id
//   "c" || credit code (18) || file time, likewise (8) || objection id
//
// Called by ApplyToIndex alone, with a RecordObjected.
absl::Status ApplyToObjections(const changelog::v1::Change& change, View& view);

absl::StatusOr<std::optional<v1::Objection>> FindObjection(
    const View& view, absl::string_view objection_id);

// Whether an objection to the record is open.
absl::StatusOr<bool> IsObjected(const View& view, absl::string_view record_id);

// What the keys of the objections to a source's records, or of a subject, start
// with; file time and objection id come behind.
std::string ObjectionsToSource(absl::string_view source_id);
std::string ObjectionsOfSubject(absl::string_view credit_code);

}  // namespace creditproof::ingestion
